// What the schema accepts and refuses is judged by a JSON Schema library: judge_schema.py.
#include <nlohmann/json.hpp>
#include <string>

#include "caisson/read/schema.hpp"
#include "support/catch.hpp"

using namespace caisson::read;
using Json = nlohmann::json;

TEST_CASE("the schema has every key, with its help", "[read]") {
    const std::string text = schema_text(KeyTable());
    const Json schema = Json::parse(text);
    CHECK(schema.at("$schema") == "http://json-schema.org/draft-07/schema#");
    for (const KeyRow& row : keys()) {
        if (row.name != any_name) {
            CAPTURE(row.name);
            CHECK(text.find(Json(std::string{row.name}).dump() + ":") != std::string::npos);
        }
        if (row.role == std::nullopt || row.shape != Shape::number) {
            continue;
        }
        CHECK(text.find(Json(std::string{row.help}).dump()) != std::string::npos);
    }
}

TEST_CASE("every reference in the schema leads somewhere", "[read]") {
    const Json schema = Json::parse(schema_text(KeyTable()));
    const Json flat = schema.flatten();
    std::size_t references = 0;
    for (const auto& [path, value] : flat.items()) {
        if (path.size() > 5 && path.compare(path.size() - 5, 5, "/$ref") == 0) {
            ++references;
            CHECK(schema.contains(Json::json_pointer(value.get<std::string>().substr(1))));
        }
    }
    CHECK(references > 100);
}

TEST_CASE("the schema is the same each time", "[read]") { CHECK(schema_text(KeyTable()) == schema_text(KeyTable())); }
