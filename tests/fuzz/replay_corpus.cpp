// Feeds every file of some folders to a fuzz target, without a fuzzer: what was once found stays mended.
//   usage: replay_... FILE_OR_FOLDER...
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

namespace fs = std::filesystem;

/// The file itself, or all files in a folder and in those below it.
std::vector<fs::path> files_of(const fs::path& named) {
    if (!fs::is_directory(named)) {
        return {named};
    }
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(named)) {
        if (entry.is_regular_file()) {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string bytes_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        throw fs::filesystem_error("cannot be read", file, std::make_error_code(std::errc::io_error));
    }
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// Feeds all of it; says which file, since it may be the last thing that is said.
void feed(const fs::path& file) {
    std::printf("%s\n", file.c_str());
    std::fflush(stdout);
    const std::string bytes = bytes_of(file);
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

}  // namespace

int main(int count, char** names) {
    try {
        for (int at = 1; at < count; ++at) {
            const auto files = files_of(names[at]);
            if (files.empty()) {
                std::fprintf(stderr, "there is no file in %s\n", names[at]);
                return 1;
            }
            std::for_each(files.begin(), files.end(), feed);
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return count > 1 ? 0 : 1;
}
