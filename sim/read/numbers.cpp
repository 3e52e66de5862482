#include "numbers.hpp"

#include <cmath>
#include <fmt/format.h>

#include "caisson/base/date.hpp"
#include "caisson/base/number_text.hpp"
#include "complain.hpp"
#include "dimensions.hpp"
#include "estimates.hpp"
#include "examples.hpp"
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

std::string what_is_allowed(const Binder& binder, const Asked& asked) {
    const model::RoleRow& bounds = model::row_of(asked.role);
    if (bounds.dimension == Dimension::date) {  // of which the least is the start, if there is any
        const std::string start =
            binder.start_known ? fmt::format("the start ({})", format_date(binder.scenario.start)) : "the start";
        return bounds.least_allowed ? start + " or later" : "later than " + start;
    }
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

/// `60` where a share is wanted means 60 %, most likely; and a minus where nothing is negative is a slip.
std::string repair_of_bounds(const Binder& binder, const Asked& asked, double value) {
    const std::string_view text = binder.document.text(asked.value);
    const Dimension dimension = model::row_of(asked.role).dimension;
    if (dimension == Dimension::date) {
        return "write a later date, or \"100 d\" for 100 days after the start";
    }
    if (dimension == Dimension::fraction && value > 1.0 && value <= 100.0 && text.find('%') == std::string_view::npos) {
        return fmt::format("did you mean \"{}%\"?", text);
    }
    if (value < 0.0 && text.starts_with('-') && text.find(" to ") == std::string_view::npos &&
        model::in_bounds(asked.role, -value)) {
        return fmt::format("did you mean \"{}\"?", text.substr(1));
    }
    return fmt::format("such as {}", example_number(binder, asked.row, asked.units));
}

Role role_of(const KeyRow& row) { return row.role.value_or(Role::stock); }

/// A number is a single value, or a map in its long form.
bool is_number_text(Binder& binder, const Asked& asked) {
    const ValueKind kind = binder.document.kind(asked.value);
    if (kind != ValueKind::text && kind != ValueKind::broken) {
        const bool list = kind == ValueKind::list;
        complain_of(binder, FindingCode::wrong_shape, asked.value,
                    fmt::format("a number belongs here, not a {}", list ? "list" : "map"),
                    fmt::format("such as {}", example_number(binder, asked.row, asked.units)));
    }
    return kind == ValueKind::text;
}

}  // namespace

bool check_bounds(Binder& binder, const Asked& asked, double value) {
    if (model::in_bounds(asked.role, value)) {
        return true;
    }
    const std::string what = asked.row.name == any_name ? std::string{"this"} : quote(asked.row.name);
    complain_of(
        binder, asked.role == Role::end ? FindingCode::ends_before_start : FindingCode::out_of_bounds, asked.value,
        fmt::format("{} is {}, not {}", what, what_is_allowed(binder, asked), quote(binder.document.text(asked.value))),
        repair_of_bounds(binder, asked, value));
    return false;
}

std::optional<Interval> read_interval(Binder& binder, Asked& asked) {
    if (!is_number_text(binder, asked)) {
        return std::nullopt;
    }
    if (model::row_of(asked.role).dimension == Dimension::date) {
        return read_date(binder, asked);
    }
    const std::string_view text = binder.document.text(asked.value);
    const auto quantity = parse_quantity(text);
    if (!quantity && parse_date(text)) {
        complain_of_date(binder, asked);
        return std::nullopt;
    }
    if (!quantity) {
        const TextError& error = quantity.error();
        complain_of(binder, error.code, TextPart{asked.value, error.offset_in_bytes, error.length_in_bytes},
                    error.message, with_own_example(binder, asked.row, asked.units, error.repair));
        return std::nullopt;
    }
    if (asked.row.role_in_days.has_value() && quantity->duration()) {
        asked.role = *asked.row.role_in_days;
    }
    if (is_share_by_another_map(asked.row) && quantity->percent) {
        asked.role = *asked.row.role_as_share;
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

void complain_of_measure(Binder& binder, const Asked& asked) {
    const bool time = asked.wanted == Measure::time;
    const bool share = asked.wanted == Measure::share;
    complain_of(binder, FindingCode::wrong_unit, asked.value,
                fmt::format("{} is {} here, not {}", quote(asked.row.name),
                            time    ? "a stretch of time"
                            : share ? "a share"
                                    : "an amount",
                            quote(binder.document.text(asked.value))),
                fmt::format("such as {}", time    ? "7 d"
                                          : share ? "40%"
                                                  : example_number(binder, asked.row, asked.units)));
}

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
        return Number{binder.fallback(key)};
    }
    const KeyRow& row = binder.keys.row(key);
    return read_number(binder, row, value, path_of(fields, key), units);
}

namespace {

/// A number that may be several things, where it is a share.
KeyRow row_of_share(const KeyRow& row) {
    KeyRow share = row;
    share.role = row.role_as_share;
    share.role_in_days.reset();
    share.example = "20%";
    return share;
}

}  // namespace

NumberOrDays read_number_or_days(const Fields& fields, Key key, Units units, Measure wanted) {
    Binder& binder = fields.binder();
    const ValueId value = fields[key];
    if (!value.valid()) {
        return {};
    }
    const KeyRow& row = binder.keys.row(key);
    if (wanted == Measure::share && row.role_as_share && !is_share_by_another_map(row)) {
        return {read_number(binder, row_of_share(row), value, path_of(fields, key), {}), false};
    }
    Asked asked{row, role_of(row), units, value, wanted};
    NumberOrDays read;
    read.number = read_any_form(binder, asked, path_of(fields, key));
    read.in_days = asked.role == row.role_in_days;
    const bool is_share = asked.role == row.role_as_share;
    const bool other = wanted == Measure::either
                           ? is_share
                           : read.in_days != (wanted == Measure::time) || is_share != (wanted == Measure::share);
    if (other && read.number.written() && read.number.value != 0.0) {
        complain_of_measure(binder, asked);
    }
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
    for (const WordRow& word : row.words) {
        if (word.word == row.fallback) {
            return word.value;
        }
    }
    if (row.shape == Shape::flag) {
        return row.fallback == word_of_truth ? 1.0 : 0.0;
    }
    const auto quantity = parse_quantity(row.fallback);
    return quantity ? quantity->low : 0.0;
}

}  // namespace caisson::read
