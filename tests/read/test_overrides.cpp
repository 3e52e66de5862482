// What is put over a scenario: its child, its variants, what the command line sets.
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

#include "caisson/base/limits.hpp"
#include "caisson/read/explain.hpp"
#include "texts.hpp"

using namespace caisson;
using namespace caisson::tests;
using model::Number;

namespace {

/// A folder of files that is removed at the end of the test.
class Folder {
public:
    Folder() { REQUIRE(::mkdtemp(name_.data()) != nullptr); }

    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    ~Folder() { std::filesystem::remove_all(name_); }

    std::string write(const std::string& name, const std::string& text) {
        std::string path = name_ + "/" + name;
        std::filesystem::create_directories(std::filesystem::path(path).parent_path());
        std::ofstream(path) << text;
        return path;
    }

    [[nodiscard]] const std::string& name() const { return name_; }

private:
    std::string name_ = "/tmp/caisson-overrides-XXXXXX";
};

read::Request file(const std::string& path) { return {.file = path}; }

double stock(const read::Reading& reading) { return reading.scenario.depots.rows().at(0).holdings.at(0).stock.value; }

const std::string variants = world + R"(routes: {r: {from: rear, to: front, carries: shell, capacity: 10/d}}
variants:
  closed: {title: Closed, routes.r.open: false}
  more: {depots: {front: {shell: {stock: 700k}}}, end: 20 d}
  again: {note: As it is, depots.front.shell.stock: 400k}
  another: {routes.s: {from: front, to: rear, carries: shell, capacity: 1/d}}
  harbour: {depots: {harbour: {state: PRK, shell: {}}}, routes.r.to: harbour}
)";

}  // namespace

TEST_CASE("a child is merged over its parent, key by key", "[read]") {
    Folder folder;
    folder.write("base.yaml", world);
    const auto reading = accepted(file(folder.write(
        "child.yaml",
        "caisson: 1\nextends: base.yaml\ntitle: Child\ndepots: {front: {shell: {stock: 5}}, new: {state: RUS}}\n")));
    const model::Scenario& scenario = reading.scenario;
    CHECK(scenario.title == "Child");
    REQUIRE(scenario.depots.size() == 3);
    const model::Holding& holding = scenario.depots.rows()[0].holdings[0];
    CHECK(holding.stock.value == 5);
    CHECK(holding.capacity.first.value == 1e6);
    CHECK(reading.sources.name(holding.stock.place.file) == folder.name() + "/child.yaml");
    CHECK(reading.sources.name(holding.capacity.first.place.file) == folder.name() + "/base.yaml");
}

TEST_CASE("lists and the long forms of numbers are replaced and not mixed", "[read]") {
    Folder folder;
    folder.write("base.yaml", world +
                                  "fires: {f: {at: front, uses: [shell, fuel], rate: {low: 1/d, best: 2/d, high: 3/d}, "
                                  "ration: [{below: 5 d, to: 1%}, {below: 3 d, to: 0}]}}\n");
    const auto reading = accepted(file(folder.write(
        "child.yaml",
        "caisson: 1\nextends: base.yaml\nfires: {f: {uses: [fuel], rate: {value: 9/d, source: x}, ration: []}}\n")));
    const model::Fire& fire = reading.scenario.fires.rows()[0];
    CHECK(fire.uses.size() == 1);
    CHECK(fire.ration.empty());
    CHECK(fire.wanted.first.value == 9);
}

TEST_CASE("a target is merged with a target, but not with the long form of its number", "[read]") {
    Folder folder;
    folder.write("base.yaml", world +
                                  "routes: {r: {from: rear, to: front, carries: shell, capacity: 1/d, target: {level: "
                                  "9 d, hysteresis: 20%}}}\n");
    const auto child = [&](const std::string& target) {
        return accepted(file(folder.write("child.yaml",
                                          "caisson: 1\nextends: base.yaml\nroutes: {r: {target: " + target + "}}\n")))
            .scenario.routes.rows()[0]
            .target;
    };
    CHECK(child("{level: 5 d}").hysteresis.value == 0.2);
    CHECK(child("{level: 5 d}").level.value == 5);
    CHECK(child("{low: 1 d, high: 4 d}").level.value == 2);
    CHECK(child("{low: 1 d, high: 4 d}").hysteresis.value == 0.1);
}

