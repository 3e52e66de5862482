/// Names of things: ids such as `rus-front`, and paths such as `plants.rus-shells.schedule.0.rate`.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caisson/base/ids.hpp"
#include "caisson/base/result.hpp"
#include "caisson/base/text_error.hpp"

namespace caisson {

/// Why a text is no id, or nothing if it is one: `[A-Za-z0-9][A-Za-z0-9_-]{0,63}` with at least one letter.
/// promise  an id is safe, unquoted, in paths, file names, CSV, DOT and NetCDF, and is never mistaken for a number
[[nodiscard]] std::optional<TextError> what_is_wrong_with_id(std::string_view text);

/// Whether a text is an id.
[[nodiscard]] bool valid_id(std::string_view text);

/// The parts of a path: ids, or positions in a list (decimal, from 0, no leading zero, at most 9 digits).
/// returns  at least one part; views into the text
/// fails    TextError: empty, over max_path_bytes, a part that is neither
[[nodiscard]] Result<std::vector<std::string_view>, TextError> split_path(std::string_view text);

/// The position in a list that a part of a path names, if it names one: `0`, `12`.
[[nodiscard]] std::optional<std::uint32_t> list_position(std::string_view part);

/// `parent.part`, or `part` alone if the parent is empty.
[[nodiscard]] std::string join_path(std::string_view parent, std::string_view part);

struct Path;
/// One path of a PathTable.
using PathId = Id<Path>;

/// Many paths, each kept once, numbered in the order in which they came.
/// cost     a path takes its bytes and some 20 more; add and find are O(length); nothing is ever removed
class PathTable {
public:
    /// The id of a path, which is added if it is new. Its text is not checked.
    /// fails  Bug if all texts together pass 4 GiB
    PathId add(std::string_view path);

    /// The same for `parent.part`.
    PathId add(PathId parent, std::string_view part);

    /// The id of a path, invalid if it was never added.
    [[nodiscard]] PathId find(std::string_view path) const;

    /// The text of a path. The view holds until the next add().
    [[nodiscard]] std::string_view text(PathId id) const;

    [[nodiscard]] std::size_t size() const { return ends_.size(); }

private:
    void make_room(std::size_t length);
    PathId enter_last();
    void grow();
    [[nodiscard]] std::size_t begin_of(PathId id) const;
    [[nodiscard]] static std::uint32_t hash_of(std::string_view path);
    [[nodiscard]] std::size_t slot_of(std::string_view path, std::uint32_t hash) const;

    std::string letters_;                // all texts, one after another
    std::vector<std::uint32_t> ends_;    // where each ends; it begins where the one before it ends
    std::vector<std::uint32_t> hashes_;  // of each
    std::vector<std::uint32_t> slots_;   // open addressing: an index into ends_, or Id<Path>::nothing
};

}  // namespace caisson
