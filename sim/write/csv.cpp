#include "caisson/write/csv.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace caisson::write {
namespace {

constexpr std::size_t buffer_bytes = std::size_t{1} << 20;

bool is_control(char letter) { return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f; }

bool starts_formula(std::string_view text) {
    return !text.empty() && std::string_view{"=+-@"}.find(text.front()) != std::string_view::npos;
}

}  // namespace

std::string csv_cell(std::string_view text) {
    std::string plain{text};
    std::replace_if(plain.begin(), plain.end(), is_control, ' ');
    if (starts_formula(plain)) {
        plain.insert(plain.begin(), '\'');
    }
    if (plain.find_first_of(",\"") == std::string::npos) {
        return plain;
    }
    std::string quoted = "\"";
    for (const char letter : plain) {
        quoted.append(letter == '"' ? 2 : 1, letter);
    }
    return quoted + '"';
}

CsvWriter::CsvWriter(ByteSink& sink) : sink_(&sink), buffer_(buffer_bytes, '\0') {}

void CsvWriter::number(double value) {
    if (buffer_.size() - used_ <= max_number_bytes) {
        make_room(max_number_bytes + 1);
    }
    char* end = write_number(buffer_.data() + used_, value);
    *end++ = ',';
    used_ = static_cast<std::size_t>(end - buffer_.data());
}

void CsvWriter::integer(std::uint64_t value) {
    std::array<char, 24> digits{};
    char* end = std::to_chars(digits.data(), digits.data() + digits.size() - 1, value).ptr;
    *end++ = ',';
    append({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

void CsvWriter::text(std::string_view value) {
    append(csv_cell(value));
    append(",");
}

void CsvWriter::end_row() {
    // A flush happens only before bytes are added: the comma after the last cell is still in the buffer.
    buffer_[used_ - 1] = '\n';
}

Result<void, WriteFailure> CsvWriter::finish() {
    flush();
    return state_;
}

void CsvWriter::make_room(std::size_t bytes) {
    flush();
    if (bytes > buffer_.size()) {
        buffer_.resize(bytes);
    }
}

void CsvWriter::flush() {
    if (state_ && used_ > 0) {
        state_ = sink_->take({buffer_.data(), used_});
    }
    used_ = 0;
}

}  // namespace caisson::write
