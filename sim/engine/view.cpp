#include <algorithm>

#include "engine/mechanisms.hpp"

namespace caisson::engine {
namespace {

bool is_flow(const RunState& state, model::RouteId route) {
    return state.model.routes[route].form == model::RouteForm::flow;
}

}  // namespace

const model::Model& View::model() const { return state_.model; }

Days View::now() const { return Days{state_.now}; }

Amount View::stock(model::NodeId node) const { return Amount{std::max(0.0, state_.nodes[node.index].at(state_.now))}; }

Rate View::net_rate(model::NodeId node) const { return Rate{state_.nodes[node.index].net}; }

Mode View::mode(model::NodeId node) const { return state_.nodes[node.index].mode; }

Amount View::capacity(model::NodeId node) const { return Amount{state_.node_limits[node.index].capacity}; }

Amount View::reserve(model::NodeId node) const { return Amount{state_.node_limits[node.index].reserve}; }

Rate View::asked(model::FlowId flow) const { return Rate{state_.allocation.ask[flow]}; }

Rate View::rate(model::FlowId flow) const { return Rate{state_.allocation.rate[flow]}; }

Binding View::binding(model::FlowId flow) const { return state_.allocation.binding[flow]; }

double View::gain(model::FlowId flow) const { return state_.allocation.gain[flow]; }

double View::take(std::uint32_t leg) const { return state_.allocation.take[leg]; }

Amount View::moved(model::FlowId flow) const { return Amount{state_.totals[flow.index].at(state_.now)}; }

Rate View::wanted(model::FireId fire) const { return Rate{state_.fires[fire.index].wanted.rate}; }

Rate View::allowed(model::FireId fire) const { return Rate{state_.fires[fire.index].allowed.rate}; }

std::uint32_t View::ration_stage(model::FireId fire) const { return state_.fires[fire.index].stage; }

Days View::transit(model::RouteId route) const { return Days{state_.routes[route.index].transit}; }

Rate View::by_guns(model::FireId fire) const { return Rate{state_.fires[fire.index].by_guns}; }

FireLimit View::limit(model::FireId fire) const { return state_.fires[fire.index].limit; }

double View::intensity(model::LossId loss) const { return state_.losses[loss.index].scheduled; }

Amount View::course_error(model::CommodityId commodity) const {
    return Amount{engine::course_error(state_, commodity)};
}

bool View::sends(model::RouteId route) const { return state_.routes[route.index].sends(); }

Halt View::halt(model::RouteId id) const {
    const RouteState& route = state_.routes[id.index];
    return !route.open || !route.switched_on || route.sender_shut || route.receiver_shut ? Halt::closed
           : route.target_reached                                                        ? Halt::target
           : route.port_stopped                                                          ? Halt::queue
           : route.held                                                                  ? Halt::deal
                                                                                         : Halt::none;
}

Rate View::scheduled(model::RouteId id) const {
    const RouteState& route = state_.routes[id.index];
    if (route.fleet != no_slot) {
        return Rate{mean_rate(state_, id)};
    }
    const double scheduled = route.written * route.factor;
    return Rate{is_flow(state_, id) || route.on_demand ? scheduled : scheduled / route.every};
}

double View::permitted(model::RouteId id) const {
    const RouteState& route = state_.routes[id.index];
    return route.permitted * route.over_caps;
}

Amount View::lot(model::RouteId id) const {
    return Amount{is_flow(state_, id) ? 0.0 : whole_lot(state_.routes[id.index])};
}

FleetFigures View::fleet(model::RouteId id) const {
    const std::uint32_t fleet = state_.routes[id.index].fleet;
    return fleet != no_slot ? state_.fleets[fleet].figures : FleetFigures{};
}

bool View::waits(model::RouteId route) const { return state_.routes[route.index].waiting; }

Halt View::halt(model::PlantId id) const {
    const PlantState& plant = state_.plants[id.index];
    return !plant.open || !plant.switched_on ? Halt::closed : plant.dock_stopped ? Halt::queue : Halt::none;
}

Rate View::scheduled(model::PlantId plant) const { return Rate{state_.plants[plant.index].scheduled}; }

RouteRates View::rates(model::RouteId route) const { return rates_of(state_, route); }

Amount View::under_way(model::RouteId route) const { return Amount{engine::under_way(state_, route)}; }

Amount View::sent(model::RouteId route) const { return Amount{engine::sent(state_, route)}; }

Amount View::arrived(model::RouteId route) const { return Amount{engine::arrived(state_, route)}; }

Amount View::lost(model::RouteId route) const { return Amount{engine::lost(state_, route)}; }

Amount View::spilled(model::RouteId route) const { return Amount{engine::spilled(state_, route)}; }

Amount View::rejected(model::RouteId route) const { return Amount{engine::rejected(state_, route)}; }

double View::reject_share(model::RouteId route) const { return state_.routes[route.index].reject_share; }

PlantRates View::rates(model::PlantId plant) const { return rates_of(state_, plant); }

Amount View::expired(model::NodeId node) const { return Amount{engine::expired(state_, node)}; }

Rate View::expiry(model::NodeId node) const { return Rate{expiry_rate(state_, node)}; }

Amount View::in_work(model::PlantId plant) const { return Amount{engine::in_work(state_, plant)}; }

Amount View::in_work_at_start(model::PlantId plant) const {
    const std::uint32_t line = state_.plants[plant.index].line;
    return Amount{line != no_slot ? state_.lines[line].initial : 0.0};
}

Amount View::finished(model::PlantId plant) const { return Amount{engine::finished(state_, plant)}; }

Amount View::scrapped(model::PlantId plant) const { return Amount{engine::scrapped(state_, plant)}; }

double View::yield(model::PlantId plant) const { return state_.plants[plant.index].yield; }

bool View::begins(model::PlantId plant) const { return state_.plants[plant.index].begins(); }

Amount View::interdicted(model::RouteId route) const { return Amount{engine::interdicted(state_, route)}; }

double View::let_through(model::RouteId route) const { return state_.routes[route.index].let_through; }

double View::enforcement(std::uint32_t index) const { return state_.enforcements[index].level(); }

Amount View::counted(std::uint32_t cap) const { return Amount{engine::counted(state_, cap)}; }

bool View::is_reached(std::uint32_t cap) const { return state_.caps[cap].reached; }

double View::pressure(model::StateId state) const { return state_.pressures.on(state); }

double View::loss(model::RouteId route) const { return state_.routes[route.index].loss; }

Amount View::returned(model::RouteId route) const { return Amount{state_.routes[route.index].returned}; }

DealFigures View::deal(model::DealPartId part) const { return deal_figures(state_, part); }

DealFigures View::deal_rates(model::DealPartId part) const { return engine::deal_rates(state_, part); }

bool View::withheld(model::DealPartId part) const { return state_.deal_parts[part.index].withheld; }

Amount View::rounding(model::CommodityId commodity) const { return Amount{engine::rounding(state_, commodity)}; }

}  // namespace caisson::engine
