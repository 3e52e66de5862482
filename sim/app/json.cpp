#include "caisson/app/json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "caisson/base/date.hpp"
#include "caisson/base/hash.hpp"
#include "caisson/read/explain.hpp"

namespace caisson::app {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

template <class Rows, class ToJson>
Json list_of(const Rows& rows, ToJson to_json) {
    Json list = Json::array();
    for (const auto& row : rows) {
        list.push_back(to_json(row));
    }
    return list;
}

Json date_or_null(Date start, const std::optional<Days>& elapsed) {
    return elapsed ? Json(format_date(start, *elapsed)) : Json();
}

Json place_json(const read::PlainPlace& place) {
    Json json{{"file", place.file}, {"line", place.line}, {"column", place.column}, {"length", place.length}};
    if (!place.text.empty()) {
        json["text"] = place.text;
    }
    return json;
}

/// All findings in one list, each with the variants under which it came up.
Json findings_json(std::span<const Found> all) {
    Json list = Json::array();
    for (const auto& found : all) {
        for (const auto& finding : read::plain(found.findings, found.sources)) {
            list.push_back({{"code", finding.code},
                            {"severity", finding.severity},
                            {"message", finding.message},
                            {"repair", finding.repair},
                            {"where", place_json(finding.where)},
                            {"related", list_of(finding.related, place_json)},
                            {"variants", found.variants}});
        }
    }
    return list;
}

Json stock_json(const StockReport& stock, Date start) {
    return {{"state", stock.state},         {"commodity", stock.commodity},
            {"unit", stock.unit},           {"at_start", stock.at_start.value},
            {"at_end", stock.at_end.value}, {"dry", date_or_null(start, stock.dry)}};
}

Json use_json(const UseReport& use, Date start) {
    return {{"state", use.state},         {"unit", use.unit},
            {"made", use.made.value},     {"received", use.received.value},
            {"wanted", use.wanted.value}, {"fired", use.fired.value},
            {"unmet", use.unmet.value},   {"short_from", date_or_null(start, use.short_from)}};
}

Json outcome_json(const OutcomeReport& outcome, Date start) {
    Json json{{"id", outcome.id}, {"title", outcome.title}};
    if (outcome.is_date) {
        json["date"] = outcome.censored ? Json() : Json(format_date(start, Days{outcome.value}));
        json["censored"] = outcome.censored;
    } else {
        json["value"] = std::isfinite(outcome.value) ? Json(outcome.value) : Json();
        json["unit"] = outcome.unit;
    }
    return json;
}

Json run_json(const RunReport& run) {
    const auto stock = [&](const StockReport& row) { return stock_json(row, run.start); };
    const auto use = [&](const UseReport& row) { return use_json(row, run.start); };
    const auto outcome = [&](const OutcomeReport& row) { return outcome_json(row, run.start); };
    return {{"run", run.run},
            {"scenario", run.scenario},
            {"title", run.title},
            {"seed", run.seed},
            {"start", format_date(run.start)},
            {"end", format_date(run.start, run.end)},
            {"stocks", list_of(run.stocks, stock)},
            {"uses", list_of(run.uses, use)},
            {"outcomes", list_of(run.outcomes, outcome)},
            {"events", run.counts.events},
            {"instants", run.counts.instants},
            {"worst_imbalance", run.worst_imbalance},
            {"fingerprint", hex(run.fingerprint)}};
}

Json file_json(const write::WrittenFile& file) {
    return {{"name", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}};
}

Json plan_json(const RunPlan::Line& line) {
    return {{"scenario", line.scenario},
            {"title", line.title},
            {"start", format_date(line.start)},
            {"end", format_date(line.start, line.end)},
            {"depots", line.depots},
            {"plants", line.plants},
            {"fires", line.fires},
            {"routes", line.routes},
            {"outcomes", line.outcomes}};
}

Json claim_json(const ClaimReport& claim) {
    return {{"variants", claim.variants}, {"outcome", claim.outcome}, {"claim", claim.claim}, {"found", claim.found},
            {"off", claim.off},           {"holds", claim.holds},     {"note", claim.note},   {"place", claim.place}};
}

Json check_json(const CheckResult& result) {
    return {{"file", result.file},
            {"valid", !result.any_error()},
            {"checked", result.checked},
            {"findings", findings_json(result.found)},
            {"claims", list_of(result.claims, claim_json)},
            {"broken_runs", result.broken_runs}};
}

Json variant_json(const ListedVariant& variant) {
    return {{"id", variant.id}, {"title", variant.title}, {"place", variant.place}};
}

Json parameter_json(const ListedParameter& parameter) {
    Json value = parameter.value;
    if (parameter.unit == "date" || std::isinf(parameter.value)) {
        value = parameter.text;
    } else if (parameter.text == "true" || parameter.text == "false") {
        value = parameter.text == "true";
    }
    return {{"path", parameter.path},
            {"value", value},
            {"unit", parameter.unit},
            {"source", parameter.source},
            {"place", parameter.place}};
}

Json listed_outcome_json(const ListedOutcome& outcome) {
    return {{"id", outcome.id}, {"title", outcome.title}, {"unit", outcome.unit}};
}

Json estimate_json(const ListedEstimate& estimate) {
    return {{"path", estimate.path},   {"low", estimate.low},
            {"best", estimate.best},   {"high", estimate.high},
            {"unit", estimate.unit},   {"source", estimate.source},
            {"as_of", estimate.as_of}, {"assumption", estimate.assumption},
            {"note", estimate.note},   {"place", estimate.place}};
}

std::string_view name_of(Failure::Kind kind) {
    switch (kind) {
        case Failure::Kind::unreadable:
            return "unreadable";
        case Failure::Kind::invalid:
            return "invalid";
        case Failure::Kind::run_failed:
            return "run_failed";
        case Failure::Kind::unwritable:
            return "unwritable";
        case Failure::Kind::too_much:
            return "too_much";
        case Failure::Kind::interrupted:
            break;
    }
    return "interrupted";
}

Json shares_json(const std::vector<WhyShare>& shares) {
    return list_of(shares, [](const WhyShare& share) {
        return Json{{"path", share.path}, {"cause", share.cause}, {"missed", share.missed}, {"share", share.share}};
    });
}

Json spell_json(const WhySpell& spell, Date start) {
    return {{"from", format_date(start, spell.from)},
            {"until", format_date(start, spell.until)},
            {"wanted", spell.wanted.value},
            {"allowed", spell.allowed.value},
            {"fired", spell.fired.value},
            {"missed", spell.missed.value},
            {"shares", shares_json(spell.shares)}};
}

Json node_json(const WhyNode& node, Date start) {
    return {{"path", node.path},
            {"hub", node.hub},
            {"empty_since", format_date(start, node.empty_since)},
            {"suppliers", list_of(node.suppliers, [start](const WhySupplier& supplier) {
                 return Json{{"path", supplier.path},
                             {"brings", supplier.brings.value},
                             {"could_bring", supplier.could_bring.value},
                             {"under_way", supplier.under_way.value},
                             {"lost", supplier.lost.value},
                             {"halt", supplier.halt},
                             {"closed_since", date_or_null(start, supplier.closed_since)}};
             })}};
}

Json moment_json(const WhyMoment& moment, Date start) {
    return {{"at", format_date(start, moment.at)},
            {"wanted", moment.wanted.value},
            {"allowed", moment.allowed.value},
            {"fired", moment.fired.value},
            {"shares", shares_json(moment.shares)},
            {"lacking", list_of(moment.lacking, [start](const WhyNode& node) { return node_json(node, start); })},
            {"narrowest",
             {{"most", moment.most.value},
              {"passages", list_of(moment.passages,
                                   [](const WhyPassage& passage) {
                                       return Json{{"path", passage.path}, {"most", passage.most.value}};
                                   })}}},
            {"spell", spell_json(moment.spell, start)}};
}

Json why_fire_json(const WhyFire& fire, Date start) {
    return {{"path", fire.path},
            {"state", fire.state},
            {"unit", fire.unit},
            {"first_short", date_or_null(start, fire.first_short)},
            {"period", spell_json(fire.period, start)},
            {"moment", fire.moment ? moment_json(*fire.moment, start) : Json()}};
}

}  // namespace

