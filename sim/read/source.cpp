#include "caisson/read/source.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "caisson/base/ensure.hpp"

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

std::string_view without_line_end(std::string_view line) {
    const std::size_t end = line.find('\n');
    line = line.substr(0, end);
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
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
    return without_line_end(std::string_view{source.text}.substr(source.line_starts[number - 1]));
}

SourceSpan Sources::span(FileId file, std::size_t offset, std::size_t length) const {
    const Source& source = sources_[file.index];
    const std::string_view text = source.text;
    offset = std::max<std::size_t>(std::min(offset, text.size()), source.line_starts.front());
    const auto after = std::upper_bound(source.line_starts.begin(), source.line_starts.end(), offset);
    const std::size_t line_start = *(after - 1);
    const std::string_view rest = without_line_end(text.substr(offset, std::min(length, text.size() - offset)));
    return {.file = file,
            .line = static_cast<std::uint32_t>(after - source.line_starts.begin()),
            .column = static_cast<std::uint32_t>(characters_before(source, offset) -
                                                 characters_before(source, line_start) + 1),
            .length = std::max<std::uint32_t>(1, static_cast<std::uint32_t>(characters_in(rest)))};
}

std::size_t Sources::characters_before(const Source& source, std::size_t offset) {
    const std::size_t start = offset / block * block;
    return source.characters[offset / block] +
           characters_in(std::string_view{source.text}.substr(start, offset - start));
}

}  // namespace caisson::read
