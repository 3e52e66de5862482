/// Why a fire fires less than it wants, and what of it is due to what.
#pragma once
#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "caisson/analysis/bottleneck.hpp"
#include "caisson/base/quantity.hpp"
#include "caisson/engine/observer.hpp"
#include "caisson/engine/trajectory.hpp"
#include "caisson/model/model.hpp"

namespace caisson::analysis {

/// What of a thing holds goods back: docs/semantics.md, section 16.
enum class Cause : std::uint8_t {
    ration,     ///< of a fire: the order that rations it
    guns,       ///< of a fire: it has too few
    barrels,    ///< likewise, while worn ones wait for new barrels
    closed,     ///< of a plant or route, as the next ones
    target,     ///< of a route: it sends no more, its target is reached
    deal,       ///< its deal has released nothing for it
    queue,      ///< a full port or dock has stopped it
    reserve,    ///< of a route: its sender keeps its reserve
    late,       ///< it is on its way, or in work
    lost,       ///< on the way
    sanctions,  ///< of a route: they do not permit it, or stopped it on the way
    rejected,   ///< of what arrived
    scrapped,   ///< of what was begun
    unloading,  ///< it waits in the port or the dock, which cannot be emptied faster
    capacity,   ///< it cannot bring more
    nothing,    ///< of a node: nothing leads there
};

/// The name of a cause as written to files: `capacity`.
[[nodiscard]] std::string_view name_of(Cause cause);

/// A plant, fire, route or node, and what of it holds goods back.
struct Culprit {
    engine::EntityKind kind{};
    std::uint32_t index = 0;
    Cause cause{};

    friend auto operator<=>(const Culprit&, const Culprit&) = default;
};

/// `plants.ural-works`, `depots.rus-front.shell`.
[[nodiscard]] std::string path_of(const model::Model& model, const Culprit& culprit);

/// What of the shortage of a fire is put down to a culprit now.
struct RateShare {
    Culprit culprit;
    Rate missed;
};

/// The same over a stretch of time.
struct AmountShare {
    Culprit culprit;
    Amount missed;
};

/// What a fire missed over a stretch of time. The shares add up to wanted - fired.
struct Missed {
    Days from;
    Days until;
    Amount wanted;
    Amount allowed;
    Amount fired;
    std::vector<AmountShare> shares;  ///< the largest first; equal ones by culprit

    [[nodiscard]] Amount total() const { return wanted - fired; }
};

/// A plant or route that leads to where goods are lacking.
struct Supplier {
    model::NodeId into;
    engine::EntityKind kind{};
    std::uint32_t index = 0;
    engine::Halt halt{};
    Rate brings;       ///< now; of sailings by what the last ship brought
    Rate could_bring;  ///< if it were open and had enough to start from
};

/// A fire at one moment, and before.
struct Shortage {
    bool is_short = false;
    Rate wanted;
    Rate allowed;
    Rate fired;
    std::vector<model::NodeId> lacking;  ///< the empty nodes and hubs that were looked at, the fire's own first
    std::vector<Supplier> suppliers;     ///< of these, in their order
    std::vector<RateShare> shares;       ///< add up to wanted - fired; the largest first
    Bottleneck narrowest;                ///< the most that could reach it
    Missed spell;                        ///< since it has been short without a break; no time at all if it is not
    Missed period;                       ///< that was asked for
};

/// What became of the last ship of each route with sailings; it cannot be seen in the run as it stands.
class LastShips {
public:
    explicit LastShips(const model::Model& model);

    void see(const engine::Instant& instant);

    /// With which share of its lot the ship of the last date sailed; 1 before the first date.
    [[nodiscard]] double loaded(model::RouteId route) const { return ships_[route].loaded; }

    /// Whether the ship that should have come last was lost.
    [[nodiscard]] bool was_lost(model::RouteId route) const { return ships_[route].lost; }

    /// Whether it was stopped.
    [[nodiscard]] bool was_stopped(model::RouteId route) const { return ships_[route].stopped; }

    /// The routes with sailings from a node, in the order of their paths.
    [[nodiscard]] const std::vector<model::RouteId>& from(model::NodeId node) const { return from_[node]; }

    /// Whether any ship has come, was lost or was stopped.
    [[nodiscard]] bool any_came(model::RouteId route) const { return ships_[route].came; }

private:
    struct Ship {
        double loaded = 1.0;
        bool lost = false;
        bool stopped = false;
        bool came = false;
    };

    Table<model::Route, Ship> ships_;
    Table<model::Node, std::vector<model::RouteId>> from_;
};

/// What a fire misses now is put down to, as the run stands; the shares add up to wanted - fired.
/// lacking  filled with the nodes that were looked at, the fire's own first
/// cost     O(what leads to the fire through empty nodes, log of it)
[[nodiscard]] std::vector<RateShare> shares_of(const engine::View& view, const LastShips& ships, model::FireId fire,
                                               std::vector<model::NodeId>& lacking);

/// Follows the shortages of fires through a run.
/// source  docs/semantics.md, section 16
class ShortageObserver final : public engine::Observer {
public:
    /// run          the same run, recorded before: it says when its instants are; read here only
    /// fires        whose shortages are followed
    /// from, until  the period [d since the start], 0 <= from <= until; what fires are like is kept as of `until`
    ShortageObserver(const engine::Trajectory& run, const std::vector<model::FireId>& fires, Days from, Days until);
    ~ShortageObserver() override;
    ShortageObserver(ShortageObserver&&) noexcept;
    ShortageObserver& operator=(ShortageObserver&&) noexcept;

    void see(const engine::Instant& instant) override;

    /// After the run, for each of the fires in their order.
    [[nodiscard]] std::vector<Shortage> shortages() const;

private:
    struct Follower;
    std::unique_ptr<Follower> follower_;
};

}  // namespace caisson::analysis
