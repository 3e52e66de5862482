#include "csv_rows.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <system_error>

#include "caisson/base/number_text.hpp"

namespace caisson::read {
namespace {

constexpr std::size_t longest_line = std::size_t{64} << 10;

}  // namespace

CsvRows::CsvRows(const std::string& file, std::ifstream stream)
    : file_(file), stream_(std::move(stream)), line_(longest_line) {}

Result<CsvRows, std::string> CsvRows::open(const std::string& file, std::initializer_list<std::string_view> columns) {
    std::error_code error;
    const bool regular = std::filesystem::is_regular_file(file, error);  // a pipe would be waited for
    CsvRows rows(file, regular ? std::ifstream(file, std::ios::binary) : std::ifstream());
    if (!regular || !rows.stream_.is_open() || !rows.read_line()) {
        return tl::unexpected(fmt::format("{} cannot be read", printable(file)));
    }
    rows.split();
    rows.width_ = rows.cells_here_;
    for (const std::string_view column : columns) {
        const auto end = rows.cells_.begin() + static_cast<std::ptrdiff_t>(rows.width_);
        const auto found = std::find(rows.cells_.begin(), end, column);
        if (found == end) {
            return tl::unexpected(fmt::format("{} has no column \"{}\"", printable(file), column));
        }
        rows.places_.push_back(static_cast<std::size_t>(found - rows.cells_.begin()));
    }
    return rows;
}

bool CsvRows::next() {
    if (!read_line()) {
        return false;
    }
    split();
    if (cells_here_ != width_) {
        fault_ = fault_here(fmt::format("{} cells, not {}", cells_here_, width_));
    }
    return fault_.empty();
}

std::string CsvRows::fault_here(std::string_view what) const {
    return fmt::format("{}:{}: {}", printable(file_), line_number_, what);
}

bool CsvRows::read_line() {
    ++line_number_;
    stream_.getline(line_.data(), static_cast<std::streamsize>(line_.size()));
    if (stream_.fail()) {
        fault_ = stream_.eof() && stream_.gcount() == 0 ? "" : fault_here("a line that is too long");
        return false;
    }
    line_size_ = static_cast<std::size_t>(stream_.gcount()) - (stream_.eof() ? 0 : 1);  // without its end
    return true;
}

/// A cell in quotes may contain commas; two quotes in it are one.
void CsvRows::split() {
    const std::string_view line(line_.data(), line_size_);
    bool quoted = false;
    cells_here_ = 0;
    begin_cell();
    for (std::size_t at = 0; at < line.size(); ++at) {
        const bool two_quotes = quoted && line.substr(at).starts_with(R"("")");
        if (line[at] == '"' && !two_quotes) {
            quoted = !quoted;
        } else if (line[at] == ',' && !quoted) {
            begin_cell();
        } else {
            cells_[cells_here_ - 1] += line[at];
            at += two_quotes ? 1 : 0;
        }
    }
}

void CsvRows::begin_cell() {
    cells_.resize(std::max(cells_.size(), ++cells_here_));
    cells_[cells_here_ - 1].clear();
}

}  // namespace caisson::read
