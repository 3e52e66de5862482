#include "support/network.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "caisson/model/compile.hpp"

namespace caisson::tiny {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

model::Number unwritten(double value) {
    model::Number number;
    number.value = value;
    return number;
}

model::Opening always() {
    return {.open = unwritten(1.0), .opens = unwritten(-infinite), .closes = unwritten(infinite)};
}

std::string joined(std::string_view parent, std::string_view part) {
    return std::string(parent) + "." + std::string(part);
}

template <class Kind, class Row>
std::string path_in(std::string_view section, const Table<Kind, Row>& table, Id<Kind> id) {
    return joined(section, table[id].id);
}

}  // namespace

model::Number Part::number(std::string_view key, double value) const {
    return network_->number(joined(path_, key), value);
}

void Part::set(model::Schedule& schedule, std::string_view key, double value) const {
    schedule.first = number(key, value);
}

void Part::change(model::Schedule& schedule, std::string_view key, double from, double value) const {
    const std::string place = "changes-of-" + std::string(key) + "." + std::to_string(schedule.changes.size());
    model::Change step;
    step.from = number(joined(place, "from"), from);
    step.value = number(joined(place, key), value);
    schedule.changes.push_back(step);
}

model::Scenario& Part::scenario() const { return network_->scenario_; }

Holding::Holding(Network& network, model::DepotId depot, std::size_t position)
    : Part(network, {}), depot_(depot), position_(position) {
    const model::Scenario& all = scenario();
    path_ = joined(path_in("depots", all.depots, depot), all.commodities[row().commodity].id);
}

model::Holding& Holding::row() const { return scenario().depots[depot_].holdings[position_]; }

Holding& Holding::capacity(double amount) {
    set(row().capacity, "capacity", amount);
    return *this;
}

Holding& Holding::capacity_from(double day, double amount) {
    change(row().capacity, "capacity", day, amount);
    return *this;
}

Holding& Holding::reserve(double amount) {
    set(row().reserve, "reserve", amount);
    return *this;
}

Holding& Holding::shelf_life(double days) {
    row().kind.shelf_life = number("shelf_life", days);
    return *this;
}

Holding& Holding::reserve_from(double day, double amount) {
    change(row().reserve, "reserve", day, amount);
    return *this;
}

Plant::Plant(Network& network, model::PlantId id) : Part(network, {}), id_(id) {
    path_ = path_in("plants", scenario().plants, id);
}

model::Plant& Plant::row() const { return scenario().plants[id_]; }

Plant& Plant::rate_from(double day, double rate) {
    change(row().rate, "rate", day, rate);
    return *this;
}

Plant& Plant::ramp(double from, double until, double rate, std::uint32_t parts) {
    change(row().rate, "rate", from, rate);
    model::Change& step = row().rate.changes.back();
    step.until = number("changes-of-rate." + std::to_string(row().rate.changes.size() - 1) + ".until", until);
    step.parts = parts;
    return *this;
}

Plant& Plant::needs(std::string_view commodity, double per_unit) {
    row().needs.push_back(
        {.commodity = network_->commodity(commodity), .per_unit = number(joined("needs", commodity), per_unit)});
    return *this;
}

Plant& Plant::opens(double day) {
    row().opening.opens = number("opens", day);
    return *this;
}

Plant& Plant::closes(double day) {
    row().opening.closes = number("closes", day);
    return *this;
}

Plant& Plant::takes(double days) {
    row().work.takes = number("takes", days);
    row().work.in_work = model::InWork::empty;
    return *this;
}

Plant& Plant::steady() {
    row().work.in_work = model::InWork::steady;
    return *this;
}

Plant& Plant::yield(double fraction) {
    set(row().work.yield, "yield", fraction);
    return *this;
}

Plant& Plant::yield_from(double day, double fraction) {
    change(row().work.yield, "yield", day, fraction);
    return *this;
}

Plant& Plant::when_full(model::WhenDockFull choice) {
    row().work.when_full = choice;
    return *this;
}

Plant& Plant::dock(double amount) {
    row().work.dock = number("dock", amount);
    return *this;
}

Plant& Plant::on_close(model::OnShutdown choice) {
    row().work.on_close = choice;
    return *this;
}

Plant& Plant::priority(std::uint32_t in, std::uint32_t out) {
    row().in_priority = in;
    row().out_priority = out;
    return *this;
}

