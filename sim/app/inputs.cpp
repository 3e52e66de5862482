#include "app/inputs.hpp"

#include <string_view>

#include "caisson/base/hash.hpp"
#include "caisson/base/number_text.hpp"

namespace caisson::app {
namespace {

// Sources that are no files: read::Sources names them by the option that they were given with.
bool is_argument(std::string_view source) { return source == "--set" || source == "-V"; }

}  // namespace

std::vector<write::InputFile> inputs_of(const read::Sources& sources) {
    std::vector<write::InputFile> inputs;
    for (std::size_t index = 0; index < sources.size(); ++index) {
        const FileId file{index};
        const auto text = sources.text(file);
        if (!is_argument(sources.name(file))) {
            inputs.push_back({printable(sources.name(file)), text.size(), sha256_hex(text)});
        }
    }
    return inputs;
}

}  // namespace caisson::app
