/// Tiny scenarios written in code, one line a depot, plant, fire or route, in days and rates per day.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "caisson/model/model.hpp"
#include "caisson/model/scenario.hpp"

namespace caisson::tiny {

class Network;

/// The part of a network that the last call named; each call adds to it and returns it, so that calls chain.
/// It borrows the network. Days are counted from the start; amounts are in the commodity's unit.
class Part {
protected:
    Part(Network& network, std::string path) : network_(&network), path_(std::move(path)) {}

    [[nodiscard]] model::Number number(std::string_view key, double value) const;
    void change(model::Schedule& schedule, std::string_view key, double from, double value) const;
    void set(model::Schedule& schedule, std::string_view key, double value) const;
    [[nodiscard]] model::Scenario& scenario() const;

    Network* network_;
    std::string path_;
};

/// What a depot holds of one commodity.
class Holding : public Part {
public:
    Holding& capacity(double amount);
    Holding& capacity_from(double day, double amount);
    Holding& reserve(double amount);
    Holding& reserve_from(double day, double amount);
    Holding& shelf_life(double days);

private:
    friend Network;
    Holding(Network& network, model::DepotId depot, std::size_t position);
    [[nodiscard]] model::Holding& row() const;

    model::DepotId depot_;
    std::size_t position_;
};

class Plant : public Part {
public:
    Plant& rate_from(double day, double rate);
    /// From the rate in force to `rate`, over [from, until], in equal steps.
    Plant& ramp(double from, double until, double rate, std::uint32_t parts);
    Plant& needs(std::string_view commodity, double per_unit);
    Plant& opens(double day);
    Plant& closes(double day);
    /// Takes time, and has nothing in work at the start; steady() says otherwise.
    Plant& takes(double days);
    Plant& steady();
    Plant& yield(double fraction);
    Plant& yield_from(double day, double fraction);
    Plant& when_full(model::WhenDockFull choice);
    Plant& dock(double amount);
    Plant& on_close(model::OnShutdown choice);
    /// At its depot among what comes in, and of its needs among what goes out.
    Plant& priority(std::uint32_t in, std::uint32_t out = 0);

private:
    friend Network;
    Plant(Network& network, model::PlantId id);
    [[nodiscard]] model::Plant& row() const;

    model::PlantId id_;
};

class Fire : public Part {
public:
    Fire& wants_from(double day, double rate);
    Fire& opens(double day);
    Fire& closes(double day);
    Fire& priority(std::uint32_t out);
    /// One commodity more, by default in the order in which they are named; with `share` in proportion. The first call
    /// replaces the network's own commodity.
    Fire& uses(std::string_view commodity);
    Fire& uses(std::string_view commodity, double share);
    /// All shares are limited by the scarcest.
    Fire& rigid();
    /// What it is fired with, held at its depot: what each fires at most, and after how much it is worn out; 0: never.
    Fire& guns(std::string_view commodity, double rate, double life = 0.0);
    Fire& worn(std::string_view commodity);
    /// Below so many days of supply cut to a fraction; from the highest threshold down.
    Fire& ration(double below_days, double to, double hysteresis = 0.1);

private:
    friend Network;
    Fire(Network& network, model::FireId id);
    [[nodiscard]] model::Fire& row() const;

    model::FireId id_;
    bool named_uses_ = false;
};

/// A way in which what a depot holds is lost; one of the first four says how.
class Loss : public Part {
public:
    Loss& a_day(double rate);
    Loss& each(double rate);
    Loss& by(std::string_view fire, double kills);
    Loss& facing(std::string_view depot, std::string_view commodity, double kills);
    Loss& linear(double against);
    Loss& mixed(double against, double aimed);
    Loss& intensity_from(double day, double factor);

private:
    friend Network;
    Loss(Network& network, model::LossId id);
    [[nodiscard]] model::Loss& row() const;

    model::LossId id_;
};

/// A route: a flow, or sailings.
class Route : public Part {
public:
    Route& transit(double days);
    /// By chance: uniform, or triangular.
    Route& transit_between(double least, double most);
    Route& transit_between(double least, double likely, double most);
    Route& loss(double fraction);
    Route& loss_from(double day, double fraction);
    Route& capacity_from(double day, double rate);
    Route& opens(double day);
    Route& closes(double day);
    /// At the sender among what goes out, and at the receiver among what comes in.
    Route& priority(std::uint32_t out, std::uint32_t in = 0);
    Route& target(double stock, double hysteresis = 0.1);
    Route& target_days(double days, double hysteresis = 0.1);
    Route& when_full(model::WhenFull choice);
    Route& port(double amount);
    Route& unload(double rate);
    Route& on_close(model::OnClose choice);
    Route& first(double day);
    Route& least_lot(double amount);
    Route& lot_from(double day, double amount);
    Route& waits();
    Route& chance(double probability);
    /// Of a fleet: what a vehicle loads and unloads in a day, how long the way back takes, after how long it leaves with
    /// what it has, on which dates; whether it is lost with its lot.
    Route& loads(double rate);
    Route& unloads(double rate);
    Route& returns(double days);
    Route& leaves_after(double days);
    Route& every(double days);
    Route& sinks();
    /// Of what arrives, a share goes as another commodity to a depot.
    Route& rejects(double share, std::string_view as, std::string_view to);
    Route& rejects_from(double day, double share);

private:
    friend Network;
    Route(Network& network, model::RouteId id);
    [[nodiscard]] model::Route& row() const;

