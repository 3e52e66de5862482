#include "engine/sums.hpp"

#include <algorithm>

namespace caisson::engine {
namespace {

enum class Thing : std::uint8_t { node, flow, fire, route, plant, part, state };

Thing thing_of(Source source) {
    switch (source) {
        case Source::stock:
        case Source::expired:
            return Thing::node;
        case Source::moved:
            return Thing::flow;
        case Source::wanted:
        case Source::allowed:
        case Source::wanted_rate:
            return Thing::fire;
        case Source::scrapped:
        case Source::in_work:
            return Thing::plant;
        case Source::deal_pledged:
        case Source::deal_ordered:
        case Source::deal_outstanding:
        case Source::deal_cancelled:
        case Source::deal_arrived:
        case Source::deal_counted:
        case Source::deal_owed:
        case Source::deal_price:
            return Thing::part;
        case Source::pressure:
            return Thing::state;
        default:
            return Thing::route;
    }
}

double DealFigures::*member_of(Source source) {
    switch (source) {
        case Source::deal_ordered:
            return &DealFigures::ordered;
        case Source::deal_outstanding:
            return &DealFigures::outstanding;
        case Source::deal_cancelled:
            return &DealFigures::cancelled;
        case Source::deal_arrived:
            return &DealFigures::arrived;
        case Source::deal_counted:
            return &DealFigures::counted;
        case Source::deal_owed:
            return &DealFigures::owed;
        case Source::deal_price:
            return &DealFigures::price;
        default:
            return &DealFigures::pledged;
    }
}

Line line_of_part(const View& view, const Term& term, double factor) {
    const model::DealPartId part{term.index};
    const auto member = member_of(term.source);
    return {view.now().value, factor * (view.deal(part).*member), factor * (view.deal_rates(part).*member)};
}

/// The term's own line now. A fire's totals are not kept by the run: they go on from `before`.
Line line_of(const View& view, const Term& term, const Line& before, double factor) {
    const double now = view.now().value;
    const model::RouteId route{term.index};
    const model::FireId fire{term.index};
    const model::PlantId plant{term.index};
    const auto line = [&](Amount value, Rate slope) { return Line{now, factor * value.value, factor * slope.value}; };
    switch (term.source) {
        case Source::stock:
            return line(view.stock(model::NodeId{term.index}), view.net_rate(model::NodeId{term.index}));
        case Source::expired:
            return line(view.expired(model::NodeId{term.index}), view.expiry(model::NodeId{term.index}));
        case Source::moved:
            return line(view.moved(model::FlowId{term.index}), view.rate(model::FlowId{term.index}));
        case Source::wanted:
            return {now, before.at(now), factor * view.wanted(fire).value};
        case Source::allowed:
            return {now, before.at(now), factor * view.allowed(fire).value};
        case Source::wanted_rate:
            return {now, factor * view.wanted(fire).value, 0.0};
        case Source::sent:
            return line(view.sent(route), view.rates(route).sent);
        case Source::arrived:
            return line(view.arrived(route), view.rates(route).arrived);
        case Source::lost:
            return line(view.lost(route), view.rates(route).lost);
        case Source::spilled:
            return line(view.spilled(route), view.rates(route).spilled);
        case Source::interdicted:
            return line(view.interdicted(route), view.rates(route).interdicted);
        case Source::pressure:
            return {now, factor * view.pressure(model::StateId{term.index}), 0.0};
        case Source::rejected:
            return line(view.rejected(route), view.rates(route).rejected);
        case Source::scrapped:
            return line(view.scrapped(plant), view.rates(plant).scrapped);
        case Source::in_work:
            return line(view.in_work(plant), view.rates(plant).growth());
        case Source::under_way:
            break;
        case Source::deal_pledged:
        case Source::deal_ordered:
        case Source::deal_outstanding:
        case Source::deal_cancelled:
        case Source::deal_arrived:
        case Source::deal_counted:
        case Source::deal_owed:
        case Source::deal_price:
            return line_of_part(view, term, factor);
    }
    return line(view.under_way(route), view.rates(route).growth());
}

}  // namespace

Sums::Sums(const model::Model& model, const std::vector<OutcomeTerms>& terms) {
    std::vector<Place> all[7];
    for (const OutcomeTerms& one : terms) {
        const auto index = static_cast<std::uint32_t>(sums_.size());
        const auto add = [&](const std::vector<Term>& rows, bool in_day) {
            for (std::uint32_t term = 0; term < rows.size(); ++term) {
                all[static_cast<std::size_t>(thing_of(rows[term].source))].push_back({index, term, in_day, rows[term]});
            }
        };
        add(one.sum, false);
        add(one.day, true);
        sums_.emplace_back(one.sum.size());
        days_.emplace_back(one.day.size());
    }
    nodes_ = sorted(std::move(all[0]), model.nodes.size());
    flows_ = sorted(std::move(all[1]), model.flows.size());
    fires_ = sorted(std::move(all[2]), model.fires.size());
    routes_ = sorted(std::move(all[3]), model.routes.size());
    plants_ = sorted(std::move(all[4]), model.plants.size());
    parts_ = sorted(std::move(all[5]), model.deal_parts.size());
    states_ = sorted(std::move(all[6]), model.states.size());
}

Sums::Places Sums::sorted(std::vector<Place> rows, std::size_t count) {
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Place& a, const Place& b) { return a.what.index < b.what.index; });
    Places places{std::vector<std::uint32_t>(count + 1), std::move(rows)};
    for (const Place& place : places.rows) {
        ++places.begins[place.what.index + 1];
    }
    for (std::size_t at = 0; at < count; ++at) {
        places.begins[at + 1] += places.begins[at];
    }
    return places;
}

void Sums::start(std::span<const double> values) {
    bind(values);
    for (LineSum& sum : sums_) {
        sum.reset();
    }
    for (LineSum& day : days_) {
        day.reset();
    }
}

void Sums::take_line(const Place& place, const View& view) {
    const auto value_of = [this](model::Param param) { return param.valid() ? values_[param.index] : 1.0; };
    const double factor = static_cast<double>(place.what.sign) * value_of(place.what.share) * value_of(place.what.take);
    LineSum& sum = place.in_day ? days_[place.sum] : sums_[place.sum];
    sum.set(place.term, line_of(view, place.what, sum.term(place.term), factor));
}

}  // namespace caisson::engine
