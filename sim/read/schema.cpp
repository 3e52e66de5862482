#include "caisson/read/schema.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <utility>

#include "caisson/base/limits.hpp"
#include "caisson/model/attrition.hpp"
#include "levers.hpp"
#include "schema_patterns.hpp"

namespace caisson::read {
namespace {

using Json = nlohmann::ordered_json;

/// Whether required keys are required: not in a file that extends another, nor in a variant, which are put over
/// something that may have them.
enum class Part : std::uint8_t { whole, overlay };

constexpr std::string_view draft = "http://json-schema.org/draft-07/schema#";
constexpr std::string_view id_pattern = "^(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9_-]{0,63}$";
constexpr std::string_view part_of_path = "[.][A-Za-z0-9][A-Za-z0-9_-]{0,63}";
constexpr std::string_view position_in_path = "[.](0|[1-9][0-9]{0,8})";

Json text_schema() { return Json{{"type", {"string", "number", "boolean"}}}; }

Json reference(std::string_view name) { return Json{{"$ref", fmt::format("#/definitions/{}", name)}}; }

Json either(std::vector<Json> choices) {
    if (choices.size() == 1) {
        return choices.front();
    }
    return Json{{"anyOf", choices}};
}

Json required(std::string_view name) { return Json{{"required", Json::array({name})}}; }

class SchemaWriter {
public:
    explicit SchemaWriter(const KeyTable& keys) : keys_(keys) {}

    Json write() {
        Json schema;
        schema["$schema"] = draft;
        schema["title"] = "Caisson scenario";
        const std::string extends{keys_.row(Key::extends).name};
        schema["if"] = {{"type", "object"}, {"required", {extends}}};
        schema["then"] = reference(name_of(Section::root, Part::overlay));
        schema["else"] = reference(name_of(Section::root, Part::whole));
        Json definitions;
        for (const SectionRow& section : sections()) {
            definitions[name_of(section.section, Part::whole)] = section_schema(section, Part::whole);
            if (section.section != Section::variant) {  // whose keys are put over others anyway
                definitions[name_of(section.section, Part::overlay)] = section_schema(section, Part::overlay);
            }
        }
        for (const KeyRow& row : keys_.rows()) {
            if (row.role && row.shape != Shape::flag) {
                add_number(definitions, row);
            }
            if (row.role_as_share) {
                add_number(definitions, as_share(row));
                add_number(definitions, as_no_share(row));
            }
        }
        schema["definitions"] = std::move(definitions);
        return schema;
    }

private:
    /// `plant`, or `plant-over` for what is put over another plant.
    [[nodiscard]] std::string name_of(Section section, Part part) const {
        std::string name{keys_.row(section).name};
        for (char& letter : name) {
            letter = letter == ' ' || letter == '\'' ? '-' : letter;
        }
        return part == Part::whole || section == Section::variant ? name : name + "-over";
    }

    /// Numbers of one role, or of one role and days, are described once.
    [[nodiscard]] static std::string number_name(const KeyRow& row) {
        std::string name = fmt::format("number-{}", model::row_of(*row.role).name);
        name += row.role_in_days ? "-or-days" : "";
        if (row.role_as_share) {
            name += is_share_by_another_map(row) ? "-or-percent" : "-or-share";
        }
        return name;
    }

    /// A number that may be a share, where it is one, and where it is none.
    static KeyRow as_share(KeyRow row) {
        row.role = row.role_as_share;
        row.role_as_share.reset();
        row.role_in_days.reset();
        return row;
    }

    static KeyRow as_no_share(KeyRow row) {
        row.role_as_share.reset();
        return row;
    }

    void add_number(Json& definitions, const KeyRow& row) const {
        const std::string name = number_name(row);
        const std::string single = name + "-single";
        if (definitions.contains(name)) {
            return;
        }
        definitions[single] = quantity_schema(row, Range::refused);
        const Json value = quantity_schema(row, Range::allowed);
        definitions[name] = {{"anyOf", {value, long_form(value, reference(single))}}};
    }

    static Json quantity_schema(const KeyRow& row, Range range) {
        Json schema = {{"type", {"string", "number"}},
                       {"maxLength", max_quantity_bytes},
                       {"pattern", quantity_pattern(row, range)}};
        if (range == Range::refused && may_be_bare(row)) {
            return schema;  // an end of an estimate, which is cut to the bounds
        }
        return with_bounds(std::move(schema), row);
    }

