/// The stable names of everything that can be found wrong with what a person wrote.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace caisson {

/// Each code has a name (`unknown_name`) and at least one broken file in the tests that provokes it.
enum class FindingCode : std::uint16_t {
    // the file as bytes and as YAML
    unreadable_file,
    too_large,
    bad_text,
    bad_yaml,
    alias_refused,
    duplicate_key,
    // keys and values
    unknown_key,
    missing_key,
    wrong_shape,
    bad_quantity,
    wrong_dimension,
    ambiguous_number,
    out_of_bounds,
    bad_date,
    bad_id,
    unknown_word,
    bad_estimate,
    // names
    duplicate_id,
    unknown_name,
    bad_extends,
    unknown_path,
    overridden_twice,
    // what the scenario says as a whole
    ends_before_start,
    bad_schedule,
    bad_ration,
    bad_target,
    bad_hub,
    bad_sailing,
    conflicting_order,
    nothing_happens,
    // legal, but suspicious
    unreached_depot,
    starts_after_end,
    trades_with_itself,
    demand_without_path,
    over_capacity,
    reserve_over_capacity,
    lossy_cycle,
    changes_nothing,
    // more of the file and its keys
    tag_refused,
    empty_value,
    bad_version,
    misplaced_key,
    bad_expectation,
    version_not_first,
    wrong_unit,
    bad_shares,
    bad_rule,
    bad_rejects,
    bad_deal,
    bad_sanction,
    bad_group,
    bad_pressure,
    touches_nothing,
    bad_origin,
    bad_shelf_life,
    bad_attrition,
    bad_fleet,
    bad_transit,
    bad_closure,
};

/// What a code is called and what it means, for `--json` and the documentation.
struct FindingCodeRow {
    FindingCode code;
    std::string_view name;
    std::string_view meaning;
};

/// All codes, in the order of the enumeration.
[[nodiscard]] std::span<const FindingCodeRow> finding_codes();

/// The name of a code: `unknown_name`.
[[nodiscard]] std::string_view name_of(FindingCode code);

}  // namespace caisson
