/// The little of a file system that writing needs, so that tests can put one in its place that fails.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "caisson/base/result.hpp"

namespace caisson::write {

/// An errno: ENOSPC, EIO, EINTR, ...
struct SystemError {
    int number = 0;
};

/// What a name in a folder stands for; links are not followed.
enum class EntryKind : std::uint8_t { nothing, file, folder, link, other };

enum class RenameMode : std::uint8_t {
    keep_target,  ///< fails with EEXIST if the new name is taken
    exchange,     ///< both names exist and swap what they stand for
    plain,        ///< as rename(2)
};

/// One call of the operating system each: no loop, no retry, no buffer. Names are single components, relative to an
/// open folder; no call follows a symbolic link in the last component.
class FileSystem {
public:
    template <class T>
    using Answer = Result<T, SystemError>;
    using File = int;

    virtual ~FileSystem() = default;

    /// Opens a folder by any path, or one in another.
    [[nodiscard]] virtual Answer<File> open_folder(const std::string& path) = 0;
    [[nodiscard]] virtual Answer<File> open_folder(File parent, const std::string& name) = 0;
    /// Makes a folder named `prefix` and six characters that nobody else has; returns the name.
    [[nodiscard]] virtual Answer<std::string> make_folder(File parent, const std::string& prefix) = 0;
    /// Makes a file that must not exist, to write to.
    [[nodiscard]] virtual Answer<File> create_file(File folder, const std::string& name) = 0;
    [[nodiscard]] virtual Answer<File> open_file(File folder, const std::string& name) = 0;
    /// Opens or makes a file, to read and to write at its end.
    [[nodiscard]] virtual Answer<File> open_lock(File folder, const std::string& name) = 0;
    /// Locks an open file for this process alone, without waiting: EWOULDBLOCK if another has it.
    [[nodiscard]] virtual Answer<void> lock(File file) = 0;
    /// Whether a name still stands for an open file.
    [[nodiscard]] virtual Answer<bool> is_same(File file, File folder, const std::string& name) = 0;

    /// As many bytes as it likes, at least 1.
    [[nodiscard]] virtual Answer<std::size_t> write(File file, const char* bytes, std::size_t count) = 0;
    /// 0 at the end of the file.
    [[nodiscard]] virtual Answer<std::size_t> read(File file, char* bytes, std::size_t count) = 0;
    [[nodiscard]] virtual Answer<void> truncate(File file) = 0;
    [[nodiscard]] virtual Answer<void> sync(File file) = 0;
    /// The file is closed whatever the answer is.
    [[nodiscard]] virtual Answer<void> close(File file) = 0;

    [[nodiscard]] virtual Answer<EntryKind> kind_of(File folder, const std::string& name) = 0;
    /// All names in a folder but `.` and `..`, sorted.
    [[nodiscard]] virtual Answer<std::vector<std::string>> names_in(File folder) = 0;
    /// fails  EINVAL or ENOSYS where the file system has no such mode
    [[nodiscard]] virtual Answer<void> rename(File folder, const std::string& from, const std::string& to,
                                              RenameMode mode) = 0;
    [[nodiscard]] virtual Answer<void> remove_file(File folder, const std::string& name) = 0;
    [[nodiscard]] virtual Answer<void> remove_folder(File folder, const std::string& name) = 0;
};

/// The file system of this machine. Stateless; any thread may use it.
[[nodiscard]] FileSystem& posix_file_system();

}  // namespace caisson::write
