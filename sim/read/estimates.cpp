#include "estimates.hpp"

#include <fmt/format.h>

#include "caisson/base/date.hpp"
#include "complain.hpp"
#include "examples.hpp"

namespace caisson::read {
namespace {

using model::Estimate;
using model::EstimateForm;
using model::Number;

/// A year, a month or a day.
bool period(std::string_view text) {
    constexpr std::size_t year = 4;
    constexpr std::size_t month = 7;
    const std::string_view first_day = text.size() == year ? "-01-01" : text.size() == month ? "-01" : "";
    return parse_date(fmt::format("{}{}", text, first_day)).has_value();
}

std::string read_as_of(const Fields& fields) {
    std::string text = read_text(fields, Key::estimate_as_of);
    if (fields.has(Key::estimate_as_of) && !text.empty() && !period(text)) {
        complain_of(fields.binder(), FindingCode::bad_date, fields[Key::estimate_as_of],
                    fmt::format("{} is not a year, a month or a day", quote(text)),
                    "write \"2023\", \"2023-09\" or \"2023-09-13\"");
    }
    return text;
}

void read_origin(const Fields& fields, Estimate& estimate) {
    estimate.source = read_text(fields, Key::estimate_source);
    estimate.as_of = read_as_of(fields);
    estimate.assumption = read_text(fields, Key::estimate_assumption);
    estimate.note = read_text(fields, Key::note);
}

/// One of low, best and high: a quantity that is no range.
std::optional<double> read_end(const Fields& fields, Key key, Asked& asked) {
    Binder& binder = fields.binder();
    asked.value = fields[key];
    const auto interval = read_interval(binder, asked);
    if (!interval) {
        return std::nullopt;
    }
    if (interval->is_range) {
        complain_of(
            binder, FindingCode::bad_quantity, asked.value,
            fmt::format("{} is one number, not a range", quote(fields.name_of(key))),
            fmt::format("name one end, or write the range as the {}", quote(fields.name_of(Key::estimate_value))));
        return std::nullopt;
    }
    return interval->low;
}

void refuse_beside_value(const Fields& fields) {
    for (const Key key : {Key::estimate_low, Key::estimate_best, Key::estimate_high}) {
        if (fields.has(key)) {
            complain_of(fields.binder(), FindingCode::misplaced_key, fields.key(key),
                        fmt::format("{} has no meaning beside {}", quote(fields.name_of(key)),
                                    quote(fields.name_of(Key::estimate_value))),
                        "remove one of the two");
        }
    }
}

Number read_value(const Fields& fields, Asked& asked, PathId path, Estimate estimate) {
    refuse_beside_value(fields);
    asked.value = fields[Key::estimate_value];
    const auto interval = read_interval(fields.binder(), asked);
    if (!interval) {
        return {};
    }
    estimate.form = interval->is_range ? EstimateForm::interval : EstimateForm::point;
    estimate.low = interval->low;
    estimate.best = interval->low;
    estimate.high = interval->high;
    return number_of(fields.binder(), asked, estimate, Kept::estimate, path);
}

/// Complains unless one number is at most the other.
bool in_order(const Fields& fields, Key key, double value, Key other, double bound) {
    if (value <= bound) {
        return true;
    }
    complain_of(fields.binder(), FindingCode::bad_estimate, fields[key],
                fmt::format("{} is more than {}", quote(fields.name_of(key)), quote(fields.name_of(other))),
                "write them from the least to the greatest")
        .related.push_back({fields.binder().span(fields[other]), quote(fields.name_of(other))});
    return false;
}

bool in_order(const Fields& fields, const Estimate& estimate) {
    if (!fields.has(Key::estimate_best)) {
        return in_order(fields, Key::estimate_low, estimate.low, Key::estimate_high, estimate.high);
    }
    return in_order(fields, Key::estimate_low, estimate.low, Key::estimate_best, estimate.best) &&
           in_order(fields, Key::estimate_best, estimate.best, Key::estimate_high, estimate.high);
}

Number read_ends(const Fields& fields, Asked& asked, PathId path, Estimate estimate) {
    const auto low = read_end(fields, Key::estimate_low, asked);
    const auto high = read_end(fields, Key::estimate_high, asked);
    const bool has_best = fields.has(Key::estimate_best);
    const auto best = has_best ? read_end(fields, Key::estimate_best, asked) : low;
    if (!low || !high || !best) {
        return {};
    }
    estimate.form = has_best ? EstimateForm::low_best_high : EstimateForm::interval;
    estimate.low = *low;
    estimate.best = *best;
    estimate.high = *high;
    return in_order(fields, estimate) ? number_of(fields.binder(), asked, estimate, Kept::estimate, path) : Number{};
}

/// A number that does not say how much: by which of its keys it could depends on those that it has.
void require_value(const Fields& fields, const Asked& asked) {
    const Key value = Key::estimate_value;
    const Key low = Key::estimate_low;
    const Key high = Key::estimate_high;
    const bool ends = fields.has(low) || fields.has(high) || fields.has(Key::estimate_best);
    if (!fields.lacks(value) || (!fields.has(low) && !fields.lacks(low)) ||
        (!fields.has(high) && !fields.lacks(high))) {
        return;
    }
    const Key missing = !ends ? value : fields.has(low) ? high : low;
    complain_of(fields.binder(), FindingCode::missing_key, fields.owner(),
                fmt::format("{} needs {}, or {} and {}", fields.binder().keys.row(Section::estimate).name,
                            quote(fields.name_of(value)), quote(fields.name_of(low)), quote(fields.name_of(high))),
                fmt::format("such as {}: {}", fields.name_of(missing),
                            example_number(fields.binder(), asked.row, asked.units)));
}

}  // namespace

Number read_long_form(Binder& binder, Asked& asked, PathId path) {
    const ValueId map = asked.value;
    const Fields fields(binder, Section::estimate, map, map, path);
    Estimate estimate;
    read_origin(fields, estimate);
    if (fields.has(Key::estimate_value)) {
        return read_value(fields, asked, path, std::move(estimate));
    }
    if (fields.has(Key::estimate_low) && fields.has(Key::estimate_high)) {
        return read_ends(fields, asked, path, std::move(estimate));
    }
    require_value(fields, asked);
    return {};
}

}  // namespace caisson::read
