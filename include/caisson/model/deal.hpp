/// Deals as a person wrote them: goods in tranches for payments, each over routes of its own.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "caisson/base/finding.hpp"
#include "caisson/model/fwd.hpp"
#include "caisson/model/opening.hpp"

namespace caisson::model {

/// Who bears what is lost of a part of a deal.
enum class Risk : std::uint8_t {
    sender,    ///< only what is delivered counts
    replace,   ///< so it does, and what is lost is released again
    receiver,  ///< what leaves counts
};

/// When a payment is released.
enum class PayOn : std::uint8_t {
    delivery,  ///< of the tranche
    arrival,   ///< of each lot
    start,     ///< of the tranche, whose goods wait for it
};

/// At so many days of supply of the goods at the buyer, the price is this multiple of what is written.
struct LeveragePoint {
    Number days;    ///< [d]
    Number factor;  ///< fraction, which may be above 1
    SourceSpan place{};
};

/// The goods of a deal, or one of its payments.
struct DealPart {
    CommodityId commodity;
    std::vector<RouteId> routes{};  ///< its legs
    Number withheld;                ///< flag, default 0: whether nothing is released at first
    Risk risk = Risk::sender;

    // of payments
    Number price;  ///< [unit of the payment] for a unit of goods
    PayOn on = PayOn::delivery;
    Number credit;             ///< [unit], default 0
    Number budget{unbounded};  ///< [unit], default none
    std::vector<LeveragePoint> leverage{};
    SourceSpan place{};
};

/// So much for so much, in tranches.
struct Deal {
    std::string id;
    std::string title;
    DealPart goods;
    Number tranche;              ///< [unit of the goods]
    Number least;                ///< [unit of the goods]: a smaller tranche is not begun; default 0
    std::uint32_t tranches = 1;  ///< that are pledged
    std::vector<DealPart> payments;
    Opening opening;
    SourceSpan place{};
};

}  // namespace caisson::model
