/// Judges deals: follows what is ordered, due, released and owed from the routes' totals and the tranches alone.
#pragma once
#include <optional>
#include <vector>

#include "support/check_rules.hpp"
#include "support/faults.hpp"
#include "support/settings.hpp"
#include "support/snapshot.hpp"

namespace caisson::tests {

class DealBook {
public:
    explicit DealBook(Case run);

    /// Takes the next instant, event by event.
    void check(const Snapshot& now, Faults& faults);

    /// Whether deals are open and withheld as their dates and rules say.
    /// rules   after the same instant
    void compare_with(const RuleBook& rules, const Snapshot& now, Faults& faults) const;

    /// What a part has released and has not left by the end of the instant checked last.
    [[nodiscard]] double left(model::DealPartId part) const;

    /// Whether its deal lets a route send: nothing where that is a question of rounding.
    [[nodiscard]] std::optional<bool> may_send(model::RouteId route) const;

private:
    struct Sums {
        double sent = 0.0;  ///< less what was sent back
        double under_way = 0.0;
        double arrived = 0.0;
        double lost = 0.0;
        double counted = 0.0;
    };

    struct Part {
        double due = 0.0;
        double released = 0.0;
        double replaced = 0.0;
        double price = 0.0;
        double owed = 0.0;
        bool withheld = false;
        double blur = 0.0;  ///< what events that fall together may have moved early
        Sums sums;
    };

    struct Progress {
        bool under_way = false;
        bool awaits_payment = false;
        bool ended = false;
        bool switched_on = true;
        std::uint32_t begun = 0;
        double tranche = 0.0;
        double ordered = 0.0;
        double cancelled = 0.0;
    };

    /// What a part had moved before an event of the instant: lots that sail from it on have not been loaded then.
    [[nodiscard]] Sums sums_of(const Snapshot& now, model::DealPartId part, std::size_t event) const;
    [[nodiscard]] double tolerance(model::DealPartId part) const;
    /// What enforcement makes of a price, by measures against the goods.
    [[nodiscard]] double raised(const Snapshot& now, model::DealId deal) const;
    [[nodiscard]] double price_at(const Snapshot& now, model::DealPartId payment) const;
    [[nodiscard]] double supply_of_buyer(const Snapshot& now, model::DealId deal) const;
    [[nodiscard]] bool credit_allows(model::DealId deal, double more) const;
    void follow(const Snapshot& now, model::DealId deal, Faults& faults);
    void follow(const Snapshot& now, model::DealId deal, std::size_t event, Faults& faults);
    void take_sums(const Snapshot& now, model::DealId deal, std::size_t event);
    void release_all(model::DealId deal);
    void replace(model::DealPartId part, double amount, Faults& faults);
    void release(model::DealPartId part);
    void pay(model::DealPartId payment, double owed);
    void pay_for_arrivals(const Snapshot& now, model::DealId deal);
    void go_on_after_payment(model::DealId deal);
    [[nodiscard]] bool is_date(const model::OpeningRow& row, engine::EventKind kind, double time) const;
    [[nodiscard]] bool is_delivered(model::DealId deal) const;
    void deliver(model::DealId deal, Faults& faults);
    [[nodiscard]] bool may_begin(const Snapshot& now, model::DealId deal) const;
    void begin(const Snapshot& now, model::DealId deal, double amount, Faults& faults);
    void end_by_budget(const Snapshot& now, model::DealId deal, Faults& faults);
    void check_what_is_missing(const Snapshot& now, model::DealId deal, Faults& faults) const;
    void compare(const Snapshot& now, model::DealId deal, Faults& faults) const;
    void compare_part(const Snapshot& now, model::DealPartId part, Faults& faults) const;
    void say(Faults& faults, model::DealPartId part, std::string_view what, double is, double should) const;

    template <class Do>
    void for_each_payment(model::DealId deal, const Do& act) const {
        const model::Range parts = run_.model.deals[deal].parts;
        for (std::uint32_t at = parts.begin + 1; at < parts.end; ++at) {
            act(model::DealPartId{at});
        }
    }

    Case run_;
    std::vector<Progress> deals_;
    std::vector<Part> parts_;
};

}  // namespace caisson::tests
