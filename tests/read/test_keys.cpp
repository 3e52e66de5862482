#include <algorithm>
#include <set>
#include <string>

#include "caisson/base/ensure.hpp"
#include "caisson/model/scenario.hpp"
#include "caisson/read/keys.hpp"
#include "caisson/read/reader.hpp"
#include "caisson/read/reference.hpp"
#include "caisson/read/schema.hpp"
#include "read/key_parts.hpp"
#include "read/numbers.hpp"
#include "support/catch.hpp"

using namespace caisson;
using namespace caisson::read;

namespace {

const Section every_section[] = {
    Section::root,
    Section::commodity,
    Section::state,
    Section::depot,
    Section::holding,
    Section::plant,
    Section::plant_change,
    Section::holding_change,
    Section::fire,
    Section::fire_change,
    Section::route,
    Section::route_change,
    Section::ration_stage,
    Section::sails,
    Section::sails_change,
    Section::target,
    Section::rule,
    Section::condition,
    Section::action,
    Section::outcome,
    Section::expectation,
    Section::variant,
    Section::estimate,
    Section::rejects,
    Section::rejects_change,
    Section::group,
    Section::limit,
    Section::sanction,
    Section::aim,
    Section::cap,
    Section::sanction_change,
    Section::fleet,
    Section::guns,
    Section::loss,
    Section::loss_change,
    Section::facing,
    Section::transit,
    Section::closure,
    Section::deal,
    Section::deal_goods,
    Section::deal_payments,
    Section::deal_payment,
    Section::leverage_point,
};

}  // namespace

TEST_CASE("every name by which the reader calls a key has one row", "[read]") {
    std::multiset<Key> seen;
    for (const KeyRow& row : keys()) {
        seen.insert(row.key);
    }
    for (std::size_t at = 0; at < key_count; ++at) {
        CAPTURE(at);
        CHECK(seen.count(static_cast<Key>(at)) == 1);
    }
    CHECK(seen.size() == key_count);
}

TEST_CASE("no section has the same key twice", "[read]") {
    const KeyTable table;
    for (const Section section : every_section) {
        std::set<std::string_view> names;
        for (const KeyRow* row : table.of(section)) {
            CAPTURE(row->name);
            CHECK(names.insert(row->name).second);
            CHECK(table.find(section, row->name) == row);
        }
    }
}

TEST_CASE("every row says what it is for and gives an example", "[read]") {
    for (const KeyRow& row : keys()) {
        CAPTURE(row.name);
        CHECK_FALSE(row.help.empty());
        CHECK(row.help.back() == '.');
        CHECK_FALSE(row.example.empty());
        CHECK(row.sections.bits != 0);
        const bool has_words = row.shape == Shape::word || row.key == Key::credit;  // a number, or a word
        CHECK(has_words == !row.words.empty());
        CHECK((row.presence == Presence::optional || row.fallback.empty()));
        const bool refers = row.shape == Shape::name || row.shape == Shape::name_or_names || row.shape == Shape::uses;
        CHECK((!refers || row.names != Thing::nothing));
    }
}

TEST_CASE("a rule is about keys that stand side by side", "[read]") {
    const KeyTable table;
    for (const KeyRule& rule : key_rules()) {
        std::vector<Key> all = rule.keys;
        all.insert(all.end(), rule.with.begin(), rule.with.end());
        for (const Section section : every_section) {
            for (const Key key : all) {
                CAPTURE(table.row(key).name);
                CHECK((!rule.sections.contain(section) || table.row(key).sections.contain(section)));
                CHECK(table.row(key).presence == Presence::optional);
            }
        }
        CHECK((rule.kind != KeyRule::Kind::only_with || !rule.with.empty()));
    }
}

TEST_CASE("every section is listed, in the order of its bits", "[read]") {
    CHECK(sections().size() == std::size(every_section));
    const KeyTable table;
    for (const SectionRow& row : sections()) {
        CHECK(&table.row(row.section) == &row);
        CHECK_FALSE(table.of(row.section).empty());
    }
}

