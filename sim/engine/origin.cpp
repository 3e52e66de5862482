#include "caisson/engine/origin.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "caisson/base/date.hpp"
#include "engine/origin_answers.hpp"
#include "engine/origin_ledger.hpp"
#include "engine/origin_tracer.hpp"

namespace caisson::engine {
namespace {

/// Times closer than this are one instant [d] (docs/semantics.md, section 4).
constexpr double same_instant = 1e-9;

/// Whether somebody asks how old goods are, or how bad they get by it.
OriginTracer::Ages ages_of(const model::Model& model) {
    const bool asked = std::any_of(model.outcomes.begin(), model.outcomes.end(),
                                   [](const model::OutcomeRow& row) { return row.variable == model::Variable::age; });
    const bool spoil = std::any_of(model.commodities.begin(), model.commodities.end(),
                                   [](const model::CommodityRow& row) { return !row.duds_a_year.empty(); });
    const bool old = std::any_of(model.nodes.begin(), model.nodes.end(), [&](const model::NodeRow& row) {
        return row.age.valid() && row.age.index < model.parameters.size();
    });
    return asked || spoil || old ? OriginTracer::Ages::yes : OriginTracer::Ages::no;
}

}  // namespace

struct OriginObserver::Watch {
    const model::Model& model;
    OriginTimes times;
    OriginTracer tracer;
    OriginLedger ledger;
    OriginSeries series;
    std::optional<SampleTimes> calendar;
    std::uint64_t next_sample = 0;
    std::vector<double> when;    ///< by outcome; infinite: at the end
    std::vector<double> answer;  ///< by outcome
    std::vector<std::uint8_t> answered;
    double end = 0.0;
    bool begun = false;

    Watch(const model::Model& of, OriginTimes at) : model(of), times(at), tracer(of, ages_of(of)), ledger(of) {
        series.uses = ledger.uses();
    }

    void start(std::span<const double> values) {
        tracer.start(values);
        ledger.start(values);
        series.samples.clear();
        end = values[model.end.index];
        calendar.reset();
        if (times.at == OriginTimes::At::calendar) {
            calendar.emplace(times.step, Days{end});
        }
        next_sample = 0;
        when.clear();
        for (const model::OutcomeRow& row : model.outcomes) {
            when.push_back(row.when.valid() ? values[row.when.index] : std::numeric_limits<double>::infinity());
        }
        answer.assign(when.size(), 0.0);
        answered.assign(when.size(), 0);
        begun = false;
    }

    [[nodiscard]] std::vector<Mixture> contents_at(double time) const {
        std::vector<Mixture> contents;
        for (std::uint32_t cell = 0; cell < model.cells; ++cell) {
            contents.push_back(tracer.content_at(model::NodeId{cell}, time));
        }
        return contents;
    }

    [[nodiscard]] std::vector<Mixture> contents_now() const {
        std::vector<Mixture> contents;
        for (std::uint32_t cell = 0; cell < model.cells; ++cell) {
            contents.push_back(tracer.content(model::NodeId{cell}));
        }
        return contents;
    }

    /// Answers what is asked of a time before `before`.
    void answer_until(double before, const OriginState& state) {
        for (const auto id : model.outcomes.ids()) {
            const model::OutcomeRow& row = model.outcomes[id];
            if (answered[id.index] == 0 && model::asks_of_origin(row) && when[id.index] < before) {
                answer[id.index] = answer_to(model, ledger.uses(), row, state);
                answered[id.index] = 1;
            }
        }
    }

    /// The times that are asked for and lie between the last instant and the present one, before it.
    [[nodiscard]] std::vector<double> asked_between(double from, double to) const {
        std::vector<double> asked;
        for (const auto id : model.outcomes.ids()) {
            const double time = when[id.index];
            if (answered[id.index] == 0 && model::asks_of_origin(model.outcomes[id]) && time > from &&
                time < to - same_instant) {
                asked.push_back(time);
            }
        }
        for (std::uint64_t at = next_sample; calendar && at < calendar->size(); ++at) {
            const double time = (*calendar)[at].value;
            if (time >= to - same_instant) {
                break;
            }
            asked.push_back(time);
        }
        std::sort(asked.begin(), asked.end());
        asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
        return asked;
    }

    [[nodiscard]] bool wants_sample(double time) const {
        return calendar && next_sample < calendar->size() && (*calendar)[next_sample].value <= time + same_instant;
    }

    void look_between(double to) {
        for (const double time : asked_between(tracer.since(), to)) {
            const OriginTotals totals = ledger.until(tracer, time);
            const std::vector<Mixture> contents = contents_at(time);
            answer_until(std::nextafter(time, to), {time, &totals, &contents});
            if (wants_sample(time)) {
                add_sample(time, totals, contents);
                ++next_sample;
            }
        }
    }

    void see(const Instant& instant) {
        const double now = instant.time.value;
        if (begun) {
            tracer.advance(now);
            look_between(now);
            ledger.close(tracer);
        }
        const OriginTotals before = ledger.totals();
        for (const Event& event : instant.events) {  // before ships load; what has come meanwhile is no older
            if (event.kind == EventKind::goods_expired) {
                tracer.expire(model::NodeId{event.entity}, event.value);
            }
        }
        for (const Move& move : instant.moves) {
            tracer.move(move);
            ledger.move(tracer, move);
        }
        tracer.take_rates(instant.view);
        ledger.take_rates(instant.view);
        const bool ended = now + same_instant >= end;
        look_at_instant(now, ended, before);
        begun = true;
    }

