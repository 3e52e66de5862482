#include "caisson/read/reader.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "caisson/base/date.hpp"
#include "caisson/base/limits.hpp"
#include "caisson/read/explain.hpp"
#include "complain.hpp"
#include "load.hpp"
#include "numbers.hpp"
#include "overrides.hpp"
#include "things.hpp"

namespace caisson::read {
namespace {

constexpr Thing things[] = {Thing::commodity, Thing::state,   Thing::depot,    Thing::plant, Thing::fire,
                            Thing::route,     Thing::group,   Thing::sanction, Thing::deal,  Thing::loss,
                            Thing::rule,      Thing::outcome, Thing::variant};

void read_start(const Fields& root) {
    const ValueId value = root[Key::start];
    Binder& binder = root.binder();
    if (!value.valid() || !has_kind(binder, value, Wanted::text, binder.keys.row(Key::start))) {
        return;
    }
    const auto date = parse_date(binder.document.text(value));
    if (!date) {
        complain_of(binder, FindingCode::bad_date,
                    TextPart{value, date.error().offset_in_bytes, date.error().length_in_bytes}, date.error().message,
                    date.error().repair);
        return;
    }
    binder.scenario.start = *date;
    binder.start_known = true;
}

/// Enters the ids of a kind of thing. If their table is missing though it should be there, any id may be meant.
void enter_things(const Fields& root, Thing thing) {
    Binder& binder = root.binder();
    const Key table = table_of(thing);
    if (!binder.keys.has(table)) {
        binder.names_of(thing).complete = false;
        return;
    }
    const KeyRow& row = binder.keys.row(table);
    enter_names(binder, thing, row, root[table]);
    if (!root.has(table) && (row.presence == Presence::required || !root.lacks(table))) {
        binder.names_of(thing).complete = false;
    }
}

void bind(const Fields& root) {
    Binder& binder = root.binder();
    binder.scenario.title = read_text(root, Key::title);
    binder.scenario.note = read_text(root, Key::note);
    binder.scenario.seed = read_whole(root, Key::seed);
    read_start(root);
    binder.scenario.end = read_number(root, Key::end);
    for (const Thing thing : things) {
        enter_things(root, thing);
    }
    enter_actors(binder);
    read_commodities(root);
    read_states(root);
    read_depots(root);
    read_plants(root);
    read_fires(root);
    read_losses(root);
    read_routes(root);
    read_deals(root);
    read_groups(root);
    read_sanctions(root);
    read_rules(root);
    read_outcomes(root);
    read_expectations(root);
}

/// Loads, overrides and binds, as far as there is something to go on with.
void read(const Loading& loading, const Request& request, Reading& reading) {
    reading.root = load(loading, request);
    if (!reading.root.valid()) {
        return;
    }
    apply_overrides(loading, request, reading.root, reading.warnings);
    reading.variants = offered_variants(loading, reading.root);
    Binder binder = make_binder(reading.document, reading.sources, loading.keys, reading.scenario, loading.findings);
    bind(Fields(binder, Section::root, reading.root, reading.root, PathId{}));
    reading.scenario.variants = joined(request.variants);
}

Finding too_many_findings() {
    return {.code = FindingCode::too_large,
            .severity = Severity::error,
            .message = fmt::format("more than {} errors: what comes after them was not looked at", max_findings),
            .where = {.file = FileId{0}},
            .repair = "correct these first"};
}

/// What was found twice, because two parts of the reader look at it, is said once.
void remove_repeated(Findings& findings) {
    const auto same = [](const Finding& a, const Finding& b) {
        return a.code == b.code && a.where == b.where && a.message == b.message;
    };
    findings.erase(std::unique(findings.begin(), findings.end(), same), findings.end());
}

}  // namespace

Result<Reading, Refusal> read_scenario(const Request& request) { return read_scenario(request, KeyTable()); }

Result<Reading, Refusal> read_scenario(const Request& request, const KeyTable& keys) {
    Reading reading;
    Findings findings;
    const Loading loading{reading.sources, reading.document, keys, findings};
    try {
        read(loading, request, reading);
    } catch (const TooManyFindings&) {
        findings.push_back(too_many_findings());
    }
    if (!findings.empty()) {
        findings.insert(findings.end(), reading.warnings.begin(), reading.warnings.end());
        sort_by_place(findings);
        remove_repeated(findings);
        return tl::unexpected(Refusal{std::move(findings), std::move(reading.sources)});
    }
    return reading;
}

std::string joined(const std::vector<std::string>& variants) { return fmt::format("{}", fmt::join(variants, ",")); }

}  // namespace caisson::read