TEST_CASE("parents are found from where their children are", "[read]") {
    Folder folder;
    folder.write("a/base.yaml", world);
    folder.write("b/middle.yaml", "caisson: 1\nextends: ../a/base.yaml\nseed: 3\n");
    const auto reading = accepted(file(folder.write("child.yaml", "caisson: 1\nextends: b/middle.yaml\n")));
    CHECK(reading.scenario.seed == 3);
    CHECK(reading.sources.size() == 3);
}

TEST_CASE("a scenario that extends itself is found, whatever the names", "[read]") {
    Folder folder;
    folder.write("b.yaml", "caisson: 1\nextends: x/../a.yaml\n");
    std::filesystem::create_directories(folder.name() + "/x");
    const Finding finding = only(refused(file(folder.write("a.yaml", "caisson: 1\nextends: b.yaml\n"))));
    CHECK(finding.code == FindingCode::bad_extends);
    CHECK(finding.message == "the scenario extends itself");
    std::filesystem::create_symlink(folder.name() + "/self.yaml", folder.name() + "/link.yaml");
    CHECK(only(refused(file(folder.write("self.yaml", "caisson: 1\nextends: link.yaml\n")))).code ==
          FindingCode::bad_extends);
}

TEST_CASE("as many scenarios extend one another as allowed, and one more", "[read][limits]") {
    Folder folder;
    folder.write("0.yaml", world);
    for (std::size_t at = 1; at <= max_extends_depth + 1; ++at) {
        folder.write(std::to_string(at) + ".yaml", "caisson: 1\nextends: " + std::to_string(at - 1) + ".yaml\n");
    }
    CHECK(accepted(file(folder.name() + "/" + std::to_string(max_extends_depth) + ".yaml")).sources.size() ==
          max_extends_depth + 1);
    CHECK(only(refused(file(folder.name() + "/" + std::to_string(max_extends_depth + 1) + ".yaml"))).code ==
          FindingCode::bad_extends);
}

TEST_CASE("what is no scenario is never quoted", "[read]") {
    Folder folder;
    folder.write("secret", "root:x:0:0\n\"unclosed\n");
    auto reading = read::read_scenario(file(folder.write("a.yaml", "caisson: 1\nextends: secret\n")));
    REQUIRE_FALSE(reading);
    const std::string text = explain(reading.error().findings, reading.error().sources);
    CHECK(text.find("is not a scenario") != std::string::npos);
    CHECK(text.find("root:x") == std::string::npos);
}

TEST_CASE("an error in a parent is shown there, with the chain", "[read]") {
    Folder folder;
    folder.write("base.yaml", world + "plants: {p: {at: nowhere, makes: shell, rate: 1/d}}\n");
    auto reading = read::read_scenario(file(folder.write("a.yaml", "caisson: 1\nextends: base.yaml\n")));
    REQUIRE_FALSE(reading);
    const std::string text = explain(reading.error().findings, reading.error().sources);
    CHECK(text.find("base.yaml:11:18: error: unknown depot \"nowhere\"") != std::string::npos);
    CHECK(text.find("extended by " + folder.name() + "/a.yaml:2:10") != std::string::npos);
}

TEST_CASE("a missing or unfit parent is the only thing said", "[read]") {
    Folder folder;
    const auto code = [&](const std::string& parent) {
        return only(refused(file(folder.write("a.yaml", "caisson: 1\nextends: " + parent + "\n")))).code;
    };
    CHECK(code("missing.yaml") == FindingCode::bad_extends);
    CHECK(code(".") == FindingCode::bad_extends);
    CHECK(code("/dev/zero") == FindingCode::bad_extends);
    CHECK(code("[a, b]") == FindingCode::wrong_shape);
    CHECK(code("\"a\\0b\"") == FindingCode::bad_text);
}

TEST_CASE("without access to files nothing can be extended", "[read]") {
    CHECK(only(refused("caisson: 1\nextends: /etc/passwd\n")).message == "no other file can be read here");
}

TEST_CASE("the file itself is refused in words if it cannot be read", "[read]") {
    const Finding finding = only(refused(file("/no/such/file.yaml")));
    CHECK(finding.code == FindingCode::unreadable_file);
    CHECK(finding.message == "cannot be read: No such file or directory");
    CHECK(only(refused(file("/tmp"))).message == "cannot be read: it is a folder");
}

