// What sanctions are aimed at, where enforcement is felt, and what preferences mean for routes.
#include <string>
#include <vector>

#include "caisson/model/model.hpp"
#include "support/catch.hpp"
#include "support/sanctions.hpp"

using namespace caisson;

namespace {

/// Two depots of each of three states, and routes within and between them, of two commodities.
tiny::Network three_states() {
    tiny::Network net("oil");
    for (const auto& [depot, state] :
         {std::pair{"a", "AAA"}, std::pair{"a2", "AAA"}, std::pair{"b", "BBB"}, std::pair{"c", "CCC"}}) {
        net.depot(depot);
        tiny::put_into(net, depot, state);
    }
    net.route("ab", "a", "b", 1);
    net.route("aa", "a", "a2", 1);
    net.route("bc", "b", "c", 1);
    net.route("ca", "c", "a", 1, "coal");
    return net;
}

std::string routes_of(const model::Model& model, model::Range range) {
    std::string ids;
    for (std::uint32_t at = range.begin; at < range.end; ++at) {
        ids += (ids.empty() ? "" : " ") + model.routes[model.measured_routes[at]].id;
    }
    return ids;
}

std::string felt(tiny::Network& net) {
    const model::Model model = net.model(10);
    return routes_of(model, model.enforcements.front().routes);
}

}  // namespace

TEST_CASE("a sanction is aimed at the routes that match all that is said", "[model]") {
    tiny::Network by_state = three_states();
    tiny::Sanction(by_state, "s").on_state("AAA").cuts(1).enforcement(1);
    CHECK(felt(by_state) == "ab ca");

    tiny::Network by_commodity = three_states();
    tiny::Sanction(by_commodity, "s").on_commodity("oil").cuts(1).enforcement(1);
    CHECK(felt(by_commodity) == "ab bc");

    tiny::Network by_both = three_states();
    tiny::Sanction(by_both, "s").on_commodity("oil").on_state("AAA").cuts(1).enforcement(1);
    CHECK(felt(by_both) == "ab");

    tiny::Network by_name = three_states();
    tiny::Sanction(by_name, "s").on_route("aa").on_route("bc").cuts(1).enforcement(1);
    CHECK(felt(by_name) == "aa bc");

    tiny::Network by_group = three_states();
    [[maybe_unused]] const tiny::Group two(by_group, "g", {"CCC", "BBB"});
    tiny::Sanction(by_group, "s").on_group("g").cuts(1).enforcement(1);
    CHECK(felt(by_group) == "ab bc ca");
}

TEST_CASE("enforcement is felt where the enforcer has a depot", "[model]") {
    tiny::Network net = three_states();
    [[maybe_unused]] const tiny::Group two(net, "g", {"AAA", "BBB"});
    tiny::Sanction(net, "s").on_commodity("oil").cuts(1).enforced("g", 0.5).enforcement(1).enforced("CCC", 0.2);
    const model::Model model = net.model(10);
    REQUIRE(model.enforcements.size() == 3);  // nobody in particular first, then by id
    CHECK(path_of(model, model.enforcements[0]) == "sanctions.s.enforcement");
    CHECK(path_of(model, model.enforcements[1]) == "sanctions.s.enforced.CCC");
    CHECK(path_of(model, model.enforcements[2]) == "sanctions.s.enforced.g");
    CHECK(routes_of(model, model.enforcements[0].routes) == "ab bc");
    CHECK(routes_of(model, model.enforcements[1].routes) == "bc");
    CHECK(routes_of(model, model.enforcements[2].routes) == "ab bc");
}

TEST_CASE("caps come in the order of their paths, and count their routes", "[model]") {
    tiny::Network net = three_states();
    tiny::Sanction(net, "s").on_commodity("oil").cap(10, 5).enforcement(1);
    tiny::Group(net, "g", {"AAA"}).limit("BBB", 10, 5);
    const model::Model model = net.model(10);
    REQUIRE(model.caps.size() == 2);
    CHECK(model.caps[0].path == "groups.g.limits.0");
    CHECK(routes_of(model, model.caps[0].routes) == "ab");
    CHECK(model.caps[1].path == "sanctions.s.cap");
    CHECK(routes_of(model, model.caps[1].routes) == "ab bc");
}

TEST_CASE("preferences are priorities of routes that do not say theirs", "[model]") {
    tiny::Network net = three_states();
    net.route("ac", "a", "c", 1).priority(5);
    tiny::Group(net, "g", {"AAA", "CCC"}).prefers("CCC");
    const model::Model model = net.model(10);
    const auto priority = [&](std::string_view id) {
        for (const model::RouteRow& row : model.routes) {
            if (row.id == id) {
                return row.out_priority;
            }
        }
        return 99U;
    };
    CHECK(priority("ab") == 1);  // all others
    CHECK(priority("aa") == 0);  // within the state
    CHECK(priority("ac") == 5);  // as written
    CHECK(priority("bc") == 0);  // BBB is no member
    CHECK(priority("ca") == 1);
    CHECK(is_member(model, model::GroupId{0}, model::StateId{0}));
    CHECK_FALSE(is_member(model, model::GroupId{0}, model::StateId{1}));
}

TEST_CASE("what a measure leaves of an ask, and adds to a price", "[model]") {
    CHECK(model::left_under(0.5, 0.5) == 0.75);
    CHECK(model::left_under(1.0, 1.0) == 0.0);
    CHECK(model::price_under(0.5, 0.5) == 1.25);
    CHECK(model::price_under(3.0, 0.0) == 1.0);
}
