/// Tables as `caisson run` writes them, row after row.
#pragma once
#include <cstddef>
#include <fstream>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "caisson/base/result.hpp"

namespace caisson::read {

/// Goes through a CSV file whose first line names the columns. No cell contains the end of a line.
class CsvRows {
public:
    /// columns  those that are wanted; cell(i) is that of columns[i]
    /// fails    a sentence: the file cannot be read, or has no such column
    static Result<CsvRows, std::string> open(const std::string& file, std::initializer_list<std::string_view> columns);

    /// Goes to the next row.
    /// returns  false at the end, or at a row that is too long or has other cells than the first line: see fault()
    bool next();

    /// What was wrong with the last row, if anything was.
    [[nodiscard]] const std::string& fault() const { return fault_; }

    /// The same for a row that means nothing to whoever reads it.
    [[nodiscard]] std::string fault_here(std::string_view what) const;

    [[nodiscard]] std::string_view cell(std::size_t column) const { return cells_[places_[column]]; }

private:
    CsvRows(const std::string& file, std::ifstream stream);

    bool read_line();
    void split();
    void begin_cell();

    std::string file_;
    std::ifstream stream_;
    std::size_t line_number_ = 0;
    std::vector<char> line_;
    std::size_t line_size_ = 0;
    std::vector<std::size_t> places_;  // of the wanted columns
    std::size_t width_ = 0;            // how many cells a row has
    std::vector<std::string> cells_;
    std::size_t cells_here_ = 0;
    std::string fault_;
};

}  // namespace caisson::read
