#include <array>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "caisson/base/limits.hpp"
#include "either_way.hpp"
#include "read/abridge.hpp"
#include "support/catch.hpp"

using namespace caisson;
using namespace caisson::read;
using namespace caisson::tests;

namespace {

std::string shown(std::string_view text) { return Abridgement(text, Shown::abridged, "").shown(); }

/// All scenarios, and all broken files that are small enough and contain what scenarios may.
std::vector<std::string> files() {
    constexpr std::size_t largest = 20'000;
    std::vector<std::string> texts;
    for (const char* folder : {"/scenarios", "/tests/broken", "/tests/docs"}) {
        for (const auto& file :
             std::filesystem::recursive_directory_iterator(CAISSON_SOURCE_DIR + std::string{folder})) {
            const auto text = file.path().extension() == ".yaml" ? read_file(file.path().string(), largest)
                                                                 : tl::unexpected(FileError{});
            Sources sources;
            if (text && !check_text(sources, sources.add("x", text->text))) {
                texts.push_back(text->text);
            }
        }
    }
    return texts;
}

/// What may make something else of the text around it, and what may be cut out.
constexpr std::array<std::string_view, 74> pieces{"{",
                                                  "}",
                                                  "[",
                                                  "]",
                                                  ",",
                                                  ": ",
                                                  ":",
                                                  "- ",
                                                  "-",
                                                  "\"",
                                                  "'",
                                                  "#",
                                                  " #",
                                                  "|",
                                                  ">",
                                                  "|\n",
                                                  "?",
                                                  "? ",
                                                  "&a",
                                                  "*a",
                                                  "!t",
                                                  "%",
                                                  "<<",
                                                  "@",
                                                  "\\",
                                                  "\t",
                                                  "\n",
                                                  "\r\n",
                                                  "\n\n",
                                                  "\n  ",
                                                  "\n    ",
                                                  "  ",
                                                  "---\n",
                                                  "...\n",
                                                  "null",
                                                  "~",
                                                  "\xC3\xA9",
                                                  "a: {b: c}\n",
                                                  "  a: {b: c}\n",
                                                  "  x: {y: [z]}\n    ",
                                                  "k: ",
                                                  "k:\n",
                                                  "- {a: b}\n",
                                                  "k: |\n   text\n",
                                                  "k: {a: 1,\n b: 2}\n",
                                                  "k: {a: 1,  # {\n b: [2\n ,3]}\n",
                                                  "{}",
                                                  "[]",
                                                  "{a}",
                                                  "{a: }",
                                                  "[a,]",
                                                  "{a: b, a: c}",
                                                  "{\"a\": 1}",
                                                  "{a:1}",
                                                  "{a: \"}\"}",
                                                  "'it''s'",
                                                  "\"\\\"\"",
                                                  "# x: {y: z}\n",
                                                  "{a: b} # {\n",
                                                  "  d: {e: \"q\"}\n  e: {f: 'g', h: {i: 1 round}}\n",
                                                  "  n: {a: {a: 1, a: 2}}\n",
                                                  "a: b c: {d: e}\n",
                                                  "  a:\n    b: c\n",
                                                  "a:\n  b: c\n  d:\n  - e\n  - f: g\n    h: i\n",
                                                  "    x: y z\n",
                                                  "  - q\n",
                                                  "- q: r\n",
                                                  "  z:\n",
                                                  "    w: {v: u}  # c\n",
                                                  "a:\n  b:\n    c:\n      d: e\n",
                                                  "  k: \"v\"\n",
                                                  "   odd: column\n",
                                                  "k3: v3 # c\n",
                                                  "  # c\n"};

/// Texts that resemble scenarios, and texts that resemble nothing.
class Texts {
public:
    explicit Texts(std::vector<std::string> seeds) : seeds_(std::move(seeds)) {}

    std::string next() { return number(3) == 0 ? soup() : changed(); }

private:
    std::size_t number(std::size_t end) { return dice_() % end; }

    std::string_view piece() { return pieces[number(pieces.size())]; }

    std::string soup() {
        std::string text;
        for (std::size_t left = 1 + number(14); left > 0; --left) {
            text += piece();
        }
        return text;
    }

