#include "caisson/engine/outcomes.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/line_sum.hpp"
#include "engine/outcome_terms.hpp"

namespace caisson::engine {
namespace {

using model::OutcomeKind;

constexpr double infinite = std::numeric_limits<double>::infinity();

/// Times closer than this are one instant [d] (docs/semantics.md, section 4).
constexpr double same_instant = 1e-9;
/// Sums that differ by less than this part of themselves are equal but for rounding.
constexpr double rounding = 1e-12;

/// One outcome while a run goes on.
struct Watched {
    const model::OutcomeRow* row = nullptr;
    model::OutcomeId id;
    bool days = false;
    LineSum sum;
    LineSum day;  ///< what is wanted in a day
    double level = 0.0;
    double when = infinite;
    double since = 0.0;     ///< the last instant that touched it
    double approach = 0.0;  ///< how fast the level has come nearer before the present instant
    bool answered = false;
    bool touched = false;
};

/// Where a thing of the run counts.
struct Place {
    std::uint32_t watched = 0;
    std::uint32_t term = 0;
    bool in_day = false;
    Term what;
};

/// All places of each node, flow, fire or route: those of number i are begins[i] to begins[i + 1].
struct Places {
    std::vector<std::uint32_t> begins;
    std::vector<Place> rows;
};

enum class Thing : std::uint8_t { node, flow, fire, route };

Thing thing_of(Source source) {
    switch (source) {
        case Source::stock:
            return Thing::node;
        case Source::moved:
            return Thing::flow;
        case Source::wanted:
        case Source::allowed:
        case Source::wanted_rate:
            return Thing::fire;
        default:
            return Thing::route;
    }
}

Places sorted_places(std::vector<Place> rows, std::size_t count) {
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Place& a, const Place& b) { return a.what.index < b.what.index; });
    Places places{std::vector<std::uint32_t>(count + 1), std::move(rows)};
    for (const Place& place : places.rows) {
        ++places.begins[place.what.index + 1];
    }
    for (std::size_t at = 0; at < count; ++at) {
        places.begins[at + 1] += places.begins[at];
    }
    return places;
}

/// The term's own line now. A fire's totals are not kept by the run: they go on from `before`.
Line line_of(const View& view, const Term& term, const Line& before, double factor) {
    const double now = view.now().value;
    const model::RouteId route{term.index};
    const model::FireId fire{term.index};
    const auto line = [&](Amount value, Rate slope) { return Line{now, factor * value.value, factor * slope.value}; };
    switch (term.source) {
        case Source::stock:
            return line(view.stock(model::NodeId{term.index}), view.net_rate(model::NodeId{term.index}));
        case Source::moved:
            return line(view.moved(model::FlowId{term.index}), view.rate(model::FlowId{term.index}));
        case Source::wanted:
            return {now, before.at(now), factor * view.wanted(fire).value};
        case Source::allowed:
            return {now, before.at(now), factor * view.allowed(fire).value};
        case Source::wanted_rate:
            return {now, factor * view.wanted(fire).value, 0.0};
        case Source::sent:
            return line(view.sent(route), view.rates(route).sent);
        case Source::arrived:
            return line(view.arrived(route), view.rates(route).arrived);
        case Source::lost:
            return line(view.lost(route), view.rates(route).lost);
        case Source::spilled:
            return line(view.spilled(route), view.rates(route).spilled);
        case Source::under_way:
            break;
    }
    const RouteRates rates = view.rates(route);
    return line(view.under_way(route), rates.sent - rates.arrived - rates.lost);
}

double sum_at(const Watched& watched, double time) { return std::max(0.0, watched.sum.sum().at(time)); }

/// The value in the outcome's own unit: infinite if in days and nothing is wanted.
double value_at(const Watched& watched, double time) {
    if (!watched.days) {
        return sum_at(watched, time);
    }
    const double day = watched.day.sum().value;
    return day > 0.0 ? sum_at(watched, time) / day : infinite;
}

/// The sum at which a `first` has come; infinite if in days and nothing is wanted.
double level_of(const Watched& watched) {
    if (!watched.days) {
        return watched.level;
    }
    const double day = watched.day.sum().value;
    return day > 0.0 ? watched.level * day : -infinite;
}

