#include "write/channel.hpp"

#include <algorithm>
#include <limits>

#include "write/fire_uses.hpp"

namespace caisson::write {
namespace {

using engine::FireBreak;
using engine::FlowBreak;
using engine::NodeBreak;
using engine::PlantBreak;
using engine::RouteBreak;

Curve stock_curve(const engine::Trajectory& run, model::NodeId node) {
    return curve_of(run.of(node), [](const NodeBreak& one) {
        return Knot{one.time.value, one.stock.value, one.net.value};
    });
}

Curve expired_curve(const engine::Trajectory& run, model::NodeId node) {
    return curve_of(run.of(node), [](const NodeBreak& one) {
        return Knot{one.time.value, one.expired.value, one.expiry.value};
    });
}

Curve moved_curve(const engine::Trajectory& run, model::FlowId flow) {
    return curve_of(run.of(flow), [](const FlowBreak& one) {
        return Knot{one.time.value, one.moved.value, one.rate.value};
    });
}

Curve wanted_curve(const engine::Trajectory& run, model::FireId fire) {
    return curve_of(run.of(fire), [](const FireBreak& one) {
        return Knot{one.time.value, one.wanted_total.value, one.wanted.value};
    });
}

Curve allowed_curve(const engine::Trajectory& run, model::FireId fire) {
    return curve_of(run.of(fire), [](const FireBreak& one) {
        return Knot{one.time.value, one.allowed_total.value, one.allowed.value};
    });
}

Curve wanted_rate_curve(const engine::Trajectory& run, model::FireId fire) {
    return curve_of(run.of(fire), [](const FireBreak& one) { return Knot{one.time.value, one.wanted.value, 0.0}; });
}

/// What something holds through which goods pass: a growth that is rounding of what goes in and comes out is none.
Knot held_knot(Days time, Amount held, Rate growth, Rate passing) {
    const bool is_rounding = std::abs(growth.value) <= 1e-12 * passing.value;
    return {time.value, held.value, is_rounding ? 0.0 : growth.value};
}

/// The part of a plant's work that is not finished.
Curve work_curve(const engine::Trajectory& run, model::PlantId plant) {
    return curve_of(run.of(plant), [](const PlantBreak& one) {
        return held_knot(one.time, one.in_work, one.rates.growth(), one.rates.started + one.rates.finished);
    });
}

Curve scrapped_curve(const engine::Trajectory& run, model::PlantId plant) {
    return curve_of(run.of(plant), [](const PlantBreak& one) {
        return Knot{one.time.value, one.scrapped.value, one.rates.scrapped.value};
    });
}

/// Makes channels that share their names.
class Namer {
public:
    /// keys     cells between time and variable, each with its comma
    /// column   the start of the name in a wide table, with its dot
    Namer(std::string keys, std::string column, std::string unit)
        : keys_(std::move(keys)), column_(std::move(column)), unit_(std::move(unit)) {}

    [[nodiscard]] Channel make(std::string_view variable, Measure measure, Curve curve) const {
        return {keys_, column_ + std::string{variable}, variable, unit_, measure, std::move(curve), {}};
    }

private:
    std::string keys_;
    std::string column_;
    std::string unit_;
};

/// The parts of the series of one run.
class SeriesMaker {
public:
    explicit SeriesMaker(const RunRecord& record)
        : run_(*record.trajectory), model_(run_.model()), uses_(fire_uses(model_, record.values)), by_cell_(uses_) {
        std::stable_sort(by_cell_.begin(), by_cell_.end(),
                         [](const FireUse& a, const FireUse& b) { return a.cell < b.cell; });
    }

    [[nodiscard]] std::vector<Channel> of_cell(model::NodeId node) const {
        const auto& depot = model_.depots[model_.nodes[node].depot];
        const Namer namer = names_of(depot.state, depot.id, model_.nodes[node].commodity);
        std::vector<Channel> channels;
        channels.push_back(namer.make("stock", Measure::point, stock_curve(run_, node)));
        std::vector<Part> wanted = wanted_of(node);
        if (!wanted.empty()) {
            channels.push_back(namer.make("days_of_supply", Measure::ratio, channels.front().curve));
            channels.back().divisor = sum_of(std::move(wanted));
            channels.back().unit = "d";
        }
        if (model_.nodes[node].shelf_life.valid()) {
            channels.push_back(namer.make("expired", Measure::growth, expired_curve(run_, node)));
        }
        return channels;
    }

    [[nodiscard]] std::vector<Channel> of_plant(model::PlantId plant) const {
        const auto& row = model_.plants[plant];
        const auto commodity = model::commodity_of(model_, row.flow);
        const Namer namer = names_of(model_.depots[row.at].state, row.id, commodity);
        std::vector<Channel> channels;
        channels.push_back(namer.make("made", Measure::growth, moved_curve(run_, row.flow)));
        if (model::takes_time(row)) {
            std::vector<Part> in_work;
            in_work.push_back({work_curve(run_, plant), 1.0});
            in_work.push_back({stock_curve(run_, row.work.dock), 1.0});
            channels.push_back(namer.make("in_work", Measure::point, sum_of(std::move(in_work))));
            channels.push_back(namer.make("scrapped", Measure::growth, scrapped_curve(run_, plant)));
            channels.push_back(namer.make("received", Measure::growth, moved_curve(run_, row.work.delivering)));
        }
        return channels;
    }