    /// A number without a unit is a JSON number. Where it would be ambiguous only 0 says enough.
    static Json with_bounds(Json schema, const KeyRow& row) {
        const model::RoleRow& bounds = model::row_of(*row.role);
        if (!may_be_bare(row)) {
            if (!model::in_bounds(*row.role, 0.0)) {
                schema["type"] = "string";
                return schema;
            }
            schema["minimum"] = 0;
            schema["maximum"] = row.role_as_share && !is_share_by_another_map(row) ? 1 : 0;
            return schema;
        }
        if (std::isfinite(bounds.least)) {
            schema[bounds.least_allowed ? "minimum" : "exclusiveMinimum"] = bounds.least;
        }
        if (std::isfinite(bounds.most)) {
            schema[bounds.most_allowed ? "maximum" : "exclusiveMaximum"] = bounds.most;
        }
        return schema;
    }

    [[nodiscard]] Json long_form(const Json& value, const Json& single) const {
        Json schema = {{"type", "object"}, {"additionalProperties", false}};
        Json properties;
        for (const KeyRow* row : keys_.of(Section::estimate)) {
            const std::string name{row->name};
            if (row->key == Key::estimate_value) {
                properties[name] = value;
            } else if (row->shape == Shape::number) {
                properties[name] = single;
            } else {
                properties[name] = described(value_schema(*row, Part::whole), *row);
            }
        }
        schema["properties"] = std::move(properties);
        const std::string_view low = keys_.row(Key::estimate_low).name;
        const std::string_view best = keys_.row(Key::estimate_best).name;
        const std::string_view high = keys_.row(Key::estimate_high).name;
        const std::string_view alone = keys_.row(Key::estimate_value).name;
        const Json no_ends = {{"not", {{"anyOf", {required(low), required(best), required(high)}}}}};
        Json value_alone = required(alone);
        value_alone.update(no_ends);
        Json ends = {{"required", {low, high}}, {"not", required(alone)}};
        schema["anyOf"] = {value_alone, ends};
        return schema;
    }

    static Json described(Json schema, const KeyRow& row) {
        if (schema.contains("$ref")) {  // draft 7 ignores what stands beside a reference
            schema = Json{{"allOf", Json::array({schema})}};
        }
        schema["description"] = row.help;
        return schema;
    }

    [[nodiscard]] Json section_schema(const SectionRow& section, Part part) const {
        Json schema = {{"type", "object"}, {"description", section.help}};
        Json properties = Json::object();
        Json needed = Json::array();
        Json others = false;
        for (const KeyRow* row : keys_.of(section.section)) {
            if (row->name != any_name) {
                properties[std::string{row->name}] = described(value_schema(*row, part), *row);
            } else if (row->shape == Shape::any) {
                add_overridden_keys(properties);
                schema["patternProperties"] = paths();
            } else {
                others = described(value_schema(*row, part), *row);
            }
            if (row->presence == Presence::required && (part == Part::whole || row->key == Key::version)) {
                needed.push_back(row->name);
            }
        }
        schema["properties"] = std::move(properties);
        schema["additionalProperties"] = std::move(others);
        if (!needed.empty()) {
            schema["required"] = std::move(needed);
        }
        if (part == Part::whole) {
            add_rules(schema, section.section);
        }
        return schema;
    }

    /// How the keys of a section depend on one another. What is put over another map is only a part of it.
    void add_rules(Json& schema, Section section) const {
        Json all = Json::array();
        for (const KeyRule& rule : keys_.rules_of(section)) {
            if (rule.kind == KeyRule::Kind::only_with) {
                Json dependencies = Json::object();
                for (const Key key : rule.keys) {
                    dependencies[std::string{keys_.row(key).name}] = either(each_required(rule.with));
                }
                all.push_back({{"dependencies", std::move(dependencies)}});
                continue;
            }
            if (rule.kind == KeyRule::Kind::at_most_one) {
                all.push_back({{"anyOf", {{{"not", either(each_required(rule.keys))}}, one_of(rule.keys)}}});
                continue;
            }
            const bool one = rule.kind == KeyRule::Kind::exactly_one;
            Json choice = one ? one_of(rule.keys) : Json{{"anyOf", each_required(rule.keys)}};
            all.push_back(rule.with.empty()
                              ? std::move(choice)
                              : Json{{"if", either(each_required(rule.with))}, {"then", std::move(choice)}});
        }
        add_rules_of_values(all, section);
        if (!all.empty()) {
            schema["allOf"] = std::move(all);
        }
    }

    [[nodiscard]] std::vector<Json> each_required(const std::vector<Key>& keys) const {
        std::vector<Json> choices;
        choices.reserve(keys.size());
        for (const Key key : keys) {
            choices.push_back(required(keys_.row(key).name));
        }
        return choices;
    }

