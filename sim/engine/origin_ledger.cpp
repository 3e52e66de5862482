#include "engine/origin_ledger.hpp"

#include <algorithm>

namespace caisson::engine {

OriginLedger::OriginLedger(const model::Model& model) : model_(model), states_(model.states.size()) {
    for (const auto fire : model.fires.ids()) {
        const model::Range flows = model.fires[fire].flows;
        for (auto flow = flows.begin; flow < flows.end; ++flow) {
            const model::Range legs = model.flows[model::FlowId{flow}].legs;
            for (auto leg = legs.begin; leg < legs.end; ++leg) {
                uses_.push_back({fire, model.legs[leg].node, leg, model::FlowId{flow}});
            }
        }
    }
    for (const auto flow : model.flows.ids()) {
        const model::FlowRow& row = model.flows[flow];
        const bool transfer = row.kind == model::FlowKind::transfer;
        if (transfer || row.kind == model::FlowKind::departure || row.kind == model::FlowKind::loading) {
            ways_.push_back({flow, model.legs[row.legs.begin].node.index, row.owner, 0.0, true});
        }
        if (transfer || row.kind == model::FlowKind::unload) {
            ways_.push_back({flow, model.legs[row.legs.begin].node.index, row.owner, 0.0, false});
        }
    }
    use_rates_.assign(uses_.size(), 0.0);
}

void OriginLedger::start(std::span<const double> values) {
    totals_.sent.assign(model_.routes.size() * states_, 0.0);
    totals_.received.assign(model_.routes.size() * states_, 0.0);
    totals_.fired.assign(uses_.size() * states_, 0.0);
    totals_.duds.assign(uses_.size() * states_, 0.0);
    duds_at_once_.assign(model_.commodities.size() * states_, 0.0);
    duds_a_day_.assign(model_.commodities.size() * states_, 0.0);
    for (const auto commodity : model_.commodities.ids()) {
        const model::CommodityRow& row = model_.commodities[commodity];
        for (auto at = row.duds.begin; at < row.duds.end; ++at) {
            const model::OfStateRow& of = model_.of_states[at];
            duds_at_once_[commodity.index * states_ + of.state.index] = values[of.share.index];
        }
        for (auto at = row.duds_a_year.begin; at < row.duds_a_year.end; ++at) {
            const model::OfStateRow& of = model_.of_states[at];
            duds_a_day_[commodity.index * states_ + of.state.index] = values[of.share.index] / days_per_year;
        }
    }
}

void OriginLedger::take_rates(const View& view) {
    for (std::size_t at = 0; at < uses_.size(); ++at) {
        use_rates_[at] = view.rate(uses_[at].flow).value * view.take(uses_[at].leg);
    }
    for (Way& way : ways_) {
        way.rate = view.rate(way.flow).value * (way.sends ? 1.0 : view.gain(way.flow));
    }
}

void OriginLedger::add_ways(const OriginTracer& tracer, double time, OriginTotals& totals) const {
    Mixture sum(states_);
    for (const Way& way : ways_) {
        if (way.rate > 0.0) {
            std::fill(sum.begin(), sum.end(), 0.0);
            add_integral(tracer.node(model::NodeId{way.from}).out, time, way.rate, sum);
            std::vector<double>& rows = way.sends ? totals.sent : totals.received;
            for (std::size_t k = 0; k < states_; ++k) {
                rows[way.route * states_ + k] += sum[k];
            }
        }
    }
}

/// Of what is fired at a time t the share of duds of a state is d + g (t - b / c), c its share and b / c when it was
/// made on average: c d + g (t c - b) of all.
void OriginLedger::add_uses(const OriginTracer& tracer, double time, OriginTotals& totals) const {
    Mixture sum(tracer.width());
    Mixture by_time(states_);
    for (std::size_t at = 0; at < uses_.size(); ++at) {
        if (use_rates_[at] <= 0.0) {
            continue;
        }
        const Signal& out = tracer.node(uses_[at].node).out;
        std::fill(sum.begin(), sum.end(), 0.0);
        std::fill(by_time.begin(), by_time.end(), 0.0);
        add_integral(out, time, use_rates_[at], sum);
        if (tracer.traces_ages()) {
            add_moment(out, time, use_rates_[at], by_time);
        }
        const std::size_t duds = model_.nodes[uses_[at].node].commodity.index * states_;
        for (std::size_t k = 0; k < states_; ++k) {
            totals.fired[at * states_ + k] += sum[k];
            totals.duds[at * states_ + k] += duds_at_once_[duds + k] * sum[k];
            if (tracer.traces_ages()) {
                totals.duds[at * states_ + k] += duds_a_day_[duds + k] * (by_time[k] - sum[states_ + k]);
            }
        }
    }
}

OriginTotals OriginLedger::until(const OriginTracer& tracer, double time) const {
    OriginTotals totals = totals_;
    add_ways(tracer, time, totals);
    add_uses(tracer, time, totals);
    return totals;
}

void OriginLedger::move(const OriginTracer& tracer, const Move& move) {
    const bool loaded = move.kind == MoveKind::loaded;
    const bool received = move.kind == MoveKind::landed || move.kind == MoveKind::unloaded;
    if (!loaded && !received) {
        return;
    }
    if (loaded && model_.routes[move.route].sails.fleet.hold.valid()) {
        return;  // it was counted when it was loaded
    }
    std::vector<double>& rows = loaded ? totals_.sent : totals_.received;
    for (std::size_t k = 0; k < states_; ++k) {
        rows[move.route.index * states_ + k] += move.amount.value * tracer.moved()[k];
    }
}

}  // namespace caisson::engine
