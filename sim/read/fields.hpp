/// The keys of one map of a scenario, found in the table of keys.
#pragma once
#include <array>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "binder.hpp"

namespace caisson::read {

/// A map, its keys looked up. Complains of keys that the section does not have, and of required ones that it lacks.
class Fields {
public:
    /// map    anything that is not a map is complained of; then no key is written
    /// owner  where a missing key is complained of: the id of the thing, or the map itself
    /// path   of the map, to which the paths of its numbers are added
    Fields(Binder& binder, Section section, ValueId map, ValueId owner, PathId path);

    /// The value of a key, nothing if it is not written.
    [[nodiscard]] ValueId operator[](Key key) const;

    /// Where a key is written, nothing if it is not.
    [[nodiscard]] ValueId key(Key key) const { return keys_[static_cast<std::size_t>(key)]; }

    [[nodiscard]] bool has(Key key) const { return keys_[static_cast<std::size_t>(key)].valid(); }

    /// Whether a key is missing for sure. It is not if something else is written that may have been meant for it: a key
    /// that cannot be read, or that means nothing here. That was said, and what would follow from it is not.
    [[nodiscard]] bool lacks(Key key) const;

    /// Keys that stand for themselves, such as the commodities of a depot.
    [[nodiscard]] const std::vector<ValueId>& others() const { return others_; }

    [[nodiscard]] PathId path() const { return path_; }

    [[nodiscard]] ValueId owner() const { return owner_; }

    [[nodiscard]] Section section() const { return section_; }

    [[nodiscard]] Binder& binder() const { return binder_; }

    /// How a key is written.
    [[nodiscard]] std::string_view name_of(Key key) const { return binder_.keys.row(key).name; }

private:
    void place_key(ValueId key);
    void refuse_key(ValueId key);
    void require(const KeyRow& row);
    void follow(const KeyRule& rule);
    [[nodiscard]] bool has_any(std::span<const Key> keys) const;
    [[nodiscard]] bool was_required(std::span<const Key> some) const;
    void require_one(const KeyRule& rule);
    void refuse_second(const KeyRule& rule);
    void refuse_without(const KeyRule& rule);
    [[nodiscard]] std::string subject_of(const KeyRule& rule) const;

    Binder& binder_;
    Section section_;
    ValueId owner_;
    PathId path_;
    std::array<ValueId, key_count> keys_{};
    std::vector<ValueId> others_;
    std::vector<std::string_view> meant_;  // the keys that those which mean nothing are like
    bool unclear_ = false;                 // whether something is written that may have been meant for any key
};

/// The only one of several rows whose key is written; nothing if none is, or more than one.
template <class Rows>
[[nodiscard]] auto only_written(const Fields& fields, const Rows& rows) {
    std::optional<std::decay_t<decltype(*std::begin(rows))>> only;
    for (const auto& row : rows) {
        if (fields.has(row.key)) {
            if (only) {
                return decltype(only){};
            }
            only = row;
        }
    }
    return only;
}

/// Whether all of several keys are missing for sure.
[[nodiscard]] bool lacks_all(const Fields& fields, std::span<const Key> keys);

/// How several keys are written: `above, below or equals`.
[[nodiscard]] std::string names_of(const Fields& fields, std::span<const Key> keys, std::string_view last_word = "or");

/// What a title or a note says; empty if it is not written.
[[nodiscard]] std::string read_text(const Fields& fields, Key key);

/// A whole number; the default if it is not written.
[[nodiscard]] std::uint64_t read_whole(const Fields& fields, Key key);

/// Whether a flag is true; its default if it is not written.
[[nodiscard]] bool read_flag(const Fields& fields, Key key);

/// The enumerator of a word; the default's if it is not written.
[[nodiscard]] std::uint8_t read_word(const Fields& fields, Key key);

/// The same as what it means.
template <class Enumeration>
[[nodiscard]] Enumeration read_choice(const Fields& fields, Key key) {
    return static_cast<Enumeration>(read_word(fields, key));
}

/// The entries of a list of maps, after a complaint if it is something else.
[[nodiscard]] std::vector<ValueId> entries(const Fields& fields, Key key);

}  // namespace caisson::read
