/// The variables of a run that tables show, each with its names and its curve.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "caisson/write/csv.hpp"
#include "caisson/write/tables.hpp"
#include "write/curve.hpp"

namespace caisson::write {

enum class Measure : std::uint8_t {
    point,   ///< the value at a time
    growth,  ///< how much a total grows from one time to the next
    ratio,   ///< the value at a time, divided by another; missing if that is 0
};

/// One variable of one depot, plant, fire, route or part of a deal.
struct Channel {
    std::string keys;    ///< the cells of a row between time and variable: `RUS,rus-front,shell,`
    std::string column;  ///< its name in a wide table: `rus-front.shell.stock`
    std::string_view variable;
    std::string unit;
    Measure measure{};
    Curve curve;
    Curve divisor;  ///< of a ratio
};

/// Called with all channels of one depot's commodity, plant, fire or route at a time. It may move them out.
using ChannelTaker = std::function<void(std::vector<Channel>& channels)>;
using ChannelSource = void(const RunRecord& record, const ChannelTaker& take);

/// Depots (stock, days_of_supply; expired where goods do), plants (made; in_work, scrapped and received of those that take time), fires (wanted,
/// allowed, fired, unmet), states with needs (pressure), in the model's order.
ChannelSource for_each_series;

/// Routes: in_transit, queued, sent, received, lost, spilled, rejected of those that reject, and interdicted of those on
/// which sanctions may be felt.
ChannelSource for_each_flow;

/// Deals: the goods of each and its payments. Of goods pledged, ordered and cancelled; of payments price, due, owed,
/// paid, arrears and implied_price; of both outstanding, sent, under_way, delivered, lost, replaced and withheld.
ChannelSource for_each_deal;

/// Writes the value cell of a channel for one row after another.
class ChannelReader {
public:
    explicit ChannelReader(const Channel& channel);  // borrows

    /// until   when the next row is; infinite for the last row
    void write(CsvWriter& csv, Sample sample, double until);

private:
    Measure measure_;
    PointReader point_;
    PointReader divisor_;
    GrowthReader growth_;
};

}  // namespace caisson::write
