// Any bytes, taken for a scenario file and those that it extends: `caisson check`, but for the runs that claims need.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "files_in_input.hpp"
#include "look.hpp"

using namespace caisson;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    tests::only_files_are({reinterpret_cast<const char*>(bytes), size});
    read::Request request{.file = tests::first_file};
    const auto baseline = tests::look(request);
    if (!baseline) {
        return 0;
    }
    tests::must_be_shown_rightly(*baseline);
    // As many readings as there are variants would make large inputs slow, and teach nothing.
    constexpr std::size_t most_variants = 4;
    for (std::size_t at = 0; at < baseline->reading.variants.size() && at < most_variants; ++at) {
        request.variants = {baseline->reading.variants[at].name};
        if (const auto variant = tests::look(request)) {
            tests::must_be_shown_rightly(*variant);
        }
    }
    return 0;
}