    [[nodiscard]] Json one_of(const std::vector<Key>& keys) const { return Json{{"oneOf", each_required(keys)}}; }

    /// What depends on more than which keys are written: `rigid` on shares, a changing capacity on there being one, and
    /// the new value on what is set.
    void add_rules_of_values(Json& all, Section section) const {
        const auto of = [&](Key key, Json schema) {
            return Json{{"properties", {{std::string{keys_.row(key).name}, std::move(schema)}}}};
        };
        if (section == Section::fire) {
            Json rigid = required(keys_.row(Key::rigid).name);
            rigid.update(of(Key::rigid, Json{{"const", true}}));
            all.push_back({{"if", std::move(rigid)}, {"then", of(Key::uses, Json{{"type", "object"}})}});
        } else if (section == Section::route) {
            const Json no_capacity = {{"not", required(keys_.row(Key::changed_route_capacity).name)}};
            all.push_back({{"if", required(keys_.row(Key::sails).name)},
                           {"then", of(Key::route_schedule, Json{{"items", no_capacity}})}});
        } else if (section == Section::loss) {
            add_rules_of_laws(all);
        } else if (section == Section::action) {
            add_rules_of_actions(all);
        } else if (section == Section::condition) {
            add_rules_of_shares(all, Key::level_of, {Key::level_below, Key::level_above, Key::level_back});
        } else if (section == Section::outcome) {
            add_rules_of_shares(all, Key::first_of, {Key::falls_to, Key::rises_to});
        }
    }

    /// Which laws need a number, and which know nothing of it.
    void add_rules_of_laws(Json& all) const {
        if (!keys_.has(Key::law)) {
            return;
        }
        const KeyRow& law = keys_.row(Key::law);
        for (const WordRow& word : law.words) {
            Json is_this = required(law.name);
            is_this["properties"] = {{std::string{law.name}, {{"const", word.word}}}};
            const auto value = static_cast<model::LossLaw>(word.value);
            for (const auto& [key, wanted] : {std::pair{Key::against, value != model::LossLaw::square},
                                              std::pair{Key::aimed, value == model::LossLaw::mixed}}) {
                if (keys_.has(key)) {
                    const Json there = required(keys_.row(key).name);
                    all.push_back({{"if", is_this}, {"then", wanted ? there : Json{{"not", there}}}});
                }
            }
        }
    }

    /// Levels of pressure are shares, and no others are.
    void add_rules_of_shares(Json& all, Key kind, std::initializer_list<Key> levels) const {
        if (!keys_.has(kind)) {
            return;
        }
        const KeyRow& of = keys_.row(kind);
        const auto pressure = std::find_if(of.words.begin(), of.words.end(), [](const WordRow& word) {
            return word.value == static_cast<std::uint8_t>(model::Variable::pressure);
        });
        Json shares = Json::object();
        Json others = Json::object();
        for (const Key level : levels) {
            if (keys_.has(level)) {
                const std::string name{keys_.row(level).name};
                shares[name] = reference(number_name(as_share(keys_.row(level))));
                others[name] = reference(number_name(as_no_share(keys_.row(level))));
            }
        }
        Json is_pressure = required(of.name);
        is_pressure["properties"] = {{std::string{of.name}, {{"const", pressure->word}}}};
        all.push_back({{"if", std::move(is_pressure)},
                       {"then", {{"properties", std::move(shares)}}},
                       {"else", {{"properties", std::move(others)}}}});
    }

    void add_rules_of_actions(Json& all) const {
        const auto to = [&](const KeyRow& row) {
            return Json{{"properties", {{std::string{keys_.row(Key::action_to).name}, reference(number_name(row))}}}};
        };
        if (!keys_.has(Key::action_to)) {
            return;
        }
        if (keys_.has(Key::action_scale)) {
            all.push_back(
                {{"if", required(keys_.row(Key::action_scale).name)}, {"then", to(keys_.row(Key::action_to))}});
        }
        for (const LeverRow& lever : levers()) {
            if (keys_.has(Key::action_set) && moves(model::ActionKind::set, lever) && is_known(keys_, lever)) {
                const std::string set{keys_.row(Key::action_set).name};
                Json sets = required(set);
                sets["properties"] = {{set, {{"type", "string"}, {"pattern", path_pattern(lever)}}}};
                all.push_back({{"if", std::move(sets)}, {"then", to(keys_.row(lever.key()))}});
            }
        }
    }

