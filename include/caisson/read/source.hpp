/// The texts that a scenario was read from: files, text in memory, and the arguments of a command line.
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caisson/base/finding.hpp"
#include "caisson/base/result.hpp"

namespace caisson::read {

/// All texts of one scenario, with places in them. The text of a source never moves, also when Sources is moved.
class Sources {
public:
    Sources() = default;
    Sources(Sources&&) = default;
    Sources& operator=(Sources&&) = default;

    /// Adds a text.
    /// name      as a person knows it: a file name as it was given, `--set`, `-V`
    /// text      kept as it is; places count its bytes; a byte-order mark at its start is no character
    /// asked_by  where another source names this one, if one does
    /// cost      O(length)
    FileId add(std::string name, std::string text, SourceSpan asked_by = {});

    [[nodiscard]] std::size_t size() const { return sources_.size(); }

    [[nodiscard]] std::string_view name(FileId file) const { return sources_[file.index].name; }

    [[nodiscard]] std::string_view text(FileId file) const { return sources_[file.index].text; }

    /// Where another source names this one; line 0 if none does.
    [[nodiscard]] SourceSpan asked_by(FileId file) const { return sources_[file.index].asked_by; }

    /// Never shows a line of this source: it was named as a scenario and is none, so it may be anything.
    void hide(FileId file) { sources_[file.index].hidden = true; }

    [[nodiscard]] bool hidden(FileId file) const { return sources_[file.index].hidden; }

    /// A line without its end, empty if there is none of that number.
    /// number  from 1
    /// cost    O(1)
    [[nodiscard]] std::string_view line(FileId file, std::uint32_t number) const;

    /// The place of a stretch of text, cut at the end of its line.
    /// offset, length  in bytes; an offset past the end means the end
    /// cost            O(log lines)
    [[nodiscard]] SourceSpan span(FileId file, std::size_t offset, std::size_t length) const;

    /// Where a place begins, counted from the start of its source: what span() was given. 0 if it is the whole source.
    /// cost  O(log length)
    [[nodiscard]] std::size_t offset(const SourceSpan& where) const;  // [bytes]

private:
    struct Source {
        std::string name;
        std::string text;
        SourceSpan asked_by;
        bool hidden = false;
        std::vector<std::uint32_t> line_starts;  // [bytes]
        std::vector<std::uint32_t> characters;   // how many begin before each block of bytes
    };

    [[nodiscard]] static std::size_t characters_between(const Source& source, std::size_t begin, std::size_t end);
    [[nodiscard]] static std::size_t characters_before(const Source& source, std::size_t offset);

    std::deque<Source> sources_;
};

/// The first thing in a text that no scenario may contain: a byte that is not UTF-8, a control character other than
/// tab, line feed and carriage return before a line feed, a byte-order mark that is not at the start.
[[nodiscard]] std::optional<Finding> check_text(const Sources& sources, FileId file);

/// A file as it is on the disk.
struct FileText {
    std::string text;
    std::uint64_t device = 0;  ///< with `inode`: the same for two names of one file
    std::uint64_t inode = 0;
};

/// Why a file was not read.
struct FileError {
    bool too_large = false;
    std::string reason;  ///< `No such file or directory`, `it is a folder`
};

/// Reads a regular file, or the standard input if the name is `-`. Never waits for another program to write, except
/// on the standard input.
/// most    how many bytes it may have
/// fails   FileError: no such file, a folder, a device, a pipe, larger than `most`, an error of the file system
[[nodiscard]] Result<FileText, FileError> read_file(const std::string& name, std::size_t most);

}  // namespace caisson::read
