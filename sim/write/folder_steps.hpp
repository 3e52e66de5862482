/// The single steps of putting a folder in its place, and what is said when one fails.
#pragma once
#include <cerrno>
#include <string>
#include <string_view>
#include <vector>

#include "caisson/base/result.hpp"
#include "caisson/write/failure.hpp"
#include "caisson/write/file_system.hpp"

namespace caisson::write {

/// Calls again what a signal interrupted. Not for sync and close, which are never called twice.
template <class Call>
auto patiently(Call call) {
    constexpr int most_calls = 100;
    auto answer = call();
    for (int calls = 1; calls < most_calls && !answer && answer.error().number == EINTR; ++calls) {
        answer = call();
    }
    return answer;
}

/// An open file or folder of a FileSystem, closed when it goes.
class OpenFile {
public:
    OpenFile() = default;

    OpenFile(FileSystem& files, FileSystem::File file) : files_(&files), file_(file) {}

    OpenFile(OpenFile&& other) noexcept;
    OpenFile& operator=(OpenFile&& other) noexcept;
    ~OpenFile();

    [[nodiscard]] bool is_open() const { return files_ != nullptr; }

    [[nodiscard]] FileSystem::File get() const { return file_; }

    /// Closes it, and says how that went.
    [[nodiscard]] FileSystem::Answer<void> close();

private:
    FileSystem* files_ = nullptr;
    FileSystem::File file_ = -1;
};

/// cannot write out/series.csv: No space left on device
[[nodiscard]] tl::unexpected<WriteFailure> system_failure(std::string_view path, SystemError error);

/// refused to replace out: it is a symbolic link
[[nodiscard]] tl::unexpected<WriteFailure> refusal(std::string_view path, std::string_view why);

/// The folder in which a path lies, and its last component.
struct SplitPath {
    std::string path;  ///< without slashes at its end
    std::string parent;
    std::string name;
};

/// fails  refused: the path names no folder of its own: `.`, `..`, `/`
[[nodiscard]] Result<SplitPath, WriteFailure> split_folder_path(const std::string& path);

/// Opens and locks `NAME.lock` in the parent, and writes this process's id to it.
/// fails  locked, refused (a file of that name that is no lock of ours), system
[[nodiscard]] Result<OpenFile, WriteFailure> take_lock(FileSystem& files, FileSystem::File parent,
                                                       const std::string& lock_name, const std::string& path);

/// Opens what stands at the folder's name, if it is a folder that we wrote and hold nothing else.
/// returns  not open if there is nothing
/// fails    refused, system
[[nodiscard]] Result<OpenFile, WriteFailure> open_ours(FileSystem& files, FileSystem::File parent,
                                                       const std::string& name, const std::string& path);

/// Removes a folder and the files in it; a folder that holds folders stays. Failures are left for the next run.
void remove_folder_of_files(FileSystem& files, FileSystem::File parent, const std::string& name);

/// Removes every folder whose name is `prefix` and six characters: runs that were killed left them behind.
void remove_leftovers(FileSystem& files, FileSystem::File parent, const std::string& prefix);

}  // namespace caisson::write