    [[nodiscard]] std::string path_pattern(const LeverRow& lever) const {
        std::string path;
        for (const LeverPart& part : lever.parts) {
            if (part.thing != Thing::nothing) {
                path += part_of_path;
            } else {
                path += fmt::format("{}{}", path.empty() ? "^" : "[.]", keys_.row(part.key).name);
            }
        }
        return path + "$";
    }

    /// Keys that say what a file is, and not what is in it, cannot be overridden.
    static bool may_be_overridden(const KeyRow& row) {
        return row.key != Key::version && row.key != Key::extends && row.key != Key::variants;
    }

    /// A variant has the root's keys with what is put over them.
    void add_overridden_keys(Json& properties) const {
        for (const KeyRow* row : keys_.of(Section::root)) {
            if (may_be_overridden(*row) && !properties.contains(std::string{row->name})) {
                properties[std::string{row->name}] = described(value_schema(*row, Part::overlay), *row);
            }
        }
    }

    /// A variant also has paths, each with the value that its last key takes.
    [[nodiscard]] Json paths() const {
        Json patterns = Json::object();
        for (const KeyRow* row : keys_.of(Section::root)) {
            if (may_be_overridden(*row)) {
                add_paths_behind(patterns, *row, fmt::format("^{}", row->name));
            }
        }
        return patterns;
    }

    static void add_path(Json& patterns, const std::string& path, Json value) {
        patterns[path + "$"] = std::move(value);
    }

    /// Adds the paths that lead on from a key. How maps of one kind stand inside one another is told once, where the
    /// outermost begins.
    void add_paths_behind(Json& patterns, const KeyRow& row, const std::string& path) const {
        const std::string named = fmt::format("{}{}", path, part_of_path);
        const std::string numbered = fmt::format("{}{}", path, position_in_path);
        switch (row.shape) {
            case Shape::table:
                add_path(patterns, named, reference(name_of(row.inside, Part::overlay)));
                add_paths_in(patterns, row.inside, named);
                break;
            case Shape::list:
                add_path(patterns, numbered, reference(name_of(row.inside, Part::whole)));
                if (!nests(row)) {
                    add_paths_in(patterns, row.inside, numbered);
                }
                break;
            case Shape::number_or_object:
                add_estimate_paths(patterns, path);
                add_paths_in(patterns, row.inside, path);
                break;
            case Shape::object:
                if (!nests(row)) {
                    add_paths_in(patterns, row.inside, path + nesting_in(row.inside));
                }
                break;
            case Shape::number:
            case Shape::new_value:
                add_estimate_paths(patterns, path);
                break;
            case Shape::uses:
            case Shape::name_or_numbers:
            case Shape::numbers:
                add_path(patterns, named, reference(number_name(row)));
                add_estimate_paths(patterns, named);
                break;
            default:
                break;
        }
    }

    /// Whether a map of one kind stands behind this key inside another map of the same kind.
    static bool nests(const KeyRow& row) {
        const bool holds_maps = row.shape == Shape::object || row.shape == Shape::list;
        return holds_maps && row.sections.contain(row.inside) && row.name != any_name;
    }

    /// The parts of a path that lead from a map to those of the same kind inside it: `([.](all|any)[.]0|[.]not)*`.
    [[nodiscard]] std::string nesting_in(Section section) const {
        std::string lists;
        std::string maps;
        for (const KeyRow* row : keys_.of(section)) {
            if (nests(*row)) {
                std::string& names = row->shape == Shape::list ? lists : maps;
                names += fmt::format("{}{}", names.empty() ? "" : "|", row->name);
            }
        }
        std::vector<std::string> ways;
        if (!lists.empty()) {
            ways.push_back(fmt::format("[.]({}){}", lists, position_in_path));
        }
        if (!maps.empty()) {
            ways.push_back(fmt::format("[.]({})", maps));
        }
        return ways.empty() ? std::string{} : fmt::format("({})*", fmt::join(ways, "|"));
    }

    /// The parts of a number's long form, all in one pattern: there are many numbers.
    void add_estimate_paths(Json& patterns, const std::string& path) const {
        add_path(patterns, fmt::format("{}[.]({})", path, names_in(Section::estimate)), text_schema());
    }

    /// The names of a section's keys, as choices of a pattern.
    [[nodiscard]] std::string names_in(Section section) const {
        std::string names;
        for (const KeyRow* row : keys_.of(section)) {
            if (row->name != any_name) {
                names += fmt::format("{}{}", names.empty() ? "" : "|", row->name);
            }
        }
        return names;
    }

