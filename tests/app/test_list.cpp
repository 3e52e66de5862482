#include "app/scenarios.hpp"
#include "caisson/app/list.hpp"

namespace caisson::tests {
namespace {

const app::ListedParameter& parameter(const app::Listing& listing, std::string_view path) {
    for (const auto& row : listing.parameters) {
        if (row.path == path) {
            return row;
        }
    }
    FAIL("no such parameter");
    return listing.parameters.front();
}

}  // namespace

TEST_CASE("variants, parameters, outcomes and estimates are listed", "[app]") {
    const auto listing = app::list(request_of(two_states));
    REQUIRE(listing);
    REQUIRE(listing->variants.size() == 2);
    CHECK(listing->variants[0].id == "no-rail");
    CHECK(listing->variants[0].title == "Nothing arrives");
    CHECK(listing->variants[0].place == "test.yaml:20:3");

    const auto& rate = parameter(*listing, "fires.guns.rate");
    CHECK(rate.value == 5000.0);
    CHECK(rate.text == "5000");
    CHECK(rate.unit == "round/d");
    CHECK(parameter(*listing, "routes.rail.open").text == "true");
    CHECK(parameter(*listing, "routes.rail.opens").text == "2024-01-01");
    CHECK(parameter(*listing, "routes.rail.opens").unit == "date");
    CHECK(parameter(*listing, "depots.magazine.shell.stock").source == "row 1, somebody");

    REQUIRE(listing->outcomes.size() == 2);
    CHECK(listing->outcomes[0].unit == "date");
    CHECK(listing->outcomes[1].unit == "round");

    REQUIRE(listing->estimates.size() == 1);
    const auto& estimate = listing->estimates[0];
    CHECK(estimate.path == "depots.magazine.shell.stock");
    CHECK(estimate.low == "500000");
    CHECK(estimate.best == "1000000");
    CHECK(estimate.high == "2000000");
    CHECK(estimate.as_of == "2023-12-01");
}

TEST_CASE("every parameter that is listed can be set to what is listed", "[app]") {
    const auto listing = app::list(request_of(two_states));
    REQUIRE(listing);
    const auto direct = played(request_of(two_states)).summary.fingerprint;
    for (const auto& row : listing->parameters) {
        const std::string unit = row.unit.empty() || row.unit == "date" ? "" : " " + row.unit;
        const std::string set = row.path + "=" + row.text + unit;
        INFO(set);
        CHECK(played(request_of(two_states, {}, {set})).summary.fingerprint == direct);
    }
}

TEST_CASE("under a variant the values are those of the variant", "[app]") {
    const auto listing = app::list(request_of(two_states, {"no-rail"}));
    REQUIRE(listing);
    CHECK(parameter(*listing, "routes.rail.open").text == "false");
}

TEST_CASE("the numbers of a deal are listed, and can be set as they are listed", "[app]") {
    const auto listing = app::list(request_of(barter));
    REQUIRE(listing);
    CHECK(parameter(*listing, "deals.vostochny.payments.fuel.credit").text == "unlimited");
    CHECK(parameter(*listing, "deals.vostochny.payments.fuel.price").unit == "t/round");
    const auto direct = played(request_of(barter)).summary.fingerprint;
    for (const auto& row : listing->parameters) {
        const std::string set =
            row.path + "=" + row.text + (row.unit.empty() || row.unit == "date" ? "" : " " + row.unit);
        INFO(set);
        CHECK(played(request_of(barter, {}, {set})).summary.fingerprint == direct);
    }
}

TEST_CASE("nothing is listed of an invalid scenario", "[app]") { CHECK_FALSE(app::list(request_of("caisson: 2\n"))); }

}  // namespace caisson::tests