bool has_reached(const Watched& watched, double time) {
    const double level = level_of(watched);
    const double sum = sum_at(watched, time);
    if (level == -infinite) {  // endless days of supply
        return watched.row->side == model::Side::above;
    }
    const double slack = rounding * std::max(sum, std::abs(level)) + same_instant * watched.approach;
    return watched.row->side == model::Side::below ? sum <= level + slack : sum >= level - slack;
}

/// When the line that holds now comes to the level; infinite if it leads away from it.
double time_to_level(const Watched& watched) {
    const Line& line = watched.sum.sum();
    const bool nearer = watched.row->side == model::Side::below ? line.slope < 0.0 : line.slope > 0.0;
    const double level = level_of(watched);
    if (!nearer || level == -infinite) {
        return infinite;
    }
    return std::max(watched.since, line.since + (level - line.value) / line.slope);
}

void answer(Watched& watched, OutcomeValue& result, double value) {
    result.value = value;
    watched.answered = true;
}

void widen(Watched& watched, OutcomeValue& bound, double value) {
    if (value == infinite) {  // days of supply without end bound nothing
        return;
    }
    const bool is_new = bound.value == infinite ||
                        (watched.row->kind == OutcomeKind::lowest ? value < bound.value : value > bound.value);
    if (is_new) {
        bound.value = value;
    }
}

/// Takes the line as it was until `time`, which is just before the instant there.
void look_back(Watched& watched, OutcomeValue& result, double time) {
    switch (watched.row->kind) {
        case OutcomeKind::first: {
            const double reached = time_to_level(watched);
            if (reached < time - same_instant) {
                answer(watched, result, reached);
            }
            watched.approach = reached == infinite ? 0.0 : std::abs(watched.sum.sum().slope);
            break;
        }
        case OutcomeKind::total:
        case OutcomeKind::value:
            if (watched.when < time - same_instant) {
                answer(watched, result, value_at(watched, watched.when));
            }
            break;
        case OutcomeKind::lowest:
        case OutcomeKind::highest:
            widen(watched, result, value_at(watched, time));
            break;
    }
}

/// Takes what holds after the instant at `time`.
void look_now(Watched& watched, OutcomeValue& result, double time) {
    watched.since = time;
    switch (watched.row->kind) {
        case OutcomeKind::first:
            if (has_reached(watched, time)) {
                answer(watched, result, time);
            }
            break;
        case OutcomeKind::total:
        case OutcomeKind::value:
            if (watched.when <= time + same_instant) {
                answer(watched, result, value_at(watched, time));
            }
            break;
        case OutcomeKind::lowest:
        case OutcomeKind::highest:
            widen(watched, result, value_at(watched, time));
            break;
    }
}

/// Whatever has no answer by the end gets one.
void look_at_end(const Watched& watched, OutcomeValue& result, double end) {
    if (watched.row->kind == OutcomeKind::first) {
        result = {true, true, end};
    } else if (watched.row->kind == OutcomeKind::total || watched.row->kind == OutcomeKind::value) {
        result.value = value_at(watched, end);
    }
}

}  // namespace

struct OutcomeObserver::Watch {
    const model::Model* model = nullptr;
    std::vector<double> values;
    std::vector<Watched> watched;
    Places nodes;
    Places flows;
    Places fires;
    Places routes;
    std::vector<std::uint32_t> touched;
    double end = infinite;
    bool begun = false;  ///< the first instant has been seen

    explicit Watch(const model::Model& of);

    [[nodiscard]] double factor(const Term& term) const {
        const auto value_of = [this](model::Param param) { return param.valid() ? values[param.index] : 1.0; };
        return static_cast<double>(term.sign) * value_of(term.share) * value_of(term.take);
    }

    void touch(std::uint32_t index, Table<model::Outcome, OutcomeValue>& answers, double time) {
        if (!watched[index].touched) {
            watched[index].touched = true;
            touched.push_back(index);
            if (begun && !watched[index].answered) {
                look_back(watched[index], answers[watched[index].id], time);
            }
        }
    }