TEST_CASE("the version is the first key, and 1", "[read]") {
    CHECK(only(refused("start: 2023-01-01\n")).code == FindingCode::missing_key);
    CHECK(only(refused("caisson: 2\nwhatever: 1\n")).code == FindingCode::bad_version);
    CHECK(only(refused("caisson: \"1\"\n")).code == FindingCode::bad_version);
    CHECK(only(refused("title: x\n" + world)).code == FindingCode::version_not_first);
    CHECK(only(refused("[caisson]")).code == FindingCode::wrong_shape);
}

TEST_CASE("variants change values by path or by nested keys", "[read]") {
    const auto closed = accepted(asked(variants, {}, {"closed"}));
    CHECK(closed.scenario.variants == "closed");
    const Number& open = closed.scenario.routes.rows()[0].opening.open;
    CHECK(open.value == 0);
    CHECK(closed.scenario.paths.text(open.path) == "routes.r.open");
    CHECK(open.place.line == 13);
    CHECK(stock(closed) == 400e3);
    const auto both = accepted(asked(variants, {}, {"closed", "more"}));
    CHECK(both.scenario.variants == "closed,more");
    CHECK(stock(both) == 700e3);
    CHECK(both.scenario.end.value == 20);
    CHECK(both.warnings.empty());
}

TEST_CASE("variants are offered with their titles", "[read]") {
    const auto reading = accepted(variants);
    REQUIRE(reading.variants.size() == 5);
    CHECK(reading.variants[0].name == "closed");
    CHECK(reading.variants[0].title == "Closed");
    CHECK(reading.variants[0].place.line == 13);
    CHECK(reading.variants[1].title.empty());
}

TEST_CASE("a variant may add things", "[read]") {
    CHECK(accepted(asked(variants, {}, {"another"})).scenario.routes.size() == 2);
    const auto harbour = accepted(asked(variants, {}, {"harbour"}));
    CHECK(harbour.scenario.depots.size() == 3);
    CHECK(harbour.scenario.routes.rows()[0].to == model::DepotId{2});
}

TEST_CASE("a variant that changes nothing is said to", "[read]") {
    const auto reading = accepted(asked(variants, {}, {"again"}));
    REQUIRE(reading.warnings.size() == 1);
    CHECK(reading.warnings[0].code == FindingCode::changes_nothing);
    CHECK(reading.warnings[0].severity == Severity::warning);
}

TEST_CASE("a child may always be what a variant of its parent is", "[read]") {
    Folder folder;
    folder.write("base.yaml", variants);
    auto request = file(folder.write("child.yaml", "caisson: 1\nextends: base.yaml\nroutes: {r: {open: false}}\n"));
    request.variants = {"closed"};
    CHECK(accepted(request).warnings.empty());
}

TEST_CASE("faulty variants are refused, whether they are applied or not", "[read]") {
    CHECK(only(refused(asked(variants, {}, {"closd"}))).repair == "did you mean \"closed\"?");
    CHECK(only(refused(asked(variants, {}, {"closed", "closed"}))).code == FindingCode::overridden_twice);
    CHECK(only(refused(world + "variants: {a: {route.x.open: false}}\n")).repair == "did you mean \"routes\"?");
    CHECK(only(refused(world + "variants: {a: 5}\n")).code == FindingCode::wrong_shape);
    CHECK(only(refused(world + "variants: {a: {title: [5]}}\n")).code == FindingCode::wrong_shape);
    CHECK(only(refused(asked(world + "variants: {a: {caisson: 2}}\n", {}, {"a"}))).code == FindingCode::misplaced_key);
    CHECK(only(refused(asked(world + "variants: {a: {depots.frnt.state: RUS}}\n", {}, {"a"}))).repair ==
          "did you mean \"front\"?");
}

TEST_CASE("a value is set by its path", "[read]") {
    const auto reading = accepted(asked(variants, {"depots.front.shell.stock=5", "routes.r.transit=9 d"}));
    const model::Holding& holding = reading.scenario.depots.rows()[0].holdings[0];
    CHECK(holding.stock.value == 5);
    CHECK(reading.scenario.routes.rows()[0].transit.value == 9);  // a key that was not written
    CHECK(place_text(holding.stock.place, reading.sources) == "--set:1:26");
    CHECK(place_text(reading.scenario.routes.rows()[0].transit.place, reading.sources) == "--set:2:18");
}