Fire::Fire(Network& network, model::FireId id) : Part(network, {}), id_(id) {
    path_ = path_in("fires", scenario().fires, id);
}

model::Fire& Fire::row() const { return scenario().fires[id_]; }

Fire& Fire::wants_from(double day, double rate) {
    change(row().wanted, "wanted", day, rate);
    return *this;
}

Fire& Fire::opens(double day) {
    row().opening.opens = number("opens", day);
    return *this;
}

Fire& Fire::closes(double day) {
    row().opening.closes = number("closes", day);
    return *this;
}

Fire& Fire::priority(std::uint32_t out) {
    row().out_priority = out;
    return *this;
}

Fire& Fire::uses(std::string_view commodity) {
    if (!named_uses_) {
        row().uses.clear();
        named_uses_ = true;
    }
    row().uses.push_back({.commodity = network_->commodity(commodity), .share = unwritten(1.0)});
    return *this;
}

Fire& Fire::uses(std::string_view commodity, double share) {
    uses(commodity);
    row().uses.back().share = number(joined("uses", commodity), share);
    row().mode = model::UseMode::in_proportion;
    return *this;
}

Fire& Fire::rigid() {
    row().mode = model::UseMode::rigid;
    return *this;
}

Fire& Fire::guns(std::string_view commodity, double rate, double life) {
    row().guns.commodity = network_->commodity(commodity);
    row().guns.rate = number("guns.rate", rate);
    if (life > 0.0) {
        row().guns.life = number("guns.life", life);
    }
    return *this;
}

Fire& Fire::worn(std::string_view commodity) {
    row().guns.worn = network_->commodity(commodity);
    return *this;
}

Loss::Loss(Network& network, model::LossId id) : Part(network, {}), id_(id) {
    path_ = path_in("attrition", scenario().losses, id);
}

model::Loss& Loss::row() const { return scenario().losses[id_]; }

Loss& Loss::a_day(double rate) {
    row().rate = number("rate", rate);
    return *this;
}

Loss& Loss::each(double rate) {
    row().cause = model::LossCause::own;
    row().rate = number("each", rate);
    return *this;
}

Loss& Loss::by(std::string_view fire, double kills) {
    row().cause = model::LossCause::fire;
    row().by = network_->fire_named(fire);
    row().rate = number("kills", kills);
    return *this;
}

Loss& Loss::facing(std::string_view depot, std::string_view commodity, double kills) {
    row().cause = model::LossCause::stock;
    row().facing = network_->depot_named(depot);
    row().facing_of = network_->commodity(commodity);
    row().rate = number("kills_each", kills);
    return *this;
}

Loss& Loss::linear(double against) {
    row().law = model::LossLaw::linear;
    row().against = number("against", against);
    return *this;
}

Loss& Loss::mixed(double against, double aimed) {
    linear(against);
    row().law = model::LossLaw::mixed;
    row().aimed = number("aimed", aimed);
    return *this;
}

Loss& Loss::intensity_from(double day, double factor) {
    change(row().intensity, "intensity", day, factor);
    return *this;
}

Fire& Fire::ration(double below_days, double to, double hysteresis) {
    const std::string place = "ration." + std::to_string(row().ration.size());
    row().ration.push_back({.below = number(joined(place, "below"), below_days),
                            .to = number(joined(place, "to"), to),
                            .hysteresis = number(joined(place, "hysteresis"), hysteresis)});
    return *this;
}

Route::Route(Network& network, model::RouteId id) : Part(network, {}), id_(id) {
    path_ = path_in("routes", scenario().routes, id);
}

model::Route& Route::row() const { return scenario().routes[id_]; }

Route& Route::transit(double days) {
    row().transit = number("transit", days);
    return *this;
}

Route& Route::transit_between(double least, double most) {
    model::Spread& spread = row().transit_by_chance;
    spread.least = number("transit.least", least);
    spread.most = number("transit.most", most);
    return *this;
}

Route& Route::transit_between(double least, double likely, double most) {
    transit_between(least, most);
    row().transit_by_chance.likely = number("transit.likely", likely);
    return *this;
}

Route& Route::loss(double fraction) {
    set(row().loss, "loss", fraction);
    return *this;
}

Route& Route::loss_from(double day, double fraction) {
    change(row().loss, "loss", day, fraction);
    return *this;
}

Route& Route::capacity_from(double day, double rate) {
    change(row().capacity, "capacity", day, rate);
    return *this;
}

