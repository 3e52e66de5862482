/// Runs of networks whose depots belong to several states, with what is known of origins at the end.
#pragma once
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "caisson/engine/origin.hpp"
#include "caisson/engine/run.hpp"
#include "support/network.hpp"

namespace caisson::tests {

/// The state of that name, which is there from then on.
inline model::StateId state_named(tiny::Network& network, std::string_view id) {
    auto& states = network.raw().states;
    for (const auto known : states.ids()) {
        if (states[known].id == id) {
            return known;
        }
    }
    return states.add({.id = std::string(id), .title = {}, .note = {}, .needs = {}, .place = {}});
}

inline model::Depot& depot_named(tiny::Network& network, std::string_view id) {
    for (model::Depot& depot : network.raw().depots) {
        if (depot.id == id) {
            return depot;
        }
    }
    throw std::logic_error("no depot " + std::string(id));
}

inline model::Number written(tiny::Network& network, const std::string& path, double value) {
    model::Number number;
    number.value = value;
    number.path = network.raw().paths.add(path);
    return number;
}

/// Says whose a depot is.
inline void belongs(tiny::Network& network, std::string_view depot, std::string_view state) {
    depot_named(network, depot).state = state_named(network, state);
}

/// Says of what a depot's first holding is made at the start.
inline void made_of(tiny::Network& network, std::string_view depot,
                    const std::vector<std::pair<std::string, double>>& shares) {
    for (const auto& [state, share] : shares) {
        const model::StateId id = state_named(network, state);
        model::Number number;
        number.value = share;
        depot_named(network, depot).holdings.front().kind.origins.push_back({id, number, {}});
    }
}

inline void issues_in_order(tiny::Network& network, std::string_view depot) {
    depot_named(network, depot).holdings.front().kind.issue = model::Issue::fifo;
}

/// Ages are traced where somebody says how old something is.
inline void is_old(tiny::Network& network, std::string_view depot, double days) {
    depot_named(network, depot).holdings.front().kind.age =
        written(network, "depots." + std::string(depot) + ".age", days);
}

inline void has_duds(tiny::Network& network, std::string_view state, double share, double a_year = 0.0) {
    model::Duds& duds = network.raw().commodities[model::CommodityId{0}].duds;
    const model::StateId id = state_named(network, state);
    model::Number number;
    number.value = share;
    duds.at_once.push_back({id, number, {}});
    if (a_year > 0.0) {
        number.value = a_year;
        duds.a_year.push_back({id, number, {}});
    }
}

/// One run until `end`, and what there is of each origin then.
class Traced {
public:
    Traced(const tiny::Network& network, double end, engine::OriginTimes times = {})
        : model_(std::make_unique<const model::Model>(network.model(end))), observer_(*model_, times) {
        observer_.start(model_->values);
        engine::Runner runner(*model_);
        engine::Observer* const watching[] = {&observer_};
        const auto summary = runner.run(model_->values, {}, watching);
        if (!summary) {
            throw std::runtime_error(summary.error().message);
        }
        summary_ = **summary;
    }

    [[nodiscard]] const model::Model& model() const { return *model_; }

    [[nodiscard]] const engine::OriginObserver& origins() const { return observer_; }

    [[nodiscard]] const engine::Summary& summary() const { return summary_; }

    /// Of the own commodity.
    [[nodiscard]] double stock(std::string_view depot, std::string_view state) const {
        return observer_.stock(cell(depot), named(model_->states, state));
    }

    [[nodiscard]] double share(std::string_view depot, std::string_view state) const {
        double sum = 0.0;
        for (const auto one : model_->states.ids()) {
            sum += observer_.stock(cell(depot), one);
        }
        return stock(depot, state) / sum;
    }

    [[nodiscard]] double age(std::string_view depot, std::string_view state) const {
        return observer_.age(cell(depot), named(model_->states, state));
    }

    [[nodiscard]] double fired(std::string_view fire, std::string_view state) const {
        const auto id = named(model_->fires, fire);
        return observer_.fired(id, used(id), named(model_->states, state));
    }

    [[nodiscard]] double effective(std::string_view fire, std::string_view state) const {
        const auto id = named(model_->fires, fire);
        return observer_.effective(id, used(id), named(model_->states, state));
    }

    [[nodiscard]] double received(std::string_view route, std::string_view state) const {
        return observer_.received(named(model_->routes, route), named(model_->states, state));
    }

    [[nodiscard]] double under_way(std::string_view route, std::string_view state) const {
        return observer_.under_way(named(model_->routes, route), named(model_->states, state));
    }

    template <class Kind, class Row>
    [[nodiscard]] static Id<Kind> named(const Table<Kind, Row>& table, std::string_view id) {
        for (const auto known : table.ids()) {
            if (table[known].id == id) {
                return known;
            }
        }
        throw std::logic_error("nothing is named " + std::string(id));
    }

private:
    [[nodiscard]] model::NodeId cell(std::string_view depot) const {
        return model::NodeId{model_->depots[named(model_->depots, depot)].cells.begin};
    }

    [[nodiscard]] model::NodeId used(model::FireId fire) const {
        return model_->supply_nodes[model_->fires[fire].supply.begin];
    }

    std::unique_ptr<const model::Model> model_;
    engine::OriginObserver observer_;
    engine::Summary summary_;
};

}  // namespace caisson::tests
