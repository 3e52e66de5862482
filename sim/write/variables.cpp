#include "write/variables.hpp"

#include <algorithm>
#include <array>

#include "caisson/base/ensure.hpp"

namespace caisson::write {
namespace {

constexpr std::array all_variables{
    Variable{"stock", Measure::point, "what the depot holds"},
    Variable{
        "days_of_supply", Measure::ratio,
        "stock over what the depot's fires want of it in a day, before rationing; missing while nothing is wanted"},
    Variable{"made", Measure::growth, "what the plant has made; what it has begun, if it takes time"},
    Variable{"in_work", Measure::point, "what a plant that takes time has begun and neither delivered nor scrapped"},
    Variable{"scrapped", Measure::growth, "what such a plant has begun in vain, booked when it would be finished"},
    Variable{"wanted", Measure::growth, "what the fire wanted, before rationing"},
    Variable{"allowed", Measure::growth, "what the fire was allowed, after rationing"},
    Variable{"fired", Measure::growth, "what the fire used of this commodity"},
    Variable{"unmet", Measure::growth, "wanted less fired"},
    Variable{"in_transit", Measure::point, "sent and neither received nor lost, with what is queued"},
    Variable{"queued", Measure::point, "the part of in_transit that waits at the end of the route to be unloaded"},
    Variable{"sent", Measure::growth, "what left the sender"},
    Variable{"received", Measure::growth, "what entered the receiver, after losses; of a plant: what its depot got"},
    Variable{"lost", Measure::growth, "what was lost on the way, booked when it would have arrived"},
    Variable{"spilled", Measure::growth, "what arrived at a full depot on a route that does not queue, and was lost"},
    Variable{"rejected", Measure::growth, "what arrived and went elsewhere as another commodity"},
    Variable{"age", Measure::point, "mean time since what the depot holds was made; missing while it holds none"},
    Variable{"effective", Measure::growth, "what of the rounds fired went off, without duds"},
};

}  // namespace

std::span<const Variable> variables() { return all_variables; }

const Variable& variable(std::string_view name) {
    const auto* found =
        std::find_if(all_variables.begin(), all_variables.end(), [&](const Variable& one) { return one.name == name; });
    ensure(found != all_variables.end(), "every variable that is written is described");
    return *found;
}

}  // namespace caisson::write
