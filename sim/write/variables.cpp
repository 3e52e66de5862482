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
    Variable{"expired", Measure::growth, "what was at the depot for longer than its shelf life, and was lost"},
    Variable{"made", Measure::growth, "what the plant has made; what it has begun, if it takes time"},
    Variable{"in_work", Measure::point, "what a plant that takes time has begun and neither delivered nor scrapped"},
    Variable{"scrapped", Measure::growth, "what such a plant has begun in vain, booked when it would be finished"},
    Variable{"wanted", Measure::growth, "what the fire wanted, before rationing"},
    Variable{"allowed", Measure::growth, "what the fire was allowed, after rationing"},
    Variable{"fired", Measure::growth, "what the fire used of this commodity"},
    Variable{"unmet", Measure::growth, "wanted less fired"},
    Variable{"worn", Measure::growth, "guns that the fire has worn out"},
    Variable{
        "limit", Measure::point,
        "what limits a fire with guns: 0 nothing is wanted, 1 its order, 2 rounds, 3 guns, 4 barrels; has no unit"},
    Variable{"killed", Measure::growth, "what was lost to attrition, wear apart"},
    Variable{"pressure", Measure::point, "the part of a state's needs that is not met, by their weights; has no unit"},
    Variable{"in_transit", Measure::point, "sent and neither received nor lost, with what is queued"},
    Variable{"queued", Measure::point, "the part of in_transit that waits at the end of the route to be unloaded"},
    Variable{"sent", Measure::growth, "what left the sender"},
    Variable{"received", Measure::growth, "what entered the receiver, after losses; of a plant: what its depot got"},
    Variable{"lost", Measure::growth, "what was lost on the way, booked when it would have arrived"},
    Variable{"spilled", Measure::growth, "what arrived at a full depot on a route that does not queue, and was lost"},
    Variable{"rejected", Measure::growth, "what arrived and went elsewhere as another commodity"},
    Variable{"interdicted", Measure::growth, "what sanctions stopped on the way, booked when it would have arrived"},
    Variable{"pledged", Measure::point, "of the goods of a deal: all its tranches"},
    Variable{"ordered", Measure::growth, "of the goods of a deal: the tranches that have begun"},
    Variable{"due", Measure::growth, "of a payment: what is to be released, withheld or not"},
    Variable{"outstanding", Measure::point, "of a deal: what is pledged, or due, and has not left"},
    Variable{"under_way", Measure::point, "of a deal: what has left and has not come to the end of the way"},
    Variable{"delivered", Measure::growth, "of a deal: what has come to the end of the way"},
    Variable{"replaced", Measure::growth, "of a deal: what was lost and is released again"},
    Variable{"cancelled", Measure::growth, "of a deal: what was pledged and never will be ordered"},
    Variable{"price", Measure::point, "of a payment: for a unit of goods, in the present tranche"},
    Variable{"owed", Measure::growth, "of a payment: for what has been delivered, or has left if that counts"},
    Variable{"paid", Measure::growth, "of a payment: what has been delivered, or has left if that counts"},
    Variable{"arrears", Measure::point, "of a payment: what is owed so far and has not been paid"},
    Variable{"implied_price", Measure::ratio,
             "of a payment: what has been paid so far, over what has been delivered; missing before anything is"},
    Variable{"withheld", Measure::point, "of a deal: 1 while its side holds it back, else 0"},
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
