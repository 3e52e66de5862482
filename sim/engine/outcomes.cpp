#include "caisson/engine/outcomes.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/outcome_terms.hpp"
#include "engine/sums.hpp"

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
    bool days = false;  ///< or another ratio of two sums
    Line sum;
    Line day;  ///< what is wanted in a day, or of what else it is a ratio
    double level = 0.0;
    double from = 0.0;
    double when = infinite;
    double area = 0.0;      ///< of a mean: the integral so far
    double since = 0.0;     ///< the last instant that touched it
    double approach = 0.0;  ///< how fast the level has come nearer before the present instant
    bool answered = false;
    bool touched = false;
};

double sum_at(const Watched& watched, double time) { return std::max(0.0, watched.sum.at(time)); }

/// The value in the outcome's own unit: infinite if in days and nothing is wanted.
double value_at(const Watched& watched, double time) {
    if (!watched.days) {
        return sum_at(watched, time);
    }
    const double day = watched.day.at(time);
    return day > 0.0 ? sum_at(watched, time) / day : infinite;
}

/// The sum at which a `first` has come; infinite if in days and nothing is wanted.
double level_of(const Watched& watched) {
    if (!watched.days) {
        return watched.level;
    }
    const double day = watched.day.value;
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
    const Line& line = watched.sum;
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

/// Adds the integral of the line that held until `time`.
void integrate(Watched& watched, double time) {
    const double begin = std::max(watched.since, watched.from);
    const double end = std::min(time, watched.when);
    if (end > begin) {
        watched.area += (end - begin) * (sum_at(watched, begin) + sum_at(watched, end)) / 2.0;
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
            watched.approach = reached == infinite ? 0.0 : std::abs(watched.sum.slope);
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
        case OutcomeKind::mean:
            integrate(watched, time);
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
        case OutcomeKind::mean:
            break;
    }
}

/// Whatever has no answer by the end gets one.
void look_at_end(const Watched& watched, OutcomeValue& result, double end) {
    if (watched.row->kind == OutcomeKind::first) {
        result = {true, true, end};
    } else if (watched.row->kind == OutcomeKind::total || watched.row->kind == OutcomeKind::value) {
        result.value = value_at(watched, end);
    } else if (watched.row->kind == OutcomeKind::mean) {
        const double until = std::min(end, watched.when);
        result.value = until > watched.from ? watched.area / (until - watched.from) : 0.0;
    }
}

}  // namespace

namespace {

std::vector<OutcomeTerms> all_terms(const model::Model& model) {
    std::vector<OutcomeTerms> terms;
    for (const model::OutcomeRow& row : model.outcomes) {
        terms.push_back(terms_of(model, row.variable, row.of, in_days(row)));
    }
    return terms;
}

}  // namespace

struct OutcomeObserver::Watch {
    const model::Model* model = nullptr;
    Sums sums;
    std::vector<Watched> watched;
    std::vector<std::uint32_t> touched;
    double end = infinite;
    bool begun = false;  ///< the first instant has been seen

    explicit Watch(const model::Model& of) : model(&of), sums(of, all_terms(of)) {
        for (const auto id : of.outcomes.ids()) {
            Watched one;
            one.row = &of.outcomes[id];
            one.id = id;
            one.days = is_ratio(*one.row);
            watched.push_back(one);
        }
        touched.reserve(watched.size());
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
};

OutcomeObserver::OutcomeObserver(const model::Model& model, OriginTimes times)
    : watch_(std::make_unique<Watch>(model)), answers_(model.outcomes.size()) {
    const bool asked = std::any_of(model.outcomes.begin(), model.outcomes.end(),
                                   [](const model::OutcomeRow& row) { return model::asks_of_origin(row); });
    const bool sampled = model.traces_origins && times.at != OriginTimes::At::never;
    if (asked || sampled) {
        origins_ = std::make_unique<OriginObserver>(model, sampled ? times : OriginTimes{});
    }
}

const OriginSeries* OutcomeObserver::origins() const {
    return origins_ && !origins_->series().samples.empty() ? &origins_->series() : nullptr;
}

OutcomeObserver::~OutcomeObserver() = default;
OutcomeObserver::OutcomeObserver(OutcomeObserver&&) noexcept = default;
OutcomeObserver& OutcomeObserver::operator=(OutcomeObserver&&) noexcept = default;

void OutcomeObserver::start(std::span<const double> values) {
    const auto value_or = [&](model::Param param, double otherwise) {
        return param.valid() ? values[param.index] : otherwise;
    };
    Watch& watch = *watch_;
    watch.sums.start(values);
    watch.end = value_or(watch.model->end, infinite);
    watch.begun = false;
    for (Watched& one : watch.watched) {
        one.sum = Line{};
        one.day = Line{};
        one.level = value_or(one.row->level, 0.0);
        one.from = value_or(one.row->from, 0.0);
        one.when = value_or(one.row->when, infinite);
        one.area = 0.0;
        one.since = 0.0;
        one.approach = 0.0;
        one.answered = false;
        const bool extreme = one.row->kind == OutcomeKind::lowest || one.row->kind == OutcomeKind::highest;
        answers_[one.id] = {one.row->kind == OutcomeKind::first, false, extreme ? infinite : 0.0};
    }
    if (origins_) {
        origins_->start(values);
    }
}

void OutcomeObserver::see(const Instant& instant) {
    Watch& watch = *watch_;
    const double now = instant.time.value;
    const Changed changed{instant.changed_nodes,  instant.changed_flows, instant.changed_fires, instant.changed_routes,
                          instant.changed_plants, instant.changed_parts, instant.changed_states};
    watch.sums.update(changed, instant.view, [&](std::uint32_t index) { watch.touch(index, answers_, now); });
    const bool ended = now + same_instant >= watch.end;
    if (ended || !watch.begun) {
        watch.touch_all(answers_, now);
    }
    for (const auto index : watch.touched) {
        Watched& one = watch.watched[index];
        one.touched = false;
        one.sum = watch.sums.sum(index);
        one.day = watch.sums.day(index);
        if (!one.answered) {
            look_now(one, answers_[one.id], now);
        }
        if (ended && !one.answered) {
            look_at_end(one, answers_[one.id], now);
        }
    }
    watch.touched.clear();
    watch.begun = true;
    if (origins_) {
        see_origins(instant, ended);
    }
}

void OutcomeObserver::see_origins(const Instant& instant, bool ended) {
    origins_->see(instant);
    if (ended) {
        for (const Watched& one : watch_->watched) {
            if (model::asks_of_origin(*one.row)) {
                answers_[one.id].value = origins_->answer(one.id);
            }
        }
    }
}

}  // namespace caisson::engine