Route& Route::opens(double day) {
    row().opening.opens = number("opens", day);
    return *this;
}

Route& Route::closes(double day) {
    row().opening.closes = number("closes", day);
    return *this;
}

Route& Route::priority(std::uint32_t out, std::uint32_t in) {
    row().out_priority = out;
    row().in_priority = in;
    row().has_out_priority = true;
    return *this;
}

Route& Route::target(double stock, double hysteresis) {
    row().target = {.kind = model::TargetKind::stock,
                    .level = number("target", stock),
                    .hysteresis = number("target-hysteresis", hysteresis)};
    return *this;
}

Route& Route::target_days(double days, double hysteresis) {
    target(days, hysteresis);
    row().target.kind = model::TargetKind::days_of_supply;
    return *this;
}

Route& Route::when_full(model::WhenFull choice) {
    row().when_full = choice;
    return *this;
}

Route& Route::port(double amount) {
    row().port = number("port", amount);
    return *this;
}

Route& Route::unload(double rate) {
    row().unload = number("unload", rate);
    return *this;
}

Route& Route::on_close(model::OnClose choice) {
    row().on_close = choice;
    return *this;
}

Route& Route::first(double day) {
    row().sails.first = number("first", day);
    return *this;
}

Route& Route::least_lot(double amount) {
    row().sails.least_lot = number("least-lot", amount);
    return *this;
}

Route& Route::lot_from(double day, double amount) {
    change(row().sails.lot, "lot", day, amount);
    return *this;
}

Route& Route::loads(double rate) {
    row().sails.fleet.loads = number("loads", rate);
    return *this;
}

Route& Route::unloads(double rate) {
    row().sails.fleet.unloads = number("unloads", rate);
    return *this;
}

Route& Route::returns(double days) {
    row().sails.fleet.returns = number("returns", days);
    return *this;
}

Route& Route::leaves_after(double days) {
    row().sails.fleet.leaves_after = number("leaves_after", days);
    return *this;
}

Route& Route::every(double days) {
    row().sails.every = number("every", days);
    return *this;
}

Route& Route::sinks() {
    row().sails.fleet.lost = model::LostLot::takes_vehicle;
    return *this;
}

Route& Route::waits() {
    row().sails.when_short = model::WhenShort::wait;
    return *this;
}

Route& Route::rejects(double share, std::string_view as, std::string_view to) {
    row().rejects.as = network_->commodity(as);
    row().rejects.to = network_->depot_named(to);
    set(row().rejects.share, "rejects.share", share);
    return *this;
}

Route& Route::rejects_from(double day, double share) {
    change(row().rejects.share, "rejects.share", day, share);
    return *this;
}

Route& Route::chance(double probability) {
    row().chance = number("chance", probability);
    return *this;
}

Network::Network(std::string_view own) {
    scenario_.title = "tiny";
    scenario_.start = Date{.day = std::chrono::sys_days{std::chrono::year{2023} / 9 / 13}};
    scenario_.states.add({.id = "own", .title = {}, .note = {}, .needs = {}});
    commodity(own);
}

model::CommodityId Network::commodity(std::string_view id) {
    for (const model::CommodityId known : scenario_.commodities.ids()) {
        if (scenario_.commodities[known].id == id) {
            return known;
        }
    }
    model::Commodity added;
    added.id = std::string(id);
    added.unit = "piece";
    return scenario_.commodities.add(std::move(added));
}

model::CommodityId Network::commodity_or_own(std::string_view id) {
    return id.empty() ? model::CommodityId{0} : commodity(id);
}

model::DepotId Network::depot_named(std::string_view id) const {
    for (const model::DepotId known : scenario_.depots.ids()) {
        if (scenario_.depots[known].id == id) {
            return known;
        }
    }
    throw std::logic_error("no depot " + std::string(id));
}

model::Number Network::number(std::string_view path, double value) {
    model::Number number;
    number.value = value;
    number.path = scenario_.paths.add(path);
    return number;
}

