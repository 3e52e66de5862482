// One mistake, one message: what would follow from it is not said.
#include <string>

#include "texts.hpp"

using namespace caisson;
using namespace caisson::tests;

namespace {

/// The world with another piece of text in the place of one.
std::string world_with(const std::string& piece, const std::string& other) {
    std::string text = world + R"(plants: {p: {at: rear, makes: shell, rate: 5 round/d}}
fires: {f: {at: front, uses: shell, rate: 5 round/d}}
routes: {r: {from: rear, to: front, carries: shell, capacity: 10 round/d}}
outcomes: {dry: {first: stock, of: shell, below: 7 d}, fired: {total: fired}}
expect: [{outcome: dry, never: true, in: v}, {outcome: fired, above: 5 round}]
variants: {v: {end: 10 d}}
)";
    const std::size_t at = text.find(piece);
    REQUIRE(at != std::string::npos);
    return text.replace(at, piece.size(), other);
}

struct Mistake {
    std::string piece, other;
    FindingCode code;
    std::string repair;
};

}  // namespace

TEST_CASE("a key that means nothing may have been meant for one that is missing", "[read]") {
    using enum FindingCode;
    const auto row = GENERATE(values<Mistake>({
        {"to: front", "too: front", unknown_key, "did you mean \"to\"?"},
        {"capacity: 10 round/d", "capacty: 10 round/d", unknown_key, "did you mean \"capacity\"?"},
        {"below: 7 d", "belw: 7 d", unknown_key, "did you mean \"below\"?"},
        {"first: stock", "frist: stock", unknown_key, "did you mean \"first\"?"},
        {"never: true", "nver: true", unknown_key, "did you mean \"never\"?"},
        {"commodities:", "comodities:", unknown_key, "did you mean \"commodities\"?"},
        {"depots:", "depts:", unknown_key, "did you mean \"depots\"?"},
        {"variants:", "varaints:", unknown_key, "did you mean \"variants\"?"},
        {"state: RUS", "stat: RUS", unknown_key, "did you mean \"state\"?"},
    }));
    CAPTURE(row.other);
    const Finding finding = only(refused(world_with(row.piece, row.other)));
    CHECK(finding.code == row.code);
    CHECK(finding.repair == row.repair);
}

TEST_CASE("a key that is like no other may have been meant for any", "[read]") {
    const auto [piece, other] = GENERATE(table<std::string, std::string>({
        {"below: 7 d", "under: 7 d"},
        {"never: true", "always: true"},
        {"capacity: 10 round/d", "throughput: 10 round/d"},
        {"uses: shell", "ammunition: shell"},
    }));
    CAPTURE(other);
    const Finding finding = only(refused(world_with(piece, other)));
    CHECK(finding.code == FindingCode::unknown_key);
    CHECK(finding.repair.starts_with("its keys are "));
}

TEST_CASE("what is missing is said if no other key can have been meant for it", "[read]") {
    CHECK(only(refused(world_with(", uses: shell", ""))).repair == "such as uses: shell");
    const Findings findings = refused(world_with("to: front, carries: shell", "carrys: shell"));
    REQUIRE(findings.size() == 2);  // `carrys` was meant for `carries`
    CHECK(findings[0].repair == "such as to: front");
    CHECK(findings[1].repair == "did you mean \"carries\"?");
}