std::string json_text(const RunResult& result) {
    return text_of({{"folder", result.written.path},
                    {"files", list_of(result.written.files, file_json)},
                    {"runs", list_of(result.runs, run_json)},
                    {"findings", findings_json(result.found)}});
}

std::string json_text(const RunPlan& plan) {
    return text_of({{"folder", plan.folder},
                    {"rows", plan.rows},
                    {"runs", list_of(plan.runs, plan_json)},
                    {"findings", findings_json(plan.found)}});
}

std::string json_text(std::span<const CheckResult> results) { return text_of(list_of(results, check_json)); }

std::string json_text(const Listing& listing, const std::string& part) {
    const Json all{{"title", listing.title},
                   {"variants", list_of(listing.variants, variant_json)},
                   {"parameters", list_of(listing.parameters, parameter_json)},
                   {"outcomes", list_of(listing.outcomes, listed_outcome_json)},
                   {"estimates", list_of(listing.estimates, estimate_json)}};
    return text_of(part.empty() ? all : all.at(part));
}

std::string json_text(const WhyReport& report) {
    const auto fire = [&](const WhyFire& row) { return why_fire_json(row, report.start); };
    return text_of({{"scenario", report.scenario},
                    {"title", report.title},
                    {"start", format_date(report.start, Days{})},
                    {"from", format_date(report.start, report.from)},
                    {"until", format_date(report.start, report.until)},
                    {"fires", list_of(report.fires, fire)}});
}

std::string json_text(const Failure& failure) {
    return text_of(
        {{"failure", name_of(failure.kind)}, {"message", failure.message}, {"findings", findings_json(failure.found)}});
}

}  // namespace caisson::app