    [[nodiscard]] std::vector<Channel> of_state(model::StateId state) const {
        const Namer namer(keys_of(state, {}, {}), model_.states[state].id + ".", {});
        Curve pressure = curve_of(run_.of(state), [](const engine::StateBreak& one) {
            return Knot{one.time.value, one.pressure, 0.0};
        });
        std::vector<Channel> channels;
        channels.push_back(namer.make("pressure", Measure::point, std::move(pressure)));
        return channels;
    }

    [[nodiscard]] std::vector<Channel> of_fire(model::FireId fire) const {
        const auto& row = model_.fires[fire];
        const auto state = model_.depots[row.at].state;
        const auto [begin, end] = std::equal_range(uses_.begin(), uses_.end(), FireUse{fire, {}, {}, 1.0, 1.0},
                                                   [](const FireUse& a, const FireUse& b) { return a.fire < b.fire; });
        // What is wanted of several commodities together belongs to none of them.
        const auto only = end - begin == 1 ? commodity_of(*begin) : model::CommodityId{};
        Namer whole = names_of(state, row.id, only);
        if (!only.valid() && begin != end) {
            whole = Namer(keys_of(state, row.id, {}), row.id + ".", unit_of(commodity_of(*begin)));
        }
        std::vector<Channel> channels;
        channels.push_back(whole.make("wanted", Measure::growth, wanted_curve(run_, fire)));
        channels.push_back(whole.make("allowed", Measure::growth, allowed_curve(run_, fire)));
        for (auto use = begin; use != end; ++use) {
            const Namer part = names_of(state, row.id, commodity_of(*use));
            std::vector<Part> fired;
            fired.push_back({moved_curve(run_, use->flow), use->take});
            channels.push_back(part.make("fired", Measure::growth, sum_of(std::move(fired))));
        }
        channels.push_back(whole.make("unmet", Measure::growth, unmet_curve(fire)));
        if (row.guns.held.valid()) {
            add_guns(fire, channels);
        }
        return channels;
    }

    [[nodiscard]] std::vector<Channel> of_loss(model::LossId loss) const {
        const auto& row = model_.losses[loss];
        const auto& node = model_.nodes[row.of];
        std::vector<Channel> channels;
        channels.push_back(names_of(model_.depots[node.depot].state, row.id, node.commodity)
                               .make("killed", Measure::growth, moved_curve(run_, row.flow)));
        return channels;
    }

private:
    /// Of a fire with guns: what it wears out, if it does, and what limits it.
    void add_guns(model::FireId fire, std::vector<Channel>& channels) const {
        const auto& row = model_.fires[fire];
        const auto state = model_.depots[row.at].state;
        if (row.guns.wear.valid()) {
            channels.push_back(names_of(state, row.id, model_.nodes[row.guns.held].commodity)
                                   .make("worn", Measure::growth, moved_curve(run_, row.guns.wear)));
        }
        Curve limit = curve_of(run_.of(fire), [](const engine::FireBreak& one) {
            return Knot{one.time.value, static_cast<double>(one.limit), 0.0};
        });
        channels.push_back(names_of(state, row.id, {}).make("limit", Measure::point, std::move(limit)));
    }

    [[nodiscard]] model::CommodityId commodity_of(const FireUse& use) const { return model_.nodes[use.cell].commodity; }

    [[nodiscard]] std::string unit_of(model::CommodityId commodity) const {
        return commodity.valid() ? model_.commodities[commodity].unit : std::string{};
    }

    [[nodiscard]] std::string keys_of(model::StateId state, const std::string& node,
                                      model::CommodityId commodity) const {
        return model_.states[state].id + "," + node + "," +
               (commodity.valid() ? model_.commodities[commodity].id : std::string{}) + ",";
    }

    [[nodiscard]] Namer names_of(model::StateId state, const std::string& node, model::CommodityId commodity) const {
        const std::string column = commodity.valid() ? node + "." + model_.commodities[commodity].id + "." : node + ".";
        return {keys_of(state, node, commodity), column, unit_of(commodity)};
    }

    [[nodiscard]] std::vector<Part> wanted_of(model::NodeId cell) const {
        const auto [begin, end] = std::equal_range(by_cell_.begin(), by_cell_.end(), FireUse{{}, {}, cell, 1.0, 1.0},
                                                   [](const FireUse& a, const FireUse& b) { return a.cell < b.cell; });
        std::vector<Part> parts;
        for (auto use = begin; use != end; ++use) {
            parts.push_back({wanted_rate_curve(run_, use->fire), use->share});
        }
        return parts;
    }

    [[nodiscard]] Curve unmet_curve(model::FireId fire) const {
        std::vector<Part> parts;
        parts.push_back({wanted_curve(run_, fire), 1.0});
        const auto flows = model_.fires[fire].flows;
        for (auto flow = flows.begin; flow < flows.end; ++flow) {
            parts.push_back({moved_curve(run_, model::FlowId{flow}), -1.0});
        }
        return sum_of(std::move(parts));
    }

