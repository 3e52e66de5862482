#include <cstring>
#include <type_traits>

#include "caisson/base/ensure.hpp"
#include "engine/mechanisms.hpp"

namespace caisson::engine {
namespace {

/// Appends what it is given to a saved run.
class Saver {
public:
    explicit Saver(std::vector<std::byte>& bytes) : bytes_(bytes) {}

    template <class T>
    void operator()(const T& one) {
        static_assert(std::is_trivially_copyable_v<T>);
        const auto* begin = reinterpret_cast<const std::byte*>(&one);
        bytes_.insert(bytes_.end(), begin, begin + sizeof(T));
    }

    template <class T>
    void operator()(const std::vector<T>& rows) {
        (*this)(rows.size());
        for (const T& row : rows) {
            (*this)(row);
        }
    }

    template <class T>
    void operator()(const Ring<T>& ring) {
        (*this)(ring.size());
        for (std::size_t at = 0; at < ring.size(); ++at) {
            (*this)(ring[at]);
        }
    }

private:
    std::vector<std::byte>& bytes_;
};

/// Takes things out of a saved run in the order in which they were put in.
class Loader {
public:
    explicit Loader(const std::vector<std::byte>& bytes) : bytes_(bytes) {}

    template <class T>
    void operator()(T& one) {
        static_assert(std::is_trivially_copyable_v<T>);
        ensure(sizeof(T) <= bytes_.size() - at_, "a saved run is whole");
        std::memcpy(&one, bytes_.data() + at_, sizeof(T));
        at_ += sizeof(T);
    }

    template <class T>
    void operator()(std::vector<T>& rows) {
        rows.resize(take_size());
        for (T& row : rows) {
            (*this)(row);
        }
    }

    template <class T>
    void operator()(Ring<T>& ring) {
        ring.clear();
        for (std::size_t left = take_size(); left > 0; --left) {
            T row{};
            (*this)(row);
            ring.push(row);
        }
    }

    [[nodiscard]] bool at_end() const { return at_ == bytes_.size(); }

private:
    std::size_t take_size() {
        std::size_t size = 0;
        (*this)(size);
        ensure(size <= bytes_.size(), "a saved run is whole");
        return size;
    }

    const std::vector<std::byte>& bytes_;
    std::size_t at_ = 0;
};

/// Everything that the rest of a run depends on, in one fixed order.
template <class State, class Visitor>
void visit(State& state, Visitor&& visitor) {  // NOLINT(readability-function-size): a line a thing
    visitor(state.future);
    visitor(state.values);
    visitor(state.now);
    visitor(state.end);
    visitor(state.ended);
    visitor(state.nodes);
    visitor(state.node_limits);
    visitor(state.left_nodes);
    visitor(state.left_at);
    visitor(state.allocation.limits.rows());
    visitor(state.allocation.ask.rows());
    visitor(state.allocation.gain.rows());
    visitor(state.allocation.take);
    visitor(state.allocation.rate.rows());
    visitor(state.allocation.binding.rows());
    visitor(state.allocation.sender_level.rows());
    visitor(state.allocation.receiver_level.rows());
    visitor(state.allocation.inflow.rows());
    visitor(state.allocation.outflow.rows());
    visitor(state.allocation.net.rows());
    visitor(state.allocation.own.sender.rows());
    visitor(state.allocation.own.receiver.rows());
    visitor(state.allocation.own.limits.rows());
    visitor(state.allocation.own.partial_sums);
    visitor(state.totals);
    visitor(state.plants);
    visitor(state.fires);
    visitor(state.routes);
    visitor(state.lines);
    visitor(state.fronts);
    visitor(state.lots);
    visitor(state.losses);
    for (auto& island : state.islands) {
        visitor(island.step);
        visitor(island.inputs);
        visitor(island.bends);
    }
    visitor(state.course_errors);
    visitor(state.course_bends);
    visitor(state.shelves);
    visitor(state.slugs);
    visitor(state.fleets);
    visitor(state.vehicles);
    visitor(state.harbours);
    visitor(state.callers);
    visitor(state.gauges);
    visitor(state.gauge_fires);
    visitor(state.agenda);
    visitor(state.agenda_next);
    visitor(state.deals);
    visitor(state.deal_parts);
    visitor(state.enforcements);
    visitor(state.caps);
    for (auto& sent : state.sent_under_caps) {
        visitor(sent.lines());
    }
    Pressures::visit(state.pressures, visitor);
    visitor(state.rules);
    visitor(state.acts);
    visitor(state.leaves);
    Sums::visit_lines(state.sums, visitor);
    visitor(state.storm);
    visitor(state.fingerprint);
    visitor(state.rounding);
    visitor(state.initial);
}

/// Tells models apart: what they hold, in numbers.
std::uint64_t mark_of(const model::Model& model) {
    std::uint64_t hash = 0xCBF29CE484222325U;
    const auto mix = [&](std::uint64_t word) { hash = (hash ^ word) * 0x100000001B3U; };
    for (const std::size_t size :
         {model.nodes.size(), model.flows.size(), model.plants.size(), model.fires.size(), model.routes.size(),
          model.deals.size(), model.losses.size(), model.steps.size(), model.parameters.size()}) {
        mix(size);
    }
    for (const model::RouteRow& route : model.routes) {
        mix(route.sails.fleet.vehicles);
    }
    for (const model::DepotRow& depot : model.depots) {
        mix(depot.berths);
    }
    for (const double value : model.values) {
        mix(__builtin_bit_cast(std::uint64_t, value));
    }
    return hash;
}

}  // namespace

SavedRun Runner::save() const {
    const RunState& state = *state_;
    SavedRun saved;
    Saver saver(saved.bytes);
    saver(mark_of(state.model));
    saver(counts_so_far(state));
    visit(state, saver);
    for (std::uint32_t slot = 0; slot <= state.slots.end; ++slot) {
        saver(state.clocks.time(slot));
    }
    return saved;
}

void Runner::resume(const SavedRun& saved) {
    RunState& state = *state_;
    Loader loader(saved.bytes);
    std::uint64_t mark = 0;
    loader(mark);
    ensure(mark == mark_of(state.model), "a saved run is resumed with the model that it was saved from");
    loader(state.counts);
    state.allocator.reset_counts();
    visit(state, loader);
    state.sums.bind(state.values);
    state.pressures.bind(state.values);
    state.clocks.reset(state.slots.end + 1);
    for (std::uint32_t slot = 0; slot <= state.slots.end; ++slot) {
        double time = never;
        loader(time);
        state.clocks.set(slot, time);
    }
    ensure(loader.at_end(), "a saved run is whole");
}

}  // namespace caisson::engine
