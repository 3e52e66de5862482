#include "write/folder_steps.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "caisson/base/number_text.hpp"
#include "caisson/write/atomic_folder.hpp"
#include "caisson/write/manifest.hpp"

namespace caisson::write {
namespace {

constexpr std::string_view lock_word = "caisson ";
/// More than a manifest of ours can have: it lists a few files a run.
constexpr std::size_t most_manifest_bytes = std::size_t{64} << 20;
constexpr std::size_t suffix_length = 6;

FileSystem::Answer<std::string> read_all(FileSystem& files, FileSystem::File file, std::size_t most_bytes) {
    std::string text;
    std::string part(std::size_t{1} << 16, '\0');
    while (text.size() <= most_bytes) {
        const auto count = patiently([&] { return files.read(file, part.data(), part.size()); });
        if (!count) {
            return tl::unexpected(count.error());
        }
        if (*count == 0) {
            return text;
        }
        text.append(part, 0, *count);
    }
    return tl::unexpected(SystemError{EFBIG});
}

/// Says whose the lock is. Only for people to read: if it cannot be written the lock holds all the same.
void sign_lock(FileSystem& files, FileSystem::File file) {
    const std::string text = fmt::format("{}{}\n", lock_word, getpid());
    if (patiently([&] { return files.truncate(file); })) {
        static_cast<void>(patiently([&] { return files.write(file, text.data(), text.size()); }));
    }
}

/// Whether a file is a lock, perhaps one that was not written to its end.
bool is_lock_text(std::string_view text) {
    return text.substr(0, lock_word.size()) == lock_word.substr(0, text.size());
}

tl::unexpected<WriteFailure> locked(std::string_view path, std::string_view lock_text) {
    std::string who = "another process";
    if (lock_text.substr(0, lock_word.size()) == lock_word) {
        const auto number = lock_text.substr(lock_word.size());
        who = fmt::format("process {}", number.substr(0, number.find_first_not_of("0123456789")));
    }
    return tl::unexpected(WriteFailure{WriteFailure::Kind::locked,
                                       fmt::format("cannot write {}: {} is writing to it", printable(path), who)});
}

/// Makes the lock ours, or says whose it is. Nothing if the file has lost its name meanwhile: try anew.
Result<OpenFile, WriteFailure> try_lock(FileSystem& files, FileSystem::File parent, const std::string& lock_name,
                                        const std::string& path) {
    const std::string lock_path = path + ".lock";
    const auto opened = patiently([&] { return files.open_lock(parent, lock_name); });
    if (!opened) {
        return system_failure(lock_path, opened.error());
    }
    OpenFile file(files, *opened);
    const auto got = patiently([&] { return files.lock(file.get()); });
    if (!got && got.error().number != EWOULDBLOCK) {
        return system_failure(lock_path, got.error());
    }
    const auto text = read_all(files, file.get(), lock_word.size() + 32);
    if (!got) {
        return locked(path, text ? std::string_view{*text} : std::string_view{});
    }
    if (!text) {
        return system_failure(lock_path, text.error());
    }
    if (!is_lock_text(*text)) {
        return refusal(lock_path, "it is no lock of ours");
    }
    const auto same = patiently([&] { return files.is_same(file.get(), parent, lock_name); });
    if (!same) {
        return system_failure(lock_path, same.error());
    }
    if (!*same) {
        return OpenFile{};
    }
    sign_lock(files, file.get());
    return file;
}

/// Why a folder may not be replaced; empty if it may.
Result<std::string, WriteFailure> what_is_foreign(FileSystem& files, FileSystem::File folder, const std::string& path) {
    const auto opened = patiently([&] { return files.open_file(folder, std::string{manifest_name}); });
    if (!opened) {
        if (opened.error().number == ENOENT) {
            return std::string{"it has no manifest.json, so this program did not write it"};
        }
        return system_failure(path, opened.error());
    }
    const OpenFile manifest(files, *opened);
    const auto text = read_all(files, manifest.get(), most_manifest_bytes);
    if (!text) {
        return system_failure(path, text.error());
    }
    const auto listed = files_of_manifest(*text);
    if (!listed) {
        return std::string{"its manifest.json is not one of ours"};
    }
    const auto names = patiently([&] { return files.names_in(folder); });
    if (!names) {
        return system_failure(path, names.error());
    }
    for (const auto& name : *names) {
        if (name != manifest_name && std::find(listed->begin(), listed->end(), name) == listed->end()) {
            return fmt::format("it holds {}, which this program did not write", printable(name));
        }
    }
    return std::string{};
}

}  // namespace

OpenFile::OpenFile(OpenFile&& other) noexcept
    : files_(std::exchange(other.files_, nullptr)), file_(std::exchange(other.file_, -1)) {}

OpenFile& OpenFile::operator=(OpenFile&& other) noexcept {
    std::swap(files_, other.files_);
    std::swap(file_, other.file_);
    return *this;
}

OpenFile::~OpenFile() {
    if (is_open()) {
        static_cast<void>(close());
    }
}

FileSystem::Answer<void> OpenFile::close() { return std::exchange(files_, nullptr)->close(file_); }

tl::unexpected<WriteFailure> system_failure(std::string_view path, SystemError error) {
    return tl::unexpected(WriteFailure{
        WriteFailure::Kind::system,
        fmt::format("cannot write {}: {}", printable(path), std::generic_category().message(error.number))});
}

tl::unexpected<WriteFailure> refusal(std::string_view path, std::string_view why) {
    return tl::unexpected(
        WriteFailure{WriteFailure::Kind::refused, fmt::format("refused to replace {}: {}", printable(path), why)});
}

Result<SplitPath, WriteFailure> split_folder_path(const std::string& path) {
    const std::size_t last = path.find_last_not_of('/');
    if (last == std::string::npos) {
        return refusal(path, "it names no folder of its own");
    }
    SplitPath split{path.substr(0, last + 1), ".", {}};
    const std::size_t slash = split.path.find_last_of('/');
    if (slash != std::string::npos) {
        split.parent = split.path.substr(0, slash + 1);
    }
    split.name = split.path.substr(slash + 1);  // npos + 1 is 0: the whole
    if (split.name == "." || split.name == ".." || path.find('\0') != std::string::npos) {
        return refusal(path, "it names no folder of its own");
    }
    return split;
}

Result<OpenFile, WriteFailure> take_lock(FileSystem& files, FileSystem::File parent, const std::string& lock_name,
                                         const std::string& path) {
    constexpr int most_tries = 100;
    for (int tries = 0; tries < most_tries; ++tries) {
        auto file = try_lock(files, parent, lock_name, path);
        if (!file || file->is_open()) {
            return file;
        }
    }
    return locked(path, {});
}

Result<OpenFile, WriteFailure> open_ours(FileSystem& files, FileSystem::File parent, const std::string& name,
                                         const std::string& path) {
    const auto kind = patiently([&] { return files.kind_of(parent, name); });
    if (!kind) {
        return system_failure(path, kind.error());
    }
    switch (*kind) {
        case EntryKind::nothing:
            return OpenFile{};
        case EntryKind::link:
            return refusal(path, "it is a symbolic link");
        case EntryKind::file:
        case EntryKind::other:
            return refusal(path, "it is a file, not a folder");
        case EntryKind::folder:
            break;
    }
    const auto opened = patiently([&] { return files.open_folder(parent, name); });
    if (!opened) {
        return system_failure(path, opened.error());
    }
    OpenFile folder(files, *opened);
    const auto foreign = what_is_foreign(files, folder.get(), path);
    if (!foreign) {
        return tl::unexpected(foreign.error());
    }
    if (!foreign->empty()) {
        return refusal(path, *foreign);
    }
    return folder;
}

void remove_folder_of_files(FileSystem& files, FileSystem::File parent, const std::string& name) {
    const auto opened = patiently([&] { return files.open_folder(parent, name); });
    if (!opened) {
        return;
    }
    const OpenFile folder(files, *opened);
    if (const auto names = patiently([&] { return files.names_in(folder.get()); })) {
        for (const auto& entry : *names) {
            static_cast<void>(patiently([&] { return files.remove_file(folder.get(), entry); }));
        }
    }
    static_cast<void>(patiently([&] { return files.remove_folder(parent, name); }));
}

void remove_leftovers(FileSystem& files, FileSystem::File parent, const std::string& prefix) {
    const auto names = patiently([&] { return files.names_in(parent); });
    if (!names) {
        return;
    }
    for (const auto& name : *names) {
        if (name.size() == prefix.size() + suffix_length && name.compare(0, prefix.size(), prefix) == 0) {
            remove_folder_of_files(files, parent, name);
        }
    }
}

}  // namespace caisson::write
