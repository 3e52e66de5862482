#include "caisson/app/why.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>
#include <utility>

#include "app/earlier_run.hpp"
#include "app/play_to_the_end.hpp"
#include "caisson/analysis/shortage.hpp"
#include "caisson/app/load.hpp"
#include "caisson/app/play.hpp"
#include "caisson/app/report.hpp"
#include "caisson/app/run.hpp"
#include "caisson/base/hash.hpp"
#include "caisson/base/nearest.hpp"
#include "caisson/base/number_text.hpp"
#include "caisson/read/run_folder.hpp"

namespace caisson::app {
namespace {

using engine::EntityKind;
using model::FireId;
using model::FlowId;
using model::NodeId;

tl::unexpected<Failure> refused(std::string message) { return tl::unexpected(unreadable(std::move(message))); }

/// The run of a folder that is meant.
Result<read::FolderRun, Failure> chosen_run(const read::RunFolder& folder, const WhyOptions& options) {
    if (!options.variants && folder.runs.size() == 1) {
        return folder.runs.front();
    }
    std::string variants;
    for (const auto& variant : options.variants.value_or(std::vector<std::string>{})) {
        variants += (variants.empty() ? "" : ",") + variant;
    }
    return run_of(folder, scenario_name(variants));
}

/// The run played again; it is the very same one, or that is said.
Result<Played, Failure> replayed(const read::RunFolder& folder, const read::FolderRun& run, const Hooks& hooks) {
    const std::string file = folder.path + "/" + scenario_file(run.number);
    read::Request request;
    request.file = file;
    request.access = read::FileAccess::none;
    auto loaded = load(request);
    if (!loaded) {
        return tl::unexpected(std::move(loaded.error()));
    }
    PlayOptions options;
    options.seed = run.seed;
    auto played = play(std::move(*loaded), options, hooks);
    if (played && hex(played->summary.fingerprint) != run.fingerprint) {
        return refused(fmt::format(
            "{} is not what {} came from: the file was changed, or another version of caisson made it; play it again",
            printable(file), printable(folder.path)));
    }
    return played;
}

/// Which fires are meant.
Result<std::vector<FireId>, Failure> fires_of(const model::Model& model, const WhyOptions& options) {
    std::vector<FireId> fires;
    constexpr std::string_view prefix = "fires.";
    const std::string_view written = options.fire;
    const std::string_view id = written.starts_with(prefix) ? written.substr(prefix.size()) : written;
    NearestName nearest(id);
    for (const FireId fire : model.fires.ids()) {
        nearest.consider(model.fires[fire].id);
        if (written.empty() || model.fires[fire].id == id) {
            fires.push_back(fire);
        }
    }
    if (fires.empty() && !written.empty()) {
        const std::string hint = nearest.found() ? fmt::format(": did you mean fires.{}?", *nearest.found())
                                                 : std::string(": see caisson why DIR for those that were short");
        return refused(fmt::format("there is no fire \"{}\" in this run{}", printable(written), hint));
    }
    return fires;
}

/// A date of the run, in days since its start.
Result<Days, Failure> day_of(const model::Model& model, Days end, const std::string& text, Days otherwise) {
    if (text.empty()) {
        return otherwise;
    }
    const auto date = parse_date(text);
    if (!date) {
        return refused(
            fmt::format("\"{}\" is no date: write it like {}", printable(text), format_date(model.start, Days{})));
    }
    const Days day = days_between(model.start, *date);
    if (day < Days{} || day > end) {
        return refused(fmt::format("{} is not in this run: it goes from {} to {}", printable(text),
                                   format_date(model.start, Days{}), format_date(model.start, end)));
    }
    return day;
}

struct Period {
    Days from;
    Days until;
};

Result<Period, Failure> period_of(const model::Model& model, Days end, const WhyOptions& options) {
    auto moment = day_of(model, end, options.date, end);
    if (!moment) {
        return tl::unexpected(std::move(moment.error()));
    }
    auto from = day_of(model, end, options.from, Days{});
    if (!from) {
        return tl::unexpected(std::move(from.error()));
    }
    auto until = day_of(model, end, options.until, *moment);
    if (!until) {
        return tl::unexpected(std::move(until.error()));
    }
    if (*until < *from) {
        return refused(fmt::format("the period ends before it begins: {} is before {}",
                                   format_date(model.start, *until), format_date(model.start, *from)));
    }
    return Period{*from, *until};
}

/// Makes words and paths of what was found.
class Reporter {
public:
    explicit Reporter(const Played& played) : played_(played), model_(played.model()) {}