TEST_CASE("a name that is not written in the table is a commodity in a depot, a path in a variant", "[read]") {
    const KeyTable table;
    CHECK(table.find(Section::depot, "shell")->key == Key::holding);
    CHECK(table.find(Section::depot, any_name)->key == Key::holding);
    CHECK(table.find(Section::variant, "routes.a.open")->key == Key::override_path);
    CHECK(table.find(Section::plant, "shell") == nullptr);
    CHECK(table.find(Section::plant, any_name) == nullptr);
}

TEST_CASE("words have the values of the model's enumerations", "[read]") {
    const KeyTable table;
    const auto value = [&](Key key, std::string_view word) {
        const auto& words = table.row(key).words;
        const auto found =
            std::find_if(words.begin(), words.end(), [&](const WordRow& row) { return row.word == word; });
        REQUIRE(found != words.end());
        return found->value;
    };
    CHECK(value(Key::when_full, "spill") == static_cast<int>(model::WhenFull::spill));
    CHECK(value(Key::on_close, "return") == static_cast<int>(model::OnClose::send_back));
    CHECK(value(Key::when_short, "wait") == static_cast<int>(model::WhenShort::wait));
    CHECK(value(Key::level_of, "in_transit") == static_cast<int>(model::Variable::in_transit));
    CHECK(value(Key::level_of_total, "spilled") == static_cast<int>(model::Variable::spilled));
    CHECK((value(Key::rule_times, "each") != 0) == true);
    CHECK((value(Key::rule_times, "once") != 0) == model::Rule{}.each_time);
    CHECK(value(Key::total_of, "unmet") == static_cast<int>(model::Variable::unmet));
    CHECK(value(Key::first_of, "days_of_supply") == static_cast<int>(model::Variable::days_of_supply));
}

TEST_CASE("the defaults in the table are those of the model", "[read]") {
    const KeyTable table;
    const auto fallback = [&](Key key) { return fallback_number(table.row(key)); };
    CHECK(fallback(Key::stock) == model::Holding{}.stock.value);
    CHECK(fallback(Key::depot_capacity) == model::Holding{}.capacity.first.value);
    CHECK(fallback(Key::reserve) == model::Holding{}.reserve.first.value);
    CHECK(fallback(Key::hysteresis) == model::RationStage{}.hysteresis.value);
    CHECK(fallback(Key::target_hysteresis) == model::Target{}.hysteresis.value);
    CHECK(fallback(Key::opens) == model::Opening{}.opens.value);
    CHECK(fallback(Key::closes) == model::Opening{}.closes.value);
    CHECK(fallback(Key::transit) == model::Route{}.transit.value);
    CHECK(fallback(Key::loss) == model::Route{}.loss.first.value);
    CHECK(fallback(Key::rule_held) == model::Rule{}.held.value);
    CHECK(fallback(Key::rule_after) == model::Rule{}.after.value);
    CHECK(fallback(Key::level_hysteresis) == model::Condition{}.hysteresis.value);
    CHECK(fallback(Key::chance) == model::Route{}.chance.value);
}

TEST_CASE("without its row a key is a fault of the program, and gone from the schema and the page", "[read]") {
    const auto victim = GENERATE(range(0, static_cast<int>(key_count)));
    std::vector<KeyRow> rows = keys();
    const std::string page = reference_text(KeyTable(rows));
    const Key key = static_cast<Key>(victim);
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const KeyRow& row) { return row.key == key; });
    REQUIRE(found != rows.end());
    rows.erase(found);
    const KeyTable table(rows);
    CHECK_THROWS_AS(table.row(key), Bug);
    CHECK(reference_text(table) != page);
    std::string schema;
    try {
        schema = schema_text(table);
    } catch (const Bug&) {
        // a key that the schema itself is built around
    }
    CHECK(schema != schema_text(KeyTable()));
}
