#include "engine/pressures.hpp"

#include <algorithm>

#include "engine/outcome_terms.hpp"

namespace caisson::engine {
namespace {

/// A rate that is unmet by less than this part of what is wanted is met but for rounding.
constexpr double met = 1e-12;

std::vector<OutcomeTerms> terms_of_needs(const model::Model& model) {
    std::vector<OutcomeTerms> terms;
    for (const model::StateId state : model.states.ids()) {
        const model::Range needs = model.states[state].needs;
        for (std::uint32_t need = needs.begin; need < needs.end; ++need) {
            model::Selection of;
            of.commodity = model.state_needs[need].commodity;
            of.state = state;
            terms.push_back(terms_of(model, model::Variable::unmet, of, false));
            terms.push_back(terms_of(model, model::Variable::wanted, of, false));
        }
    }
    return terms;
}

}  // namespace

Pressures::Pressures(const model::Model& model)
    : model_(model),
      sums_(model, terms_of_needs(model)),
      states_(model.state_needs.size()),
      weights_(model.state_needs.size()),
      values_(model.states.size()) {
    for (const model::StateId state : model.states.ids()) {
        const model::Range needs = model.states[state].needs;
        for (std::uint32_t need = needs.begin; need < needs.end; ++need) {
            states_[need] = state;
        }
    }
    stale_.reset(model.states.size());
}

void Pressures::start(std::span<const double> values) {
    bind(values);
    sums_.start(values);
    std::fill(values_.begin(), values_.end(), 0.0);
    stale_.clear();
}

void Pressures::bind(std::span<const double> values) {
    sums_.bind(values);
    for (std::size_t need = 0; need < weights_.size(); ++need) {
        weights_[need] = values[model_.state_needs[need].weight.index];
    }
}

double Pressures::sum_up(model::StateId state) const {
    const model::Range needs = model_.states[state].needs;
    double pressure = 0.0;
    for (std::uint32_t need = needs.begin; need < needs.end; ++need) {
        const double unmet = sums_.sum(2 * need).slope;
        const double wanted = sums_.sum(2 * need + 1).slope;
        if (unmet > met * wanted) {
            pressure += weights_[need] * unmet / wanted;
        }
    }
    return pressure;
}

}  // namespace caisson::engine
