#include <cstdio>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

#include "caisson/read/source.hpp"
#include "support/catch.hpp"

using namespace caisson;
using namespace caisson::read;

namespace {

/// A file of its own that is removed at the end of the test.
class Scratch {
public:
    explicit Scratch(const std::string& text = {}) {
        const int descriptor = ::mkstemp(name_.data());
        REQUIRE(descriptor >= 0);
        REQUIRE(::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
        ::close(descriptor);
    }

    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    ~Scratch() { std::remove(name_.c_str()); }

    [[nodiscard]] const std::string& name() const { return name_; }

private:
    std::string name_ = "/tmp/caisson-source-XXXXXX";
};

}  // namespace

TEST_CASE("columns count characters and not bytes", "[read]") {
    Sources sources;
    const FileId file = sources.add("x.yaml",
                                    "a: \xC3\xA9"
                                    "1\nbc: 2\n");  // é takes two bytes
    CHECK(sources.span(file, 5, 1) == SourceSpan{file, 1, 5, 1});
    CHECK(sources.span(file, 7, 2) == SourceSpan{file, 2, 1, 2});
    CHECK(sources.line(file, 2) == "bc: 2");
    CHECK(sources.line(file, 3).empty());
    CHECK(sources.line(file, 9).empty());
}

TEST_CASE("columns are right on a line of many blocks", "[read]") {
    std::string text;
    for (int at = 0; at < 1000; ++at) {
        text += "\xC3\xA9";
    }
    Sources sources;
    const FileId file = sources.add("x", text + "z");
    CHECK(sources.span(file, 2000, 1).column == 1001);
}

TEST_CASE("a span ends with its line, also where the line ends as on Windows", "[read]") {
    Sources sources;
    const FileId file = sources.add("x", "abc\r\ndef");
    CHECK(sources.span(file, 1, 100) == SourceSpan{file, 1, 2, 2});
    CHECK(sources.line(file, 1) == "abc");
    CHECK(sources.span(file, 3, 1) == SourceSpan{file, 1, 4, 1});
    CHECK(sources.span(file, 4, 1) == SourceSpan{file, 1, 4, 1});  // the line feed is no further than what precedes it
    CHECK(sources.span(file, 100, 5) == SourceSpan{file, 2, 4, 1});  // past the end: the end
}

TEST_CASE("a place says where in its source it begins", "[read]") {
    std::string text = "\xEF\xBB\xBF";
    for (int at = 0; at < 700; ++at) {
        text += at % 50 == 49 ? "z\r\n" : at % 3 == 0 ? "a" : "\xE2\x80\xA6";  // an ellipsis takes three bytes
    }
    Sources sources;
    const FileId file = sources.add("x", text);
    for (std::size_t offset = 3; offset <= text.size(); ++offset) {
        const bool within_character = offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80;
        const bool within_line_end = offset < text.size() && text[offset] == '\n';
        if (!within_character && !within_line_end) {
            REQUIRE(sources.offset(sources.span(file, offset, 1)) == offset);
        }
    }
    CHECK(sources.offset({file, 0, 0, 0}) == 0);
    CHECK(sources.offset({file, 99, 1, 1}) == 0);  // there is no such line
}

TEST_CASE("a byte-order mark takes no column", "[read]") {
    Sources sources;
    const FileId file = sources.add("x", "\xEF\xBB\xBFkey: 1\n");
    CHECK(sources.span(file, 3, 3) == SourceSpan{file, 1, 1, 3});
    CHECK(sources.line(file, 1) == "key: 1");
    CHECK_FALSE(check_text(sources, file));
}

TEST_CASE("texts stay where they are when sources are moved", "[read]") {
    Sources sources;
    const FileId file = sources.add("x", "short");
    const char* where = sources.text(file).data();
    const Sources moved = std::move(sources);
    CHECK(moved.text(file).data() == where);
    CHECK(moved.text(file) == "short");
}

TEST_CASE("what no scenario may contain is found where it stands", "[read]") {
    struct Row {
        std::string text;
        std::uint32_t line, column;
        std::string message;
    };

    const auto row = GENERATE(values<Row>({
        {"a: 1\nb: \xFF\n", 2, 4, "byte 0xFF is not UTF-8"},
        {"a: \xC3", 1, 4, "byte 0xC3 is not UTF-8"},
        {std::string("a: \0", 4), 1, 4, "NUL in the text"},
        {"a: \x1b[31m", 1, 4, "ESC in the text"},
        {"a: \x04", 1, 4, "the control character U+0004 in the text"},
        {"a: \x7f", 1, 4, "the control character U+007F in the text"},
        {"a: \xC2\x85", 1, 4, "the control character U+0085 in the text"},
        {"a: 1\rb: 2", 1, 5, "a carriage return without a line feed in the text"},
        {"a: \xEF\xBB\xBF", 1, 4, "a byte-order mark in the middle of the text"},
        {std::string("\xFF\xFE"
                     "a\0",
                     4),
         1, 1, "the file is in UTF-16 or UTF-32"},
        {std::string("a\0:\0", 4), 1, 2, "the file is in UTF-16 or UTF-32"},
    }));
    Sources sources;
    const FileId file = sources.add("x", row.text);
    const auto finding = check_text(sources, file);
    REQUIRE(finding);
    CHECK(finding->message == row.message);
    CHECK(finding->where.line == row.line);
    CHECK(finding->where.column == row.column);
    CHECK(finding->code == FindingCode::bad_text);
}

TEST_CASE("tabs, both line ends and letters of any script are fine", "[read]") {
    Sources sources;
    CHECK_FALSE(check_text(sources, sources.add("x", "a:\t\xD0\x96\r\nb: \xE2\x80\xA6 \xF0\x9F\x9A\x82\n")));
}

TEST_CASE("a regular file is read whole", "[read]") {
    const Scratch scratch("a: 1\n");
    const auto file = read_file(scratch.name(), 5);  // exactly as large as it may be
    REQUIRE(file);
    CHECK(file->text == "a: 1\n");
    const auto again = read_file("/tmp/../" + scratch.name(), 5);
    REQUIRE(again);
    CHECK(again->inode == file->inode);
    CHECK(again->device == file->device);
}

TEST_CASE("a file one byte too large is refused", "[read]") {
    const Scratch scratch("a: 1\n");
    const auto file = read_file(scratch.name(), 4);
    REQUIRE_FALSE(file);
    CHECK(file.error().too_large);
}

TEST_CASE("what is no regular file is refused and never waited for", "[read]") {
    const Scratch scratch;
    const std::string pipe = scratch.name() + ".pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(read_file(pipe, 100).error().reason == "it is a pipe");
    std::remove(pipe.c_str());
    CHECK(read_file("/tmp", 100).error().reason == "it is a folder");
    CHECK(read_file("/dev/null", 100).error().reason == "it is a device");
    CHECK(read_file("/tmp/caisson-no-such-file", 100).error().reason == "No such file or directory");
    CHECK(read_file(std::string("/dev/null\0x", 11), 100).error().reason == "its name contains NUL");
}
