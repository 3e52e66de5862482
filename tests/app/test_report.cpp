#include "app/scenarios.hpp"
#include "caisson/app/report.hpp"

namespace caisson::tests {
namespace {

app::RunReport reported(std::string_view text, std::vector<std::string> variants = {}) {
    return app::report(played(request_of(text, std::move(variants))));
}

const app::UseReport& of(const app::RunReport& report, std::string_view state, std::string_view unit = "round") {
    for (const auto& use : report.uses) {
        if (use.state == state && use.unit == unit) {
            return use;
        }
    }
    FAIL("no such row");
    return report.uses.front();
}

}  // namespace

TEST_CASE("a report says by state what was held, made, received, fired and missed", "[app][known]") {
    const auto report = reported(two_states);
    CHECK(report.scenario == "baseline");
    CHECK(report.end == Days{90});
    REQUIRE(report.stocks.size() == 2);
    CHECK(report.stocks[0].state == "PRK");
    CHECK(report.stocks[0].at_start == Amount{1'000'000});
    CHECK(report.stocks[0].at_end == Amount{1'000'000 + 90 * (1'000 - 3'000)});  // 820,000
    CHECK_FALSE(report.stocks[0].dry);
    CHECK(report.stocks[1].state == "RUS");
    CHECK(report.stocks[1].at_end == Amount{0});
    CHECK(report.stocks[1].dry == Days{50});

    CHECK(of(report, "PRK").made == Amount{90 * 1'000});
    CHECK(of(report, "PRK").received == Amount{0});
    CHECK(of(report, "RUS").received == Amount{90 * 3'000});
    CHECK(of(report, "RUS").wanted == Amount{90 * 5'000});
    CHECK(of(report, "RUS").fired == Amount{370'000});
    CHECK(of(report, "RUS").unmet == Amount{80'000});  // 40 d x 2,000/d
    CHECK(of(report, "RUS").short_from == Days{50});
    CHECK_FALSE(of(report, "PRK").short_from);
}

TEST_CASE("a state is dry when all its depots are empty together", "[app][known]") {
    // The second depot holds 30,000 and uses 1,000/d: empty on day 30, before the first (day 50). Both are on day 50.
    auto text = with(two_states, "  magazine:", "  flank: {state: RUS, shell: {stock: 30k}}\n  magazine:");
    text = with(text, "  guns:", "  mortars: {at: flank, uses: shell, rate: 1000 round/d}\n  guns:");
    const auto report = reported(text);
    REQUIRE(report.stocks.size() == 2);
    CHECK(report.stocks[1].at_start == Amount{130'000});
    CHECK(report.stocks[1].dry == Days{50});
    CHECK(of(report, "RUS").short_from == Days{30});
}

TEST_CASE("one that never holds anything is dry from the start", "[app][known]") {
    const auto report = reported(with(two_states, "{stock: 100k}", "{stock: 0}"));
    CHECK(report.stocks[1].dry == Days{0});
}

TEST_CASE("one that is empty at the start and fills is dry when it is empty again", "[app][known]") {
    // 3,000/d come and nothing is fired before day 10: 30,000, gone at 2,000/d on day 25. Without fire it never is
    const auto text = with(two_states, "{stock: 100k}", "{stock: 0}");
    CHECK(reported(with(text, "rate: 5000 round/d}", "rate: 5000 round/d, opens: 10 d}")).stocks[1].dry == Days{25});
    CHECK_FALSE(reported(with(text, "rate: 5000 round/d}", "rate: 5000 round/d, opens: 80 d}")).stocks[1].dry);
}

TEST_CASE("what moves between depots of one state was not received", "[app][known]") {
    auto text = with(two_states, "  magazine:", "  rear: {state: RUS, shell: {stock: 1M}}\n  magazine:");
    text = with(text, "  rail:", "  lorries: {from: rear, to: front, carries: shell, capacity: 500 round/d}\n  rail:");
    CHECK(of(reported(text), "RUS").received == Amount{90 * 3'000});
}

TEST_CASE("what is under way or waits in a port was not received yet", "[app][known]") {
    // 10 d under way: what left in the last 10 of 90 days has not arrived.
    const auto text = with(two_states, "open: true", "transit: 10 d");
    CHECK(of(reported(text), "RUS").received == Amount{80 * 3'000});
}

TEST_CASE("rationed fire is unmet from the day on which it is cut", "[app][known]") {
    // Below 10 d of supply, 50,000 rounds, to half: reached on day 25 = (100,000 - 50,000) / 2,000. From then on
    // 2,500/d are fired and 3,000/d arrive, so that the stock grows by 500/d and reaches 11 d, 55,000, on day 35: again
    // 5,000/d.
    const auto text = with(two_states, "rate: 5000 round/d}", "rate: 5000 round/d, ration: [{below: 10 d, to: 50%}]}");
    const auto report = reported(text);
    CHECK(of(report, "RUS").short_from == Days{25});
    CHECK(of(report, "RUS").unmet > Amount{0});
    CHECK_FALSE(report.stocks[1].dry);
}

TEST_CASE("a fire that uses commodities in order is short when the last of them is", "[app][known]") {
    // 100,000 of the first last 20 d at 5,000/d; then 50,000 of the second last 10 d more.
    auto text = with(two_states, "  shell: {unit: round, title: Shells}",
                     "  shell: {unit: round, title: Shells}\n  old: {unit: round}");
    text = with(text, "{stock: 100k}", "{stock: 100k}, old: {stock: 50k}");
    text = with(text, "uses: shell", "uses: [shell, old]");
    const auto report = reported(text, {"no-rail"});
    CHECK(of(report, "RUS").short_from == Days{30});
    CHECK(of(report, "RUS").fired == Amount{150'000});
    CHECK(of(report, "RUS").unmet == Amount{60 * 5'000});
    CHECK(report.scenario == "no-rail");
}

TEST_CASE("things in different units are summed apart", "[app][known]") {
    auto text = with(two_states, "  shell: {unit: round, title: Shells}",
                     "  shell: {unit: round, title: Shells}\n  fuel: {unit: t}");
    text = with(text, "  works:", "  refinery: {at: magazine, makes: fuel, rate: 2 t/d}\n  works:");
    const auto report = reported(text);
    CHECK(of(report, "PRK", "t").made == Amount{180});
    CHECK(of(report, "PRK", "round").made == Amount{90'000});
}

TEST_CASE("outcomes come with their titles, in the order of the model", "[app]") {
    const auto report = reported(two_states, {"less-fire"});
    REQUIRE(report.outcomes.size() == 2);
    CHECK(report.outcomes[0].id == "dry");
    CHECK(report.outcomes[0].title == "The front runs dry");
    CHECK(report.outcomes[0].is_date);
    CHECK(report.outcomes[0].censored);  // 100,000 / (4,000 - 3,000) = day 100, after the end
    CHECK(report.outcomes[1].unit == "round");
}

TEST_CASE("no variants are the baseline", "[app]") {
    CHECK(app::scenario_name("") == "baseline");
    CHECK(app::scenario_name("a,b") == "a,b");
}

}  // namespace caisson::tests
