#include "caisson/read/schema.hpp"

#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "caisson/base/limits.hpp"
#include "schema_patterns.hpp"

namespace caisson::read {
namespace {

using Json = nlohmann::ordered_json;

/// Whether required keys are required: not in a file that extends another, nor in a variant, which are put over
/// something that may have them.
enum class Part : std::uint8_t { whole, overlay };

constexpr std::string_view draft = "http://json-schema.org/draft-07/schema#";
constexpr std::string_view id_pattern = "^(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9_-]{0,63}$";
constexpr std::string_view path_pattern = "^[A-Za-z0-9_-]+([.][A-Za-z0-9_-]+)+$";

Json text_schema() { return Json{{"type", {"string", "number", "boolean"}}}; }

Json reference(std::string_view name) { return Json{{"$ref", fmt::format("#/definitions/{}", name)}}; }

Json either(std::vector<Json> choices) {
    if (choices.size() == 1) {
        return choices.front();
    }
    return Json{{"anyOf", choices}};
}

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
            definitions[name_of(section.section, Part::overlay)] = section_schema(section, Part::overlay);
        }
        for (const KeyRow& row : keys_.rows()) {
            if (row.role && row.shape != Shape::flag) {
                add_number(definitions, row);
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
        return part == Part::whole ? name : name + "-over";
    }

    /// Numbers of one role, or of one role and days, are described once.
    [[nodiscard]] static std::string number_name(const KeyRow& row) {
        std::string name = fmt::format("number-{}", model::row_of(*row.role).name);
        return row.role_in_days ? name + "-or-days" : name;
    }

    void add_number(Json& definitions, const KeyRow& row) const {
        const std::string name = number_name(row);
        const std::string single = name + "-single";
        if (definitions.contains(name)) {
            return;
        }
        definitions[single] = {{"type", {"string", "number"}}, {"pattern", quantity_pattern(row, Range::refused)}};
        add_bare(definitions[single], row);
        Json value = {{"type", {"string", "number"}}, {"pattern", quantity_pattern(row, Range::allowed)}};
        add_bare(value, row);
        definitions[name] = {{"anyOf", {value, long_form(value, reference(single))}}};
    }

    /// A number without a unit is a JSON number. Where it would be ambiguous only 0 says enough.
    static void add_bare(Json& schema, const KeyRow& row) {
        const model::RoleRow& bounds = model::row_of(*row.role);
        if (!may_be_bare(row)) {
            schema["minimum"] = 0;
            schema["maximum"] = 0;
            return;
        }
        if (std::isfinite(bounds.least)) {
            schema[bounds.least_allowed ? "minimum" : "exclusiveMinimum"] = bounds.least;
        }
        if (std::isfinite(bounds.most)) {
            schema[bounds.most_allowed ? "maximum" : "exclusiveMaximum"] = bounds.most;
        }
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
                properties[name] = described(text_schema(), *row);
            }
        }
        schema["properties"] = std::move(properties);
        const std::string low{keys_.row(Key::estimate_low).name};
        const std::string best{keys_.row(Key::estimate_best).name};
        const std::string high{keys_.row(Key::estimate_high).name};
        const std::string alone{keys_.row(Key::estimate_value).name};
        const auto required = [](const std::string& name) { return Json{{"required", Json::array({name})}}; };
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
        Json required = Json::array();
        Json patterns = Json::object();
        bool anything = false;
        for (const KeyRow* row : keys_.of(section.section)) {
            if (row->name != any_name) {
                properties[std::string{row->name}] = described(value_schema(*row, part), *row);
            } else if (row->shape == Shape::any) {
                anything = true;
            } else {
                patterns[std::string{id_pattern}] = described(value_schema(*row, part), *row);
            }
            if (row->presence == Presence::required && (part == Part::whole || row->key == Key::version)) {
                required.push_back(row->name);
            }
        }
        if (anything) {
            add_overrides(properties, patterns);
        }
        schema["properties"] = std::move(properties);
        if (!patterns.empty()) {
            schema["patternProperties"] = std::move(patterns);
        }
        schema["additionalProperties"] = false;
        if (!required.empty()) {
            schema["required"] = std::move(required);
        }
        return schema;
    }

    /// A variant has paths, and the root's keys with what is put over them.
    void add_overrides(Json& properties, Json& patterns) const {
        for (const KeyRow* row : keys_.of(Section::root)) {
            const bool protected_key =
                row->key == Key::version || row->key == Key::extends || row->key == Key::variants;
            if (!protected_key && !properties.contains(std::string{row->name})) {
                properties[std::string{row->name}] = described(value_schema(*row, Part::overlay), *row);
            }
        }
        patterns[std::string{path_pattern}] = Json{{"not", {{"type", "null"}}}};
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
            case Shape::flag:
                return Json{{"type", "boolean"}};
            case Shape::whole:
                return Json{{"type", "integer"}, {"minimum", 0}};
            case Shape::word:
                return words_schema(row);
            case Shape::unit_word:
                return Json{{"type", "string"}, {"pattern", "^[A-Za-z][A-Za-z0-9_-]{0,63}$"}};
            case Shape::name:
                return id_schema();
            case Shape::name_or_names:
                return either({id_schema(), list_of(id_schema())});
            case Shape::any:
                return Json::object();
            case Shape::number:
                return row.role ? reference(number_name(row)) : text_schema();
            case Shape::number_or_object:
                return either({reference(number_name(row)), reference(name_of(row.inside, part))});
            case Shape::uses:
                return either({id_schema(), nonempty(list_of(id_schema())), numbers_schema(row)});
            case Shape::numbers:
                return numbers_schema(row);
            case Shape::object:
                return reference(name_of(row.inside, part));
            case Shape::list:  // lists are replaced whole, so that their entries are complete
                return list_of(reference(name_of(row.inside, Part::whole)));
            case Shape::table:
                return table_schema(row, part);
        }
        return {};
    }

    static Json id_schema() { return Json{{"type", "string"}, {"pattern", id_pattern}}; }

    static Json list_of(Json entry) { return Json{{"type", "array"}, {"items", std::move(entry)}}; }

    static Json nonempty(Json list) {
        list["minItems"] = 1;
        return list;
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
