// Any text, read with all of it shown to yaml-cpp, and with what is simple read without: the same must come out.
#include <cstddef>
#include <cstdint>
#include <string>

#include "look.hpp"
#include "read/either_way.hpp"

using namespace caisson;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(bytes), size);
    read::Sources sources;
    if (!read::check_text(sources, sources.add("x", text))) {
        tests::must(tests::same_either_way(text), "a text reads the same, abridged or whole");
    }
    return 0;
}