    const engine::Trajectory& run_;
    const model::Model& model_;
    std::vector<FireUse> uses_;
    std::vector<FireUse> by_cell_;
};

Curve route_curve(const engine::Trajectory& run, model::RouteId route, Amount RouteBreak::*total,
                  Rate engine::RouteRates::*rate) {
    return curve_of(run.of(route), [=](const RouteBreak& one) {
        return Knot{one.time.value, (one.*total).value, (one.rates.*rate).value};
    });
}

Curve way_curve(const engine::Trajectory& run, model::RouteId route) {
    return curve_of(run.of(route), [](const RouteBreak& one) {
        return held_knot(one.time, one.under_way, one.rates.growth(), one.rates.sent + one.rates.arrived);
    });
}

std::vector<Channel> channels_of_route(const engine::Trajectory& run, model::RouteId route) {
    const auto& model = run.model();
    const auto& row = model.routes[route];
    const auto depot_of = [&](model::NodeId node) { return model.depots[model.nodes[node].depot].id; };
    const auto& commodity = model.commodities[row.carries];
    const Namer namer(row.id + "," + depot_of(row.from) + "," + depot_of(row.to) + "," + commodity.id + ",",
                      row.id + ".", commodity.unit);

    const Curve queued = row.port.valid() ? stock_curve(run, row.port) : Curve{};
    const Curve spilled = route_curve(run, route, &RouteBreak::spilled, &engine::RouteRates::spilled);
    std::vector<Part> in_transit;
    in_transit.push_back({way_curve(run, route), 1.0});
    in_transit.push_back({queued, 1.0});
    const bool rejects = row.rejects.as.valid();
    const Curve rejected =
        rejects ? route_curve(run, route, &RouteBreak::rejected, &engine::RouteRates::rejected) : Curve{};
    std::vector<Part> received;  // what has arrived, was not rejected, and neither waits in the port nor was spilled
    received.push_back({route_curve(run, route, &RouteBreak::arrived, &engine::RouteRates::arrived), 1.0});
    received.push_back({queued, -1.0});
    received.push_back({spilled, -1.0});
    if (rejects) {
        received.push_back({rejected, -1.0});
    }

    std::vector<Channel> channels;
    channels.push_back(namer.make("in_transit", Measure::point, sum_of(std::move(in_transit))));
    channels.push_back(namer.make("queued", Measure::point, queued));
    channels.push_back(
        namer.make("sent", Measure::growth, route_curve(run, route, &RouteBreak::sent, &engine::RouteRates::sent)));
    channels.push_back(namer.make("received", Measure::growth, sum_of(std::move(received))));
    channels.push_back(
        namer.make("lost", Measure::growth, route_curve(run, route, &RouteBreak::lost, &engine::RouteRates::lost)));
    channels.push_back(namer.make("spilled", Measure::growth, spilled));
    if (rejects) {
        channels.push_back(namer.make("rejected", Measure::growth, rejected));
    }
    if (!row.enforcements.empty()) {
        channels.push_back(
            namer.make("interdicted", Measure::growth,
                       route_curve(run, route, &RouteBreak::interdicted, &engine::RouteRates::interdicted)));
    }
    return channels;
}

}  // namespace

void for_each_series(const RunRecord& record, const ChannelTaker& take) {
    const SeriesMaker maker(record);
    const auto& model = record.trajectory->model();
    const auto give = [&](std::vector<Channel> channels) { take(channels); };
    for (std::uint32_t node = 0; node < model.cells; ++node) {
        give(maker.of_cell(model::NodeId{node}));
    }
    for (const auto plant : model.plants.ids()) {
        give(maker.of_plant(plant));
    }
    for (const auto fire : model.fires.ids()) {
        give(maker.of_fire(fire));
    }
    for (const auto loss : model.losses.ids()) {
        give(maker.of_loss(loss));
    }
    for (const auto state : model.states.ids()) {
        if (!model.states[state].needs.empty()) {
            give(maker.of_state(state));
        }
    }
}

void for_each_flow(const RunRecord& record, const ChannelTaker& take) {
    for (const auto route : record.trajectory->model().routes.ids()) {
        auto channels = channels_of_route(*record.trajectory, route);
        take(channels);
    }
}

ChannelReader::ChannelReader(const Channel& channel)
    : measure_(channel.measure), point_(channel.curve), divisor_(channel.divisor), growth_(channel.curve) {}

void ChannelReader::write(CsvWriter& csv, Sample sample, double until) {
    if (measure_ == Measure::growth) {
        csv.number(growth_.next(sample.time, until));
        return;
    }
    const double value = point_.next(sample);
    if (measure_ == Measure::point) {
        csv.number(value);
        return;
    }
    const double divisor = divisor_.next(sample);
    if (divisor > 0.0) {
        csv.number(value / divisor);
    } else {
        csv.empty();
    }
}

}  // namespace caisson::write
