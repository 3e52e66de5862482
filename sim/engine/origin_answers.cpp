#include "engine/origin_answers.hpp"

#include <algorithm>

namespace caisson::engine {
namespace {

using model::Variable;

template <class Kind>
bool fits(Id<Kind> chosen, Id<Kind> id) {
    return !chosen.valid() || chosen == id;
}

/// A sum over what is chosen, of one origin and of all.
struct OfOne {
    double one = 0.0;
    double all = 0.0;
};

class Answer {
public:
    Answer(const model::Model& model, const std::vector<FireUse>& uses, const model::OutcomeRow& outcome,
           const OriginState& state)
        : model_(model), uses_(uses), outcome_(outcome), state_(state), states_(model.states.size()) {}

    [[nodiscard]] double find() const {
        switch (outcome_.variable) {
            case Variable::stock:
                return as_asked(of_stocks(0));
            case Variable::age:
                return age();
            case Variable::effective:
                return effective();
            case Variable::fired:
                return as_asked(of_uses(state_.totals->fired));
            case Variable::sent:
                return as_asked(of_routes(state_.totals->sent));
            default:
                return as_asked(of_routes(state_.totals->received));
        }
    }

private:
    [[nodiscard]] double as_asked(const OfOne& sum) const {
        if (!outcome_.as_share) {
            return sum.one;
        }
        return sum.all > 0.0 ? std::clamp(sum.one / sum.all, 0.0, 1.0) : 0.0;
    }

    [[nodiscard]] bool is_chosen(model::NodeId cell) const {
        const model::NodeRow& row = model_.nodes[cell];
        return fits(outcome_.of.commodity, row.commodity) && fits(outcome_.of.depot, row.depot) &&
               fits(outcome_.of.state, model_.depots[row.depot].state);
    }

    [[nodiscard]] bool is_used_by(model::FireId fire, model::NodeId cell) const {
        return !fire.valid() || std::any_of(uses_.begin(), uses_.end(),
                                            [&](const FireUse& use) { return use.fire == fire && use.node == cell; });
    }

    void add(OfOne& sum, const double* row) const {
        for (std::size_t k = 0; k < states_; ++k) {
            sum.all += row[k];
            if (!outcome_.origin.valid() || outcome_.origin.index == k) {
                sum.one += row[k];
            }
        }
    }

    [[nodiscard]] OfOne of_uses(const std::vector<double>& rows) const {
        OfOne sum;
        for (std::size_t at = 0; at < uses_.size(); ++at) {
            if (fits(outcome_.of.fire, uses_[at].fire) && !outcome_.of.route.valid() && is_chosen(uses_[at].node)) {
                add(sum, &rows[at * states_]);
            }
        }
        return sum;
    }

    /// What is sent counts at the sender, what is received at the receiver.
    [[nodiscard]] OfOne of_routes(const std::vector<double>& rows) const {
        OfOne sum;
        for (const auto route : model_.routes.ids()) {
            const model::RouteRow& row = model_.routes[route];
            const bool counts =
                !outcome_.of.fire.valid() && is_chosen(outcome_.variable == Variable::sent ? row.from : row.to);
            if (counts && fits(outcome_.of.route, route)) {
                add(sum, &rows[route.index * states_]);
            }
        }
        return sum;
    }

    /// column  the first: 0 of amounts, or that of the dates on which they were made
    [[nodiscard]] OfOne of_stocks(std::size_t column) const {
        OfOne sum;
        for (std::uint32_t cell = 0; cell < model_.cells; ++cell) {
            const model::NodeId id{cell};
            if (!outcome_.of.route.valid() && is_chosen(id) && is_used_by(outcome_.of.fire, id)) {
                add(sum, (*state_.contents)[cell].data() + column);
            }
        }
        return sum;
    }

    [[nodiscard]] double age() const { return mean_age(of_stocks(0).one, of_stocks(states_).one, state_.time); }

    [[nodiscard]] double effective() const {
        const OfOne fired = of_uses(state_.totals->fired);
        const OfOne duds = of_uses(state_.totals->duds);
        const OfOne sum{std::clamp(fired.one - duds.one, 0.0, std::max(0.0, fired.one)),
                        std::clamp(fired.all - duds.all, 0.0, std::max(0.0, fired.all))};
        if (outcome_.as_share && !outcome_.origin.valid()) {
            return fired.all > 0.0 ? sum.one / fired.all : 0.0;
        }
        return as_asked(sum);
    }

    const model::Model& model_;
    const std::vector<FireUse>& uses_;
    const model::OutcomeRow& outcome_;
    const OriginState& state_;
    std::size_t states_;
};

}  // namespace

double answer_to(const model::Model& model, const std::vector<FireUse>& uses, const model::OutcomeRow& outcome,
                 const OriginState& state) {
    return Answer(model, uses, outcome, state).find();
}

double mean_age(double there, double made, double time) {
    return there > 0.0 ? std::max(0.0, time - made / there) : 0.0;
}

}  // namespace caisson::engine
