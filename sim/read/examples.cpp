#include "examples.hpp"

#include <fmt/format.h>

#include "caisson/base/path.hpp"
#include "caisson/base/quantity_text.hpp"
#include "levers.hpp"

namespace caisson::read {
namespace {

std::string_view unit_of(const Binder& binder, model::CommodityId commodity) {
    return commodity.valid() ? std::string_view{binder.scenario.commodities[commodity].unit} : std::string_view{};
}

/// A quantity with another unit in the place of its own, which is left out if there is no other.
std::string in_unit(std::string_view quantity, std::string_view unit) {
    const auto parsed = parse_quantity(quantity);
    if (!parsed || parsed->numerator.empty()) {
        return std::string{quantity};
    }
    const std::string_view own = parsed->numerator[0];
    const auto at = static_cast<std::size_t>(own.data() - quantity.data());
    const std::size_t before = unit.empty() && at > 0 && quantity[at - 1] == ' ' ? at - 1 : at;
    return fmt::format("{}{}{}", quantity.substr(0, before), unit, quantity.substr(at + own.size()));
}

/// The name of the first thing of a kind, if the scenario has any.
std::string_view first_name(const Binder& binder, Thing thing) {
    for (const auto& [name, named] : binder.names[static_cast<std::size_t>(thing)]) {
        if (named.index == 0) {
            return name;
        }
    }
    return {};
}

/// A path of something that can be changed, with the first ids that there are; nothing if there are none.
std::string path_of(const Binder& binder, const LeverRow& lever) {
    std::string path;
    for (const LeverPart& part : lever.parts) {
        const bool is_id = part.thing != Thing::nothing;
        const std::string_view name = is_id ? first_name(binder, part.thing) : binder.keys.row(part.key).name;
        if (name.empty()) {
            return {};
        }
        path = join_path(path, name);
    }
    return path;
}

std::string path_or(const Binder& binder, const KeyRow& row) {
    for (const ActionKey& action : action_keys) {
        for (const LeverRow& lever : levers()) {
            const bool may = action.key == row.key && moves(action.kind, lever) && is_known(binder.keys, lever);
            if (std::string path = may ? path_of(binder, lever) : std::string{}; !path.empty()) {
                return path;
            }
        }
    }
    return std::string{row.example};
}

std::string name_or(const Binder& binder, const KeyRow& row) {
    const std::string_view name = first_name(binder, row.names);
    return std::string{name.empty() ? row.example : name};
}

/// So much of one commodity for a unit of another, in their units if both are known.
std::string price_example(const Binder& binder, const KeyRow& row, Units units, std::string_view a_day) {
    const bool known = units.of.valid() && units.per.valid();
    return known ? fmt::format("2 {}/{}{}", unit_of(binder, units.of), unit_of(binder, units.per), a_day)
                 : std::string{row.example};
}

/// `{rus-guns: ` of `{rus-guns: {at: rus-front, ...}}`.
std::string_view up_to_the_value(std::string_view map) { return map.substr(0, map.find(' ') + 1); }

}  // namespace

std::string example_of(const Binder& binder, const KeyRow& row, Units units) {
    switch (row.shape) {
        case Shape::name:
        case Shape::name_or_names:
        case Shape::uses:
        case Shape::name_or_numbers:
            return name_or(binder, row);
        case Shape::path:
            return path_or(binder, row);
        case Shape::number:
        case Shape::number_or_object:
            if (row.role && model::row_of(*row.role).dimension == model::Dimension::per_unit) {
                return price_example(binder, row, units, "");
            }
            if (row.role && model::row_of(*row.role).dimension == model::Dimension::rate_per_unit) {
                return price_example(binder, row, units, "/d");
            }
            return row.role ? in_unit(row.example, unit_of(binder, units.of)) : std::string{row.example};
        case Shape::object:
            return row.name == any_name ? std::string{row.example} : example_of(binder, row.inside);
        case Shape::list:
            return fmt::format("[{}]", example_of(binder, row.inside));
        case Shape::table:
            return fmt::format("{}{}}}", up_to_the_value(row.example), example_of(binder, row.inside));
        default:
            return std::string{row.example};
    }
}

std::string example_line(const Binder& binder, const KeyRow& row, Units units) {
    return fmt::format("{}: {}", row.name, example_of(binder, row, units));
}

std::string such_as(const Fields& fields, Key key, Units units) {
    return fmt::format("such as {}", example_line(fields.binder(), fields.binder().keys.row(key), units));
}

std::string example_number(const Binder& binder, const KeyRow& row, Units units) {
    const bool share = row.role && model::row_of(*row.role).dimension == model::Dimension::fraction;
    if (row.shape == Shape::uses || row.shape == Shape::name_or_numbers) {
        return "70%";
    }
    if (share && row.shape == Shape::numbers) {
        return "10%";
    }
    if (row.shape != Shape::numbers) {
        return example_of(binder, row, units);
    }
    const std::string_view unit = unit_of(binder, units.of);
    const std::string_view other = units.word.empty() ? unit_of(binder, units.per) : std::string_view{};
    return fmt::format("2 {}{}{}", unit, other.empty() ? "" : "/", other);
}

std::string example_of(const Binder& binder, Section section) {
    if (section == Section::action && binder.keys.has(Key::action_open)) {
        return fmt::format("{{{}}}", example_line(binder, binder.keys.row(Key::action_open)));
    }
    if (const std::string_view example = binder.keys.row(section).example; !example.empty()) {
        return std::string{example};
    }
    std::string map;
    for (const KeyRow* row : binder.keys.of(section)) {
        if (row->presence == Presence::required) {
            map += fmt::format("{}{}", map.empty() ? "" : ", ", example_line(binder, *row));
        }
    }
    return fmt::format("{{{}}}", map);
}

std::string with_own_example(const Binder& binder, const KeyRow& row, Units units, std::string text) {
    if (const std::size_t at = text.find(example_quantity); at != std::string::npos) {
        text.replace(at, example_quantity.size(), example_number(binder, row, units));
    }
    return text;
}

}  // namespace caisson::read
