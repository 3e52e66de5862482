/// Guns, and all that their number depends on or that depends on it (docs/semantics.md, section 15).
#pragma once
#include <cstdint>
#include <vector>

#include "caisson/model/model.hpp"
#include "engine/curved_flow.hpp"
#include "engine/fall_finder.hpp"

namespace caisson::engine {

/// What asks are constant for. It is saved with a run: there is no padding in it.
struct IslandStep {
    double since = 0.0;
    double until = 0.0;
    std::uint64_t due = 0;     ///< 1 if it is over
    std::uint64_t jumped = 0;  ///< 1 if a stock jumped since it began
};

/// How a flow of a fire goes on: `constant`, and `share` of what the fire asks.
struct UseCourse {
    model::FlowId flow;
    double constant = 0.0;
    double share = 0.0;
    double before = 0.0;   ///< of fires that use in order: what the flows before it take, of what the fire asks
    double portion = 1.0;  ///< of fires that use in proportion: its part of what the fire asks
    bool limited = false;  ///< it gets less than it asks
};

/// A fire that has guns, or destroys some.
struct FireCourse {
    model::FireId fire;
    std::uint32_t guns = 0;  ///< which of Island::stocks; none if it has no guns
    bool by_guns = false;    ///< they limit it, and not its order
    double rate = 0.0;       ///< [round/tube/d] of each gun
    double allowed = 0.0;
    double mean = 0.0;  ///< of what it asks in the step
    std::uint32_t uses_begin = 0;
    std::uint32_t uses_end = 0;
};

/// How what is lost in the step is found from the integrals over it.
struct LossCourse {
    model::LossId loss;
    std::uint32_t of = 0;             ///< which of Island::stocks
    std::uint32_t facing = 0;         ///< likewise
    std::uint32_t by = 0;             ///< which of Island::fires
    std::uint32_t first_product = 0;  ///< of CurvedFlow; none if there is none
    double of_products = 0.0;         ///< what is lost for each unit of the product's integral
};

/// What is scratch, or the same in every run, is not saved.
struct Island {
    // the same in every run
    std::vector<model::NodeId> stocks;    ///< guns, and what destroys and is destroyed
    std::vector<model::NodeId> supplies;  ///< what fires with guns use
    std::vector<FireCourse> fires;
    std::vector<UseCourse> uses;
    std::vector<LossCourse> losses;

    IslandStep step;
    std::vector<double> inputs;  ///< what the step was made from
    std::vector<double> bends;   ///< of stocks, then supplies: bounds of their second derivatives in it

    // scratch
    std::vector<double> fresh;     ///< inputs, as they are now
    std::vector<double> others;    ///< of stocks, then supplies: the net rate of all that is not of the island
    std::vector<double> z;         ///< likewise: the stocks
    std::vector<double> end;       ///< what they are at the end of the step
    std::vector<double> integral;  ///< over the step
    std::vector<double> slopes;
    std::vector<double> weights;
    std::vector<std::uint8_t> follows;  ///< likewise: what comes in is what goes out
    std::vector<std::uint8_t> held;     ///< likewise: it does not change, by that, or since there is none
    CurvedFlow flow{0, 0};
    FallFinder finder{0};

    [[nodiscard]] std::size_t size() const { return stocks.size() + supplies.size(); }
};

}  // namespace caisson::engine
