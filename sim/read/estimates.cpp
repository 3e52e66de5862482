#include "estimates.hpp"

#include <fmt/format.h>

#include "caisson/base/date.hpp"
#include "complain.hpp"

namespace caisson::read {
namespace {

using model::Estimate;
using model::EstimateForm;
using model::Number;

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// A year, a month or a day.
bool period(std::string_view text) {
    constexpr std::size_t year = 4;
    constexpr std::size_t month = 7;
    if (text.size() == year) {
        return all_digits(text);
    }
    const bool to_the_month = text.size() >= month && all_digits(text.substr(0, year)) && text[year] == '-' &&
                              all_digits(text.substr(year + 1, 2)) && text.substr(year + 1, 2) >= "01" &&
                              text.substr(year + 1, 2) <= "12";
    return to_the_month && (text.size() == month || parse_date(text).has_value());
}

std::string read_as_of(const Fields& fields) {
    std::string text = read_text(fields, Key::estimate_as_of);
    if (fields.has(Key::estimate_as_of) && !text.empty() && !period(text)) {
        complain_of(fields.binder(), FindingCode::bad_date, fields[Key::estimate_as_of],
                    fmt::format("{} is not a year, a month or a day", quote(text)),
                    "such as 2023, 2023-09 or 2023-09-13");
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
        complain_of(binder, FindingCode::bad_estimate, asked.value,
                    fmt::format("{} is one number, not a range", quote(binder.keys.row(key).name)));
        return std::nullopt;
    }
    return interval->low;
}

void refuse_beside_value(const Fields& fields) {
    for (const Key key : {Key::estimate_low, Key::estimate_best, Key::estimate_high}) {
        if (fields.has(key)) {
            complain_of(fields.binder(), FindingCode::misplaced_key, fields.key(key),
                        fmt::format("{} has no meaning beside {}", quote(fields.binder().keys.row(key).name),
                                    quote(fields.binder().keys.row(Key::estimate_value).name)),
                        "write either the value, or low, best and high");
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

bool in_order(const Fields& fields, const Estimate& estimate) {
    if (estimate.low <= estimate.best && estimate.best <= estimate.high) {
        return true;
    }
    const ValueId wrong = fields.has(Key::estimate_best) ? fields[Key::estimate_best] : fields[Key::estimate_high];
    complain_of(fields.binder(), FindingCode::bad_estimate, wrong, "low, best and high go down",
                "write them from the least to the greatest");
    return false;
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
    const auto name = [&](Key key) { return binder.keys.row(key).name; };
    complain_of(binder, FindingCode::missing_key, map,
                fmt::format("the long form of a number needs {}, or {} and {}", quote(name(Key::estimate_value)),
                            quote(name(Key::estimate_low)), quote(name(Key::estimate_high))));
    return {};
}

}  // namespace caisson::read
