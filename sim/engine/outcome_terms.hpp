/// What an outcome or a condition sums.
#pragma once
#include <cstdint>
#include <vector>

#include "caisson/model/model.hpp"

namespace caisson::engine {

/// Where a term is read from a run.
enum class Source : std::uint8_t {
    stock,        ///< of a node
    expired,      ///< at a node
    moved,        ///< by a flow
    wanted,       ///< by a fire, since the start
    allowed,      ///< to a fire, since the start
    wanted_rate,  ///< of a fire
    sent,         ///< on a route, likewise the rest
    arrived,
    lost,
    spilled,
    under_way,
    rejected,
    scrapped,  ///< by a plant, likewise the next
    in_work,
    deal_pledged,  ///< of a part of a deal, likewise the rest
    deal_ordered,
    deal_outstanding,
    deal_cancelled,
    deal_arrived,
    deal_counted,
    deal_owed,
    deal_price,
    interdicted,  ///< on a route
    pressure,     ///< on a state
};

enum class Sign : std::int8_t { plus = 1, minus = -1 };

/// One thing of a run, times the product of two numbers of the scenario (1 where there is none).
struct Term {
    Source source{};
    std::uint32_t index = 0;
    Sign sign = Sign::plus;
    model::Param share;
    model::Param take;
};

struct OutcomeTerms {
    std::vector<Term> sum;
    std::vector<Term> day;  ///< what is wanted in a day, if the outcome is in days of supply; what a ratio is of
};

/// Whether an outcome is about days of supply.
[[nodiscard]] bool in_days(const model::OutcomeRow& outcome);

/// Whether an outcome is one sum divided by another: days of supply, or what a unit of goods was paid with.
[[nodiscard]] bool is_ratio(const model::OutcomeRow& outcome);

/// All terms of a sum, in the order of ids.
/// days  also those of what is wanted in a day
[[nodiscard]] OutcomeTerms terms_of(const model::Model& model, model::Variable variable, const model::Selection& of,
                                    bool days);

}  // namespace caisson::engine
