/// A folder that appears whole or not at all, whatever happens to the program while it writes.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "caisson/base/hash.hpp"
#include "caisson/base/result.hpp"
#include "caisson/write/byte_sink.hpp"
#include "caisson/write/failure.hpp"
#include "caisson/write/file_system.hpp"

namespace caisson::write {

class FolderFile;

/// What to do with a folder of that name that an earlier run wrote.
enum class Existing : std::uint8_t { refuse, replace };

/// The name of the file by which a folder is known to be ours.
inline constexpr std::string_view manifest_name = "manifest.json";

/// A file as it was written.
struct WrittenFile {
    std::string name;
    std::uint64_t bytes = 0;
    std::string sha256;  ///< 64 hexadecimal digits
};

/// Writes a sibling `.OUT.partial-XXXXXX` under a lock `OUT.lock` and renames it to OUT when it is complete.
/// A run that was killed leaves such a sibling behind, and the next one for the same OUT removes it.
class AtomicFolder {
public:
    /// Takes the lock, looks at what is there, and makes the partial folder. Call it before the work of which the
    /// results are to be written, so that a refusal costs nothing.
    /// files     borrowed: outlives the folder
    /// path      of the folder to be written; the folder that it lies in must exist
    /// fails     refused: OUT exists and may not be replaced, or holds something that we did not write, or is a link, a
    ///           file, or a folder without our manifest, replaced or not; locked: naming the process; system
    [[nodiscard]] static Result<AtomicFolder, WriteFailure> begin(FileSystem& files, const std::string& path,
                                                                  Existing existing);
    ~AtomicFolder();  ///< without commit(): removes what was written; OUT is as it was
    AtomicFolder(AtomicFolder&&) noexcept;
    AtomicFolder& operator=(AtomicFolder&&) noexcept;

    /// Starts a file. One at a time.
    /// name      a single component
    [[nodiscard]] Result<FolderFile, WriteFailure> create(const std::string& name);

    /// Writes a whole file.
    [[nodiscard]] Result<void, WriteFailure> add(const std::string& name, std::string_view text);

    /// The files finished so far, in their order.
    [[nodiscard]] const std::vector<WrittenFile>& files() const;

    /// The path as it was given, without slashes at its end.
    [[nodiscard]] const std::string& path() const;

    /// Puts the folder in its place, safe from a loss of power, and lets the lock go. Call it once, last.
    /// fails     refused: OUT has appeared meanwhile; system. Then OUT is as it was, or the new one whole
    [[nodiscard]] Result<void, WriteFailure> commit();

private:
    friend class FolderFile;
    struct Place;
    explicit AtomicFolder(std::unique_ptr<Place> place);
    std::unique_ptr<Place> place_;
};

/// A file of an AtomicFolder, while it is written.
class FolderFile final : public ByteSink {
public:
    FolderFile(FolderFile&& other) noexcept;
    FolderFile& operator=(FolderFile&&) = delete;
    ~FolderFile() override;

    [[nodiscard]] Result<void, WriteFailure> take(std::string_view bytes) override;

    /// Makes the file safe on the disk and closes it; without it the folder cannot be committed.
    [[nodiscard]] Result<void, WriteFailure> finish();

private:
    friend class AtomicFolder;
    FolderFile(AtomicFolder::Place& place, FileSystem::File file, std::string name);

    AtomicFolder::Place* place_;
    FileSystem::File file_;
    std::string name_;
    std::uint64_t bytes_ = 0;
    Sha256 sha256_;
};

}  // namespace caisson::write