Holding Network::depot(std::string_view id, double stock, std::string_view commodity) {
    const auto& rows = scenario_.depots.rows();
    const bool known = std::any_of(rows.begin(), rows.end(), [&](const model::Depot& row) { return row.id == id; });
    if (!known) {
        model::Depot added;
        added.id = std::string(id);
        added.state = model::StateId{0};
        scenario_.depots.add(std::move(added));
    }
    const model::DepotId depot = depot_named(id);
    model::Holding holding;
    holding.commodity = commodity_or_own(commodity);
    const std::string path = joined(joined("depots", id), scenario_.commodities[holding.commodity].id);
    holding.stock = number(joined(path, "stock"), stock);
    holding.capacity.first = unwritten(infinite);
    holding.reserve.first = unwritten(0.0);
    scenario_.depots[depot].holdings.push_back(std::move(holding));
    return {*this, depot, scenario_.depots[depot].holdings.size() - 1};
}

Holding Network::hub(std::string_view id, std::string_view commodity) {
    Holding made = depot(id, 0.0, commodity);
    made.capacity(0.0);
    return made;
}

Plant Network::plant(std::string_view id, std::string_view at, double rate, std::string_view makes) {
    model::Plant plant;
    plant.id = std::string(id);
    plant.at = depot_named(at);
    plant.makes = commodity_or_own(makes);
    plant.rate.first = number(joined(joined("plants", id), "rate"), rate);
    plant.opening = always();
    return {*this, scenario_.plants.add(std::move(plant))};
}

Fire Network::fire(std::string_view id, std::string_view at, double wanted) {
    model::Fire fire;
    fire.id = std::string(id);
    fire.at = depot_named(at);
    fire.uses.push_back({.commodity = model::CommodityId{0}, .share = unwritten(1.0)});
    fire.wanted.first = number(joined(joined("fires", id), "wanted"), wanted);
    fire.opening = always();
    return {*this, scenario_.fires.add(std::move(fire))};
}

Loss Network::loss(std::string_view id, std::string_view at, std::string_view of) {
    model::Loss loss;
    loss.id = std::string(id);
    loss.at = depot_named(at);
    loss.of = commodity(of);
    return {*this, scenario_.losses.add(std::move(loss))};
}

model::FireId Network::fire_named(std::string_view id) const {
    for (const model::FireId fire : scenario_.fires.ids()) {
        if (scenario_.fires[fire].id == id) {
            return fire;
        }
    }
    throw std::runtime_error("no fire " + std::string(id));
}

model::RouteId Network::add_route(std::string_view id, std::string_view from, std::string_view to,
                                  std::string_view carries) {
    model::Route route;
    route.id = std::string(id);
    route.from = depot_named(from);
    route.to = depot_named(to);
    route.carries = commodity_or_own(carries);
    route.transit = unwritten(0.0);
    route.loss.first = unwritten(0.0);
    route.chance = unwritten(0.0);
    route.target.hysteresis = unwritten(0.1);
    route.sails.least_lot = unwritten(0.0);
    route.opening = always();
    return scenario_.routes.add(std::move(route));
}

Route Network::route(std::string_view id, std::string_view from, std::string_view to, double capacity,
                     std::string_view carries) {
    const model::RouteId added = add_route(id, from, to, carries);
    scenario_.routes[added].capacity.first = number(joined(joined("routes", id), "capacity"), capacity);
    return {*this, added};
}

Route Network::sailing(std::string_view id, std::string_view from, std::string_view to, double lot, double every,
                       std::string_view carries) {
    const model::RouteId added = add_route(id, from, to, carries);
    model::Route& row = scenario_.routes[added];
    row.form = model::RouteForm::sailings;
    row.sails.lot.first = number(joined(joined("routes", id), "lot"), lot);
    row.sails.every = number(joined(joined("routes", id), "every"), every);
    return {*this, added};
}

Route Network::demand(std::string_view id, std::string_view from, std::string_view to, double lot,
                      std::string_view carries) {
    const model::RouteId added = add_route(id, from, to, carries);
    model::Route& row = scenario_.routes[added];
    row.form = model::RouteForm::sailings;
    row.sails.lot.first = number(joined(joined("routes", id), "lot"), lot);
    return {*this, added};
}

Route Network::fleet(std::string_view id, std::string_view from, std::string_view to, double lot,
                     std::uint32_t vehicles, std::string_view carries) {
    Route added = demand(id, from, to, lot, carries);
    scenario_.routes[route_named(id)].sails.fleet.vehicles = vehicles;
    return added;
}

void Network::shut(std::string_view depot, double from, double until) {
    model::Depot& row = scenario_.depots[depot_named(depot)];
    const std::string list = joined(joined("depots", depot), "shut");
    const std::string path = joined(list, std::to_string(row.closures.size()));
    row.closures.push_back({number(joined(path, "from"), from), number(joined(path, "until"), until), {}});
}