    /// Adds the paths of a section's keys, and those that lead on from them.
    void add_paths_in(Json& patterns, Section section, const std::string& path) const {
        for (const KeyRow* row : keys_.of(section)) {
            const std::string next = row->name == any_name
                                         ? fmt::format("{}(?![.]({})([.]|$)){}", path, names_in(section), part_of_path)
                                         : fmt::format("{}[.]{}", path, row->name);
            add_path(patterns, next, value_schema(*row, Part::overlay));
            add_paths_behind(patterns, *row, next);
        }
    }

    [[nodiscard]] Json value_schema(const KeyRow& row, Part part) const {
        switch (row.shape) {
            case Shape::version:
                return Json{{"const", 1}};
            case Shape::text:
            case Shape::file:
                return text_schema();
            case Shape::date:
                return Json{{"type", "string"}, {"pattern", date_pattern()}};
            case Shape::period:
                return Json{{"type", {"string", "integer"}},
                            {"pattern", period_pattern()},
                            {"minimum", min_year},
                            {"maximum", max_year}};
            case Shape::flag:
                return Json{{"type", "boolean"}};
            case Shape::whole:
                return Json{{"type", "integer"}, {"minimum", row.whole.least}, {"maximum", row.whole.most}};
            case Shape::word:
                return words_schema(row);
            case Shape::unit_word:
                return Json{{"type", "string"}, {"maxLength", max_id_bytes}, {"pattern", unit_word_pattern()}};
            case Shape::name:
                return id_schema();
            case Shape::name_or_names:
                return either({id_schema(), with_fewest(list_of(id_schema()), row.fewest)});
            case Shape::any:
                return Json::object();
            case Shape::number:
                if (says_of_a_price(row) && keys_.has(Key::price)) {
                    return either({reference(number_name(row)), reference(number_name(keys_.row(Key::price)))});
                }
                if (!row.words.empty()) {
                    return either({reference(number_name(row)), words_schema(row)});
                }
                return row.role ? reference(number_name(row)) : text_schema();
            case Shape::path:
                return text_schema();
            case Shape::new_value:
                return Json{{"type", {"string", "number", "object"}}};
            case Shape::number_or_object:
                return either({reference(number_name(row)), reference(name_of(row.inside, part))});
            case Shape::uses:
                return either({id_schema(), with_fewest(list_of(id_schema()), 1), numbers_schema(row)});
            case Shape::name_or_numbers:
                return either({id_schema(), numbers_schema(row)});
            case Shape::numbers:
                return numbers_schema(row);
            case Shape::object:
                return reference(name_of(row.inside, part));
            case Shape::list:  // lists are replaced whole, so that their entries are complete
                return with_fewest(list_of(reference(name_of(row.inside, Part::whole))), row.fewest);
            case Shape::table:
                return table_schema(row, part);
        }
        return {};
    }

    /// An id such as `1e5` or `true` is no text for YAML.
    static Json id_schema() { return Json{{"type", {"string", "number", "boolean"}}}; }

    static Json list_of(Json entry) { return Json{{"type", "array"}, {"items", std::move(entry)}}; }

    static Json with_fewest(Json list, std::size_t fewest) {
        if (fewest > 0) {
            list["minItems"] = fewest;
        }
        return list;
    }

    /// What is claimed of a number may be a price, in two units.
    static bool says_of_a_price(const KeyRow& row) {
        return row.key == Key::claimed_above || row.key == Key::claimed_below || row.key == Key::claimed_equals;
    }

    static Json words_schema(const KeyRow& row) {
        Json words = Json::array();
        for (const WordRow& word : row.words) {
            words.push_back(word.word);
        }
        return Json{{"enum", std::move(words)}};
    }

    static Json numbers_schema(const KeyRow& row) {
        Json schema = {{"type", "object"}, {"additionalProperties", reference(number_name(row))}};
        if (row.shape == Shape::uses) {
            schema["minProperties"] = 1;
        } else if (row.names == Thing::nothing) {
            schema["propertyNames"] = {{"maxLength", max_id_bytes}, {"pattern", unit_word_pattern()}};
        }
        return schema;
    }

    [[nodiscard]] Json table_schema(const KeyRow& row, Part part) const {
        Json patterns;
        patterns[std::string{id_pattern}] = reference(name_of(row.inside, part));
        return Json{{"type", "object"}, {"patternProperties", patterns}, {"additionalProperties", false}};
    }

    const KeyTable& keys_;
};

}  // namespace

std::string schema_text(const KeyTable& table) { return SchemaWriter(table).write().dump(2) + "\n"; }

}  // namespace caisson::read
