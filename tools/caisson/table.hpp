/// Tables for people: columns as wide as they must be.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace caisson::cli {

enum class Align : std::uint8_t { left, right };

struct Column {
    std::string title;
    Align align = Align::left;
};

/// Rows of cells under titles.
struct TextTable {
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;  ///< each as long as `columns`
};

/// The table as text, two spaces between columns, none at the ends of lines. Texts are made printable.
/// indent  spaces before each line
/// most    rows shown; the rest is counted
[[nodiscard]] std::string to_text(const TextTable& table, std::size_t indent, std::size_t most);

}  // namespace caisson::cli