    /// A few lines of a scenario, changed in a few places.
    std::string changed() {
        const std::string& seed = seeds_[number(seeds_.size())];
        const std::size_t end = seed.rfind('\n', number(seed.size() + 1));
        std::string text = seed.substr(end == std::string::npos ? 0 : end + 1, 40 + number(600));
        for (std::size_t left = number(4); left > 0; --left) {
            const std::size_t place = number(text.size() + 1);
            const std::size_t before = text.rfind('\n', place);
            const std::size_t line = before == std::string::npos ? 0 : std::min(before + 1, text.size());
            switch (number(5)) {
                case 0:
                    text.insert(place, piece());
                    break;
                case 1:
                    text.insert(line, piece());
                    break;
                case 2:
                    text.insert(line, number(3) + 1, ' ');
                    break;
                case 3:
                    text.erase(line, std::min(text.find_first_not_of(' ', line), text.size()) - line);
                    break;
                default:
                    text.erase(place, number(4));
            }
        }
        return text;
    }

    std::vector<std::string> seeds_;
    std::mt19937_64 dice_{1618};
};

}  // namespace

TEST_CASE("a run of simple entries is not shown", "[read][known]") {
    CHECK(shown("  a: {s: [x, 1 t]}\n  b: {t: \"u\"}\n# c\n") == "  a: {}\n# c\n");
    CHECK(shown("a: {b: c}  # why\nd: {e: f}\n- g\n") == "a: {}\n- g\n");
    CHECK(shown("a: {b: c}\r\nd: {e: f}") == "a: {}");
    CHECK(shown("a: {b: c}\nd: e f\ng: 'h'\n") == "a: {}\n");
    CHECK(shown("d: e f\ng: 'h'\n") == "d: e f\ng: 'h'\n");  // not worth it
}

TEST_CASE("nor is a run of simple blocks", "[read][known]") {
    CHECK(shown("a:\n  b: c d\n  e:\n    f: [g]\nh: {i: j}\n") == "a: {}\n");
    CHECK(shown("a:  # why\n  b: c  # whence\n") == "a: {}  # whence\n");
    CHECK(shown("a:\n- b\n- c: d\n  e: f\n- {g: h}\ni:\n  - j\n") == "a: {}\n");
    // yaml-cpp says that a block has ended when it sees what follows: that must be a key or the end of the text
    CHECK(shown("a:\n  b: c\nd:\n  e: f\n@\n") == "a: {}\nd:\n  e: f\n@\n");
    CHECK(shown("  a:\n    b: c\nd: e\n@\n") == "  a: {}\nd: e\n@\n");
    CHECK(shown("a:\n  b: c\n\nd: e\n") == "a:\n  b: c\n\nd: e\n");
    CHECK(shown("a:\n  b: {c: d}\n# e\n") == "a:\n  b: {}\n# e\n");
    for (const std::string text :
         {"a:\n  b: c\n   d: e\n", "a:\n   b: c\n  d: e\n", "a:\n  b: c\n    d\n", "a:\n  b:\n", "a:\nb: c\n",
          "a:\n  b: c: d\n", "a:\n  b: |\n    c\n", "a:\n  - - b\n", "a:\n  -\n    b: c\n", "a:\n  b: ~\n",
          "a:\n  b: c\n\td: e\n", "a:\n  b: \"c\n  d\"\n", "a:\n  - b\n  c: d\n", "a:\n  b: c\n  - d\n",
          "- a:\n  - b\n", "a:\n  'b': c\n", "a:\n  ? b\n", "a:\n  b: &c d\n", "a:\n  b: c\n# d\n"}) {
        CAPTURE(text);
        CHECK(shown(text) == text);
    }
}

TEST_CASE("entries of other maps and what is not simple are shown", "[read][known]") {
    for (const std::string text : {"a: {}\n  b: {}\n", "a: {}\n- b: {}\n"}) {
        CHECK(shown(text) == text);
    }
    CHECK(shown("  a: {b: c}\n   d: {e: f}\n") == "  a: {}\n   d: {}\n");
    CHECK(shown("a: {b: c}\n\nd: {e: f}\n") == "a: {}\n\nd: {}\n");
    for (const std::string text :
         {"{a: b}",         "- {a: b}\n",      "a: {b: c} d\n",      "a: {b: c}: d\n",   "a: {b: c},\n",
          "a: {b: c}#d\n",  "a: {b, c: d}\n",  "a: {b: }\n",         "a: {b: c, }\n",    "a: {b:c}\n",
          "a: {b : c}\n",   "a: {\"b\": c}\n", "a: {b: null}\n",     "a: {null: b}\n",   "null: {b: c}\n",
          "a: {b: c: d}\n", "a: {b: c #d}\n",  "a: {b: \"c\\n\"}\n", "a: {b: 'c''d'}\n", "a: {b: &c d}\n",
          "a: {b: -}\n",    "a: {b: c\n}\n",   "a:\t{b: c}\n",       "a: {b:\tc}\n",     "a: [b: c]\n",
          "a: [b? c]\n",    "a: {b: [c}}\n",   "a: {b: c\n",         "? {a: b}\n",       "a: !t {b: c}\n",
          "a: {~: b}\n"}) {
        CAPTURE(text);
        CHECK(shown(text) == text);
    }
}

