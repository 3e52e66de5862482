#include "dimensions.hpp"

#include <cmath>
#include <fmt/format.h>

#include "caisson/base/nearest.hpp"
#include "complain.hpp"
#include "examples.hpp"

namespace caisson::read {
namespace {

using model::CommodityId;
using model::Dimension;

/// The word by which a commodity is counted; empty if it is not known, which was said.
std::string_view unit_of(const Binder& binder, CommodityId commodity) {
    return commodity.valid() ? std::string_view{binder.scenario.commodities[commodity].unit} : std::string_view{};
}

std::string_view unit_or_word(std::string_view unit) { return unit.empty() ? "unit" : unit; }

std::string_view id_of(const Binder& binder, CommodityId commodity) {
    return commodity.valid() ? std::string_view{binder.scenario.commodities[commodity].id} : "the commodity";
}

/// What a quantity is, in words.
std::string_view kind_of(const ParsedQuantity& quantity) {
    if (quantity.percent || (quantity.dimensionless() && quantity.timed)) {
        return "a share";
    }
    if (quantity.bare()) {
        return "a bare number";
    }
    if (quantity.duration()) {
        return "a stretch of time";
    }
    if (quantity.days_power == -1) {
        return "a rate";
    }
    return quantity.days_power == 0 && quantity.denominator.empty() ? "an amount" : "a compound quantity";
}

std::string wanted(const Binder& binder, const Asked& asked) {
    switch (model::row_of(asked.role).dimension) {
        case Dimension::amount:
            return fmt::format("an amount of {}", id_of(binder, asked.units.of));
        case Dimension::rate:
            return fmt::format("a rate of {}", id_of(binder, asked.units.of));
        case Dimension::duration:
            return "a stretch of time";
        case Dimension::date:
            return "a date";
        case Dimension::fraction:
            return "a share";
        case Dimension::per_unit:
            return asked.units.word.empty() ? fmt::format("an amount of {} for each {}", id_of(binder, asked.units.of),
                                                          unit_or_word(unit_of(binder, asked.units.per)))
                                            : fmt::format("an amount of {}", id_of(binder, asked.units.of));
        case Dimension::rate_per_unit:
            return fmt::format("a rate of {} for each {}", id_of(binder, asked.units.of),
                               unit_or_word(unit_of(binder, asked.units.per)));
        case Dimension::count:
        case Dimension::flag:
            break;
    }
    return "another value";
}

/// The text with a unit behind it that makes it what is wanted.
std::string with_unit(const Binder& binder, const Asked& asked, std::string_view text) {
    const std::string_view unit = unit_of(binder, asked.units.of);
    const std::string amount = unit.empty() ? std::string{text} : fmt::format("{} {}", text, unit);
    switch (model::row_of(asked.role).dimension) {
        case Dimension::rate:
            return fmt::format("write \"{0}/d\", \"{0}/month\" or \"{0}/yr\"", amount);
        case Dimension::duration:
            return fmt::format("write \"{0} d\", \"{0} wk\" or \"{0} month\"", text);
        case Dimension::date:
            return fmt::format("write a date such as 2024-06-01, or \"{} d\" for a time after the start", text);
        case Dimension::per_unit:
            return asked.units.word.empty()
                       ? fmt::format("write \"{}/{}\"", amount, unit_or_word(unit_of(binder, asked.units.per)))
                       : fmt::format("write \"{}\"", amount);
        case Dimension::rate_per_unit: {
            const std::string each = fmt::format("{}/{}", amount, unit_or_word(unit_of(binder, asked.units.per)));
            return fmt::format("write \"{0}/d\", \"{0}/month\" or \"{0}/yr\"", each);
        }
        case Dimension::amount:
        case Dimension::fraction:
        case Dimension::count:
        case Dimension::flag:
            break;
    }
    if (!asked.row.role_in_days.has_value() || asked.wanted == Measure::amount) {
        return fmt::format("write \"{}\"", amount);
    }
    if (asked.wanted == Measure::share) {
        return "write a share, such as \"40%\"";
    }
    return asked.wanted == Measure::time ? fmt::format("write \"{} d\"", text)
                                         : fmt::format("write \"{}\" or \"{} d\"", amount, text);
}

}  // namespace

void complain_of_date(Binder& binder, const Asked& asked) {
    complain_of(binder, FindingCode::wrong_dimension, asked.value,
                fmt::format("{} is a date, not {}", quote(binder.document.text(asked.value)), wanted(binder, asked)),
                fmt::format("such as {}", example_number(binder, asked.row, asked.units)));
}

namespace {

void complain_of_dimension(Binder& binder, const Asked& asked, const ParsedQuantity& quantity) {
    const std::string_view text = binder.document.text(asked.value);
    const bool amount_for_rate = model::row_of(asked.role).dimension == Dimension::rate && quantity.days_power == 0 &&
                                 quantity.denominator.empty() && !quantity.percent;
    complain_of(binder, FindingCode::wrong_dimension, asked.value,
                fmt::format("{} is {}, not {}", quote(text), kind_of(quantity), wanted(binder, asked)),
                amount_for_rate ? fmt::format("write \"{0}/d\", \"{0}/month\" or \"{0}/yr\"", text)
                                : fmt::format("such as {}", example_number(binder, asked.row, asked.units)));
}

/// Whose unit a word is, if it is another commodity's.
std::string_view owner_of_unit(const Binder& binder, std::string_view word) {
    for (const model::Commodity& commodity : binder.scenario.commodities) {
        if (commodity.unit == word) {
            return commodity.id;
        }
    }
    return {};
}

void complain_of_unit(Binder& binder, const Asked& asked, CommodityId commodity, std::string_view word) {
    const auto offset = static_cast<std::size_t>(word.data() - binder.document.text(asked.value).data());
    const TextPart part{asked.value, offset, word.size()};
    const std::string_view owner = owner_of_unit(binder, word);
    std::vector<std::string_view> units{unit_of(binder, commodity)};
    if (commodity.valid() && asked.units.word.empty()) {
        const auto& conversions = binder.scenario.commodities[commodity].conversions;
        if (worth_a_look(binder.findings, conversions.size())) {
            for (const model::Conversion& conversion : conversions) {
                units.emplace_back(conversion.unit);
            }
        }
    }
    const std::string counted = fmt::format("{} is counted in {}", id_of(binder, commodity), list_of(units));
    if (!owner.empty()) {
        complain_of(binder, FindingCode::wrong_unit, part,
                    fmt::format("{} is a unit of {}, not of {}", quote(word), owner, id_of(binder, commodity)),
                    counted);
        return;
    }
    const std::string near = did_you_mean(word, units);
    complain_of(binder, FindingCode::unknown_name, part, fmt::format("unknown unit {}", quote(word)),
                near.empty() ? counted : near);
}

/// How many of a commodity's own units one unit of that name is, after a complaint if it is none.
std::optional<double> factor_of(Binder& binder, const Asked& asked, CommodityId commodity, std::string_view word) {
    if (!commodity.valid()) {
        return 1.0;  // the commodity is unknown, which was said
    }
    const model::Commodity& row = binder.scenario.commodities[commodity];
    if (row.unit == word || row.unit.empty()) {  // without a unit it could not be read, which was said
        return 1.0;
    }
    const bool defining = !asked.units.word.empty();  // conversions do not build on one another
    for (const model::Conversion& conversion : row.conversions) {
        if (!defining && conversion.unit == word) {
            return conversion.per_unit.value;
        }
    }
    complain_of_unit(binder, asked, commodity, word);
    return std::nullopt;
}

/// Amounts and rates: at most one word above the stroke, none below but time.
std::optional<double> amount_factor(Binder& binder, const Asked& asked, const ParsedQuantity& quantity,
                                    int days_power) {
    const bool share = quantity.percent || (quantity.timed && quantity.dimensionless());
    if (quantity.days_power != days_power || quantity.numerator.size() > 1 || !quantity.denominator.empty() || share) {
        complain_of_dimension(binder, asked, quantity);
        return std::nullopt;
    }
    return quantity.numerator.empty() ? 1.0 : factor_of(binder, asked, asked.units.of, quantity.numerator[0]);
}

/// Needs and conversions, and rates for each of something: one word above the stroke; below it the word of the other
/// unit, which a conversion may omit.
std::optional<double> per_unit_factor(Binder& binder, const Asked& asked, const ParsedQuantity& quantity,
                                      int days_power) {
    const bool conversion = !asked.units.word.empty();
    const std::size_t below = quantity.denominator.size();
    if (quantity.days_power != days_power || quantity.numerator.size() != 1 ||
        (below != 1 && !(conversion && below == 0))) {
        complain_of_dimension(binder, asked, quantity);
        return std::nullopt;
    }
    const auto above_factor = factor_of(binder, asked, asked.units.of, quantity.numerator[0]);
    if (!above_factor || below == 0) {
        return above_factor;
    }
    if (conversion) {
        if (quantity.denominator[0] == asked.units.word) {
            return above_factor;
        }
        complain_of(binder, FindingCode::wrong_unit, asked.value,
                    fmt::format("{} is for each {}, not for each {}", quote(binder.document.text(asked.value)),
                                quantity.denominator[0], asked.units.word),
                    fmt::format("such as {}", example_number(binder, asked.row, asked.units)));
        return std::nullopt;
    }
    const auto below_factor = factor_of(binder, asked, asked.units.per, quantity.denominator[0]);
    return below_factor ? std::optional{*above_factor / *below_factor} : std::nullopt;
}

std::optional<double> factor(Binder& binder, const Asked& asked, const ParsedQuantity& quantity) {
    switch (model::row_of(asked.role).dimension) {
        case Dimension::amount:
            return amount_factor(binder, asked, quantity, 0);
        case Dimension::rate:
            return amount_factor(binder, asked, quantity, -1);
        case Dimension::per_unit:
            return per_unit_factor(binder, asked, quantity, 0);
        case Dimension::rate_per_unit:
            return per_unit_factor(binder, asked, quantity, -1);
        case Dimension::duration:
        case Dimension::date:
            if (quantity.duration()) {
                return 1.0;
            }
            break;
        case Dimension::fraction:
            if (quantity.dimensionless()) {
                return 1.0;
            }
            break;
        case Dimension::count:
        case Dimension::flag:
            break;
    }
    complain_of_dimension(binder, asked, quantity);
    return std::nullopt;
}

/// A number without a unit says enough where there is only one unit it can mean: of shares and of amounts.
bool ambiguous(const Asked& asked, const ParsedQuantity& quantity) {
    const Dimension dimension = model::row_of(asked.role).dimension;
    const bool one_meaning =
        dimension == Dimension::fraction || (dimension == Dimension::amount && !asked.row.role_in_days.has_value());
    return quantity.bare() && !one_meaning;
}

}  // namespace

std::optional<Interval> convert(Binder& binder, const Asked& asked, const ParsedQuantity& quantity) {
    if (quantity.bare() && quantity.low == 0.0 && quantity.high == 0.0) {
        return Interval{0.0, 0.0, quantity.is_range};
    }
    if (ambiguous(asked, quantity)) {
        const std::string_view text = binder.document.text(asked.value);
        complain_of(binder, FindingCode::ambiguous_number, asked.value,
                    fmt::format("{} does not say in which unit", quote(text)), with_unit(binder, asked, text));
        return std::nullopt;
    }
    const auto scale = factor(binder, asked, quantity);
    if (!scale) {
        return std::nullopt;
    }
    const Interval interval{quantity.low * *scale, quantity.high * *scale, quantity.is_range};
    if (!std::isfinite(interval.low) || !std::isfinite(interval.high)) {
        complain_of(binder, FindingCode::out_of_bounds, asked.value,
                    fmt::format("{} is more than can be counted", quote(binder.document.text(asked.value))),
                    "write a smaller number");
        return std::nullopt;
    }
    return interval;
}

}  // namespace caisson::read
