#include <string>

#include "caisson/base/limits.hpp"
#include "caisson/read/document.hpp"
#include "support/catch.hpp"

using namespace caisson;
using namespace caisson::read;

namespace {

struct Parsed {
    Sources sources;
    Document document;
    Findings findings;
    ValueId root;

    explicit Parsed(std::string text) {
        const FileId file = sources.add("x.yaml", std::move(text));
        root = parse_document(document, sources, file, findings);
    }

    [[nodiscard]] ValueId at(std::string_view key) const { return document.find(root, key); }

    [[nodiscard]] std::string_view text(std::string_view key) const { return document.text(at(key)); }

    [[nodiscard]] SourceSpan span(std::string_view key) const { return document.span(at(key), sources); }
};

/// A text whose only fault is this one.
Finding only_fault(const std::string& text) {
    const Parsed parsed(text);
    for (const Finding& finding : parsed.findings) {
        UNSCOPED_INFO(finding.where.line << ":" << finding.where.column << ": " << finding.message);
    }
    REQUIRE(parsed.findings.size() == 1);
    return parsed.findings.front();
}

std::string nested(std::size_t depth) {
    return "a: " + std::string(depth - 1, '[') + "1" + std::string(depth - 1, ']') + "\n";
}

}  // namespace

TEST_CASE("values are found by their keys, with their places", "[read]") {
    const Parsed parsed("a: 1\nb: [x, y]\nc: {d: \"e\\tf\", g: 'h'}\n");
    REQUIRE(parsed.findings.empty());
    CHECK(parsed.document.kind(parsed.root) == ValueKind::map);
    CHECK(parsed.text("a") == "1");
    CHECK_FALSE(parsed.document.quoted(parsed.at("a")));
    CHECK(parsed.span("a") == SourceSpan{FileId{0}, 1, 4, 1});
    const ValueId list = parsed.at("b");
    CHECK(parsed.document.kind(list) == ValueKind::list);
    CHECK(parsed.document.count(list) == 2);
    CHECK(parsed.document.text(parsed.document.last(list)) == "y");
    const ValueId inner = parsed.document.find(parsed.at("c"), "d");
    CHECK(parsed.document.text(inner) == "e\tf");
    CHECK(parsed.document.quoted(inner));
    CHECK(parsed.document.span(inner, parsed.sources) == SourceSpan{FileId{0}, 3, 8, 6});  // with its quotes
    CHECK_FALSE(parsed.at("z").valid());
}

TEST_CASE("quotes, blocks and the tag !!str make text", "[read]") {
    const Parsed parsed("a: '5'\nb: |\n  one\n  two\nc: !!str 5\nd: !!int 5\n");
    REQUIRE(parsed.findings.empty());
    CHECK(parsed.document.quoted(parsed.at("a")));
    CHECK(parsed.document.quoted(parsed.at("b")));
    CHECK(parsed.text("b") == "one\ntwo\n");
    CHECK(parsed.document.quoted(parsed.at("c")));
    CHECK(parsed.span("c") == SourceSpan{FileId{0}, 5, 10, 1});  // the value, not its tag
    CHECK_FALSE(parsed.document.quoted(parsed.at("d")));
}

TEST_CASE("a part of a text has a place of its own", "[read]") {
    const Parsed parsed("a: \"12 foo\"\nb: \"\\u0031 foo\"\n");
    CHECK(parsed.document.span(parsed.at("a"), parsed.sources, 3, 3) == SourceSpan{FileId{0}, 1, 8, 3});
    // with an escape in it, the text does not stand there letter for letter
    CHECK(parsed.document.span(parsed.at("b"), parsed.sources, 2, 3) == parsed.span("b"));
}

TEST_CASE("very short texts are read whole", "[read]") {
    // yaml-cpp looks at the first four bytes and puts them back
    for (const std::string text : {"5", "ab", "abc", "abcd", "abcde"}) {
        const Parsed parsed(text);
        REQUIRE(parsed.root.valid());
        CHECK(parsed.document.text(parsed.root) == text);
    }
}

TEST_CASE("byte-order marks and line ends of Windows change nothing", "[read]") {
    const Parsed parsed(
        "\xEF\xBB\xBF"
        "a: 1\r\nb: 2\r\n");
    REQUIRE(parsed.findings.empty());
    CHECK(parsed.text("b") == "2");
    CHECK(parsed.span("a") == SourceSpan{FileId{0}, 1, 4, 1});
    CHECK(parsed.span("b") == SourceSpan{FileId{0}, 2, 4, 1});
}

TEST_CASE("one document with its marks is fine", "[read]") {
    CHECK(Parsed("---\na: 1\n").text("a") == "1");
    CHECK(Parsed("%YAML 1.2\n---\na: 1\n").text("a") == "1");
    const Parsed ended("a: 1\n...\n");
    CHECK(ended.findings.empty());
    CHECK(ended.text("a") == "1");
}

