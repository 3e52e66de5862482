#include "files_in_input.hpp"

#include <cstddef>
#include <optional>

#include "caisson/base/path.hpp"
#include "caisson/read/source.hpp"

namespace caisson::tests {
namespace {

constexpr char separator = '\xFF';

// The reader knows no file system that one could hand to it, and needs none but here.
std::string_view files;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

std::optional<std::string_view> part(std::size_t number) {
    std::string_view rest = files;
    for (std::size_t skipped = 0; skipped < number; ++skipped) {
        const std::size_t end = rest.find(separator);
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        rest.remove_prefix(end + 1);
    }
    return rest.substr(0, rest.find(separator));
}

}  // namespace

void only_files_are(std::string_view input) { files = input; }

}  // namespace caisson::tests

namespace caisson::read {

// Stands in the place of sim/read/read_file.cpp, which the linker then leaves in its archive.
Result<FileText, FileError> read_file(const std::string& name, std::size_t most) {
    const auto number = list_position(name);
    const auto text = number ? tests::part(*number) : std::nullopt;
    if (!text) {
        return tl::unexpected(FileError{false, "No such file or directory"});
    }
    if (text->size() > most) {
        return tl::unexpected(FileError{true, "it is too large"});
    }
    return FileText{std::string{*text}, 0, *number};
}

}  // namespace caisson::read
