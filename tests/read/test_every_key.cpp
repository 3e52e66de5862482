// No key is known anywhere but in its row of the table: without the row, a file that uses the key is refused, and
// neither the schema nor the page has it.
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "caisson/base/ensure.hpp"
#include "caisson/model/compile.hpp"
#include "caisson/read/reference.hpp"
#include "caisson/read/schema.hpp"
#include "read/walk.hpp"
#include "texts.hpp"

using namespace caisson;
using namespace caisson::read;
using namespace caisson::tests;
using Json = nlohmann::json;

namespace {

const std::string every_key = CAISSON_SOURCE_DIR "/tests/read/every-key.yaml";

/// A row of the table in one of the sections where it may stand.
struct Use {
    Key key;
    Section section;

    friend auto operator<=>(const Use&, const Use&) = default;
};

/// Where each key is written in a document.
class Uses {
public:
    Uses() {
        const auto read = read_file(every_key, 1 << 20);
        REQUIRE(read.has_value());
        const FileId file = sources_.add(every_key, read->text);
        Findings findings;
        const ValueId root = parse_document(document_, sources_, file, findings);
        REQUIRE(findings.empty());
        walk(root, root_spot());
    }

    [[nodiscard]] const std::map<Use, std::set<SourceSpan>>& all() const { return uses_; }

private:
    void walk(ValueId value, const Spot& spot) {
        if (document_.kind(value) == ValueKind::list) {
            for (ValueId entry = document_.first(value); entry.valid(); entry = document_.next(entry)) {
                walk(entry, {Spot::Kind::section, spot.section, spot.row});
            }
        }
        if (document_.kind(value) != ValueKind::map) {
            return;
        }
        const bool may_be_number = spot.row != nullptr && spot.row->shape == Shape::number_or_object;
        const bool is_number = may_be_number && is_long_form(table_, document_, value);
        for (ValueId key = document_.first(value); key.valid(); key = document_.next(key)) {
            walk_key(key, is_number ? Spot{Spot::Kind::number, Section::estimate, spot.row} : spot);
        }
    }

    void walk_key(ValueId key, const Spot& spot) {
        const bool in_section = spot.kind == Spot::Kind::section || spot.kind == Spot::Kind::number;
        const Step step = step_into(table_, spot, document_.text(key));
        if (in_section && step.spot.row != nullptr) {
            const Section section = spot.kind == Spot::Kind::number ? Section::estimate : spot.section;
            uses_[{step.spot.row->key, section}].insert(document_.span(key, sources_));
        }
        walk(document_.first(key), step.spot);
    }

    KeyTable table_;
    Sources sources_;
    Document document_;
    std::map<Use, std::set<SourceSpan>> uses_;
};

KeyTable without(Key key) {
    std::vector<KeyRow> rows = keys();
    std::erase_if(rows, [&](const KeyRow& row) { return row.key == key; });
    return KeyTable(std::move(rows));
}

/// The lines of the page between the heading of a section and the next.
std::string lines_of(const std::string& page, const SectionRow& section) {
    const std::size_t begin = page.find("\n## " + std::string{section.heading} + "\n");
    REQUIRE(begin != std::string::npos);
    return page.substr(begin, page.find("\n## ", begin + 1) - begin);
}

/// How a key begins its line on the page.
std::string line_of(const KeyRow& row) {
    if (row.name != any_name) {
        return "\n| `" + std::string{row.name} + "` |";
    }
    return row.names == Thing::commodity ? "\n| id of a commodity |" : "\n| path |";
}

std::string name_in_schema(const SectionRow& section) {
    std::string name{section.name};
    for (char& letter : name) {
        letter = letter == ' ' || letter == '\'' ? '-' : letter;
    }
    return name;
}

/// Whether the schema of a section, or of a number in its long form, has a key.
bool has(const Json& schema, const KeyTable& table, const KeyRow& row, Section section) {
    const std::string name{row.name};
    const Json& definitions = schema.at("definitions");
    if (section == Section::estimate) {
        return definitions.at("number-stock").at("anyOf").at(1).at("properties").contains(name);
    }
    const Json& map = definitions.at(name_in_schema(table.row(section)));
    if (row.name != any_name) {
        return map.at("properties").contains(name);
    }
    return row.names == Thing::commodity ? map.at("additionalProperties").is_object()
                                         : map.contains("patternProperties");
}

// What the reader, or the schema, is built around: without it there is nothing to read.
const std::set<Key> keys_of_the_reader{Key::version, Key::extends, Key::variants};
const std::set<Key> keys_of_the_schema{
    Key::extends, Key::estimate_value, Key::estimate_low, Key::estimate_best,  Key::estimate_high,
    Key::rigid,   Key::uses,           Key::sails,        Key::route_schedule, Key::changed_route_capacity};

}  // namespace

