#include "caisson/read/source.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "caisson/base/ensure.hpp"
#include "caisson/base/utf8.hpp"

namespace caisson::read {
namespace {

constexpr std::size_t block = 256;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

std::size_t characters_in(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

std::vector<std::uint32_t> find_lines(std::string_view text) {
    std::vector<std::uint32_t> starts{text.starts_with(byte_order_mark) ? std::uint32_t{3} : std::uint32_t{0}};
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
        starts.push_back(static_cast<std::uint32_t>(at + 1));
    }
    return starts;
}

std::vector<std::uint32_t> count_characters(std::string_view text) {
    std::vector<std::uint32_t> before;
    before.reserve(text.size() / block + 1);
    std::size_t characters = 0;
    for (std::size_t at = 0; at <= text.size(); at += block) {
        before.push_back(static_cast<std::uint32_t>(characters));
        characters += characters_in(text.substr(at, block));
    }
    return before;
}

std::string_view without(std::string_view line, char last) {
    return line.ends_with(last) ? line.substr(0, line.size() - 1) : line;
}

/// How many bytes the first so many characters take, after the rest of one that began before the text.
std::size_t bytes_of(std::string_view text, std::size_t characters) {
    constexpr std::size_t longest_rest = 3;
    std::size_t at = 0;
    while (at < std::min(text.size(), longest_rest) && !begins_character(text[at])) {
        ++at;
    }
    for (; characters > 0 && at < text.size(); --characters) {
        at += decode_utf8(text, at).bytes;
    }
    return at;
}

}  // namespace

FileId Sources::add(std::string name, std::string text, SourceSpan asked_by) {
    ensure(text.size() < std::numeric_limits<std::uint32_t>::max(), "a source is smaller than 4 GiB");
    ensure(sources_.size() < std::numeric_limits<std::uint16_t>::max(), "a scenario has fewer than 65,535 sources");
    Source& source = sources_.emplace_back();
    source.name = std::move(name);
    source.text = std::move(text);
    source.asked_by = asked_by;
    source.line_starts = find_lines(source.text);
    source.characters = count_characters(source.text);
    return FileId{sources_.size() - 1};
}

std::string_view Sources::line(FileId file, std::uint32_t number) const {
    const Source& source = sources_[file.index];
    if (number == 0 || number > source.line_starts.size()) {
        return {};
    }
    const std::size_t begin = source.line_starts[number - 1];
    const std::size_t end = number < source.line_starts.size() ? source.line_starts[number] : source.text.size();
    return without(without(std::string_view{source.text}.substr(begin, end - begin), '\n'), '\r');
}

SourceSpan Sources::span(FileId file, std::size_t offset, std::size_t length) const {
    const Source& source = sources_[file.index];
    const std::string_view text = source.text;
    offset = std::max<std::size_t>(std::min(offset, text.size()), source.line_starts.front());
    const auto after = std::upper_bound(source.line_starts.begin(), source.line_starts.end(), offset);
    const std::size_t line_start = *(after - 1);
    // Both bytes of a line end of Windows are one place, right behind the line.
    if (offset > line_start && text[offset - 1] == '\r' && text.substr(offset).starts_with('\n')) {
        --offset;
    }
    const std::string_view rest = text.substr(offset, std::min(length, text.size() - offset));
    const std::string_view in_line = without(rest.substr(0, rest.find('\n')), '\r');
    return {.file = file,
            .line = static_cast<std::uint32_t>(after - source.line_starts.begin()),
            .column = static_cast<std::uint32_t>(characters_between(source, line_start, offset) + 1),
            .length = std::max<std::uint32_t>(1, static_cast<std::uint32_t>(characters_in(in_line)))};
}

std::size_t Sources::offset(const SourceSpan& where) const {
    const Source& source = sources_[where.file.index];
    if (where.line == 0 || where.line > source.line_starts.size()) {
        return 0;
    }
    const std::size_t characters =
        characters_before(source, source.line_starts[where.line - 1]) + std::max<std::size_t>(where.column, 1) - 1;
    const auto after = std::lower_bound(source.characters.begin(), source.characters.end(), characters);
    const auto blocks = std::max<std::size_t>(static_cast<std::size_t>(after - source.characters.begin()), 1) - 1;
    return blocks * block +
           bytes_of(std::string_view{source.text}.substr(blocks * block), characters - source.characters[blocks]);
}

std::size_t Sources::characters_between(const Source& source, std::size_t begin, std::size_t end) {
    if (end - begin < block) {
        return characters_in(std::string_view{source.text}.substr(begin, end - begin));
    }
    return characters_before(source, end) - characters_before(source, begin);
}

std::size_t Sources::characters_before(const Source& source, std::size_t offset) {
    const std::size_t start = offset / block * block;
    return source.characters[offset / block] +
           characters_in(std::string_view{source.text}.substr(start, offset - start));
}

}  // namespace caisson::read
