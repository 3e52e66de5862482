/// YAML as a flat array of values, each with its place; nothing of it is interpreted yet.
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "caisson/base/finding.hpp"
#include "caisson/base/ids.hpp"
#include "caisson/read/source.hpp"

namespace caisson::read {

enum class ValueKind : std::uint8_t {
    text,  ///< a single value: nothing is a number or a date before a key says so
    list,
    map,
    broken,  ///< was found wrong and said so already: whoever meets it says nothing more
};

/// One value or key of a Document.
using ValueId = Id<struct Value>;

/// A forest of values: the files of a scenario, each a tree, and what overrides them. A map's children are its keys,
/// in the order written, and each key has one value.
/// promise  the texts are borrowed from a Sources, which must outlive the document
/// cost     32 bytes a value
class Document {
public:
    [[nodiscard]] ValueKind kind(ValueId id) const { return values_[id.index].kind; }

    /// A single value's text: without quotes, escapes replaced.
    [[nodiscard]] std::string_view text(ValueId id) const {
        return {values_[id.index].text, values_[id.index].text_size};
    }

    /// Whether it was written in quotes, as a block, or with the tag `!!str`: text, not a number.
    [[nodiscard]] bool quoted(ValueId id) const { return values_[id.index].quoted; }

    [[nodiscard]] FileId file(ValueId id) const { return FileId{values_[id.index].file}; }

    /// The first entry of a list, the first key of a map, or the value of a key; nothing if there is none.
    [[nodiscard]] ValueId first(ValueId id) const { return ValueId{values_[id.index].first}; }

    /// The next entry of the same list, or the next key of the same map.
    [[nodiscard]] ValueId next(ValueId id) const { return ValueId{values_[id.index].next}; }

    /// A key of a map, and its value; nothing if the map has no such key.
    /// cost  O(keys)
    [[nodiscard]] ValueId find_key(ValueId map, std::string_view key) const;
    [[nodiscard]] ValueId find(ValueId map, std::string_view key) const;

    /// How many entries or keys it has. O(number).
    [[nodiscard]] std::size_t count(ValueId id) const;

    [[nodiscard]] std::size_t size() const { return values_.size(); }

    /// Where a value stands, in the text that set it last.
    [[nodiscard]] SourceSpan span(ValueId id, const Sources& sources) const;

    /// Where a part of its text stands; the whole value if the text does not stand there letter for letter.
    /// offset, length  of the text [bytes]
    [[nodiscard]] SourceSpan span(ValueId id, const Sources& sources, std::size_t offset, std::size_t length) const;

    /// The value that another one took the place of, if it took the place of any.
    [[nodiscard]] ValueId replaced_by(ValueId id) const;

    /// Gives a key of a map another value, and remembers the old one.
    void replace_value(ValueId key, ValueId value);

    /// Puts a value in the place of an entry of a list. The entry keeps its id.
    void replace_entry(ValueId entry, ValueId value);

    /// The last entry of a list or the last key of a map; nothing if it is empty. O(number).
    [[nodiscard]] ValueId last(ValueId id) const;

    /// Appends a copy of a key of another map, with its value.
    /// last     last(map), so that many keys can be appended in linear time
    /// returns  the new last key
    ValueId append_key(ValueId map, ValueId last, ValueId key);

    /// A new key with a value, for append_key().
    /// place_of  where it is said to stand
    ValueId add_key(std::string_view text, ValueId place_of, ValueId value);

    /// A stretch of a source.
    struct Stretch {
        FileId file;
        std::size_t offset = 0;  ///< [bytes]
        std::size_t length = 0;  ///< [bytes]
    };

    /// A new key with a value; its text is a stretch of a source.
    ValueId add_key(const Sources& sources, const Stretch& text, ValueId value);

private:
    friend class DocumentBuilder;

    struct Row {
        const char* text = nullptr;
        std::uint32_t text_size = 0;
        std::uint32_t offset = 0;  // in its source [bytes]
        std::uint32_t length = 0;  // of its source, for the caret [bytes]
        std::uint32_t first = ValueId::nothing;
        std::uint32_t next = ValueId::nothing;
        std::uint16_t file = 0;
        ValueKind kind = ValueKind::text;
        bool quoted = false;
    };

    ValueId add(const Row& row);

    std::vector<Row> values_;
    std::deque<std::string> texts_;  // those that do not stand in a source letter for letter
    std::unordered_map<std::uint32_t, std::uint32_t> replaced_;
};

/// Reads one source, or a part of it, as one YAML document.
/// begin, end   in bytes of the source; what stands outside is not looked at
/// findings     gets an error for everything that is not a scenario's kind of YAML: syntax, aliases, merge keys, tags,
///              duplicate keys, empty values, keys that are no text, a second document, and every limit passed
/// returns      the root, or nothing if nothing could be read; with findings of repairable faults the root is there,
///              so that the rest can be checked too
/// cost         some 0.2 s a megabyte, 15 ms a megabyte of simple entries (docs/adr/0006-what-yaml-cpp-is-not-shown.md);
///              no recursion of ours beyond 16 levels, none of yaml-cpp's beyond 64
[[nodiscard]] ValueId parse_document(Document& document, const Sources& sources, FileId file, std::size_t begin,
                                     std::size_t end, Findings& findings);

/// The same for a whole source.
[[nodiscard]] ValueId parse_document(Document& document, const Sources& sources, FileId file, Findings& findings);

}  // namespace caisson::read
