#include "walk.hpp"

#include <algorithm>

namespace caisson::read {
namespace {

Spot behind(const KeyRow& row) {
    switch (row.shape) {
        case Shape::number:
            return {Spot::Kind::number, Section::estimate, &row};
        case Shape::number_or_object:
        case Shape::object:
            return {Spot::Kind::section, row.inside, &row};
        case Shape::table:
            return {Spot::Kind::table, row.inside, &row};
        case Shape::list:
            return {Spot::Kind::list, row.inside, &row};
        case Shape::uses:
        case Shape::numbers:
            return {Spot::Kind::table, Section::estimate, &row};
        case Shape::version:
        case Shape::text:
        case Shape::file:
        case Shape::date:
        case Shape::flag:
        case Shape::whole:
        case Shape::word:
        case Shape::unit_word:
        case Shape::name:
        case Shape::name_or_names:
        case Shape::any:
            break;
    }
    return {Spot::Kind::value, Section::root, &row};
}

bool has_key_of(const KeyTable& keys, Section section, const Document& document, ValueId map) {
    const auto& rows = keys.of(section);
    return std::any_of(rows.begin(), rows.end(),
                       [&](const KeyRow* row) { return document.find(map, row->name).valid(); });
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

bool replaced_whole(const KeyTable& keys, const Document& document, const Spot& spot, ValueId before, ValueId after) {
    if (document.kind(before) != ValueKind::map || document.kind(after) != ValueKind::map ||
        spot.kind == Spot::Kind::number) {
        return true;
    }
    const bool may_be_number = spot.row != nullptr && spot.row->shape == Shape::number_or_object;
    return may_be_number && (has_key_of(keys, Section::estimate, document, before) ||
                             has_key_of(keys, Section::estimate, document, after));
}

}  // namespace caisson::read
