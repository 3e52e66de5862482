/// A tiny scenario, played and written down with the answers to its outcomes.
#pragma once
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "caisson/engine/outcomes.hpp"
#include "caisson/engine/run.hpp"
#include "caisson/engine/trajectory.hpp"
#include "caisson/model/compile.hpp"
#include "support/network.hpp"

namespace caisson::tests {

/// Adds a question to a network. Its level and its date are numbers of the scenario.
class Question {
public:
    Question(tiny::Network& network, std::string_view id, model::OutcomeKind kind, model::Variable variable)
        : scenario_(network.raw()), at_(network.raw().outcomes.add({})) {
        row().id = id;
        row().kind = kind;
        row().variable = variable;
    }

    Question& level(model::Side side, double level) {
        row().side = side;
        row().level = number("level", level);
        return *this;
    }

    Question& days(double level) {
        row().in_days = true;
        return this->level(model::Side::below, level);
    }

    Question& when(double day) {
        row().when = number("when", day);
        return *this;
    }

    [[nodiscard]] model::Selection& of() { return row().of; }

private:
    [[nodiscard]] model::Outcome& row() { return scenario_.outcomes[at_]; }

    [[nodiscard]] model::Number number(std::string_view key, double value) {
        model::Number written;
        written.value = value;
        written.path = scenario_.paths.add("outcomes." + row().id + "." + std::string(key));
        return written;
    }

    model::Scenario& scenario_;
    model::OutcomeId at_;
};

/// One run and all that was kept of it.
class Recorded {
public:
    explicit Recorded(model::Model model, engine::Future future = {})
        : model_(std::make_unique<model::Model>(std::move(model))), trajectory_(*model_), observer_(*model_) {
        observer_.start(model_->values);
        engine::Runner runner(*model_);
        engine::Observer* const watching[] = {&trajectory_, &observer_};
        const auto summary = runner.run(model_->values, future, watching);
        if (!summary) {
            throw std::runtime_error(summary.error().message);
        }
        summary_ = **summary;
    }

    Recorded(const tiny::Network& network, double end) : Recorded(network.model(end)) {}

    [[nodiscard]] const model::Model& model() const { return *model_; }

    [[nodiscard]] const engine::Trajectory& trajectory() const { return trajectory_; }

    [[nodiscard]] const Table<model::Outcome, engine::OutcomeValue>& outcomes() const { return observer_.values(); }

    [[nodiscard]] const engine::Summary& summary() const { return summary_; }

    [[nodiscard]] engine::OutcomeValue outcome(std::string_view id) const {
        return observer_.values()[named(model_->outcomes, id)];
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

    [[nodiscard]] model::NodeId cell(std::string_view depot) const {
        return model::NodeId{model_->depots[named(model_->depots, depot)].cells.begin};
    }

private:
    std::unique_ptr<model::Model> model_;
    engine::Trajectory trajectory_;
    engine::OutcomeObserver observer_;
    engine::Summary summary_;
};

}  // namespace caisson::tests
