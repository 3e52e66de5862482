#include <cmath>
#include <random>
#include <unsupported/Eigen/MatrixFunctions>
#include <vector>

#include "engine/fall_finder.hpp"
#include "engine/linear_flow.hpp"
#include "support/catch.hpp"

namespace caisson::tests {
namespace {

using engine::FallFinder;
using engine::LinearFlow;

struct Rate {
    std::size_t row;
    std::size_t column;
    double rate;
};

LinearFlow flow_of(std::size_t size, const std::vector<Rate>& rates, const std::vector<double>& constants = {}) {
    LinearFlow flow(size);
    flow.begin(size);
    for (const Rate& rate : rates) {
        flow.add_rate(rate.row, rate.column, rate.rate);
    }
    for (std::size_t i = 0; i < constants.size(); ++i) {
        flow.add_constant(i, constants[i]);
    }
    flow.settle();
    return flow;
}

std::vector<double> after(LinearFlow& flow, std::vector<double> z, double time,
                          std::vector<double>* integral = nullptr) {
    std::vector<double> sum(z.size());
    flow.advance(time, z, sum);
    if (integral != nullptr) {
        *integral = sum;
    }
    return z;
}

std::optional<double> fall(LinearFlow& flow, const std::vector<double>& z, const std::vector<double>& weights,
                           double level = 0.0, double until = 1e4) {
    return FallFinder(z.size()).first_fall(flow, z, {weights, level}, until);
}

}  // namespace

TEST_CASE("the square law leaves what is left of the squares", "[engine]") {
    // A^2 - B^2 = 1000^2 - 800^2 = 600^2; B = 0 at atanh(0.8) / 0.01 = 100 ln 3
    LinearFlow flow = flow_of(2, {{0, 1, -0.01}, {1, 0, -0.01}});
    const double end = fall(flow, {1000, 800}, {0, 1}).value();
    CHECK(end == Approx(109.86122886681098).epsilon(1e-14));
    std::vector<double> integral;
    const auto left = after(flow, {1000, 800}, end, &integral);
    CHECK(left[0] == Approx(600).epsilon(1e-13));
    CHECK(left[1] == Approx(0).margin(1e-10));
    // each tube of A fires 50 rounds a day: dB = -0.01 A, so the integral of A is 800 / 0.01
    CHECK(50 * integral[0] == Approx(4e6).epsilon(1e-13));
}

TEST_CASE("unequal coefficients of the square law", "[engine]") {
    // 0.02 A^2 - 0.01 B^2 = 20000 - 14400 = 5600 = 0.02 A_end^2
    LinearFlow flow = flow_of(2, {{0, 1, -0.01}, {1, 0, -0.02}});
    const double end = fall(flow, {1000, 1200}, {0, 1}).value();
    CHECK(end == Approx(88.45004688304705).epsilon(1e-14));
    CHECK(after(flow, {1000, 1200}, end)[0] == Approx(529.1502622129181).epsilon(1e-13));
}

TEST_CASE("tubes that wear by their own fire, and the shells that they fire", "[engine]") {
    // G = 1000 e^(-t/50); the stock of 1.5M is dry when 2.5M (1 - e^(-t/50)) = 1.5M: t = 50 ln 2.5, G = 400
    LinearFlow flow = flow_of(2, {{0, 0, -50.0 / 2500}, {1, 0, -50}});
    CHECK(flow.longest_step() == Approx(50));  // the rounds ask for no shorter step than the tubes
    const double dry = fall(flow, {1000, 1.5e6}, {0, 1}).value();
    CHECK(dry == Approx(45.81453659370776).epsilon(1e-14));
    std::vector<double> integral;
    const auto z = after(flow, {1000, 1.5e6}, dry, &integral);
    CHECK(z[0] == Approx(400).epsilon(1e-14));
    CHECK(50 * integral[0] + z[1] == Approx(1.5e6).epsilon(1e-14));
}

TEST_CASE("wear at a constant rate of fire, then by guns", "[engine]") {
    // 40 000 rounds a day wear 16 tubes a day while 50 G > 40 000: until (1000 - 800) / 16; then 37.5 d of e^(-t/50)
    LinearFlow constant = flow_of(1, {}, {-16});
    CHECK(fall(constant, {1000}, {50}, 40000).value() == 12.5);
    LinearFlow limited = flow_of(1, {{0, 0, -0.02}});
    CHECK(after(limited, {800}, 37.5)[0] == Approx(377.8932421928117).epsilon(1e-14));
}

TEST_CASE("a constant loss ends tubes on a straight line", "[engine]") {
    LinearFlow flow = flow_of(1, {}, {-1000 * 0.002});
    CHECK(fall(flow, {100}, {1}).value() == 50);
    CHECK(after(flow, {100}, 20)[0] == 60);
}

TEST_CASE("new tubes hold up what wear takes", "[engine]") {
    LinearFlow flow = flow_of(1, {{0, 0, -0.02}}, {10});
    CHECK(after(flow, {1000}, 50)[0] == Approx(683.9397205857212).epsilon(1e-14));
    CHECK_FALSE(fall(flow, {1000}, {1}, 500, 500).has_value());  // G -> 500 from above
    CHECK(fall(flow, {1000}, {1}, 500.5, 500).value() == Approx(50 * std::log(1000)).epsilon(1e-10));
}

TEST_CASE("a dip between two looks is found, the first of many", "[engine]") {
    // x = 1 + cos(10 t) - 0.1 touches nothing until cos = -0.9; it turns with z'' = -100 z
    LinearFlow flow = flow_of(2, {{0, 1, 1}, {1, 0, -100}});
    CHECK(fall(flow, {1, 0}, {1, 0}, -0.9, 100).value() == Approx(std::acos(-0.9) / 10).epsilon(1e-13));
    CHECK(fall(flow, {1, 0}, {1, 0}, -0.9999999, 100).value() == Approx(std::acos(-0.9999999) / 10).epsilon(1e-9));
    CHECK_FALSE(fall(flow, {1, 0}, {1, 0}, -1.0000001, 100).has_value());
}

TEST_CASE("a course that starts at its level and rises has left it", "[engine]") {
    LinearFlow flow = flow_of(2, {{0, 1, 1}, {1, 0, -1}});  // sin t
    CHECK(fall(flow, {0, 1}, {1, 0}, 0, 10).value() == Approx(3.141592653589793).epsilon(1e-14));
    CHECK(fall(flow, {0, -1}, {1, 0}, 0, 10).value() == 0);
    CHECK_FALSE(fall(flow, {0, 1}, {1, 0}, 0, 3).has_value());
}

TEST_CASE("random courses are those of Eigen's matrix exponential", "[engine]") {
    std::mt19937 random(20);
    std::uniform_real_distribution<double> any(-1, 1);
    for (int trial = 0; trial < 200; ++trial) {
        const auto size = static_cast<std::size_t>(1 + trial % 6);
        const auto n = static_cast<Eigen::Index>(size);
        // z, 1 and the integral of z are one system without constants
        Eigen::MatrixXd all = Eigen::MatrixXd::Zero(2 * n + 1, 2 * n + 1);
        Eigen::VectorXd begin = Eigen::VectorXd::Zero(2 * n + 1);
        LinearFlow flow(size);
        flow.begin(size);
        std::vector<double> z(size);
        for (std::size_t row = 0; row < size; ++row) {
            const auto i = static_cast<Eigen::Index>(row);
            for (std::size_t column = 0; column < size; ++column) {
                const double rate = any(random);
                flow.add_rate(row, column, rate);
                all(i, static_cast<Eigen::Index>(column)) = rate;
            }
            const double constant = any(random);
            flow.add_constant(row, constant);
            all(i, n) = constant;
            all(n + 1 + i, i) = 1;
            begin(i) = z[row] = any(random);
        }
        begin(n) = 1;
        flow.settle();
        const double time = 5 * (1 + any(random));
        const Eigen::VectorXd expected = (all * time).exp() * begin;
        std::vector<double> integral;
        z = after(flow, z, time, &integral);
        const double scale = expected.cwiseAbs().maxCoeff();
        for (std::size_t row = 0; row < size; ++row) {
            const auto i = static_cast<Eigen::Index>(row);
            CHECK(std::abs(z[row] - expected(i)) <= 1e-12 * scale);
            CHECK(std::abs(integral[row] - expected(n + 1 + i)) <= 1e-12 * scale);
        }
    }
}

}  // namespace caisson::tests