    [[nodiscard]] WhyFire fire(FireId id, const analysis::Shortage& shortage) const {
        const model::FireRow& row = model_.fires[id];
        WhyFire fire;
        fire.path = "fires." + row.id;
        const auto& state = model_.states[model_.depots[row.at].state];
        fire.state = state.title.empty() ? state.id : state.title;
        fire.unit = model_.commodities[model_.nodes[model_.supply_nodes[row.supply.begin]].commodity].unit;
        fire.period = spell(shortage.period);
        fire.first_short = first_short(id);
        return fire;
    }

    [[nodiscard]] WhyMoment moment(const analysis::Shortage& shortage, Days at) const {
        WhyMoment moment;
        moment.at = at;
        moment.wanted = shortage.wanted;
        moment.allowed = shortage.allowed;
        moment.fired = shortage.fired;
        const Rate missed = shortage.wanted - shortage.fired;
        for (const analysis::RateShare& share : shortage.shares) {
            moment.shares.push_back(why_share(share.culprit, share.missed.value, missed.value));
        }
        moment.most = shortage.narrowest.most;
        for (const analysis::Passage& passage : shortage.narrowest.passages) {
            moment.passages.push_back({path(passage.kind, passage.index), passage.most});
        }
        moment.spell = spell(shortage.spell);
        for (const NodeId node : shortage.lacking) {
            moment.lacking.push_back(why_node(node, shortage, at));
        }
        return moment;
    }

private:
    [[nodiscard]] std::string path(EntityKind kind, std::uint32_t index) const {
        return analysis::path_of(model_, {kind, index, analysis::Cause::capacity});
    }

    [[nodiscard]] WhyShare why_share(const analysis::Culprit& culprit, double missed, double all) const {
        return {analysis::path_of(model_, culprit), std::string(analysis::name_of(culprit.cause)), missed,
                all > 0.0 ? missed / all : 0.0};
    }

    [[nodiscard]] WhySpell spell(const analysis::Missed& missed) const {
        WhySpell spell{missed.from, missed.until, missed.wanted, missed.allowed, missed.fired, missed.total(), {}};
        for (const analysis::AmountShare& share : missed.shares) {
            spell.shares.push_back(why_share(share.culprit, share.missed.value, missed.total().value));
        }
        return spell;
    }

