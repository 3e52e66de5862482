/// What changes of fleets in a run: vehicles, and berths.
#pragma once
#include <cstdint>

#include "caisson/engine/fleet_figures.hpp"
#include "caisson/model/model.hpp"
#include "engine/clocks.hpp"
#include "engine/flow_total.hpp"

namespace caisson::engine {

struct Vehicle {
    Doing doing = Doing::waits_to_load;
    std::uint32_t trips = 0;  ///< that it has begun with a lot
    double until = never;     ///< when it is back; when it leaves its berth with what is loaded, full or not
    double begun = 0.0;       ///< at a berth: what each vehicle there had moved when it came
    double load = 0.0;        ///< what it is to load, or to unload
};

struct FleetState {
    double loads = 0.0;    ///< [unit/d] a vehicle; 0: a lot at once
    double unloads = 0.0;  ///< likewise; 0: what fits at once
    double returns = 0.0;
    double leaves_after = never;
    double first_date = 0.0;
    double every = never;     ///< never: no calendar
    FlowTotal each_loaded;    ///< what a vehicle that loads has loaded, all alike, since nobody loaded
    FlowTotal each_unloaded;  ///< likewise
    FleetFigures figures;     ///< how many of its vehicles do what
    bool wakes = false;       ///< something may have let its vehicles begin to load

    // the same in every run of a model
    model::RouteId route;
    model::DepotId from;
    model::DepotId to;
    model::Range vehicles;   ///< of RunState::vehicles
    std::uint32_t slot = 0;  ///< its clock
};

/// The berths of a depot.
struct HarbourState {
    std::uint32_t berths = model::unlimited_berths;
    std::uint32_t taken = 0;
};

/// A vehicle that waits for a berth.
struct Caller {
    double since = 0.0;
    std::uint32_t fleet = 0;
    std::uint32_t vehicle = 0;  ///< of RunState::vehicles; both in the order of paths
};

}  // namespace caisson::engine
