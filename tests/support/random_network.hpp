/// Networks drawn at random: small, and full of what is hard (cycles, hubs, full and empty depots, ties).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "support/network.hpp"

namespace caisson::tests {

/// Numbers that are the same everywhere: splitmix64.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15ULL + 0x632be59bd9b4e019ULL) {}

    std::uint64_t next();

    /// 0 to count - 1.
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }

    /// In [0, 1).
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

    bool chance(double probability) { return unit() < probability; }

private:
    std::uint64_t state_;
};

/// What may occur in a network.
struct Ingredients {
    bool losses = true;
    bool hubs = true;
    bool reserves = true;
    bool transit = true;
    bool lots = true;
    bool schedules = true;
    bool rations = true;
    bool targets = true;
    bool port_choices = true;  ///< stopping and spilling ports, ways to close
    bool works = true;         ///< plants that take time, where there is transit time
    bool rejects = true;
    bool deals = true;
    bool measures = true;  ///< sanctions, limits, needs
    bool shelf_lives = true;
    bool fleets = true;     ///< where there are lots
    bool chances = false;   ///< transit times by chance: draws depend on names, which some tests change
    bool closures = false;  ///< depots that are shut for a time
    bool rules = false;
    bool deals_under_measures = false;  ///< deals and sanctions together
    bool several_commodities = true;
    bool zero_transit_cycles = true;
    bool whole_numbers = true;  ///< half of the networks, full of ties
};

/// A network as plain rows, so that it can be renamed, shuffled and scaled before it is built.
struct Plan {
    struct Step {
        double from = 0.0;
        double value = 0.0;
    };

    struct Depot {
        std::string id{};
        std::string commodity{};
        double stock = 0.0;
        std::optional<double> capacity{};
        double reserve = 0.0;
        std::optional<Step> capacity_step{};
        std::optional<Step> reserve_step{};
        std::string state{};      ///< the one that there is if empty
        double shelf_life = 0.0;  ///< none if 0
    };

    struct Plant {
        std::string id{};
        std::string at{};
        std::string makes{};
        std::string needs{};  ///< nothing if empty
        double rate = 0.0;
        double per_unit = 1.0;
        std::uint32_t in = 0;
        std::uint32_t out = 0;
        std::optional<Step> step{};
        double takes = 0.0;  ///< makes at once if 0
        double yield = 1.0;
        std::optional<Step> yield_step{};
        bool steady = false;
        model::WhenDockFull when_full = model::WhenDockFull::queue;
        model::OnShutdown on_close = model::OnShutdown::finish;
        std::optional<double> closes{};
    };

    struct Fire {
        std::string id{};
        std::string at{};
        std::vector<std::string> uses{};
        double first_share = 0.0;  ///< in proportion if positive
        double wanted = 0.0;
        std::uint32_t out = 0;
        std::optional<Step> step{};
        double ration_below = 0.0;  ///< no rationing if 0
        double ration_to = 0.0;
    };

    struct Route {
        std::string id{};
        std::string from{};
        std::string to{};
        std::string carries{};
        double capacity = 0.0;  ///< or the lot
        double every = 0.0;     ///< sailings if positive
        double transit = 0.0;
        double spread = 0.0;  ///< by chance, from `transit` to so much more, if positive
        double likely = 0.0;  ///< likeliest is `transit` and so much more, if positive
        double loss = 0.0;
        std::uint32_t in = 0;
        std::uint32_t out = 0;
        double target = 0.0;  ///< none if 0
        bool waits = false;
        std::optional<double> opens{};
        std::optional<double> closes{};
        std::optional<Step> step{};
        model::WhenFull when_full = model::WhenFull::queue;
        model::OnClose on_close = model::OnClose::arrive;
        double rejects = 0.0;  ///< nothing if 0
        std::string rejected_as{};
        std::string rejected_to{};
        bool on_demand = false;      ///< sails without a calendar
        std::uint32_t vehicles = 0;  ///< no fleet if 0
        double loads = 0.0;          ///< at once if 0, likewise the next
        double unloads = 0.0;
        std::optional<double> returns{};
        double leaves_after = 0.0;  ///< when it is full if 0
        double chance = 0.0;
        bool sinks = false;

        [[nodiscard]] bool has_lots() const { return every > 0.0 || vehicles > 0; }
    };

    struct Closure {
        std::string depot{};
        double from = 0.0;
        double until = 0.0;
    };

    /// When there is little at a depot, or if that is said when so much has come over a route, something is done.
    struct Rule {
        enum class Does : std::uint8_t { opens, closes, scales, sets };

        std::string id{};
        std::string depot{};
        std::string commodity{};
        double below = 1.0;
        bool in_days = false;
        std::string route{};  ///< no such part if empty
        double received = 1.0;
        double from = 0.0;  ///< no such part if 0
        double held = 0.0;
        double after = 0.0;
        bool each_time = false;
        Does does = Does::closes;
        std::string what{};  ///< a plant, fire or route
        bool lots = false;   ///< that has lots
        double to = 1.0;     ///< a factor, or a rate or lot
    };

    struct Harbour {
        std::string depot{};
        std::uint32_t berths = 1;
    };

    struct Payment {
        std::string route{};
        double price = 1.0;
        model::PayOn on = model::PayOn::delivery;
        model::Risk risk = model::Risk::sender;
        double credit = 0.0;
        std::optional<double> budget{};
        bool leverage = false;
        double leverage_days = 1.0;
        bool withheld = false;
    };

    struct Deal {
        std::string id{};
        std::vector<std::string> routes{};
        double tranche = 1.0;
        std::uint32_t tranches = 1;
        model::Risk risk = model::Risk::sender;
        std::vector<Payment> payments{};
        std::optional<double> opens{};
    };

    struct Sanction {
        std::string id{};
        std::string commodity{};  ///< of all if empty
        std::string state{};      ///< on all if empty
        double cuts = 0.0;
        double interdicts = 0.0;
        double most = 0.0;  ///< no cap if 0
        double every = 0.0;
        double from = 0.0;
        std::string by{};  ///< felt everywhere if empty
        double level = 0.0;
        std::optional<Step> step{};
    };

    struct Limit {
        std::string from{};  ///< nothing if empty
        std::string to{};
        double most = 0.0;
        double every = 0.0;
    };

    std::vector<Sanction> sanctions{};
    Limit limit{};
    std::string in_need{};      ///< the state that needs k1; none if empty
    std::vector<Depot> depots;  ///< one a cell
    std::vector<Plant> plants;
    std::vector<Fire> fires;
    std::vector<Route> routes;
    std::vector<Deal> deals;
    std::vector<Closure> closures;
    std::vector<Rule> rules;
    std::vector<Harbour> harbours;
    double end = 30.0;

    [[nodiscard]] tiny::Network network() const;
};

/// Three to ten depots, and what belongs to them. The same seed gives the same plan.
[[nodiscard]] Plan random_plan(std::uint64_t seed, const Ingredients& may_contain = {});

/// The same network with every id prefixed: the order of the paths stays.
[[nodiscard]] Plan renamed(Plan plan, const std::string& prefix);
/// The same network, its rows in another order.
[[nodiscard]] Plan shuffled(Plan plan, std::uint64_t seed);
/// The same network in another unit of amount.
[[nodiscard]] Plan in_units_of(Plan plan, double unit);
/// The same network in another unit of time.
[[nodiscard]] Plan slowed(Plan plan, double factor);
/// The same network beside one that has nothing to do with it.
[[nodiscard]] Plan beside_another(Plan plan);

}  // namespace caisson::tests
