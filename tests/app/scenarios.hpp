/// Scenarios as text for the tests of `app`.
#pragma once
#include <string>
#include <string_view>

#include "caisson/app/load.hpp"
#include "caisson/app/play.hpp"
#include "caisson/read/reader.hpp"
#include "support/catch.hpp"

namespace caisson::tests {

/// 100,000 held, 5,000/d fired, 3,000/d arriving: empty on day 100,000 / (5,000 - 3,000) = 50, 2024-02-20; without the
/// rail on day 20, 2024-01-21. The run has 31 + 29 + 30 = 90 days.
inline constexpr std::string_view two_states = R"(caisson: 1
title: Two states and a rail
start: 2024-01-01
end: 2024-03-31
commodities:
  shell: {unit: round, title: Shells}
states:
  PRK: {title: North Korea}
  RUS: {title: Russia}
depots:
  front: {state: RUS, shell: {stock: 100k}}
  magazine: {state: PRK, shell: {stock: {low: 0.5M, best: 1M, high: 2M, source: "row 1, somebody", as_of: 2023-12-01}, reserve: 200k}}
plants:
  works: {at: magazine, makes: shell, rate: 1000 round/d}
fires:
  guns: {at: front, uses: shell, rate: 5000 round/d}
routes:
  rail: {from: magazine, to: front, carries: shell, capacity: 3000 round/d, open: true, opens: 2024-01-01}
variants:
  no-rail:
    title: Nothing arrives
    routes.rail.open: false
  less-fire: {fires.guns.rate: 4000 round/d}
outcomes:
  dry: {first: stock, of: shell, state: RUS, below: 0 round, title: The front runs dry}
  fired: {total: fired, fires: guns, title: Rounds fired}
expect:
  - {outcome: dry, on: 2024-02-20}
  - {outcome: dry, before: 2024-02-01, in: no-rail}
)";

/// Rounds for fuel, in tranches of 100k: 8 days there, 10 days back.
inline constexpr std::string_view barter = R"(caisson: 1
title: Rounds for fuel
start: 2024-01-01
end: 50 d
commodities:
  shell: {unit: round}
  fuel: {unit: t}
states:
  PRK: {title: North Korea}
  RUS: {title: Russia}
depots:
  front: {state: RUS, shell: {stock: 100k}, fuel: {stock: 100k}}
  magazine: {state: PRK, shell: {stock: 1M}}
routes:
  ship: {from: magazine, to: front, carries: shell, sails: {lot: 100k}, transit: 8 d}
  oil: {from: front, to: magazine, carries: fuel, sails: {lot: 10k}, transit: 10 d}
deals:
  vostochny:
    goods: {routes: ship}
    tranche: 100k
    tranches: 3
    payments: {fuel: {routes: oil, price: 0.04 t/round, credit: unlimited}}
)";

inline read::Request request_of(std::string_view text, std::vector<std::string> variants = {},
                                std::vector<std::string> sets = {}) {
    read::Request request;
    request.file = "test.yaml";
    request.text = std::string(text);
    request.variants = std::move(variants);
    request.sets = std::move(sets);
    return request;
}

inline app::Loaded loaded(const read::Request& request) {
    auto loaded = app::load(request);
    REQUIRE(loaded);
    return std::move(*loaded);
}

inline app::Played played(const read::Request& request, const app::PlayOptions& options = {}) {
    auto played = app::play(loaded(request), options);
    REQUIRE(played);
    return std::move(*played);
}

/// A text with the first occurrence of `what` replaced.
inline std::string with(std::string_view text, std::string_view what, std::string_view by) {
    std::string changed(text);
    const auto at = changed.find(what);
    REQUIRE(at != std::string::npos);
    return changed.replace(at, what.size(), by);
}

}  // namespace caisson::tests
