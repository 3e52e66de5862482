// Writes what scenarios are made of as a dictionary for libFuzzer: YAML's marks, every key, every word, every example.
#include <cstdio>
#include <fmt/format.h>
#include <set>
#include <string>
#include <string_view>

#include "caisson/base/unit.hpp"
#include "caisson/read/keys.hpp"

using namespace caisson;

namespace {

// The last ones are a byte-order mark, a control character, and what parts the files of an input.
constexpr std::string_view marks[] = {
    "[",    "]",      "{",    "}",      ": ",   "- ",  "? ",           ",",          "&a",      "*a",
    "<<: ", "!!str ", "!x ",  "%YAML",  "---",  "...", "|\n",          ">-\n",       "\"",      "'",
    "\\u",  "\t",     "\r\n", "\n  ",   " #",   "~",   "null",         "true",       "to ",     "k",
    "M",    "G",      "%",    "/",      "e9",   "0x1", ".inf",         "-1",         "1e-9",    "1,000",
    "0.5",  "9 d",    "/yr",  "round/", "0 to", ".0.", "extends: 1\n", "2024-02-29", "T15:00Z", "\xEF\xBB\xBF",
    "\x04", "\xFF",
};

/// As libFuzzer reads it.
std::string entry(std::string_view text) {
    std::string line;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        const bool as_it_is = byte >= 0x20 && byte < 0x7F && letter != '"' && letter != '\\';
        line += as_it_is ? std::string{letter} : fmt::format("\\x{:02X}", byte);
    }
    return fmt::format("\"{}\"\n", line);
}

std::set<std::string_view> words_of(const read::KeyTable& table) {
    std::set<std::string_view> words;
    for (const read::KeyRow& row : table.rows()) {
        words.insert({row.name, row.example});
        for (const read::WordRow& word : row.words) {
            words.insert(word.word);
        }
    }
    for (const TimeUnit& unit : time_units()) {
        words.insert(unit.word);
    }
    words.insert(std::begin(marks), std::end(marks));
    return words;
}

}  // namespace

int main() {
    const read::KeyTable table;
    for (const std::string_view word : words_of(table)) {
        std::fputs(entry(word).c_str(), stdout);
    }
}
