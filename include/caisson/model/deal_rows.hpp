/// What a run reads of deals.
#pragma once
#include <cstdint>
#include <string>

#include "caisson/model/deal.hpp"
#include "caisson/model/param.hpp"

namespace caisson::model {

struct LeverageRow {
    Param days;
    Param factor;
};

/// The goods of a deal, or one of its payments. Parts of one deal stand together, the goods first, then the payments in
/// the order of their commodities.
struct DealPartRow {
    DealId deal;
    CommodityId commodity;
    Range legs;      ///< of Model::deal_legs
    Param withheld;  ///< flag
    Risk risk{};
    Param price;  ///< nothing for the goods, which have none of the rest
    PayOn on{};
    Param credit;
    Param budget;
    Range leverage;  ///< of Model::leverages, with rising days
};

struct DealRow {
    std::string id;
    std::string title;
    StateId seller;
    StateId buyer;
    Range parts;  ///< of Model::deal_parts
    Param tranche;
    Param least;
    std::uint32_t tranches = 0;
    OpeningRow opening;

    [[nodiscard]] DealPartId goods() const { return DealPartId{parts.begin}; }
};

}  // namespace caisson::model
