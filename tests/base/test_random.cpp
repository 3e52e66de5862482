#include <array>
#include <cmath>
#include <cstdint>
#include <string>

#include "caisson/base/random.hpp"
#include "support/catch.hpp"

using caisson::draw_purpose;
using caisson::DrawKey;
using caisson::uniform_draw;

namespace {

using Counter = std::array<std::uint64_t, 4>;
using Key = std::array<std::uint64_t, 2>;
__extension__ using Product = unsigned __int128;

/// Philox4x64-10 as the paper describes it (section 3.3), written for reading.
Counter philox(Counter c, Key k) {
    for (int round = 0; round < 10; ++round) {
        const Product p0 = Product{0xD2E7470EE14C6C93ULL} * c[0];
        const Product p1 = Product{0xCA5A826395121157ULL} * c[2];
        const auto high = [](Product p) { return static_cast<std::uint64_t>(p >> 64); };
        const auto low = [](Product p) { return static_cast<std::uint64_t>(p); };
        c = {high(p1) ^ c[1] ^ k[0], low(p1), high(p0) ^ c[3] ^ k[1], low(p0)};
        k = {k[0] + 0x9E3779B97F4A7C15ULL, k[1] + 0xBB67AE8584CAA73BULL};
    }
    return c;
}

double plain_draw(const DrawKey& key) {
    const std::uint64_t word = philox({key.occurrence, key.replication, 0, 0}, {key.seed, key.purpose})[0];
    return static_cast<double>(2 * (word >> 12) + 1) / 9007199254740992.0;  // (i + 1/2) / 2^52
}

}  // namespace

TEST_CASE("the plain Philox of this test gives the published values", "[base][known]") {
    // The file kat_vectors that the generator's authors publish with it
    CHECK(philox({0, 0, 0, 0}, {0, 0}) ==
          Counter{0x16554d9eca36314cULL, 0xdb20fe9d672d0fdcULL, 0xd7e772cee186176bULL, 0x7e68b68aec7ba23bULL});
    constexpr std::uint64_t ones = ~std::uint64_t{0};
    CHECK(philox({ones, ones, ones, ones}, {ones, ones}) ==
          Counter{0x87b092c3013fe90bULL, 0x438c3c67be8d0224ULL, 0x9cc7d7c69cd777b6ULL, 0xa09caebf594f0ba0ULL});
    CHECK(philox({0x243f6a8885a308d3ULL, 0x13198a2e03707344ULL, 0xa4093822299f31d0ULL, 0x082efa98ec4e6c89ULL},
                 {0x452821e638d01377ULL, 0xbe5466cf34e90c6cULL}) ==
          Counter{0xa528f45403e61d95ULL, 0x38c72dbd566e9788ULL, 0xa5a1610e72fd18b5ULL, 0x57bd43b5e52b7fe6ULL});
}

TEST_CASE("a draw is a pure function of its key", "[base][known]") {
    CHECK(uniform_draw({0, 0, 0, 0}) == plain_draw({0, 0, 0, 0}));
    CHECK(uniform_draw({0, 0, 0, 0}) == (static_cast<double>(0x16554d9eca363ULL) + 0.5) / 4503599627370496.0);
    constexpr std::uint64_t ones = ~std::uint64_t{0};
    CHECK(uniform_draw({ones, ones, ones, ones}) == plain_draw({ones, ones, ones, ones}));
    for (std::uint64_t k = 0; k < 10'000; ++k) {
        const DrawKey key{k * k, k % 17, draw_purpose("routes.r" + std::to_string(k % 5), "lost"), k};
        REQUIRE(uniform_draw(key) == plain_draw(key));
    }
}

TEST_CASE("each part of a key makes another draw", "[base]") {
    const double draw = uniform_draw({1, 2, 3, 4});
    CHECK(draw == uniform_draw({1, 2, 3, 4}));
    CHECK(draw != uniform_draw({5, 2, 3, 4}));
    CHECK(draw != uniform_draw({1, 5, 3, 4}));
    CHECK(draw != uniform_draw({1, 2, 5, 4}));
    CHECK(draw != uniform_draw({1, 2, 3, 5}));
    CHECK(draw != uniform_draw({2, 1, 3, 4}));
}

TEST_CASE("purposes tell paths and what is decided there apart", "[base][known]") {
    static_assert(draw_purpose("a") == caisson::fnv1a(std::string_view{"a\0", 2}));
    static_assert(draw_purpose("a", "b") == caisson::fnv1a(std::string_view{"a\0b", 3}));
    CHECK(draw_purpose("ab", "c") != draw_purpose("a", "bc"));
}

TEST_CASE("draws are uniform and independent of their neighbours", "[base][property]") {
    // Fixed keys, so this either holds or does not; the bounds are 5 standard errors of what chance would give.
    constexpr int count = 1'000'000;
    double sum = 0.0;
    double squares = 0.0;
    double products = 0.0;
    double last = 0.5;
    std::array<int, 100> bins{};
    for (std::uint64_t k = 0; k < count; ++k) {
        const double u = uniform_draw({20'230'913, 0, draw_purpose("routes.r", "lost"), k});
        REQUIRE(u > 0.0);
        REQUIRE(u < 1.0);
        sum += u - 0.5;
        squares += (u - 0.5) * (u - 0.5);
        products += (u - 0.5) * (last - 0.5);
        last = u;
        ++bins[static_cast<std::size_t>(u * 100)];
    }
    CHECK(std::abs(sum / count) < 5 * std::sqrt(1.0 / 12 / count));
    CHECK(std::abs(squares / count - 1.0 / 12) < 5 * std::sqrt(1.0 / 180 / count));  // E x^4 - (E x^2)^2 = 1/80 - 1/144
    CHECK(std::abs(products / count) < 5 * std::sqrt(1.0 / 144 / count));
    double chi_squared = 0.0;
    for (const int bin : bins) {
        chi_squared += (bin - 10'000.0) * (bin - 10'000.0) / 10'000.0;
    }
    CHECK(chi_squared < 99 + 5 * std::sqrt(2.0 * 99));
    CHECK(chi_squared > 99 - 5 * std::sqrt(2.0 * 99));
}
