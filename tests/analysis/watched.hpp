// Runs a tiny network and follows the shortage of one of its fires.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "caisson/analysis/shortage.hpp"
#include "support/network.hpp"

namespace caisson::tests {

/// `plants.works capacity` and so on, to what was missed because of it.
using Shares = std::map<std::string, double>;

/// What became of a fire until a day; rates are those right after it.
struct Watched {
    model::Model model;
    analysis::Shortage shortage;

    [[nodiscard]] Shares now() const;
    [[nodiscard]] Shares spell() const;
    [[nodiscard]] Shares period() const;
    [[nodiscard]] Shares passages() const;
};

/// from   begin of the period
[[nodiscard]] Watched watch(const tiny::Network& network, std::string_view fire, double until, double from = 0.0);

}  // namespace caisson::tests