void Network::berths(std::string_view depot, std::uint32_t berths) {
    scenario_.depots[depot_named(depot)].berths = berths;
}

model::RouteId Network::route_named(std::string_view id) const {
    for (const model::RouteId known : scenario_.routes.ids()) {
        if (scenario_.routes[known].id == id) {
            return known;
        }
    }
    throw std::logic_error("no route " + std::string(id));
}

Deal Network::deal(std::string_view id, std::string_view goods, double tranche, std::uint32_t tranches) {
    model::Deal deal;
    deal.id = std::string(id);
    deal.goods.routes.push_back(route_named(goods));
    deal.goods.commodity = scenario_.routes[deal.goods.routes.front()].carries;
    deal.tranche = number(joined(joined("deals", id), "tranche"), tranche);
    deal.tranches = tranches;
    deal.opening = always();
    return {*this, scenario_.deals.add(std::move(deal))};
}

void Network::copied(std::string_view commodity_id) { scenario_.commodities[commodity(commodity_id)].copied = true; }

void Network::belongs(std::string_view depot, std::string_view state) {
    model::StateId found;
    for (const model::StateId known : scenario_.states.ids()) {
        found = scenario_.states[known].id == state ? known : found;
    }
    if (!found.valid()) {
        model::State added;
        added.id = std::string(state);
        found = scenario_.states.add(std::move(added));
    }
    scenario_.depots[depot_named(depot)].state = found;
}

Deal::Deal(Network& network, model::DealId id) : Part(network, "deals." + network.scenario_.deals[id].id), id_(id) {}

model::Deal& Deal::row() const { return scenario().deals[id_]; }

model::DealPart& Deal::payment() const { return row().payments.back(); }

std::string Deal::payment_path() const { return "payments." + scenario().commodities[payment().commodity].id + "."; }

Deal& Deal::pays(std::string_view route, double price) {
    model::DealPart part;
    part.routes.push_back(network_->route_named(route));
    part.commodity = scenario().routes[part.routes.front()].carries;
    row().payments.push_back(part);
    payment().price = number(payment_path() + "price", price);
    return *this;
}

Deal& Deal::on(model::PayOn choice) {
    payment().on = choice;
    return *this;
}

Deal& Deal::credit(double amount) {
    payment().credit = number(payment_path() + "credit", amount);
    return *this;
}

Deal& Deal::budget(double amount) {
    payment().budget = number(payment_path() + "budget", amount);
    return *this;
}

Deal& Deal::leverage(double days, double factor) {
    const std::string point = payment_path() + "leverage." + std::to_string(payment().leverage.size());
    payment().leverage.push_back({number(point + ".days", days), number(point + ".factor", factor), {}});
    return *this;
}

Deal& Deal::payment_withheld() {
    payment().withheld = number(payment_path() + "withheld", 1.0);
    return *this;
}

Deal& Deal::payment_risk(model::Risk choice) {
    payment().risk = choice;
    return *this;
}

Deal& Deal::also_over(std::string_view route) {
    payment().routes.push_back(network_->route_named(route));
    return *this;
}

Deal& Deal::least(double amount) {
    row().least = number("least", amount);
    return *this;
}

Deal& Deal::goods_over(std::string_view route) {
    row().goods.routes.push_back(network_->route_named(route));
    return *this;
}

Deal& Deal::goods_withheld() {
    row().goods.withheld = number("goods.withheld", 1.0);
    return *this;
}

Deal& Deal::goods_risk(model::Risk choice) {
    row().goods.risk = choice;
    return *this;
}

Deal& Deal::opens(double day) {
    row().opening.opens = number("opens", day);
    return *this;
}

Deal& Deal::closes(double day) {
    row().opening.closes = number("closes", day);
    return *this;
}

model::Scenario Network::scenario(double end) const {
    model::Scenario copy = scenario_;
    copy.end.value = end;
    copy.end.path = copy.paths.add("end");
    return copy;
}

model::Model Network::model(double end) const {
    auto compiled = model::compile(scenario(end));
    if (!compiled) {
        std::string all = "the scenario is refused:";
        for (const Finding& finding : compiled.error()) {
            all += "\n  " + finding.message;
        }
        throw std::runtime_error(all);
    }
    return std::move(compiled->model);
}

}  // namespace caisson::tiny