    /// When a fire began to be short, unless that is rounding.
    [[nodiscard]] std::optional<Days> first_short(FireId id) const {
        const model::Range flows = model_.fires[id].flows;
        for (const Days time : played_.trajectory.instants()) {
            const double wanted = played_.trajectory.at(id, time).wanted.value;
            double fired = 0.0;
            for (auto flow = flows.begin; flow < flows.end; ++flow) {
                fired += played_.trajectory.at(FlowId{flow}, time).rate.value;
            }
            if (wanted - fired > 1e-12 * wanted) {
                return time;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] WhyNode why_node(NodeId id, const analysis::Shortage& shortage, Days at) const {
        WhyNode node;
        node.path = path_of(model_, id);
        node.hub = model_.nodes[id].hub;
        node.empty_since = empty_since(id, at);
        for (const analysis::Supplier& supplier : shortage.suppliers) {
            if (supplier.into == id) {
                node.suppliers.push_back(why_supplier(supplier, shortage.spell.from, at));
            }
        }
        return node;
    }

    /// Since when a node has stood where it stands at a date.
    [[nodiscard]] Days empty_since(NodeId id, Days at) const {
        const auto& breaks = played_.trajectory.of(id);
        Days since;
        engine::Mode mode = engine::Mode::between;
        for (const engine::NodeBreak& one : breaks) {
            if (one.time > at) {
                break;
            }
            if (one.mode != mode) {
                since = one.time;
                mode = one.mode;
            }
        }
        return since;
    }

    [[nodiscard]] WhySupplier why_supplier(const analysis::Supplier& supplier, Days since, Days at) const {
        WhySupplier why{path(supplier.kind, supplier.index),
                        supplier.brings,
                        supplier.could_bring,
                        {},
                        {},
                        std::string(halt_words(supplier.halt)),
                        {}};
        if (supplier.kind == EntityKind::route) {
            const model::RouteId route{supplier.index};
            const auto now = played_.trajectory.totals(route, at);
            why.under_way = now.under_way;
            why.lost = now.lost - played_.trajectory.totals(route, since).lost;
        } else if (const model::PlantId plant{supplier.index}; model::takes_time(model_.plants[plant])) {
            const auto& breaks = played_.trajectory.of(plant);
            const auto after = std::upper_bound(breaks.begin(), breaks.end(), at,
                                                [](Days time, const auto& one) { return time < one.time; });
            const engine::PlantBreak& one = *(after - 1);
            why.under_way = one.in_work + one.rates.growth() * (at - one.time);
        }
        if (supplier.halt == engine::Halt::closed) {
            why.closed_since = closed_since(supplier, at);
        }
        return why;
    }

    /// Since when something has been closed; from the start if nobody closed it.
    [[nodiscard]] Days closed_since(const analysis::Supplier& supplier, Days at) const {
        Days since;
        for (const engine::Event& event : played_.trajectory.events()) {
            if (event.time > at) {
                break;
            }
            const bool of_it = event.entity_kind == supplier.kind && event.entity == supplier.index;
            if ((of_it && event.kind == engine::EventKind::closed) || shuts_an_end(event, supplier)) {
                since = event.time;
            }
        }
        return since;
    }

    /// Whether a depot is shut that a route leads from or to.
    [[nodiscard]] bool shuts_an_end(const engine::Event& event, const analysis::Supplier& supplier) const {
        if (event.kind != engine::EventKind::shut || supplier.kind != EntityKind::route) {
            return false;
        }
        const model::RouteRow& row = model_.routes[model::RouteId{supplier.index}];
        const model::DepotId depot{event.entity};
        return model_.nodes[row.from].depot == depot || model_.nodes[row.to].depot == depot;
    }

    static std::string_view halt_words(engine::Halt halt) {
        switch (halt) {
            case engine::Halt::none:
                break;
            case engine::Halt::closed:
                return "closed";
            case engine::Halt::target:
                return "target";
            case engine::Halt::deal:
                return "deal";
            case engine::Halt::queue:
                return "queue";
        }
        return {};
    }

    const Played& played_;
    const model::Model& model_;
};

/// Plays the run once more, with somebody who follows the fires.
Result<std::vector<analysis::Shortage>, Failure> followed(const Played& played, const std::vector<FireId>& fires,
                                                          Period period, const Hooks& hooks) {
    analysis::ShortageObserver observer(played.trajectory, fires, period.from, period.until);
    const std::array<engine::Observer*, 1> observers{&observer};
    engine::Runner runner(played.model());
    const auto stop = [&] { return hooks.stop && hooks.stop() ? std::optional{interrupted()} : std::nullopt; };
    if (auto ended = play_to_the_end(runner, played.model(), {played.seed, 0}, observers, stop); !ended) {
        return tl::unexpected(std::move(ended.error()));
    }
    return observer.shortages();
}

}  // namespace

Result<WhyReport, Failure> why(const WhyOptions& options, const Hooks& hooks) {
    auto folder = read::read_run_folder(options.folder);
    if (!folder) {
        return refused(std::move(folder.error()));
    }
    auto run = chosen_run(*folder, options);
    if (!run) {
        return tl::unexpected(std::move(run.error()));
    }
    auto played = replayed(*folder, *run, hooks);
    if (!played) {
        return tl::unexpected(std::move(played.error()));
    }
    const model::Model& model = played->model();
    auto fires = fires_of(model, options);
    if (!fires) {
        return tl::unexpected(std::move(fires.error()));
    }
    auto period = period_of(model, played->trajectory.end(), options);
    if (!period) {
        return tl::unexpected(std::move(period.error()));
    }
    auto shortages = followed(*played, *fires, *period, hooks);
    if (!shortages) {
        return tl::unexpected(std::move(shortages.error()));
    }
    WhyReport report{run->scenario, model.title, model.start, period->from, period->until, {}};
    const Reporter reporter(*played);
    for (std::size_t at = 0; at < fires->size(); ++at) {
        const analysis::Shortage& shortage = (*shortages)[at];
        if (options.fire.empty() && !(shortage.period.total() > 1e-12 * shortage.period.wanted)) {
            continue;
        }
        report.fires.push_back(reporter.fire((*fires)[at], shortage));
        if (!options.date.empty()) {
            report.fires.back().moment = reporter.moment(shortage, period->until);
        }
    }
    return report;
}

}  // namespace caisson::app
