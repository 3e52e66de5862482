#include <string>

#include "caisson/read/explain.hpp"
#include "support/catch.hpp"

using namespace caisson;
using namespace caisson::read;

namespace {

Finding finding_at(const SourceSpan& where) {
    return {.code = FindingCode::unknown_name,
            .severity = Severity::error,
            .message = "unknown depot \"DPRk-port\"",
            .where = where,
            .repair = "did you mean \"dprk-port\"?"};
}

}  // namespace

TEST_CASE("a finding is shown with its line, a caret and a repair", "[read]") {
    Sources sources;
    const FileId file = sources.add("shell-gap.yaml", "one: 1\n  from: DPRk-port\n  dprk-port: {}\n");
    Finding finding = finding_at(sources.span(file, 15, 9));
    finding.related.push_back({sources.span(file, 27, 9), ""});
    CHECK(explain(finding, sources) ==
          "shell-gap.yaml:2:9: error: unknown depot \"DPRk-port\"\n"
          "    2 |   from: DPRk-port\n"
          "      |         ^^^^^^^^^ did you mean \"dprk-port\"? (shell-gap.yaml:3)\n");
}

TEST_CASE("a related place with words is shown with its own line", "[read]") {
    Sources sources;
    const FileId file = sources.add("x.yaml", "a: 1\na: 2\n");
    Finding finding = finding_at(sources.span(file, 5, 1));
    finding.message = "twice";
    finding.repair = "";
    finding.severity = Severity::warning;
    finding.related.push_back({sources.span(file, 0, 1), "first written here"});
    CHECK(explain(finding, sources) ==
          "x.yaml:2:1: warning: twice\n"
          "    2 | a: 2\n"
          "      | ^\n"
          "x.yaml:1:1: note: first written here\n"
          "    1 | a: 1\n"
          "      | ^\n");
}

TEST_CASE("without a line only the name is shown, without a place not even that", "[read]") {
    Sources sources;
    const FileId file = sources.add("x.yaml", "");
    CHECK(explain(finding_at(SourceSpan{.file = file}), sources) ==
          "x.yaml: error: unknown depot \"DPRk-port\"\n        did you mean \"dprk-port\"?\n");
    CHECK(explain(finding_at({}), sources) ==
          "error: unknown depot \"DPRk-port\"\n        did you mean \"dprk-port\"?\n");
}

TEST_CASE("a line of a file that is no scenario is never shown", "[read]") {
    Sources sources;
    const FileId file = sources.add("passwd", "root:secret\n");
    sources.hide(file);
    CHECK(explain(finding_at(sources.span(file, 0, 4)), sources).find("secret") == std::string::npos);
}

TEST_CASE("the chain of files that led to a place is shown", "[read]") {
    Sources sources;
    const FileId child = sources.add("child.yaml", "extends: base.yaml\n");
    const FileId base = sources.add("base.yaml", "wrong\n", sources.span(child, 9, 9));
    Finding finding = finding_at(sources.span(base, 0, 5));
    finding.repair = "";
    CHECK(explain(finding, sources) ==
          "base.yaml:1:1: error: unknown depot \"DPRk-port\"\n"
          "    1 | wrong\n"
          "      | ^^^^^\n"
          "        extended by child.yaml:1:10\n");
}

TEST_CASE("the caret stands below its text, whatever stands before it", "[read]") {
    Sources sources;
    const FileId file = sources.add("x", "\xC3\xA9\t\"\xE2\x80\xAE\": here\n");  // é, tab, right-to-left override
    Finding finding = finding_at(sources.span(file, 10, 4));
    finding.repair = "";
    CHECK(explain(finding, sources) ==
          "x:1:8: error: unknown depot \"DPRk-port\"\n"
          "    1 | \xC3\xA9 \"\\u202e\": here\n"
          "      |             ^^^^\n");
}

TEST_CASE("a long line is cut around the caret", "[read]") {
    Sources sources;
    const std::string line = std::string(500, 'a') + "HERE" + std::string(500, 'b');
    const FileId file = sources.add("x", line);
    const std::string text = explain(finding_at(sources.span(file, 500, 4)), sources);
    // 120 characters before the caret, 200 in all
    CHECK(text.find("    1 | …" + std::string(120, 'a') + "HERE" + std::string(76, 'b') + "…\n") != std::string::npos);
    CHECK(text.find("      | " + std::string(121, ' ') + "^^^^ did") != std::string::npos);
}

