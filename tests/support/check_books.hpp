/// Judges how stocks and totals got from one instant to the next: straight lines, what leaves arrives, nothing vanishes.
#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "support/check_deals.hpp"
#include "support/check_measures.hpp"
#include "support/check_rules.hpp"
#include "support/faults.hpp"
#include "support/settings.hpp"
#include "support/snapshot.hpp"
#include "support/transits.hpp"

namespace caisson::tests {

/// What is under way on one route, from its departures alone.
class Way {
public:
    /// Before the start goods left at `rate`, of which `loss` is lost.
    void always_left(double rate, double loss);
    /// From now on goods leave at `rate`, of which `loss` is lost on the way, and of the rest `through` let through;
    /// `asked` was asked.
    void leaves(double time, double rate, double loss, double asked, double through = 1.0);

    /// A lot at sea.
    struct Lot {
        double time = 0.0;
        double amount = 0.0;
        double loss = 0.0;
        double through = 1.0;
        std::vector<Stay> stays;  ///< one of them it stays under way

        [[nodiscard]] bool is_due(double now) const;

        /// Of the share that is let through if `shares`.
        [[nodiscard]] double arrives(bool shares) const { return amount * (1.0 - loss) * (shares ? through : 1.0); }
    };

    /// A lot has left.
    void sails(const Lot& lot);

    /// A lot has missed its date.
    void misses(double time) { last_date_ = time; }

    /// A lot that is due; of several one of which `brings` is left, if there is one.
    /// returns   nothing if no lot was due
    std::optional<Lot> comes(double time, double brings, bool shares);
    /// The same lot that is overdue, of which nothing is asked.
    void forget_overdue(double time);
    /// All that was under way is gone.
    void clear(double time);

    /// Whether a lot should have come by now.
    [[nodiscard]] bool is_overdue(double time) const;

    /// How many lots have left, and when the last left or missed its date; less than 0 if none has.
    [[nodiscard]] std::uint64_t count() const { return count_; }

    [[nodiscard]] double last_date() const { return last_date_; }
    /// What left the sender between two times, of which a share `1 - loss` if `after_losses`.
    enum class Count { gross, after_losses };
    [[nodiscard]] double left(double from, double until, Count count) const;
    /// Lots under way.
    [[nodiscard]] double afloat(Count count) const;
    /// All that is under way, lines and lots.
    [[nodiscard]] double under_way(double time, double transit, Count count) const;
    /// Whether goods come to the end at the rates given, transit time after they left.
    [[nodiscard]] bool comes_at(double time, double transit, double arriving, double losing,
                                double interdicting = 0.0) const;

    /// What rounding may have done to amounts by a time, in the unit of `scale` in near(): a front may come early by the
    /// window of an instant, and departures that change by less than 1e-12 of the largest ask need not arrive
    /// (docs/semantics.md, section 6).
    [[nodiscard]] double blur(double time) const { return largest_ * (1.0 + 2e-12 / slack * (time + 1.0)); }

private:
    struct Departure {
        double time = 0.0;
        double rate = 0.0;
        double loss = 0.0;
        double through = 1.0;
    };

    std::vector<Departure> departures_;
    std::vector<Lot> lots_;
    std::uint64_t count_ = 0;
    double last_date_ = -1.0;
    double cleared_ = -1e300;
    double largest_ = 0.0;
};

/// Adds a fault for each commodity of which more, or less, is there than was given: started and made is held, under way,
/// used, lost, spilled or booked as rounding, to 1e-9. Needs no earlier instant.
void check_conservation(const Case& run, const Snapshot& now, Faults& faults);

/// Keeps the books of a run from what can be seen of it.
class Books {
public:
    explicit Books(Case run) : run_(run), ways_(run.model.routes.size()), works_(run.model.plants.size()) {}

    /// Compares an instant with the one before it.
    /// rules, measures  after what was due in this instant, and before what fires in it
    /// deals  after this instant
    void check(const Snapshot& now, const RuleBook& rules, const DealBook& deals, const MeasureBook& measures,
               Faults& faults);

    /// What is under way on a route after the instant checked last.
    [[nodiscard]] const Way& way(model::RouteId route) const { return ways_[route.index]; }

private:
    Case run_;
    std::vector<Way> ways_;
    std::vector<Way> works_;  ///< what plants have in work, as if it were on a way from its beginning to the dock
    std::optional<Snapshot> before_;
};

}  // namespace caisson::tests
