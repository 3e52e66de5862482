/// What changes of deals in a run.
#pragma once
#include <cstdint>

#include "engine/clocks.hpp"

namespace caisson::engine {

/// The goods of a deal, or one of its payments.
struct DealPartState {
    bool withheld = false;
    bool credit_met = false;  ///< its clock rang in this instant: its arrears have come down to its credit
    double due = 0.0;         ///< what is to have been released by now, in all
    double released = 0.0;    ///< what has been, without replacements
    double replaced = 0.0;    ///< of what was lost
    double slack = 0.0;       ///< by which sums of it may be wrong, since events fall together in an instant

    // what is released and has not left, as a straight line
    double left = 0.0;
    double since = 0.0;
    double rate = 0.0;  ///< at which it leaves

    // of payments
    double price = 0.0;        ///< of the present tranche
    double owed_before = 0.0;  ///< for the tranches before it

    double runs_out = never;  ///< when nothing is left
    double pays_off = never;  ///< when its arrears come down to its credit, if the deal waits for that

    [[nodiscard]] double left_at(double time) const { return left - rate * (time - since); }
};

struct DealState {
    bool open = true;
    bool switched_on = true;
    bool under_way = false;       ///< a tranche has begun and is not delivered
    bool awaits_payment = false;  ///< its goods wait for what is paid at its start
    bool stopped = false;         ///< too much is owed for the next tranche
    bool lot_arrived = false;     ///< of its goods, in this instant
    bool ended = false;
    std::uint32_t begun = 0;  ///< tranches
    double tranche = 0.0;     ///< the present one
    double ordered = 0.0;
    double cancelled = 0.0;
    double counted_before = 0.0;  ///< of the goods, in the tranches before the present one
};

}  // namespace caisson::engine