    void touch_all(Table<model::Outcome, OutcomeValue>& answers, double time) {
        for (std::uint32_t index = 0; index < watched.size(); ++index) {
            touch(index, answers, time);
        }
    }

    template <class Ids>
    void update(const Places& places, const Ids& changed, const View& view,
                Table<model::Outcome, OutcomeValue>& answers) {
        for (const auto id : changed) {
            for (auto at = places.begins[id.index]; at < places.begins[id.index + 1]; ++at) {
                const Place& place = places.rows[at];
                touch(place.watched, answers, view.now().value);
                LineSum& sum = place.in_day ? watched[place.watched].day : watched[place.watched].sum;
                sum.set(place.term, line_of(view, place.what, sum.term(place.term), factor(place.what)));
            }
        }
    }
};

OutcomeObserver::Watch::Watch(const model::Model& of) : model(&of) {
    std::vector<Place> all[4];
    for (const auto id : of.outcomes.ids()) {
        const auto terms = terms_of(of, of.outcomes[id]);
        const auto add = [&](const std::vector<Term>& rows, bool in_day) {
            for (std::uint32_t term = 0; term < rows.size(); ++term) {
                all[static_cast<std::size_t>(thing_of(rows[term].source))].push_back(
                    {id.index, term, in_day, rows[term]});
            }
        };
        add(terms.sum, false);
        add(terms.day, true);
        Watched one;
        one.row = &of.outcomes[id];
        one.id = id;
        one.days = in_days(*one.row);
        one.sum = LineSum(terms.sum.size());
        one.day = LineSum(terms.day.size());
        watched.push_back(std::move(one));
    }
    nodes = sorted_places(std::move(all[0]), of.nodes.size());
    flows = sorted_places(std::move(all[1]), of.flows.size());
    fires = sorted_places(std::move(all[2]), of.fires.size());
    routes = sorted_places(std::move(all[3]), of.routes.size());
    touched.reserve(watched.size());
}

OutcomeObserver::OutcomeObserver(const model::Model& model)
    : watch_(std::make_unique<Watch>(model)), answers_(model.outcomes.size()) {}

OutcomeObserver::~OutcomeObserver() = default;
OutcomeObserver::OutcomeObserver(OutcomeObserver&&) noexcept = default;
OutcomeObserver& OutcomeObserver::operator=(OutcomeObserver&&) noexcept = default;

void OutcomeObserver::start(std::span<const double> values) {
    const auto value_or = [&](model::Param param, double otherwise) {
        return param.valid() ? values[param.index] : otherwise;
    };
    Watch& watch = *watch_;
    watch.values.assign(values.begin(), values.end());
    watch.end = value_or(watch.model->end, infinite);
    watch.begun = false;
    for (Watched& one : watch.watched) {
        one.sum.reset();
        one.day.reset();
        one.level = value_or(one.row->level, 0.0);
        one.when = value_or(one.row->when, infinite);
        one.since = 0.0;
        one.approach = 0.0;
        one.answered = false;
        const bool extreme = one.row->kind == OutcomeKind::lowest || one.row->kind == OutcomeKind::highest;
        answers_[one.id] = {one.row->kind == OutcomeKind::first, false, extreme ? infinite : 0.0};
    }
}

void OutcomeObserver::see(const Instant& instant) {
    Watch& watch = *watch_;
    const double now = instant.time.value;
    watch.update(watch.nodes, instant.changed_nodes, instant.view, answers_);
    watch.update(watch.flows, instant.changed_flows, instant.view, answers_);
    watch.update(watch.fires, instant.changed_fires, instant.view, answers_);
    watch.update(watch.routes, instant.changed_routes, instant.view, answers_);
    const bool ended = now + same_instant >= watch.end;
    if (ended || !watch.begun) {
        watch.touch_all(answers_, now);
    }
    for (const auto index : watch.touched) {
        Watched& one = watch.watched[index];
        one.touched = false;
        if (!one.answered) {
            look_now(one, answers_[one.id], now);
        }
        if (ended && !one.answered) {
            look_at_end(one, answers_[one.id], now);
        }
    }
    watch.touched.clear();
    watch.begun = true;
}

}  // namespace caisson::engine