TEST_CASE("what is set comes after the variants", "[read]") {
    CHECK(stock(accepted(asked(variants, {"depots.front.shell.stock=5"}, {"more"}))) == 5);
}

TEST_CASE("entries of lists are counted from 0", "[read]") {
    const std::string text =
        world + "fires: {f: {at: front, uses: [shell, fuel], rate: 1/d, ration: [{below: 9 d, to: 50%}]}}\n";
    const auto reading =
        accepted(asked(text, {"fires.f.uses.0=fuel", "fires.f.uses.1=shell", "fires.f.ration.0.to=20%"}));
    const model::Fire& fire = reading.scenario.fires.rows()[0];
    CHECK(reading.scenario.commodities[fire.uses[0].commodity].id == "fuel");
    CHECK(fire.ration[0].to.value == 0.2);
    CHECK(only(refused(asked(text, {"fires.f.ration.1.to=20%"}))).message ==
          "\"fires.f.ration\" is a list of 1, counted from 0");
    CHECK(only(refused(asked(text, {"fires.f.uses.first=fuel"}))).code == FindingCode::unknown_path);
}

TEST_CASE("one end of an estimate can be set", "[read]") {
    const std::string text = world + "fires: {f: {at: front, uses: shell, rate: {low: 1/d, best: 2/d, high: 4/d}}}\n";
    CHECK(accepted(asked(text, {"fires.f.rate.best=3/d"})).scenario.fires.rows()[0].wanted.first.value == 3);
    CHECK(accepted(asked(text, {"fires.f.rate=5/d"})).scenario.estimates.empty());
}

TEST_CASE("what cannot be set is refused at its own place", "[read]") {
    struct Row {
        std::string set;
        FindingCode code;
        std::uint32_t column;
    };
    using enum FindingCode;
    const auto row = GENERATE(values<Row>({
        {"depots.frnt.state=RUS", unknown_path, 8},
        {"depots.new={state: RUS}", unknown_path, 8},
        {"depots.front.shell.stok=5", unknown_path, 20},
        {"depots.front.shell.stock.low=5", unknown_path, 26},
        {"nothing=5", unknown_path, 1},
        {"depots..front=5", unknown_path, 8},
        {"depots front=5", unknown_path, 7},
        {"no value", unknown_path, 1},
        {"=5", unknown_path, 1},
        {"end=", empty_value, 1},
        {"end=  ", empty_value, 1},
        {"end=~", empty_value, 5},
        {"end=[", bad_yaml, 6},
        {"end=2023-01-01", ends_before_start, 5},
        {"end=*x", alias_refused, 5},
        {"caisson=2", misplaced_key, 1},
        {"extends=x", misplaced_key, 1},
        {"end=\x01", bad_text, 5},
    }));
    CAPTURE(row.set);
    const Finding finding = only(refused(asked(world, {row.set})));
    CHECK(finding.code == row.code);
    CHECK(finding.where.line == 1);
    CHECK(finding.where.column == row.column);
}

TEST_CASE("a path as long as allowed, and one letter more", "[read][limits]") {
    // four times 63 letters and a point are 256, less the last point 255
    std::string path;
    for (int at = 0; at < 4; ++at) {
        path += std::string(63, 'x') + (at < 3 ? "." : "");
    }
    REQUIRE(path.size() == max_path_bytes - 1);
    CHECK(only(refused(asked(world, {path + "x=1"}))).message.find("a path has") == std::string::npos);
    CHECK(only(refused(asked(world, {path + "xx=1"}))).message.find("a path has at most 256 bytes") !=
          std::string::npos);
}

TEST_CASE("the same value cannot be set twice", "[read]") {
    const Finding finding = only(refused(asked(world, {"end=5 d", "seed=2", "end=6 d"})));
    CHECK(finding.code == FindingCode::overridden_twice);
    CHECK(finding.where.line == 3);
    REQUIRE(finding.related.size() == 1);
    CHECK(finding.related[0].where.line == 1);
}

TEST_CASE("an error in what was set shows what it took the place of", "[read]") {
    const Finding finding = only(refused(asked(world, {"depots.front.shell.stock=-5"})));
    CHECK(finding.code == FindingCode::out_of_bounds);
    REQUIRE(finding.related.size() == 1);
    CHECK(finding.related[0].where.line == 9);
    CHECK(finding.related[0].text == "in place of this");
}
