#include "caisson/base/path.hpp"

#include <fmt/format.h>
#include <limits>

#include "caisson/base/ensure.hpp"
#include "caisson/base/hash.hpp"
#include "caisson/base/limits.hpp"
#include "caisson/base/number_text.hpp"
#include "caisson/base/utf8.hpp"

namespace caisson {
namespace {

constexpr std::size_t max_position_digits = 9;
constexpr std::size_t first_slots = 64;

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

bool is_letter(char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'); }

constexpr const char* what_ids_are = "ids are made of letters, digits, - and _";
constexpr const char* what_paths_are = "paths are ids and positions in lists, joined by points";

/// To write the text with a `-` for everything that an id cannot hold, if that gives an id.
std::string repair_of_id(std::string_view text) {
    std::string id;
    for (std::size_t at = 0; at < text.size();) {
        const char letter = text[at];
        const bool fits = is_letter(letter) || is_digit(letter) || (!id.empty() && letter == '_');
        if (fits) {
            id += letter;
        } else if (!id.empty() && id.back() != '-') {
            id += '-';
        }
        at += decode_utf8(text, at).bytes;
    }
    while (!id.empty() && id.back() == '-') {
        id.pop_back();
    }
    return valid_id(id) ? fmt::format("write \"{}\"", id) : what_ids_are;
}

}  // namespace

std::optional<TextError> what_is_wrong_with_id(std::string_view text) {
    if (text.empty()) {
        return TextError{0, 0, "an id is missing", what_ids_are};
    }
    if (text.size() > max_id_bytes) {
        return TextError{max_id_bytes, text.size() - max_id_bytes,
                         fmt::format("an id has at most {} bytes; this one has {}", max_id_bytes, text.size()),
                         "choose a shorter one"};
    }
    bool any_letter = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char letter = text[at];
        const bool may_follow = letter == '-' || letter == '_';
        if (!is_letter(letter) && !is_digit(letter) && (!may_follow || at == 0)) {
            const std::size_t length = decode_utf8(text, at).bytes;
            return TextError{at, length,
                             fmt::format("\"{}\" cannot {} an id", printable(text.substr(at, length)),
                                         may_follow ? "begin" : "stand in"),
                             repair_of_id(text)};
        }
        any_letter = any_letter || is_letter(letter);
    }
    if (!any_letter) {
        return TextError{0, text.size(), fmt::format("the id \"{}\" has no letter", text),
                         fmt::format("write \"n{}\"", text)};
    }
    return std::nullopt;
}

bool valid_id(std::string_view text) { return !what_is_wrong_with_id(text); }

std::optional<std::uint32_t> list_position(std::string_view part) {
    if (part.empty() || part.size() > max_position_digits || (part.size() > 1 && part.front() == '0')) {
        return std::nullopt;
    }
    std::uint32_t position = 0;
    for (const char letter : part) {
        if (!is_digit(letter)) {
            return std::nullopt;
        }
        position = 10 * position + static_cast<std::uint32_t>(letter - '0');
    }
    return position;
}

Result<std::vector<std::string_view>, TextError> split_path(std::string_view text) {
    if (text.size() > max_path_bytes) {
        return tl::unexpected(TextError{
            max_path_bytes, text.size() - max_path_bytes,
            fmt::format("a path has at most {} bytes; this one has {}", max_path_bytes, text.size()), what_paths_are});
    }
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('.', begin), text.size());
        const std::string_view part = text.substr(begin, end - begin);
        if (!list_position(part)) {
            if (auto error = what_is_wrong_with_id(part)) {
                error->offset_in_bytes += begin;
                error->repair = what_paths_are;  // the id's own would mend the part, not the path
                return tl::unexpected(std::move(*error));
            }
        }
        parts.push_back(part);
        begin = end + 1;
    }
    return parts;
}

std::string join_path(std::string_view parent, std::string_view part) {
    return parent.empty() ? std::string{part} : fmt::format("{}.{}", parent, part);
}

PathId PathTable::add(std::string_view path) {
    make_room(path.size());
    letters_ += path;
    return enter_last();
}

PathId PathTable::add(PathId parent, std::string_view part) {
    const std::size_t begin = begin_of(parent);
    const std::size_t size = ends_[parent.index] - begin;
    make_room(size + 1 + part.size());
    if (size > 0) {
        letters_.append(letters_, begin, size);
        letters_ += '.';
    }
    letters_ += part;
    return enter_last();
}

void PathTable::make_room(std::size_t length) {
    ensure(length <= std::numeric_limits<std::uint32_t>::max() - letters_.size(),
           "all paths together take less than 4 GiB");
    if (2 * (ends_.size() + 1) > slots_.size()) {
        grow();
    }
}

/// Gives the letters behind all paths an id, or forgets them if that path is known.
PathId PathTable::enter_last() {
    const std::size_t begin = ends_.empty() ? 0 : ends_.back();
    const std::string_view path = std::string_view{letters_}.substr(begin);
    const std::uint32_t hash = hash_of(path);
    std::uint32_t& slot = slots_[slot_of(path, hash)];
    if (slot == PathId::nothing) {
        slot = static_cast<std::uint32_t>(ends_.size());
        ends_.push_back(static_cast<std::uint32_t>(letters_.size()));
        hashes_.push_back(hash);
    } else {
        letters_.resize(begin);
    }
    return PathId{slot};
}

PathId PathTable::find(std::string_view path) const {
    return slots_.empty() ? PathId{} : PathId{slots_[slot_of(path, hash_of(path))]};
}

std::size_t PathTable::begin_of(PathId id) const { return id.index == 0 ? 0 : ends_[id.index - 1]; }

std::string_view PathTable::text(PathId id) const {
    const std::size_t begin = begin_of(id);
    return std::string_view{letters_}.substr(begin, ends_[id.index] - begin);
}

std::uint32_t PathTable::hash_of(std::string_view path) {
    const std::uint64_t hash = fnv1a(path);
    return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

/// Where the path is, or where it would go. There is always a free slot, since at most half are taken.
std::size_t PathTable::slot_of(std::string_view path, std::uint32_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (slots_[at] != PathId::nothing && (hashes_[slots_[at]] != hash || text(PathId{slots_[at]}) != path)) {
        at = (at + 1) & mask;
    }
    return at;
}

void PathTable::grow() {
    slots_.assign(slots_.empty() ? first_slots : 2 * slots_.size(), PathId::nothing);
    const std::size_t mask = slots_.size() - 1;
    for (std::uint32_t path = 0; path < ends_.size(); ++path) {
        std::size_t at = hashes_[path] & mask;
        while (slots_[at] != PathId::nothing) {
            at = (at + 1) & mask;
        }
        slots_[at] = path;
    }
}

}  // namespace caisson
