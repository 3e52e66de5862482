#include "caisson/base/finding_code.hpp"

#include <array>
#include <cstddef>

#include "caisson/base/ensure.hpp"

namespace caisson {
namespace {

using enum FindingCode;

constexpr auto rows = std::to_array<FindingCodeRow>({
    {unreadable_file, "unreadable_file", "a file cannot be opened or is not a regular file"},
    {too_large, "too_large", "a file, a text or a structure passes a limit of the format"},
    {bad_text, "bad_text", "a byte that is not UTF-8, or a control character"},
    {bad_yaml, "bad_yaml", "the file is not the kind of YAML that scenarios are written in"},
    {alias_refused, "alias_refused", "a YAML alias or merge key, in place of extends or variants"},
    {duplicate_key, "duplicate_key", "a key stands twice in one map"},
    {unknown_key, "unknown_key", "a key that means nothing here"},
    {missing_key, "missing_key", "a key that must be there is not"},
    {wrong_shape, "wrong_shape", "a map, a list or a single value where another of them belongs"},
    {bad_quantity, "bad_quantity", "a text that is not a quantity"},
    {wrong_dimension, "wrong_dimension", "a quantity of another kind than the key takes"},
    {ambiguous_number, "ambiguous_number", "a bare number where its unit cannot be told"},
    {out_of_bounds, "out_of_bounds", "a value below the least or above the greatest that the key takes"},
    {bad_date, "bad_date", "a text that is not a date"},
    {bad_id, "bad_id", "a text that cannot name anything"},
    {unknown_word, "unknown_word", "a word that is not one of those the key takes"},
    {bad_estimate, "bad_estimate", "a range or distribution that contradicts itself, or could mean two"},
    {duplicate_id, "duplicate_id", "two things have the same name"},
    {unknown_name, "unknown_name", "a reference to something that is not defined"},
    {bad_extends, "bad_extends", "a parent scenario that cannot be used, or a cycle of parents"},
    {unknown_path, "unknown_path", "an override of something that does not exist"},
    {overridden_twice, "overridden_twice", "two overrides of the same value on the command line"},
    {ends_before_start, "ends_before_start", "an end that does not come after its start"},
    {bad_schedule, "bad_schedule", "steps or ramps that overlap or are out of order"},
    {bad_ration, "bad_ration", "stages of rationing that contradict one another"},
    {bad_target, "bad_target", "a target stock that cannot be aimed at"},
    {bad_hub, "bad_hub", "a depot without room that is asked to hold something"},
    {bad_sailing, "bad_sailing", "sailings that cannot take place as described"},
    {conflicting_order, "conflicting_order", "fires that use commodities in contradictory orders"},
    {nothing_happens, "nothing_happens", "a scenario in which nothing is held, made, moved or fired"},
    {unreached_depot, "unreached_depot", "a depot that nothing fills and nothing reaches"},
    {starts_after_end, "starts_after_end", "something that begins after the scenario has ended"},
    {trades_with_itself, "trades_with_itself", "a deal of a state with itself, or a route to its own origin"},
    {demand_without_path, "demand_without_path", "a demand that no supply can ever reach"},
    {over_capacity, "over_capacity", "a stock above its capacity at the start"},
    {reserve_over_capacity, "reserve_over_capacity", "a reserve at or above the capacity, which blocks all routes out"},
    {lossy_cycle, "lossy_cycle", "routes without transit time that lose goods in a circle"},
    {changes_nothing, "changes_nothing", "a variant or override that changes nothing"},
    {tag_refused, "tag_refused", "a YAML tag that scenarios do not use"},
    {empty_value, "empty_value", "a key without a value, or null"},
    {bad_version, "bad_version", "a file that does not say by which version of the format it is to be read"},
    {misplaced_key, "misplaced_key", "a key that has no meaning beside the others that are written with it"},
    {bad_expectation, "bad_expectation", "a claim that its outcome can neither meet nor miss"},
    {version_not_first, "version_not_first", "the version of the format is there, but not at the top"},
    {wrong_unit, "wrong_unit", "a unit of something else than what is counted here"},
    {bad_shares, "bad_shares", "shares that do not sum to 1"},
    {bad_rule, "bad_rule", "a rule whose condition or action makes no sense"},
    {bad_rejects, "bad_rejects", "what a route rejects has no place to go, or is not counted as what it carries is"},
    {bad_deal, "bad_deal",
     "a deal whose routes, amounts or prices contradict each other, or that is asked for what it has not"},
    {bad_sanction, "bad_sanction", "a sanction that cannot be counted, or not enforced as described"},
    {bad_group, "bad_group", "a group that contradicts another, or itself"},
    {bad_pressure, "bad_pressure", "a pressure asked of what has none"},
    {touches_nothing, "touches_nothing", "a sanction, an enforcer, a limit or a need that nothing answers to"},
    {bad_origin, "bad_origin", "a question for origins that have no answer there"},
    {bad_shelf_life, "bad_shelf_life", "goods that expire where that cannot be followed"},
    {bad_attrition, "bad_attrition", "guns, or losses of them, that contradict each other"},
    {bad_fleet, "bad_fleet", "a fleet that cannot go as described"},
    {bad_transit, "bad_transit", "a transit time by chance that cannot be drawn"},
    {bad_closure, "bad_closure", "a depot that is shut in a way that makes no sense"},
});

}  // namespace

std::span<const FindingCodeRow> finding_codes() { return rows; }

std::string_view name_of(FindingCode code) {
    const auto position = static_cast<std::size_t>(code);
    ensure(position < rows.size() && rows[position].code == code, "every finding code has its row, in order");
    return rows[position].name;
}

}  // namespace caisson
