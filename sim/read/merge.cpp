#include "merge.hpp"

#include <unordered_map>

namespace caisson::read {
namespace {

constexpr std::size_t few_keys = 16;

/// The keys of a map by name. Small maps are searched, large ones hashed.
class KeyIndex {
public:
    KeyIndex(const Document& document, ValueId map) : document_(document), map_(map) {
        if (document.count(map) > few_keys) {
            for (ValueId key = document.first(map); key.valid(); key = document.next(key)) {
                by_name_.emplace(document.text(key), key);
            }
        }
    }

    [[nodiscard]] ValueId find(std::string_view name) const {
        if (!by_name_.empty()) {
            const auto found = by_name_.find(name);
            return found == by_name_.end() ? ValueId{} : found->second;
        }
        for (ValueId key = document_.first(map_); key.valid(); key = document_.next(key)) {
            if (document_.text(key) == name) {
                return key;
            }
        }
        return {};
    }

private:
    const Document& document_;
    ValueId map_;
    std::unordered_map<std::string_view, ValueId> by_name_;
};

}  // namespace

Change merge_maps(const KeyTable& keys, Document& document, ValueId under, ValueId over, const Spot& spot) {
    Change change = Change::nothing;
    const KeyIndex known(document, under);
    ValueId last = document.last(under);
    for (ValueId key = document.first(over); key.valid(); key = document.next(key)) {
        const std::string_view name = document.text(key);
        if (const ValueId old = known.find(name); old.valid()) {
            const Step step = step_into(keys, spot, name);
            if (merge_value(keys, document, old, document.first(key), step.spot) == Change::something) {
                change = Change::something;
            }
        } else {
            last = document.append_key(under, last, key);
            change = Change::something;
        }
    }
    return change;
}

Change merge_value(const KeyTable& keys, Document& document, ValueId key, ValueId over, const Spot& spot) {
    const ValueId under = document.first(key);
    if (!replaced_whole(keys, document, spot, under, over)) {
        return merge_maps(keys, document, under, over, spot);
    }
    const bool same = same_value(document, under, over);
    document.replace_value(key, over);
    return same ? Change::nothing : Change::something;
}

bool same_value(const Document& document, ValueId a, ValueId b) {
    const bool alike = document.kind(a) == document.kind(b) && document.text(a) == document.text(b);
    if (!alike) {
        return false;
    }
    ValueId in_a = document.first(a);
    ValueId in_b = document.first(b);
    for (; in_a.valid() && in_b.valid(); in_a = document.next(in_a), in_b = document.next(in_b)) {
        if (!same_value(document, in_a, in_b)) {
            return false;
        }
    }
    return !in_a.valid() && !in_b.valid();
}

}  // namespace caisson::read