TEST_CASE("what cannot be read defines nothing, so that nothing is known to be missing", "[read]") {
    using enum FindingCode;
    const auto row = GENERATE(values<Mistake>({
        {"fuel: {unit: t}", "fuel: t", wrong_shape, "write \"{unit: t}\""},
        {"shell: {unit: round, units: {container: 300 round}}", "shell: round", wrong_shape, "write \"{unit: round}\""},
        {"states: {RUS: {title: Russia}, PRK: {}}", "states: [RUS, PRK]", wrong_shape,
         "put an id and a colon in the place of each dash"},
        {"{from: rear, to: front, carries: shell, capacity: 10 round/d}", "rear to front", wrong_shape,
         "such as {from: front, to: front, carries: shell}"},
        {"{first: stock, of: shell, below: 7 d}", "{of: shell}", missing_key, "such as total: fired"},
        {"{first: stock, of: shell, below: 7 d}", "never", wrong_shape, "such as {total: fired}"},
        {"total: fired", "total: fird", unknown_word, "did you mean \"fired\"?"},
        {"{v: {end: 10 d}}", "[v]", wrong_shape, "put an id and a colon in the place of each dash"},
        {"from: rear, to: front", "<<: {from: rear, to: front}", alias_refused,
         "write it out, or put what is shared into `extends` or `variants`"},
        {"from: rear,", "from: rear,,", empty_value, "write the key, or remove the comma or colon"},
    }));
    CAPTURE(row.other);
    const Finding finding = only(refused(world_with(row.piece, row.other)));
    CHECK(finding.code == row.code);
    CHECK(finding.repair == row.repair);
}

TEST_CASE("a comma in a number cuts it into pieces in a map in braces, and is said once", "[read]") {
    const auto [written, meant] = GENERATE(table<std::string, std::string>({
        {"1,000 round", "1000 round"},
        {"1,000", "1000"},
        {"12,345,678 round", "12345678 round"},
        {"1,5 round", "1.5 round"},
        {"1,000.5 round", "1000.5 round"},
    }));
    for (const std::string behind : {"", ", reserve: 5"}) {
        CAPTURE(written, behind);
        const Finding finding =
            only(refused(world_with("stock: 400k", std::string{"stock: "}.append(written).append(behind))));
        CHECK(finding.code == FindingCode::bad_quantity);
        CHECK(finding.where.column == 38);
        CHECK(finding.repair == "write \"" + meant + "\"");
    }
    // what is no number is a text with a comma
    CHECK(only(refused(world_with("title: Russia", "title: 152, 122 mm"))).repair ==
          "put a text that contains a comma into quotes");
    CHECK(only(refused(world_with("title: Russia", "title: T-62,152 mm"))).repair ==
          "put a text that contains a comma into quotes");
}

TEST_CASE("a claim of the wrong kind is told by its counterpart", "[read]") {
    const auto repair_of = [](const std::string& claim) {
        return only(refused(world_with("never: true", claim))).repair;
    };
    CHECK(repair_of("equals: 2024-01-01") == "did you mean \"on\"?");
    CHECK(repair_of("equals: 5 d") == "did you mean \"on\"?");
    CHECK(repair_of("above: 2024-01-01") == "did you mean \"after\"?");
    CHECK(repair_of("below: 5 round") == "such as before: 2025-01-01");
    const auto repair_of_number = [](const std::string& claim) {
        return only(refused(world_with("above: 5 round", claim))).repair;
    };
    CHECK(repair_of_number("on: 5 round") == "did you mean \"equals\"?");
    CHECK(repair_of_number("before: 2024-01-01") == "such as below: 2M round");
    CHECK(repair_of_number("never: true") == "such as above: 1M round");
}

TEST_CASE("examples are in the scenario's own names and units", "[read]") {
    CHECK(only(refused(world_with("at: rear, makes: shell, ", "at: rear, "))).repair == "such as makes: shell");
    CHECK(only(refused(world_with("capacity: 10 round/d", "capacity: 5 d"))).repair == "such as 12M round/yr");
    CHECK(only(refused(world_with("rate: 5 round/d}", "rate: soon}"))).repair ==
          "a quantity begins with a number: 1.7M to 2M round/yr");
    CHECK(only(refused(world_with("rate: 5 round/d}", "rate: 5 round/d, needs: {fuel: 3}}"))).repair ==
          "write \"3 t/round\"");
    CHECK(only(refused(world_with("rate: 5 round/d}", "rate: 5 round/d, needs: {fuel: 3 d}}"))).repair ==
          "such as 2 t/round");
    CHECK(only(refused(world_with("stock: 400k", "stock: 2024-01-01"))).message ==
          "\"2024-01-01\" is a date, not an amount of shell");
}
