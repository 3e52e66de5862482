/// The words for what outcomes ask for and conditions wait for.
#pragma once
#include "caisson/model/scenario.hpp"
#include "key_parts.hpp"

namespace caisson::read {

constexpr WordRow word(std::string_view name, model::Variable variable, std::string_view help) {
    return {name, static_cast<std::uint8_t>(variable), help};
}

inline constexpr WordRow words_of_levels[] = {
    word("stock", model::Variable::stock, "what is held"),
    word("days_of_supply", model::Variable::days_of_supply, "what is held, divided by the wanted rate"),
    word("in_transit", model::Variable::in_transit, "what has left and has not been unloaded"),
    word("in_work", model::Variable::in_work, "what plants have begun and not delivered"),
    word("pressure", model::Variable::pressure, "the part of a state's needs that is not met"),
};

inline constexpr WordRow words_of_firsts[] = {
    word("stock", model::Variable::stock, "what is held"),
    word("days_of_supply", model::Variable::days_of_supply, "what is held, divided by the wanted rate"),
    word("pressure", model::Variable::pressure, "the part of a state's needs that is not met"),
};

inline constexpr WordRow words_of_means[] = {
    word("pressure", model::Variable::pressure, "the part of a state's needs that is not met"),
    word("stock", model::Variable::stock, "what is held"),
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
    word("interdicted", model::Variable::interdicted, "stopped on the way by sanctions"),
    word("rejected", model::Variable::rejected, "of what arrived on routes"),
    word("scrapped", model::Variable::scrapped, "what plants began and never will finish, or spoilt"),
    word("spilled", model::Variable::spilled, "at full depots, from routes with `when_full: spill`"),
};

}  // namespace caisson::read
