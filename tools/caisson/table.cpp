#include "table.hpp"

#include <algorithm>
#include <cstddef>
#include <fmt/format.h>

#include "caisson/base/number_text.hpp"
#include "caisson/base/utf8.hpp"

namespace caisson::cli {
namespace {

std::size_t characters_in(const std::string& text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); at += decode_utf8(text, at).bytes) {
        ++count;
    }
    return count;
}

using Cells = std::vector<std::string>;

void append_line(std::string& text, const TextTable& table, const Cells& cells, const std::vector<std::size_t>& widths,
                 std::size_t indent) {
    std::string line(indent, ' ');
    for (std::size_t column = 0; column < cells.size(); ++column) {
        const std::string padding(widths[column] - characters_in(cells[column]), ' ');
        const bool right = table.columns[column].align == Align::right;
        line += (column > 0 ? "  " : "") + (right ? padding + cells[column] : cells[column] + padding);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
}

}  // namespace

std::string to_text(const TextTable& table, std::size_t indent, std::size_t most) {
    const std::size_t shown = std::min(most, table.rows.size());
    std::vector<Cells> lines(1);
    for (const auto& column : table.columns) {
        lines.front().push_back(column.title);
    }
    for (std::size_t row = 0; row < shown; ++row) {
        lines.emplace_back();
        for (const auto& cell : table.rows[row]) {
            lines.back().push_back(printable(cell));
        }
    }
    std::vector<std::size_t> widths(table.columns.size());
    for (const auto& cells : lines) {
        for (std::size_t column = 0; column < cells.size(); ++column) {
            widths[column] = std::max(widths[column], characters_in(cells[column]));
        }
    }
    std::string text;
    for (const auto& cells : lines) {
        append_line(text, table, cells, widths, indent);
    }
    if (shown < table.rows.size()) {
        text += fmt::format("{:{}}... and {} more\n", "", indent,
                            human_number(static_cast<double>(table.rows.size() - shown), 0));
    }
    return text;
}

}  // namespace caisson::cli
