#include "caisson/write/data_package.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <unordered_set>
#include <utility>

#include "write/channel.hpp"
#include "write/times.hpp"
#include "write/variables.hpp"

namespace caisson::write {
namespace {

using Json = nlohmann::ordered_json;

Json field(std::string_view name, std::string_view type, std::string_view description) {
    return {{"name", name}, {"type", type}, {"description", description}};
}

Json resource(std::string_view name, std::string_view path, std::string_view description, Json fields) {
    return {{"name", name},
            {"path", path},
            {"profile", "tabular-data-resource"},
            {"description", description},
            {"format", "csv"},
            {"mediatype", "text/csv"},
            {"encoding", "utf-8"},
            {"schema", {{"fields", std::move(fields)}, {"missingValues", {""}}}}};
}

Json run_fields() {
    return Json::array({field("run", "integer", "which run of this folder, from 0"),
                        field("scenario", "string", "the variants applied, comma-separated; `baseline` for none"),
                        field("replication", "integer", "which future of that scenario, from 0")});
}

std::string_view type_of(TimeForm form) { return form == TimeForm::date ? "date" : "datetime"; }

void add_value_fields(Json& fields) {
    fields.push_back(
        field("commodity", "string",
              "id, as in `commodities`; missing for what a fire may take of several commodities, and for pressure"));
    fields.push_back(field("variable", "string", "as in `variables`"));
    fields.push_back(field("value", "number", "in the unit of this row; missing for endless days of supply"));
    fields.push_back(field("unit", "string", "the commodity's own unit, or d for days; missing for pressure"));
}

Json series_fields(TimeForm form) {
    Json fields = run_fields();
    fields.push_back(
        field("time", type_of(form), "UTC; of points the time itself, of totals the start of the interval"));
    fields.push_back(field("state", "string", "id of the actor, as in `states`; ISO 3166 alpha-3 where there is one"));
    fields.push_back(field("node", "string",
                           "id of the depot for stock and days_of_supply, of the plant for made, of the fire for "
                           "wanted, allowed, fired and unmet; missing for pressure"));
    add_value_fields(fields);
    return fields;
}

Json origin_fields(TimeForm form) {
    Json fields = run_fields();
    fields.push_back(
        field("time", type_of(form), "UTC; of points the time itself, of totals the start of the interval"));
    fields.push_back(field("state", "string", "id of the actor whose depot it is, as in `states`"));
    fields.push_back(field("node", "string",
                           "id of the depot for stock, age, sent and received, of the fire for fired and effective"));
    fields.push_back(field("commodity", "string", "id, as in `commodities`"));
    fields.push_back(field("origin", "string", "id of the state that made it, as in `states`"));
    fields.push_back(field("variable", "string", "as in `variables`"));
    fields.push_back(field("value", "number", "in the unit of this row; missing for the age of nothing"));
    fields.push_back(field("unit", "string", "the commodity's own unit, or d for days"));
    return fields;
}

Json flow_fields(TimeForm form) {
    Json fields = run_fields();
    fields.push_back(
        field("time", type_of(form), "UTC; of points the time itself, of totals the start of the interval"));
    fields.push_back(field("route", "string", "id of the route"));
    fields.push_back(field("from_node", "string", "id of the depot that sends"));
    fields.push_back(field("to_node", "string", "id of the depot that receives"));
    add_value_fields(fields);
    return fields;
}

Json deal_fields(TimeForm form) {
    Json fields = run_fields();
    fields.push_back(
        field("time", type_of(form), "UTC; of points the time itself, of totals the start of the interval"));
    fields.push_back(field("deal", "string", "id, as in `deals`"));
    fields.push_back(field("part", "string", "goods, or the commodity of a payment"));
    add_value_fields(fields);
    return fields;
}

Json event_fields() {
    Json fields = run_fields();
    fields.push_back(field("time", "datetime", "UTC, to the second"));
    fields.push_back(field("kind", "string", "what happened: emptied, filled, lot_arrived, ..."));
    fields.push_back(field("entity", "string", "path of what it happened to; missing for the start and the end"));
    fields.push_back(field("commodity", "string", "id, as in `commodities`; missing if there is none, or several"));
    fields.push_back(field("detail", "string", "what happened and why"));
    return fields;
}

Json outcome_fields() {
    Json fields = run_fields();
    fields.push_back(field("outcome", "string", "id, as in `outcomes`"));
    fields.push_back(
        field("value", "number", "of a date the days since the start, or the days watched if it did not come"));
    fields.push_back(field("date", "datetime", "UTC, to the second; missing if it did not come, or is no date"));
    fields.push_back(field("censored", "boolean", "true for a date that did not come before the end of the run"));
    fields.push_back(field("unit", "string", "of the value"));
    return fields;
}

Json wide_fields(std::span<const RunRecord> runs, ChannelSource& source, TimeForm form) {
    Json fields = run_fields();
    fields.push_back(
        field("time", type_of(form), "UTC; of points the time itself, of totals the start of the interval"));
    std::unordered_set<std::string> known;
    for (const auto& record : runs) {
        source(record, [&](const std::vector<Channel>& channels) {
            for (const Channel& channel : channels) {
                if (known.insert(channel.column).second) {
                    Json one = field(channel.column, "number", variable(channel.variable).description);
                    one["unit"] = channel.unit;
                    fields.push_back(std::move(one));
                }
            }
        });
    }
    return fields;
}

Json resources_of(std::span<const RunRecord> runs, const Sampling& sampling) {
    const TimeForm form = form_of_samples(runs, sampling);
    const bool is_exact = sampling.at == SampleAt::breakpoints;
    Json resources = Json::array();
    resources.push_back(resource(
        "series", "series.csv",
        is_exact ? "Depots, plants and fires wherever something about them changes: straight lines in between. Where a "
                   "stock jumps there are two rows with one time, before and after."
                 : "Depots, plants and fires at calendar steps and at the end.",
        series_fields(form)));
    resources.push_back(
        resource("flows", "flows.csv", "Routes at the same times, or wherever they change.", flow_fields(form)));
    resources.push_back(resource("events", "events.csv", "What happened, in order.", event_fields()));
    resources.push_back(
        resource("outcomes", "outcomes.csv", "The answers to what the scenario asks.", outcome_fields()));
    if (have_deals(runs)) {
        resources.push_back(
            resource("deals", "deals.csv", "Deals at the same times, or wherever they change.", deal_fields(form)));
    }
    if (has_origins(runs)) {
        resources.push_back(resource("origins", "origins.csv",
                                     "Whose goods depots hold, send and receive, and fires use, by the state that made "
                                     "them; only of those that there ever are.",
                                     origin_fields(form)));
    }
    if (sampling.shapes == Shapes::tidy_and_wide) {
        resources.push_back(resource("series-wide", "series-wide.csv",
                                     "Depots, plants and fires with a column for each node, commodity and variable.",
                                     wide_fields(runs, for_each_series, form)));
        resources.push_back(resource("flows-wide", "flows-wide.csv",
                                     "Routes with a column for each route and variable.",
                                     wide_fields(runs, for_each_flow, form)));
    }
    return resources;
}

Json variables_json() {
    Json all = Json::object();
    for (const Variable& one : variables()) {
        all[std::string{one.name}] = {{"description", one.description},
                                      {"kind", one.measure == Measure::growth ? "total" : "point"}};
    }
    return all;
}

Json titled(const std::string& title) {
    Json json = Json::object();
    if (!title.empty()) {
        json["title"] = title;
    }
    return json;
}

/// Adds what is not there yet: runs of several variants may know different things.
/// known   `table.id` of all that is there: to look a name up in the JSON takes as long as the JSON is
void add_names(Json& package, std::unordered_set<std::string>& known, const model::Model& model) {
    const auto put = [&](const std::string& table, const std::string& id, Json row) {
        if (known.insert(table + "." + id).second) {
            package[table].get_ref<Json::object_t&>().emplace_back(id, std::move(row));
        }
    };
    for (const auto& commodity : model.commodities) {
        Json row = titled(commodity.title);
        row["unit"] = commodity.unit;
        put("commodities", commodity.id, std::move(row));
    }
    for (const auto& state : model.states) {
        put("states", state.id, titled(state.title));
    }
    for (const auto& depot : model.depots) {
        Json row = titled(depot.title);
        row["state"] = model.states[depot.state].id;
        put("depots", depot.id, std::move(row));
    }
    for (const auto& deal : model.deals) {
        Json row = titled(deal.title);
        row["seller"] = model.states[deal.seller].id;
        row["buyer"] = model.states[deal.buyer].id;
        put("deals", deal.id, std::move(row));
    }
    for (const auto& outcome : model.outcomes) {
        Json row = titled(outcome.title);
        row["unit"] = outcome.kind == model::OutcomeKind::first ? "d" : outcome.unit;
        put("outcomes", outcome.id, std::move(row));
    }
}

}  // namespace

std::string data_package_text(std::span<const RunRecord> runs, const Sampling& sampling) {
    const auto& first = runs.front().trajectory->model();
    Json package{
        {"profile", "tabular-data-package"},
        {"name", "caisson-run"},
        {"title", first.title},
        {"description",
         "Rows of points hold the value at their time. Rows of totals hold what moved from their time until the "
         "next row's: what moves in one instant belongs to the row of that instant, so that the rows add up to "
         "the total of the run, and the last row holds what moved in the instant of the end. Rows are written "
         "for zeros too. A day has 86,400 s; times are UTC."},
        {"resources", resources_of(runs, sampling)},
        {"variables", variables_json()}};
    for (const char* table : {"commodities", "states", "depots", "outcomes"}) {
        package[table] = Json::object();
    }
    if (have_deals(runs)) {
        package["deals"] = Json::object();
    }
    std::unordered_set<std::string> known;
    for (const auto& record : runs) {
        add_names(package, known, record.trajectory->model());
    }
    return package.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace caisson::write
