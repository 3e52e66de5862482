#include "caisson/write/atomic_folder.hpp"

#include <cerrno>
#include <fmt/format.h>
#include <utility>

#include "caisson/base/ensure.hpp"
#include "caisson/base/number_text.hpp"
#include "write/folder_steps.hpp"

namespace caisson::write {

/// Everything about one folder in the making. What it has made on the disk, it removes when it goes.
struct AtomicFolder::Place {
    Place(FileSystem& file_system, SplitPath split)
        : files(file_system),
          path(std::move(split.path)),
          name(std::move(split.name)),
          lock_name(name + ".lock"),
          partial_prefix("." + name + ".partial-"),
          aside_name("." + name + ".replaced") {}

    ~Place() {
        if (!partial_name.empty()) {
            remove_folder_of_files(files, parent.get(), partial_name);
        }
        if (lock.is_open()) {
            // Unnamed while it is locked: whoever opens that name next makes a new file.
            static_cast<void>(patiently([&] { return files.remove_file(parent.get(), lock_name); }));
        }
    }

    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    FileSystem& files;
    std::string path;
    std::string name;
    std::string lock_name;
    std::string partial_prefix;
    std::string aside_name;    ///< of the old folder, where the file system cannot exchange two
    std::string partial_name;  ///< empty when there is none
    OpenFile parent;
    OpenFile lock;
    OpenFile old;     ///< the folder to be replaced
    OpenFile folder;  ///< the partial one
    std::vector<WrittenFile> written;
    bool writes_a_file = false;

    [[nodiscard]] FileSystem::Answer<void> rename(const std::string& from, const std::string& to, RenameMode mode) {
        return patiently([&] { return files.rename(parent.get(), from, to, mode); });
    }

