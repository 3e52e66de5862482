#include "walk.hpp"

#include <algorithm>
#include <iterator>

namespace caisson::read {
namespace {

Spot behind(const KeyRow& row) {
    switch (row.shape) {
        case Shape::number:
        case Shape::new_value:
            return {Spot::Kind::number, Section::estimate, &row};
        case Shape::number_or_object:
        case Shape::object:
            return {Spot::Kind::section, row.inside, &row};
        case Shape::table:
            return {Spot::Kind::table, row.inside, &row};
        case Shape::list:
            return {Spot::Kind::list, row.inside, &row};
        case Shape::uses:
        case Shape::name_or_numbers:
        case Shape::numbers:
            return {Spot::Kind::table, Section::estimate, &row};
        case Shape::version:
        case Shape::text:
        case Shape::file:
        case Shape::date:
        case Shape::period:
        case Shape::flag:
        case Shape::whole:
        case Shape::word:
        case Shape::unit_word:
        case Shape::name:
        case Shape::name_or_names:
        case Shape::path:
        case Shape::any:
            break;
    }
    return {Spot::Kind::value, Section::root, &row};
}

}  // namespace

Spot root_spot() { return {Spot::Kind::section, Section::root, nullptr}; }

Step step_into(const KeyTable& keys, const Spot& spot, std::string_view part) {
    switch (spot.kind) {
        case Spot::Kind::section: {
            const KeyRow* row = keys.find(spot.section, part);
            return row == nullptr ? Step{} : Step{behind(*row), row->name != any_name};
        }
        case Spot::Kind::table: {
            const bool numbers = spot.section == Section::estimate;
            return {{numbers ? Spot::Kind::number : Spot::Kind::section, spot.section, spot.row}, true};
        }
        case Spot::Kind::list:
            return {{Spot::Kind::section, spot.section, spot.row}, true};
        case Spot::Kind::number: {
            const KeyRow* row = keys.find(Section::estimate, part);
            return row == nullptr ? Step{} : Step{{Spot::Kind::value, Section::estimate, row}, true};
        }
        case Spot::Kind::value:
            break;
    }
    return {};
}

bool is_long_form(const KeyTable& keys, const Document& document, ValueId map) {
    constexpr Key telling[] = {Key::estimate_value, Key::estimate_low, Key::estimate_best, Key::estimate_high};
    return document.kind(map) == ValueKind::map && std::any_of(std::begin(telling), std::end(telling), [&](Key key) {
               return keys.has(key) && document.find(map, keys.row(key).name).valid();
           });
}

bool replaced_whole(const KeyTable& keys, const Document& document, const Spot& spot, ValueId before, ValueId after) {
    if (document.kind(before) != ValueKind::map || document.kind(after) != ValueKind::map ||
        spot.kind == Spot::Kind::number) {
        return true;
    }
    const bool may_be_number = spot.row != nullptr && spot.row->shape == Shape::number_or_object;
    return may_be_number && (is_long_form(keys, document, before) || is_long_form(keys, document, after));
}

}  // namespace caisson::read
