/// What can be counted of a deal.
#pragma once

namespace caisson::engine {

/// Of the goods of a deal, or of one of its payments; or the rates at which all that grows (docs/semantics.md,
/// section 13). In the units of the part's commodity, or a day of that.
struct DealFigures {
    double pledged = 0.0;      ///< of the goods
    double ordered = 0.0;      ///< of tranches begun; of a payment: all that is or would be released
    double outstanding = 0.0;  ///< pledged, or due, and not sent
    double cancelled = 0.0;    ///< pledged, and never to be ordered
    double sent = 0.0;         ///< less what was sent back
    double in_transit = 0.0;   ///< sent, and not come to the end of the way
    double arrived = 0.0;      ///< come to the end of the way
    double lost = 0.0;
    double replaced = 0.0;  ///< of what was lost
    double counted = 0.0;   ///< what is owed for, or what is paid

    // of payments
    double owed = 0.0;
    double price = 0.0;  ///< for a unit of goods, of the present tranche

    friend bool operator==(const DealFigures&, const DealFigures&) = default;
};

}  // namespace caisson::engine
