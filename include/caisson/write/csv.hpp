/// Rows of comma-separated values that pandas, R and a spreadsheet read without cleaning (RFC 4180, UTF-8, LF).
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "caisson/base/number_text.hpp"
#include "caisson/base/result.hpp"
#include "caisson/write/byte_sink.hpp"

namespace caisson::write {

/// A text as a cell: controls become spaces; quoted if it holds a comma or a quote; what a spreadsheet would take for a
/// formula (a first `=`, `+`, `-`, `@`) gets an apostrophe before it.
[[nodiscard]] std::string csv_cell(std::string_view text);

/// Writes rows through a buffer of its own. Cells of a row one after another, then end_row().
/// cost     some 50 ns a row of ten cells and a number; no allocation after the first row
/// fails    once the sink has failed nothing more is written, and finish() says why
class CsvWriter {
public:
    explicit CsvWriter(ByteSink& sink);  ///< borrows: the sink outlives the writer

    /// The shortest decimal that reads back as the same number. Bug if it is not finite.
    void number(double value);
    void integer(std::uint64_t value);
    void text(std::string_view value);

    /// A cell with nothing in it: missing.
    void empty() { append(","); }

    /// Cells that csv_cell() or this class has made, with the comma after each.
    void prepared(std::string_view cells) { append(cells); }

    void end_row();

    /// Writes what is left in the buffer.
    [[nodiscard]] Result<void, WriteFailure> finish();

private:
    void append(std::string_view bytes) {
        if (buffer_.size() - used_ < bytes.size()) {
            make_room(bytes.size());
        }
        bytes.copy(buffer_.data() + used_, bytes.size());
        used_ += bytes.size();
    }

    void make_room(std::size_t bytes);
    void flush();

    ByteSink* sink_;
    std::string buffer_;
    std::size_t used_ = 0;
    Result<void, WriteFailure> state_;
};

}  // namespace caisson::write