TEST_CASE("what looks like entries within quotes, brackets and blocks of text is shown", "[read][known]") {
    const std::string entry = "  x: {y: z}\n";
    for (const std::string before : {"a: \"\n", "a: '\n", "a: \"\\\"\n", "a: {\n", "a: [b,\n", "a: |\n", "a: >\n",
                                     "- |\n", "\"\n", "a: !t \"\n", "a b: \"\n", "a: {b: c\n# }\n}\n"}) {
        CAPTURE(before);
        CHECK(shown(before + entry) == before + entry);
    }
    const std::string not_of_the_block = "a: |\n     b\n    \"\nx: {y: z}\n";
    CHECK(shown(not_of_the_block) == not_of_the_block);
    // and is not, once that has ended for certain
    for (const std::string before :
         {"a: \"b \\\" c\"\n", "a: 'it''s'  # {\n", "a: don't \"\n", "a: {b: c,  # [\n    d: [e,\n f]\n}\n",
          "a: b # c: '\n", "# \" [\n", "---\n", "- - b\n", "a: 2024-01-01T12:30:00Z\n", "\n \n",
          "a: |\n  \" {\n\n   [\nb: c\n", "- a: >-  # c\n     \"\n"}) {
        CAPTURE(before);
        CHECK(shown(before + entry) == before + "  x: {}\n");
    }
}

TEST_CASE("places in what is shown are places in the text", "[read][known]") {
    const Abridgement abridgement("a: {b: c}\n- d1\ne:\n f: g\n", Shown::abridged, "");
    REQUIRE(abridgement.shown() == "a: {}\n- d1\ne: {}\n");
    CHECK(abridgement.place_of(0) == 0);
    CHECK(abridgement.place_of(3) == 2);    // the first bracket: the run begins behind the colon
    CHECK(abridgement.place_of(4) == 8);    // and the last
    CHECK(abridgement.place_of(5) == 9);    // the end of the line
    CHECK(abridgement.place_of(6) == 10);   // the dash
    CHECK(abridgement.place_of(17) == 24);  // the end
    REQUIRE(abridgement.cut_at(3) != nullptr);
    CHECK(abridgement.cut_at(3)->begin == 2);
    CHECK(abridgement.cut_at(3)->end == 9);
    CHECK(abridgement.cut_at(4) == nullptr);
    CHECK(abridgement.cut_at(0) == nullptr);
}

TEST_CASE("every scenario and every broken file gives the same, abridged or whole", "[read][property]") {
    const std::vector<std::string> texts = files();
    REQUIRE(texts.size() > 150);
    for (const std::string& text : texts) {
        if (!same_either_way(text)) {
            FAIL_CHECK(text);
        }
    }
}

TEST_CASE("random texts give the same, abridged or whole", "[read][property]") {
    constexpr int count = 10'000;
    Texts texts(files());
    int abridged = 0;
    int abridged_and_readable = 0;
    for (int at = 0; at < count; ++at) {
        const std::string text = texts.next();
        const bool cut = shown(text).size() < text.size();
        abridged += cut ? 1 : 0;
        abridged_and_readable += cut && Outcome(text, Shown::abridged).readable() ? 1 : 0;
        if (!same_either_way(text)) {
            FAIL_CHECK(text);
        }
    }
    CHECK(abridged > count / 10);
    CHECK(abridged_and_readable > count / 20);
}

TEST_CASE("the limits hold in what is not shown", "[read][limits]") {
    const std::string comment(max_bytes_without_value, 'x');
    CHECK(same_either_way("a: {b: c}  # " + comment + "\nd: {e: f}\n"));
    CHECK(same_either_way("a: {b: c}\n# " + comment + "\nd: {e: f}\n"));
    CHECK(Outcome("a: {b: c}  # " + comment + "\nd: {e: f}\n", Shown::abridged).findings.size() == 1);

    std::string nested;
    for (std::size_t depth = 1; depth < max_depth; ++depth) {
        nested += std::string(depth - 1, ' ') + "a:\n";
    }
    nested += std::string(max_depth - 1, ' ');  // the last map is open
    CHECK(Outcome(nested + "b: 1\n", Shown::abridged).findings.empty());
    CHECK(same_either_way(nested + "b: {c: 1}\n"));
    CHECK(Outcome(nested + "b: {c: 1}\n", Shown::abridged).findings.size() == 1);
}
