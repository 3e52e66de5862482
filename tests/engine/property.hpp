/// Runs of random networks, to be compared bit by bit.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "caisson/engine/run.hpp"
#include "caisson/model/model.hpp"
#include "support/random_network.hpp"
#include "support/snapshot.hpp"

namespace caisson::property {

/// A run with all its instants.
struct Played {
    std::unique_ptr<const model::Model> model;
    std::vector<tests::Snapshot> instants;
    std::uint64_t fingerprint = 0;
    std::string failure;  ///< empty if the run came to its end
};

inline Played play(const tests::Plan& plan) {
    Played played;
    played.model = std::make_unique<const model::Model>(plan.network().model(plan.end));
    engine::Runner runner(*played.model);
    tests::Recorder recorder;
    engine::Observer* const observers[] = {&recorder};
    const auto summary = runner.run(played.model->values, {}, observers);
    played.instants = recorder.take();
    if (summary) {
        played.fingerprint = (*summary)->fingerprint;
    } else {
        played.failure = summary.error().message;
    }
    return played;
}

/// Whether what is seen of deals and caps is the same.
inline bool same_promises(const tests::Snapshot& a, const tests::Snapshot& b, double amounts) {
    bool equal = a.parts.size() == b.parts.size() && a.caps.size() == b.caps.size();
    for (std::size_t at = 0; equal && at < a.parts.size(); ++at) {
        const engine::DealFigures& one = a.parts[at].figures;
        const engine::DealFigures& other = b.parts[at].figures;
        equal = one.outstanding * amounts == other.outstanding && one.owed * amounts == other.owed &&
                one.counted * amounts == other.counted && one.price == other.price;
    }
    for (std::size_t at = 0; equal && at < a.caps.size(); ++at) {
        equal = a.caps[at].counted * amounts == b.caps[at].counted && a.caps[at].reached == b.caps[at].reached;
    }
    return equal;
}

/// Whether an instant shows the same numbers as another, amounts being `amounts` and times `times` as large.
inline bool same(const tests::Snapshot& a, const tests::Snapshot& b, double amounts, double times) {
    bool equal = a.time * times == b.time && a.nodes.size() == b.nodes.size() && a.flows.size() == b.flows.size() &&
                 a.routes.size() == b.routes.size() && a.events.size() == b.events.size();
    const double rates = amounts / times;
    for (std::size_t at = 0; equal && at < a.nodes.size(); ++at) {
        equal = a.nodes[at].stock * amounts == b.nodes[at].stock && a.nodes[at].net * rates == b.nodes[at].net &&
                a.nodes[at].mode == b.nodes[at].mode;
    }
    for (std::size_t at = 0; equal && at < a.flows.size(); ++at) {
        equal = a.flows[at].rate * rates == b.flows[at].rate && a.flows[at].asked * rates == b.flows[at].asked &&
                a.flows[at].moved * amounts == b.flows[at].moved && a.flows[at].binding == b.flows[at].binding;
    }
    for (std::size_t at = 0; equal && at < a.routes.size(); ++at) {
        equal = a.routes[at].sent * amounts == b.routes[at].sent && a.routes[at].lost * amounts == b.routes[at].lost &&
                a.routes[at].under_way * amounts == b.routes[at].under_way && a.routes[at].sends == b.routes[at].sends;
    }
    for (std::size_t at = 0; equal && at < a.routes.size(); ++at) {
        equal = a.routes[at].rejected * amounts == b.routes[at].rejected &&
                a.routes[at].interdicted * amounts == b.routes[at].interdicted;
    }
    equal = equal && same_promises(a, b, amounts) && a.pressures == b.pressures && a.enforcements == b.enforcements;
    for (std::size_t at = 0; equal && at < a.plants.size(); ++at) {
        const tests::PlantSeen& one = a.plants[at];
        const tests::PlantSeen& other = b.plants[at];
        equal = one.in_work * amounts == other.in_work && one.finished * amounts == other.finished &&
                one.scrapped * amounts == other.scrapped && one.begins == other.begins;
    }
    for (std::size_t at = 0; equal && at < a.events.size(); ++at) {
        equal = a.events[at].kind == b.events[at].kind && a.events[at].entity == b.events[at].entity &&
                a.events[at].entity_kind == b.events[at].entity_kind;
    }
    return equal;
}

/// The first instant at which two runs differ, or -1.
inline int first_difference(const Played& a, const Played& b, double amounts = 1.0, double times = 1.0) {
    const std::size_t common = std::min(a.instants.size(), b.instants.size());
    for (std::size_t at = 0; at < common; ++at) {
        if (!same(a.instants[at], b.instants[at], amounts, times)) {
            return static_cast<int>(at);
        }
    }
    return a.instants.size() == b.instants.size() ? -1 : static_cast<int>(common);
}

/// How many events truly differ in time by less than `gap` and yet are no one instant: then the window of an instant,
/// which is the same for all parts and units, may order them otherwise.
inline bool crowded(const Played& played, double gap) {
    for (std::size_t at = 1; at < played.instants.size(); ++at) {
        if (played.instants[at].time - played.instants[at - 1].time < gap) {
            return true;
        }
    }
    return false;
}

}  // namespace caisson::property
