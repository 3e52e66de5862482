#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <string_view>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "caisson/write/file_system.hpp"

namespace caisson::write {
namespace {

constexpr mode_t folder_mode = 0777;  // less the umask
constexpr mode_t file_mode = 0666;

tl::unexpected<SystemError> last_error() { return tl::unexpected(SystemError{errno}); }

FileSystem::Answer<void> done_or_error(int answer) {
    if (answer < 0) {
        return last_error();
    }
    return {};
}

FileSystem::Answer<FileSystem::File> file_or_error(int answer) {
    if (answer < 0) {
        return last_error();
    }
    return answer;
}

FileSystem::Answer<std::size_t> count_or_error(ssize_t answer) {
    if (answer < 0) {
        return last_error();
    }
    return static_cast<std::size_t>(answer);
}

/// Six characters that a person can read and no file system confuses. Chance serves here only to avoid other names.
std::string chance_suffix() {
    constexpr std::string_view letters = "abcdefghijkmnpqrstuvwxyz23456789";  // 32 of them
    std::array<std::uint8_t, 6> bytes{};
    if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
        const auto process = static_cast<std::uint32_t>(getpid());
        for (std::size_t at = 0; at < bytes.size(); ++at) {
            bytes[at] = static_cast<std::uint8_t>(process >> (5 * at));
        }
    }
    std::string suffix;
    for (const std::uint8_t byte : bytes) {
        suffix += letters[byte % letters.size()];
    }
    return suffix;
}

EntryKind kind_of_mode(mode_t mode) {
    if (S_ISREG(mode)) {
        return EntryKind::file;
    }
    if (S_ISDIR(mode)) {
        return EntryKind::folder;
    }
    return S_ISLNK(mode) ? EntryKind::link : EntryKind::other;
}

FileSystem::Answer<std::vector<std::string>> names_of(DIR& list) {
    std::vector<std::string> names;
    for (;;) {
        errno = 0;  // how readdir tells an error from the end
        const dirent* entry = readdir(&list);
        if (entry == nullptr) {
            break;
        }
        const std::string_view name{entry->d_name};
        if (name != "." && name != "..") {
            names.emplace_back(name);
        }
    }
    if (errno != 0) {
        return last_error();
    }
    std::sort(names.begin(), names.end());
    return names;
}

class PosixFileSystem final : public FileSystem {
public:
    Answer<File> open_folder(const std::string& path) override {
        return file_or_error(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    }

    Answer<File> open_folder(File parent, const std::string& name) override {
        return file_or_error(openat(parent, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    }

    Answer<std::string> make_folder(File parent, const std::string& prefix) override {
        constexpr int most_tries = 100;
        for (int tries = 0; tries < most_tries; ++tries) {
            const std::string name = prefix + chance_suffix();
            if (mkdirat(parent, name.c_str(), folder_mode) == 0) {
                return name;
            }
            if (errno != EEXIST) {
                break;
            }
        }
        return last_error();
    }

    Answer<File> create_file(File folder, const std::string& name) override {
        return file_or_error(
            openat(folder, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, file_mode));
    }

    Answer<File> open_file(File folder, const std::string& name) override {
        return file_or_error(openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    }

    Answer<File> open_lock(File folder, const std::string& name) override {
        return file_or_error(
            openat(folder, name.c_str(), O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, file_mode));
    }

    Answer<void> lock(File file) override { return done_or_error(flock(file, LOCK_EX | LOCK_NB)); }

    Answer<bool> is_same(File file, File folder, const std::string& name) override {
        struct stat ours {};

        struct stat named {};

        if (fstat(file, &ours) < 0) {
            return last_error();
        }
        if (fstatat(folder, name.c_str(), &named, AT_SYMLINK_NOFOLLOW) < 0) {
            if (errno == ENOENT) {
                return false;
            }
            return last_error();
        }
        return ours.st_dev == named.st_dev && ours.st_ino == named.st_ino;
    }

    Answer<std::size_t> write(File file, const char* bytes, std::size_t count) override {
        return count_or_error(::write(file, bytes, count));
    }

    Answer<std::size_t> read(File file, char* bytes, std::size_t count) override {
        return count_or_error(::read(file, bytes, count));
    }

    Answer<void> truncate(File file) override { return done_or_error(ftruncate(file, 0)); }

    Answer<void> sync(File file) override { return done_or_error(fsync(file)); }

    Answer<void> close(File file) override { return done_or_error(::close(file)); }

    Answer<EntryKind> kind_of(File folder, const std::string& name) override {
        struct stat entry {};

        if (fstatat(folder, name.c_str(), &entry, AT_SYMLINK_NOFOLLOW) == 0) {
            return kind_of_mode(entry.st_mode);
        }
        if (errno == ENOENT) {
            return EntryKind::nothing;
        }
        return last_error();
    }

    Answer<std::vector<std::string>> names_in(File folder) override {
        // Opened anew: reading moves a position that belongs to the open folder.
        const int file = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (file < 0) {
            return last_error();
        }
        const std::unique_ptr<DIR, int (*)(DIR*)> list(fdopendir(file), closedir);
        if (!list) {
            const auto error = last_error();
            ::close(file);
            return error;
        }
        return names_of(*list);
    }

    Answer<void> rename(File folder, const std::string& from, const std::string& to, RenameMode mode) override {
        unsigned flags = 0;
        if (mode == RenameMode::keep_target) {
            flags = RENAME_NOREPLACE;
        } else if (mode == RenameMode::exchange) {
            flags = RENAME_EXCHANGE;
        }
        return done_or_error(flags == 0 ? renameat(folder, from.c_str(), folder, to.c_str())
                                        : renameat2(folder, from.c_str(), folder, to.c_str(), flags));
    }

    Answer<void> remove_file(File folder, const std::string& name) override {
        return done_or_error(unlinkat(folder, name.c_str(), 0));
    }

    Answer<void> remove_folder(File folder, const std::string& name) override {
        return done_or_error(unlinkat(folder, name.c_str(), AT_REMOVEDIR));
    }
};

}  // namespace

FileSystem& posix_file_system() {
    static PosixFileSystem files;  // without state: shared by all
    return files;
}

}  // namespace caisson::write