TEST_CASE("a caret never runs past what is shown", "[read]") {
    Sources sources;
    const FileId file = sources.add("x", std::string(1000, 'a'));
    const std::string text = explain(finding_at(sources.span(file, 0, 1000)), sources);
    CHECK(text.find(std::string(200, '^') + " ") != std::string::npos);
    CHECK(text.find(std::string(201, '^')) == std::string::npos);
}

TEST_CASE("nothing that was written can move the cursor", "[read]") {
    Sources sources;
    const FileId file = sources.add("\x1b[2J", "\x1b[31m\n");
    Finding finding = finding_at(sources.span(file, 0, 1));
    finding.message = "\x1b]0;";
    finding.repair = "\x07";
    const std::string text = explain(finding, sources);
    for (const char letter : text) {
        CHECK((letter == '\n' || static_cast<unsigned char>(letter) >= 0x20));
    }
}

TEST_CASE("colour is there only where it is asked for", "[read]") {
    Sources sources;
    const FileId file = sources.add("x", "abc");
    const Finding finding = finding_at(sources.span(file, 0, 1));
    CHECK(explain(finding, sources).find('\x1b') == std::string::npos);
    CHECK(explain(finding, sources, Colour::ansi).find("\x1b[1;31merror\x1b[0m") != std::string::npos);
}

TEST_CASE("a hundred findings are shown, and the rest is counted", "[read][limits]") {
    Sources sources;
    const FileId file = sources.add("x", "abc");
    const Findings hundred(100, finding_at(sources.span(file, 0, 1)));
    CHECK(explain(hundred, sources).find("more") == std::string::npos);
    const Findings many(1334, hundred.front());
    const std::string text = explain(many, sources);
    CHECK(text.substr(text.size() - std::string("… and 1,234 more\n").size()) == "… and 1,234 more\n");
    CHECK(explain(many, sources, Colour::none, all_findings).find("more") == std::string::npos);
}

TEST_CASE("findings are put in the order of files and lines", "[read]") {
    Sources sources;
    const FileId a = sources.add("a", "1\n2\n3\n");
    const FileId b = sources.add("b", "1\n");
    Findings findings{finding_at(sources.span(b, 0, 1)), finding_at(sources.span(a, 4, 1)),
                      finding_at(sources.span(a, 2, 1))};
    sort_by_place(findings);
    CHECK(findings[0].where.line == 2);
    CHECK(findings[1].where.line == 3);
    CHECK(findings[2].where.file == b);
}

TEST_CASE("a program gets the same as a person, in plain values", "[read]") {
    Sources sources;
    const FileId file = sources.add("x.yaml", "abc\n");
    Finding finding = finding_at(sources.span(file, 1, 2));
    finding.related.push_back({sources.span(file, 0, 1), "here"});
    const auto rows = plain({finding}, sources);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].code == "unknown_name");
    CHECK(rows[0].severity == "error");
    CHECK(rows[0].where.file == "x.yaml");
    CHECK(rows[0].where.line == 1);
    CHECK(rows[0].where.column == 2);
    CHECK(rows[0].where.length == 2);
    CHECK(rows[0].related.at(0).text == "here");
}

TEST_CASE("bytes that are no characters are shown one by one, however many there are", "[read]") {
    Sources sources;
    const FileId file = sources.add("x.yaml", "ab" + std::string(300, '\x80') + "c");
    const Finding finding = finding_at(sources.span(file, 2, 1));
    const std::string shown = explain(finding, sources);
    CHECK(shown.find("    1 | ab\\x80\\x80\\x80") != std::string::npos);
    CHECK(shown.find("\n      |   ^^^^") != std::string::npos);
    const Finding last = finding_at(sources.span(file, 302, 1));
    CHECK(explain(last, sources).find("x.yaml:1:3") == 0);
}

TEST_CASE("a place far into a line of many wide characters is shown with what is around it", "[read]") {
    std::string text;
    for (int at = 0; at < 1000; ++at) {
        text += "\xE2\x82\xAC";  // a euro sign takes three bytes
    }
    Sources sources;
    const FileId file = sources.add("x.yaml", text + "here" + text);
    const std::string shown = explain(finding_at(sources.span(file, 3000, 4)), sources);
    const std::string euros = text.substr(0, std::size_t{120} * 3);
    CHECK(shown.find("x.yaml:1:1001: ") == 0);
    CHECK(shown.find("\n    1 | …" + euros + "here" + text.substr(0, std::size_t{76} * 3) + "…\n") !=
          std::string::npos);
    CHECK(shown.find("\n      | " + std::string(121, ' ') + "^^^^ did") != std::string::npos);
}