    Result<void, WriteFailure> open_parent(const std::string& parent_path);
    Result<void, WriteFailure> look_at_old(Existing existing);
    Result<void, WriteFailure> make_partial();
    void bring_back_old();
    Result<void, WriteFailure> move_in();
    Result<void, WriteFailure> exchange();
    Result<void, WriteFailure> exchange_by_way_of_aside();
};

namespace {

bool is_unsupported(SystemError error) { return error.number == EINVAL || error.number == ENOSYS; }

}  // namespace

Result<void, WriteFailure> AtomicFolder::Place::open_parent(const std::string& parent_path) {
    const auto opened = patiently([&] { return files.open_folder(parent_path); });
    if (!opened) {
        return system_failure(path, opened.error());
    }
    parent = OpenFile(files, *opened);
    return {};
}

/// A run that was killed between the two renames of exchange_by_way_of_aside() has left the old folder aside.
void AtomicFolder::Place::bring_back_old() {
    const auto aside = patiently([&] { return files.kind_of(parent.get(), aside_name); });
    if (aside && *aside == EntryKind::folder && !rename(aside_name, name, RenameMode::keep_target)) {
        const auto present = patiently([&] { return files.kind_of(parent.get(), name); });
        if (present && *present == EntryKind::nothing) {
            static_cast<void>(rename(aside_name, name, RenameMode::plain));
        } else {
            remove_folder_of_files(files, parent.get(), aside_name);
        }
    }
}

Result<void, WriteFailure> AtomicFolder::Place::look_at_old(Existing existing) {
    auto found = open_ours(files, parent.get(), name, path);
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (found->is_open() && existing == Existing::refuse) {
        return refusal(path, "it exists already (--force replaces it)");
    }
    old = std::move(*found);
    return {};
}

Result<void, WriteFailure> AtomicFolder::Place::make_partial() {
    auto made = patiently([&] { return files.make_folder(parent.get(), partial_prefix); });
    if (!made) {
        return system_failure(path, made.error());
    }
    partial_name = std::move(*made);
    const auto opened = patiently([&] { return files.open_folder(parent.get(), partial_name); });
    if (!opened) {
        return system_failure(path, opened.error());
    }
    folder = OpenFile(files, *opened);
    return {};
}

/// Gives the partial folder its name, if nothing has it.
Result<void, WriteFailure> AtomicFolder::Place::move_in() {
    auto done = rename(partial_name, name, RenameMode::keep_target);
    if (!done && is_unsupported(done.error())) {
        const auto present = patiently([&] { return files.kind_of(parent.get(), name); });
        if (!present) {
            return system_failure(path, present.error());
        }
        done = *present == EntryKind::nothing ? rename(partial_name, name, RenameMode::plain)
                                              : tl::unexpected(SystemError{EEXIST});
    }
    if (!done && done.error().number == EEXIST) {
        return refusal(path, "it has appeared while this run was at work");
    }
    if (!done) {
        return system_failure(path, done.error());
    }
    partial_name.clear();
    return {};
}

/// Swaps the names of the old folder and the partial one, which then names what is to be removed.
Result<void, WriteFailure> AtomicFolder::Place::exchange() {
    const auto done = rename(partial_name, name, RenameMode::exchange);
    if (!done) {
        if (done.error().number == ENOENT) {
            return move_in();  // somebody has removed the old one meanwhile
        }
        return is_unsupported(done.error()) ? exchange_by_way_of_aside() : system_failure(path, done.error());
    }
    const auto same = patiently([&] { return files.is_same(old.get(), parent.get(), partial_name); });
    if (same && *same) {
        return {};
    }
    if (!rename(partial_name, name, RenameMode::exchange)) {
        partial_name.clear();  // better a folder too many than one of somebody else's removed
    }
    return refusal(path, "it has been replaced while this run was at work");
}

Result<void, WriteFailure> AtomicFolder::Place::exchange_by_way_of_aside() {
    const auto same = patiently([&] { return files.is_same(old.get(), parent.get(), name); });
    if (!same || !*same) {
        return refusal(path, "it has been replaced while this run was at work");
    }
    if (const auto done = rename(name, aside_name, RenameMode::plain); !done) {
        return system_failure(path, done.error());
    }
    if (const auto done = rename(partial_name, name, RenameMode::plain); !done) {
        static_cast<void>(rename(aside_name, name, RenameMode::plain));
        return system_failure(path, done.error());
    }
    partial_name = aside_name;
    return {};
}

AtomicFolder::AtomicFolder(std::unique_ptr<Place> place) : place_(std::move(place)) {}

AtomicFolder::~AtomicFolder() = default;
AtomicFolder::AtomicFolder(AtomicFolder&&) noexcept = default;
AtomicFolder& AtomicFolder::operator=(AtomicFolder&&) noexcept = default;

Result<AtomicFolder, WriteFailure> AtomicFolder::begin(FileSystem& files, const std::string& path, Existing existing) {
    auto split = split_folder_path(path);
    if (!split) {
        return tl::unexpected(split.error());
    }
    const std::string parent = split->parent;
    auto place = std::make_unique<Place>(files, std::move(*split));
    if (const auto done = place->open_parent(parent); !done) {
        return tl::unexpected(done.error());
    }
    auto lock = take_lock(files, place->parent.get(), place->lock_name, place->path);
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    place->lock = std::move(*lock);
    place->bring_back_old();
    if (const auto done = place->look_at_old(existing); !done) {
        return tl::unexpected(done.error());
    }
    remove_leftovers(files, place->parent.get(), place->partial_prefix);
    if (const auto done = place->make_partial(); !done) {
        return tl::unexpected(done.error());
    }
    return AtomicFolder(std::move(place));
}

Result<FolderFile, WriteFailure> AtomicFolder::create(const std::string& name) {
    ensure(!place_->writes_a_file, "one file of a folder is written at a time");
    const auto opened = patiently([&] { return place_->files.create_file(place_->folder.get(), name); });
    if (!opened) {
        return system_failure(place_->path + "/" + name, opened.error());
    }
    place_->writes_a_file = true;
    return FolderFile(*place_, *opened, name);
}

Result<void, WriteFailure> AtomicFolder::add(const std::string& name, std::string_view text) {
    auto file = create(name);
    if (!file) {
        return tl::unexpected(file.error());
    }
    if (auto done = file->take(text); !done) {
        return done;
    }
    return file->finish();
}

const std::vector<WrittenFile>& AtomicFolder::files() const { return place_->written; }

const std::string& AtomicFolder::path() const { return place_->path; }

Result<void, WriteFailure> AtomicFolder::commit() {
    Place& place = *place_;
    ensure(!place.writes_a_file, "every file of a folder is finished before the folder is committed");
    if (const auto done = place.files.sync(place.folder.get()); !done) {
        return system_failure(place.path, done.error());
    }
    if (auto done = place.old.is_open() ? place.exchange() : place.move_in(); !done) {
        return done;
    }
    if (const auto done = place.files.sync(place.parent.get()); !done) {
        place.partial_name.clear();  // the new folder is in its place; the old one is removed when that is certain
        return system_failure(place.path, done.error());
    }
    place_.reset();
    return {};
}

FolderFile::FolderFile(AtomicFolder::Place& place, FileSystem::File file, std::string name)
    : place_(&place), file_(file), name_(std::move(name)) {}

FolderFile::FolderFile(FolderFile&& other) noexcept
    : place_(std::exchange(other.place_, nullptr)),
      file_(other.file_),
      name_(std::move(other.name_)),
      bytes_(other.bytes_),
      sha256_(other.sha256_) {}

FolderFile::~FolderFile() {
    if (place_ != nullptr) {  // not finished: the folder cannot be committed any more
        static_cast<void>(place_->files.close(file_));
    }
}

Result<void, WriteFailure> FolderFile::take(std::string_view bytes) {
    sha256_.add(bytes);
    bytes_ += bytes.size();
    while (!bytes.empty()) {
        const auto count = patiently([&] { return place_->files.write(file_, bytes.data(), bytes.size()); });
        if (!count || *count == 0) {
            return system_failure(place_->path + "/" + name_, count ? SystemError{EIO} : count.error());
        }
        bytes.remove_prefix(*count);
    }
    return {};
}

Result<void, WriteFailure> FolderFile::finish() {
    AtomicFolder::Place& place = *std::exchange(place_, nullptr);
    const auto synced = place.files.sync(file_);
    const auto closed = place.files.close(file_);
    if (!synced || !closed) {
        return system_failure(place.path + "/" + name_, synced ? closed.error() : synced.error());
    }
    place.writes_a_file = false;
    place.written.push_back({name_, bytes_, hex(sha256_.digest())});
    return {};
}

}  // namespace caisson::write