TEST_CASE("each thing that scenarios do not use is refused at its place", "[read]") {
    struct Row {
        std::string text;
        FindingCode code;
        std::uint32_t line, column;
    };
    using enum FindingCode;
    const auto row = GENERATE(values<Row>({
        {"a: &x 1\n", alias_refused, 1, 4},
        {"a: *x\n", alias_refused, 1, 4},
        {"<<: {a: 1}\n", alias_refused, 1, 1},
        {"a: !foo 1\n", tag_refused, 1, 4},
        {"a: !!binary 1\n", tag_refused, 1, 4},
        {"a: 1\nb: 2\na: 3\n", duplicate_key, 3, 1},
        {"a: 1\n\"a\": 3\n", duplicate_key, 2, 1},
        {"a:\nb: 1\n", empty_value, 1, 1},
        {"a: ~\n", empty_value, 1, 1},
        {"a: null\n", empty_value, 1, 1},
        {"a: [1, null]\n", empty_value, 1, 8},
        {"a: 1\nstray\n", empty_value, 2, 1},
        {"? [1]\n: 2\n", wrong_shape, 1, 3},
        {"? {a: 1}\n: 2\n", wrong_shape, 1, 3},
        {"", empty_value, 1, 1},
        {"# nothing\n", empty_value, 1, 1},
        {"a: 1\n---\nb: 2\n", bad_yaml, 2, 1},
        {"a: 1\n...\nb: 2\n", bad_yaml, 3, 1},
        {"{a: 1} x\n", bad_yaml, 1, 8},
        {"a: \"unclosed\nb: 1\n", bad_yaml, 1, 4},
        {"a: 'unclosed", bad_yaml, 1, 4},
        {"a: [1, 2\nb: 3\n", bad_yaml, 2, 2},
        {"a: [ 1,000\n\n", bad_yaml, 3, 1},
        {"a: b: c\n", bad_yaml, 1, 5},
        {"a: \"\\_\"\n", bad_text, 1, 4},
        {"a: \"\\x04\"\n", bad_text, 1, 4},
    }));
    CAPTURE(row.text);
    const Finding finding = only_fault(row.text);
    CHECK(finding.code == row.code);
    CHECK(finding.where.line == row.line);
    CHECK(finding.where.column == row.column);
}

TEST_CASE("several faults are found in one reading", "[read]") {
    const Parsed parsed("a: !x 1\nb: ~\nc: 1\nc: 2\n");
    CHECK(parsed.findings.size() == 3);
    CHECK(parsed.document.kind(parsed.at("a")) == ValueKind::broken);
    CHECK(parsed.text("c") == "1");
}

TEST_CASE("what is unclosed is said to be opened where it was", "[read]") {
    const Finding finding = only_fault("a: [1, 2\nb: 3\n");
    REQUIRE(finding.related.size() == 1);
    CHECK(finding.related[0].where == SourceSpan{FileId{0}, 1, 4, 1});
}

TEST_CASE("as many maps and lists inside one another as allowed, and one more", "[read][limits]") {
    CHECK(Parsed(nested(max_depth)).findings.empty());  // the root is one of them
    const Finding finding = only_fault(nested(max_depth + 1));
    CHECK(finding.code == FindingCode::too_large);
    CHECK(finding.where.column == 4 + max_depth - 1);  // "a: ", then the brackets
}

TEST_CASE("a value as long as allowed, and one byte more", "[read][limits]") {
    CHECK(Parsed("a: " + std::string(max_value_bytes, 'x') + "\n").findings.empty());
    CHECK(only_fault("a: " + std::string(max_value_bytes + 1, 'x') + "\n").code == FindingCode::too_large);
}

TEST_CASE("as much text without a value as allowed, and one byte more", "[read][limits]") {
    // from the value 1, at byte 3, to the next key: its own byte, the comment and two line ends
    const std::size_t comment = max_bytes_without_value - 3;
    CHECK(Parsed("a: 1\n#" + std::string(comment - 1, 'x') + "\nb: 2\n").findings.empty());
    const Finding finding = only_fault("a: 1\n#" + std::string(comment, 'x') + "\nb: 2\n");
    CHECK(finding.code == FindingCode::too_large);
    CHECK(finding.where == SourceSpan{FileId{0}, 1, 4, 1});
}

TEST_CASE("text without an event is not taken without end", "[read][limits]") {
    // a flow collection in the place of a key, an unclosed quote, comments: yaml-cpp would read all of it first
    const std::string opened = GENERATE(as<std::string>{}, "- ", "{", "? ", "");
    const std::string piece = GENERATE(as<std::string>{}, "[", "{", "a,b,", "#\n", "\n");
    std::string text = opened;
    while (text.size() < 3 * max_bytes_without_value) {
        text += piece;
    }
    const Parsed parsed(text);
    CHECK(parsed.findings.size() == 1);
    CHECK_FALSE(parsed.root.valid());
}

TEST_CASE("a value can be replaced, and what it replaced is remembered", "[read]") {
    Parsed parsed("a: 1\nb: [1, 2]\nc: 3\n");
    Document& document = parsed.document;
    const ValueId old = parsed.at("a");
    const ValueId other = parsed.at("c");
    document.replace_value(document.find_key(parsed.root, "a"), other);
    CHECK(parsed.text("a") == "3");
    CHECK(document.replaced_by(other) == old);
    const ValueId entry = document.first(parsed.at("b"));
    document.replace_entry(entry, other);
    CHECK(document.text(entry) == "3");
    CHECK(document.text(document.next(entry)) == "2");
    CHECK(document.text(document.replaced_by(entry)) == "1");
    document.append_key(parsed.root, document.last(parsed.root), document.add_key("d", other, old));
    CHECK(parsed.text("d") == "1");
    CHECK(document.count(parsed.root) == 4);
}