    void look_at_instant(double now, bool ended, const OriginTotals& before) {
        const bool due = std::any_of(when.begin(), when.end(), [&](double time) { return time <= now + same_instant; });
        const bool sampled = times.at == OriginTimes::At::instants || wants_sample(now);
        if (!due && !sampled && !ended) {
            return;
        }
        const std::vector<Mixture> contents = contents_now();
        const double latest = ended ? std::numeric_limits<double>::infinity() : now + same_instant;
        answer_until(latest, {now, &ledger.totals(), &contents});
        if (ended) {
            for (auto& time : when) {
                time = time == std::numeric_limits<double>::infinity() ? now : time;
            }
            answer_until(std::numeric_limits<double>::infinity(), {now, &ledger.totals(), &contents});
        }
        if (sampled) {
            add_sample(calendar ? (*calendar)[next_sample].value : now, before, contents);
            ++next_sample;
        }
        if (ended && times.at != OriginTimes::At::never) {
            series.at_end = sample_of(now, ledger.totals(), contents);
        }
    }

    void add_sample(double time, const OriginTotals& totals, const std::vector<Mixture>& contents) {
        series.samples.push_back(sample_of(time, totals, contents));
    }

    [[nodiscard]] OriginSample sample_of(double time, const OriginTotals& totals,
                                         const std::vector<Mixture>& contents) const {
        const std::size_t states = tracer.states();
        OriginSample sample;
        sample.time = Days{time};
        for (const Mixture& content : contents) {
            for (std::size_t k = 0; k < states; ++k) {
                sample.stock.push_back(std::max(0.0, content[k]));
                if (tracer.traces_ages()) {
                    sample.age.push_back(mean_age(content[k], content[states + k], time));
                }
            }
        }
        sample.sent.assign(model.cells * states, 0.0);
        sample.received.assign(model.cells * states, 0.0);
        for (const auto route : model.routes.ids()) {
            const model::RouteRow& row = model.routes[route];
            for (std::size_t k = 0; k < states; ++k) {
                sample.sent[row.from.index * states + k] += totals.sent[route.index * states + k];
                sample.received[row.to.index * states + k] += totals.received[route.index * states + k];
            }
        }
        sample.fired = totals.fired;
        for (std::size_t at = 0; at < totals.fired.size(); ++at) {
            sample.effective.push_back(
                std::clamp(totals.fired[at] - totals.duds[at], 0.0, std::max(0.0, totals.fired[at])));
        }
        return sample;
    }

    [[nodiscard]] double of_use(const std::vector<double>& rows, model::FireId fire, model::NodeId node,
                                model::StateId state) const {
        double sum = 0.0;
        for (std::size_t at = 0; at < series.uses.size(); ++at) {
            if (series.uses[at].fire == fire && series.uses[at].node == node) {
                sum += rows[at * tracer.states() + state.index];
            }
        }
        return sum;
    }
};

OriginObserver::OriginObserver(const model::Model& model, OriginTimes times)
    : watch_(std::make_unique<Watch>(model, times)) {}

OriginObserver::~OriginObserver() = default;
OriginObserver::OriginObserver(OriginObserver&&) noexcept = default;
OriginObserver& OriginObserver::operator=(OriginObserver&&) noexcept = default;

void OriginObserver::start(std::span<const double> values) { watch_->start(values); }

void OriginObserver::see(const Instant& instant) { watch_->see(instant); }

double OriginObserver::stock(model::NodeId node, model::StateId state) const {
    return std::max(0.0, watch_->tracer.content(node)[state.index]);
}

double OriginObserver::age(model::NodeId node, model::StateId state) const {
    const Mixture content = watch_->tracer.content(node);
    const std::size_t states = watch_->tracer.states();
    return content.size() > states
               ? mean_age(content[state.index], content[states + state.index], watch_->tracer.since())
               : 0.0;
}

double OriginObserver::under_way(model::RouteId route, model::StateId state) const {
    return watch_->tracer.under_way(route)[state.index];
}

double OriginObserver::fired(model::FireId fire, model::NodeId node, model::StateId state) const {
    return watch_->of_use(watch_->ledger.totals().fired, fire, node, state);
}

double OriginObserver::effective(model::FireId fire, model::NodeId node, model::StateId state) const {
    const double all = fired(fire, node, state);
    return std::clamp(all - watch_->of_use(watch_->ledger.totals().duds, fire, node, state), 0.0, std::max(0.0, all));
}

double OriginObserver::received(model::RouteId route, model::StateId state) const {
    return watch_->ledger.totals().received[route.index * watch_->tracer.states() + state.index];
}

double OriginObserver::sent(model::RouteId route, model::StateId state) const {
    return watch_->ledger.totals().sent[route.index * watch_->tracer.states() + state.index];
}

double OriginObserver::answer(model::OutcomeId outcome) const { return watch_->answer[outcome.index]; }

const OriginSeries& OriginObserver::series() const { return watch_->series; }

}  // namespace caisson::engine