TEST_CASE("one file uses every key in every place, and is sound", "[read]") {
    const KeyTable table;
    const Uses uses;
    for (const KeyRow& row : table.rows()) {
        for (const SectionRow& section : sections()) {
            CAPTURE(row.name, section.name);
            CHECK(uses.all().contains({row.key, section.section}) == row.sections.contain(section.section));
        }
    }
    Request request{.file = every_key};
    for (const std::vector<std::string>& variants : {std::vector<std::string>{}, {"shorter"}}) {
        request.variants = variants;
        const auto compiled = model::compile(accepted(request).scenario);
        REQUIRE(compiled.has_value());
        CHECK(compiled->warnings.empty());
    }
}

TEST_CASE("without its row a key is unknown to the reader, wherever it is written", "[read]") {
    const Uses uses;
    for (const KeyRow& row : keys()) {
        CAPTURE(row.name);
        const KeyTable table = without(row.key);
        Request request{.file = every_key, .variants = {"shorter"}};
        if (keys_of_the_reader.contains(row.key)) {
            CHECK_THROWS_AS(read_scenario(request, table), Bug);
            continue;
        }
        const auto reading = read_scenario(request, table);
        REQUIRE_FALSE(reading.has_value());
        std::set<SourceSpan> unknown;
        for (const Finding& finding : reading.error().findings) {
            const bool says_so = finding.code == FindingCode::unknown_key || finding.code == FindingCode::unknown_name;
            if (says_so && reading.error().sources.name(finding.where.file) == every_key) {
                unknown.insert(finding.where);
            }
        }
        for (const auto& [use, places] : uses.all()) {
            if (use.key == row.key) {
                for (const SourceSpan& place : places) {
                    CAPTURE(place.line, place.column);
                    CHECK(unknown.contains(place));
                }
            }
        }
    }
}

TEST_CASE("without its row a key is in no section of the reference page", "[read]") {
    const KeyTable whole;
    const std::string page = reference_text(whole);
    for (const KeyRow& row : keys()) {
        const std::string shorter = reference_text(without(row.key));
        for (const SectionRow& section : sections()) {
            CAPTURE(row.name, section.name);
            const bool there = row.sections.contain(section.section);
            CHECK((lines_of(page, section).find(line_of(row)) != std::string::npos) >= there);
            CHECK((!there || lines_of(shorter, section).find(line_of(row)) == std::string::npos));
        }
    }
}

TEST_CASE("without its row a key is in no section of the schema", "[read]") {
    const KeyTable whole;
    const Json schema = Json::parse(schema_text(whole));
    for (const KeyRow& row : keys()) {
        const KeyTable table = without(row.key);
        CAPTURE(row.name);
        if (keys_of_the_schema.contains(row.key)) {
            CHECK_THROWS_AS(schema_text(table), Bug);
            continue;
        }
        const Json shorter = Json::parse(schema_text(table));
        for (const SectionRow& section : sections()) {
            if (row.sections.contain(section.section)) {
                CAPTURE(section.name);
                CHECK(has(schema, whole, row, section.section));
                CHECK_FALSE(has(shorter, table, row, section.section));
            }
        }
    }
}
