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

inline constexpr WordRow word_of_stock = word("stock", model::Variable::stock, "what is held");
inline constexpr WordRow word_of_days_of_supply =
    word("days_of_supply", model::Variable::days_of_supply, "what is held, divided by the wanted rate");
inline constexpr WordRow word_of_in_transit =
    word("in_transit", model::Variable::in_transit, "what has left and has not been unloaded");
inline constexpr WordRow word_of_in_work =
    word("in_work", model::Variable::in_work, "what plants have begun and not delivered");
inline constexpr WordRow word_of_arrears =
    word("arrears", model::Variable::arrears, "of a deal: what is owed and has not been paid");
inline constexpr WordRow word_of_outstanding =
    word("outstanding", model::Variable::outstanding, "of a deal: what is pledged, or due, and has not left");
inline constexpr WordRow word_of_pledged = word("pledged", model::Variable::pledged, "of a deal: all its tranches");
inline constexpr WordRow word_of_price =
    word("price", model::Variable::price, "of a deal: what is owed for a unit of goods in the present tranche");
inline constexpr WordRow word_of_implied_price =
    word("implied_price", model::Variable::implied_price, "of a deal: what was paid, divided by what was delivered");
inline constexpr WordRow word_of_pressure =
    word("pressure", model::Variable::pressure, "the part of a state's needs that is not met");

inline constexpr WordRow words_of_levels[] = {word_of_stock,   word_of_days_of_supply, word_of_in_transit,
                                              word_of_in_work, word_of_arrears,        word_of_outstanding,
                                              word_of_pressure};

inline constexpr WordRow words_of_extremes[] = {
    word_of_stock,       word_of_days_of_supply, word_of_in_transit, word_of_in_work,       word_of_arrears,
    word_of_outstanding, word_of_pledged,        word_of_price,      word_of_implied_price, word_of_pressure};

inline constexpr WordRow words_of_firsts[] = {word_of_stock, word_of_days_of_supply, word_of_pressure};

inline constexpr WordRow words_of_means[] = {word_of_pressure, word_of_stock, word_of_in_transit, word_of_in_work};

inline constexpr WordRow words_of_totals[] = {
    word("made", model::Variable::made, "by plants"),
    word("wanted", model::Variable::wanted, "by fires, before rationing"),
    word("allowed", model::Variable::allowed, "by fires, after rationing"),
    word("fired", model::Variable::fired, "what fires were given"),
    word("unmet", model::Variable::unmet, "wanted, but not fired"),
    word("sent", model::Variable::sent, "on routes"),
    word("received", model::Variable::received, "into depots, from routes; from a plant, if one is named"),
    word("lost", model::Variable::lost, "on the way"),
    word("interdicted", model::Variable::interdicted, "stopped on the way by sanctions"),
    word("rejected", model::Variable::rejected, "of what arrived on routes"),
    word("ordered", model::Variable::ordered, "of a deal: the tranches that have begun"),
    word("delivered", model::Variable::delivered, "of a deal: what of its goods has come to the end of the way"),
    word("cancelled", model::Variable::cancelled, "of a deal: what was pledged and never will be ordered"),
    word("owed", model::Variable::owed, "of a deal: for what has been delivered"),
    word("paid", model::Variable::paid, "of a deal: by its buyer"),
    word("expired", model::Variable::expired, "what was too old and was lost, at depots with a shelf life"),
    word("worn", model::Variable::worn, "guns, by the fires that wore them out"),
    word("killed", model::Variable::killed, "by attrition, wear apart"),
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

inline constexpr auto words_of_values = with(
    words_of_extremes, word("age", model::Variable::age, "mean age of what is held, counted from when it was made"));

inline constexpr auto words_of_outcome_totals =
    with(words_of_totals, word("effective", model::Variable::effective, "fired, without duds"));

}  // namespace caisson::read
