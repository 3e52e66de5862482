#include "numbers.hpp"

#include <cmath>
#include <fmt/format.h>

#include "caisson/base/number_text.hpp"
#include "complain.hpp"
#include "dimensions.hpp"
#include "estimates.hpp"
#include "key_parts.hpp"

namespace caisson::read {
namespace {

using model::Dimension;
using model::Estimate;
using model::EstimateForm;
using model::Number;
using model::Role;

std::string bound_text(const Asked& asked, double bound) {
    const bool share = model::row_of(asked.role).dimension == Dimension::fraction;
    return share ? fmt::format("{}%", number_text(100.0 * bound)) : number_text(bound);
}

std::string what_is_allowed(const Asked& asked) {
    const model::RoleRow& bounds = model::row_of(asked.role);
    std::string text;
    if (std::isfinite(bounds.least)) {
        text = fmt::format("{} {}", bounds.least_allowed ? "at least" : "more than", bound_text(asked, bounds.least));
    }
    if (std::isfinite(bounds.most)) {
        text += fmt::format("{}{} {}", text.empty() ? "" : " and ", bounds.most_allowed ? "at most" : "less than",
                            bound_text(asked, bounds.most));
    }
    return text;
}

/// `60` where a share is wanted means 60 %, most likely.
std::string repair_of_bounds(const Asked& asked, std::string_view text, double value) {
    const bool percents = model::row_of(asked.role).dimension == Dimension::fraction && value > 1.0 && value <= 100.0 &&
                          text.find('%') == std::string_view::npos;
    return percents ? fmt::format("did you mean \"{}%\"?", text) : std::string{};
}

Role role_of(const KeyRow& row) { return row.role.value_or(Role::stock); }

}  // namespace

bool check_bounds(Binder& binder, const Asked& asked, double value) {
    if (model::in_bounds(asked.role, value)) {
        return true;
    }
    const std::string_view text = binder.document.text(asked.value);
    complain_of(binder, FindingCode::out_of_bounds, asked.value,
                fmt::format("{} is {}, not {}", quote(asked.row.name), what_is_allowed(asked), quote(text)),
                repair_of_bounds(asked, text, value));
    return false;
}

std::optional<Interval> read_interval(Binder& binder, Asked& asked) {
    const std::string what = asked.row.name == any_name ? std::string{"this"} : quote(asked.row.name);
    if (!has_kind(binder, asked.value, Wanted::text, what)) {
        return std::nullopt;
    }
    if (model::row_of(asked.role).dimension == Dimension::date) {
        return read_date(binder, asked);
    }
    const auto quantity = parse_quantity(binder.document.text(asked.value));
    if (!quantity) {
        const TextError& error = quantity.error();
        complain_of(binder,
                    looks_like_date(binder.document.text(asked.value)) ? FindingCode::wrong_dimension
                                                                       : FindingCode::bad_quantity,
                    TextPart{asked.value, error.offset_in_bytes, error.length_in_bytes}, error.message, error.repair);
        return std::nullopt;
    }
    if (asked.row.role_in_days.has_value() && quantity->duration()) {
        asked.role = *asked.row.role_in_days;
    }
    return convert(binder, asked, *quantity);
}

namespace {

/// An interval is cut to the bounds, so some of it must lie within.
bool check_interval(Binder& binder, const Asked& asked, const Estimate& estimate) {
    const model::RoleRow& bounds = model::row_of(asked.role);
    const bool outside = estimate.high < bounds.least || estimate.low > bounds.most;
    return !outside || check_bounds(binder, asked, estimate.high < bounds.least ? estimate.high : estimate.low);
}

}  // namespace

Number number_of(Binder& binder, const Asked& asked, const Estimate& estimate, Kept kept, PathId path) {
    const double value = model::central_value(estimate.form, estimate.low, estimate.best, estimate.high, asked.role);
    Number number{value, path, {}, binder.span(asked.value)};
    if (check_interval(binder, asked, estimate) && check_bounds(binder, asked, value) && kept == Kept::estimate) {
        Estimate added = estimate;
        added.best = value;
        number.estimate = binder.scenario.estimates.add(std::move(added));
    }
    return number;
}

namespace {

Number read_short_form(Binder& binder, Asked& asked, PathId path) {
    const auto interval = read_interval(binder, asked);
    if (!interval) {
        return {};
    }
    Estimate estimate;
    estimate.form = interval->is_range ? EstimateForm::interval : EstimateForm::point;
    estimate.low = interval->low;
    estimate.best = interval->low;
    estimate.high = interval->high;
    return number_of(binder, asked, estimate, interval->is_range ? Kept::estimate : Kept::value_only, path);
}

Number read_any_form(Binder& binder, Asked& asked, PathId path) {
    return binder.document.kind(asked.value) == ValueKind::map ? read_long_form(binder, asked, path)
                                                               : read_short_form(binder, asked, path);
}

}  // namespace

PathId path_of(const Fields& fields, Key key) {
    PathTable& paths = fields.binder().scenario.paths;
    const std::string_view name = fields.binder().keys.row(key).name;
    return fields.path().valid() ? paths.add(fields.path(), name) : paths.add(name);
}

Number read_number(Binder& binder, const KeyRow& row, ValueId value, PathId path, Units units) {
    Asked asked{row, role_of(row), units, value};
    return read_any_form(binder, asked, path);
}

Number read_number(const Fields& fields, Key key, Units units) {
    Binder& binder = fields.binder();
    const ValueId value = fields[key];
    if (!value.valid()) {
        return Number{binder.fallbacks[static_cast<std::size_t>(key)]};
    }
    const KeyRow& row = binder.keys.row(key);
    return read_number(binder, row, value, path_of(fields, key), units);
}

NumberOrDays read_number_or_days(const Fields& fields, Key key, Units units) {
    Binder& binder = fields.binder();
    const ValueId value = fields[key];
    if (!value.valid()) {
        return {};
    }
    const KeyRow& row = binder.keys.row(key);
    Asked asked{row, role_of(row), units, value};
    NumberOrDays read;
    read.number = read_any_form(binder, asked, path_of(fields, key));
    read.in_days = asked.role != role_of(row);
    return read;
}

Number read_open(const Fields& fields) {
    const bool open = read_flag(fields, Key::open);
    const ValueId value = fields[Key::open];
    if (!value.valid()) {
        return Number{open ? 1.0 : 0.0};
    }
    Binder& binder = fields.binder();
    return Number{open ? 1.0 : 0.0, path_of(fields, Key::open), {}, binder.span(value)};
}

double fallback_number(const KeyRow& row) {
    if (row.fallback == unlimited || row.fallback == to_the_end) {
        return model::unbounded;
    }
    if (row.fallback == from_the_start) {
        return -model::unbounded;
    }
    const auto quantity = parse_quantity(row.fallback);
    return quantity ? quantity->low : 0.0;
}

}  // namespace caisson::read
