/// The words for what outcomes ask for and conditions wait for.
#pragma once
#include <algorithm>
#include <array>
#include <iterator>

#include "caisson/model/scenario.hpp"
#include "key_parts.hpp"

namespace caisson::read {

constexpr WordRow word(std::string_view name, model::Variable variable, std::string_view help) {
    return {name, static_cast<std::uint8_t>(variable), help};
}

inline constexpr WordRow words_of_stocks[] = {
    word("stock", model::Variable::stock, "what is held"),
    word("days_of_supply", model::Variable::days_of_supply, "what is held, divided by the wanted rate"),
};

inline constexpr WordRow words_of_levels[] = {
    word("stock", model::Variable::stock, "what is held"),
    word("days_of_supply", model::Variable::days_of_supply, "what is held, divided by the wanted rate"),
    word("in_transit", model::Variable::in_transit, "what has left and has not been unloaded"),
    word("in_work", model::Variable::in_work, "what plants have begun and not delivered"),
};

inline constexpr WordRow words_of_totals[] = {
    word("made", model::Variable::made, "by plants"),
    word("wanted", model::Variable::wanted, "by fires, before rationing"),
    word("allowed", model::Variable::allowed, "by fires, after rationing"),
    word("fired", model::Variable::fired, "what fires were given"),
    word("unmet", model::Variable::unmet, "wanted, but not fired"),
    word("sent", model::Variable::sent, "on routes"),
    word("received", model::Variable::received, "into depots, from routes; from a plant, if one is named"),
    word("lost", model::Variable::lost, "on the way"),
    word("rejected", model::Variable::rejected, "of what arrived on routes"),
    word("scrapped", model::Variable::scrapped, "what plants began and never will finish, or spoilt"),
    word("spilled", model::Variable::spilled, "at full depots, from routes with `when_full: spill`"),
};

/// What rules cannot wait for, since it is found beside a run, stands behind what they can.
template <std::size_t count>
constexpr std::array<WordRow, count + 1> with(const WordRow (&words)[count], WordRow more) {
    std::array<WordRow, count + 1> all{};
    std::copy(std::begin(words), std::end(words), all.begin());
    all.back() = more;
    return all;
}

inline constexpr auto words_of_values =
    with(words_of_levels, word("age", model::Variable::age, "mean age of what is held, counted from when it was made"));

inline constexpr auto words_of_outcome_totals =
    with(words_of_totals, word("effective", model::Variable::effective, "fired, without duds"));

}  // namespace caisson::read