    model::RouteId id_;
};

/// A deal: goods over one or more routes, and payments over others.
class Deal : public Part {
public:
    /// A payment over a route, whose commodity it is; what follows is said of the last one named.
    Deal& pays(std::string_view route, double price);
    Deal& on(model::PayOn choice);
    Deal& credit(double amount);
    Deal& budget(double amount);
    Deal& leverage(double days, double factor);
    Deal& payment_withheld();
    Deal& payment_risk(model::Risk choice);
    Deal& also_over(std::string_view route);  ///< one more route of the last payment

    Deal& least(double amount);
    Deal& goods_over(std::string_view route);  ///< one more route of the goods
    Deal& goods_withheld();
    Deal& goods_risk(model::Risk choice);
    Deal& opens(double day);
    Deal& closes(double day);

private:
    friend Network;
    Deal(Network& network, model::DealId id);
    [[nodiscard]] model::Deal& row() const;
    [[nodiscard]] model::DealPart& payment() const;
    [[nodiscard]] std::string payment_path() const;

    model::DealId id_;
};

/// A scenario in the making. Ids must be ids; those of plants, fires and routes all different. The first commodity that
/// is named is the one meant where none is.
class Network {
public:
    /// own   the commodity meant where none is named
    explicit Network(std::string_view own = "shell");

    /// A depot, or one more commodity at a depot that is there already.
    Holding depot(std::string_view id, double stock = 0.0, std::string_view commodity = {});
    /// What the scenario says of a depot with a capacity of 0.
    Holding hub(std::string_view id, std::string_view commodity = {});
    Plant plant(std::string_view id, std::string_view at, double rate, std::string_view makes = {});
    Fire fire(std::string_view id, std::string_view at, double wanted);
    Loss loss(std::string_view id, std::string_view at, std::string_view of);
    Route route(std::string_view id, std::string_view from, std::string_view to, double capacity,
                std::string_view carries = {});
    /// A lot every so many days, the first at day 0.
    Route sailing(std::string_view id, std::string_view from, std::string_view to, double lot, double every,
                  std::string_view carries = {});

    /// A route whose vehicles come back; without a calendar.
    Route fleet(std::string_view id, std::string_view from, std::string_view to, double lot, std::uint32_t vehicles,
                std::string_view carries = {});
    /// How many vehicles can load and unload at a depot.
    void berths(std::string_view depot, std::uint32_t berths);
    /// A depot is shut for a time, after those that were said before.
    void shut(std::string_view depot, double from, double until);

    /// A route without a calendar, for deals: lots leave when something is released.
    Route demand(std::string_view id, std::string_view from, std::string_view to, double lot,
                 std::string_view carries = {});
    /// So many tranches of the goods of a route.
    Deal deal(std::string_view id, std::string_view goods, double tranche, std::uint32_t tranches);
    /// A commodity is copied, and not used up where it is sent from.
    void copied(std::string_view commodity_id);
    /// A depot belongs to another state.
    void belongs(std::string_view depot, std::string_view state);

    /// All that was said so far, ending after `end` days.
    [[nodiscard]] model::Scenario scenario(double end) const;
    /// The same, compiled.
    /// fails   throws std::runtime_error with all findings
    [[nodiscard]] model::Model model(double end) const;

    /// The scenario in the making, for what has no word of its own here.
    [[nodiscard]] model::Scenario& raw() { return scenario_; }

private:
    friend Part;
    model::CommodityId commodity(std::string_view id);
    [[nodiscard]] model::CommodityId commodity_or_own(std::string_view id);
    [[nodiscard]] model::DepotId depot_named(std::string_view id) const;
    model::Number number(std::string_view path, double value);
    model::RouteId add_route(std::string_view id, std::string_view from, std::string_view to, std::string_view carries);

    friend Plant;
    friend Fire;
    friend Loss;
    friend Route;
    friend Deal;
    [[nodiscard]] model::RouteId route_named(std::string_view id) const;
    [[nodiscard]] model::FireId fire_named(std::string_view id) const;

    model::Scenario scenario_;
};

}  // namespace caisson::tiny
