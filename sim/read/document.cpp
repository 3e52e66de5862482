#include "caisson/read/document.hpp"

namespace caisson::read {

ValueId Document::add(const Row& row) {
    values_.push_back(row);
    return ValueId{values_.size() - 1};
}

ValueId Document::find(ValueId map, std::string_view key) const {
    for (ValueId at = first(map); at.valid(); at = next(at)) {
        if (text(at) == key && kind(at) == ValueKind::text) {
            return first(at);
        }
    }
    return {};
}

std::size_t Document::count(ValueId id) const {
    std::size_t number = 0;
    for (ValueId at = first(id); at.valid(); at = next(at)) {
        ++number;
    }
    return number;
}

SourceSpan Document::span(ValueId id, const Sources& sources) const {
    const Row& row = values_[id.index];
    return sources.span(FileId{row.file}, row.offset, row.length);
}

ValueId Document::replaced_by(ValueId id) const {
    const auto found = replaced_.find(id.index);
    return found == replaced_.end() ? ValueId{} : ValueId{found->second};
}

void Document::replace_value(ValueId key, ValueId value) {
    replaced_[value.index] = values_[key.index].first;
    values_[key.index].first = value.index;
}

void Document::replace_entry(ValueId entry, ValueId value) {
    const Row old = values_[entry.index];
    const ValueId kept = add(old);
    values_[entry.index] = values_[value.index];
    values_[entry.index].next = old.next;
    replaced_[entry.index] = kept.index;
}

void Document::append_key(ValueId map, ValueId key) {
    Row copy = values_[key.index];
    copy.next = ValueId::nothing;
    const ValueId added = add(copy);
    ValueId last = first(map);
    if (!last.valid()) {
        values_[map.index].first = added.index;
        return;
    }
    while (next(last).valid()) {
        last = next(last);
    }
    values_[last.index].next = added.index;
}

void Document::remove_key(ValueId map, ValueId before, ValueId key) {
    if (before.valid()) {
        values_[before.index].next = values_[key.index].next;
    } else {
        values_[map.index].first = values_[key.index].next;
    }
}

ValueId Document::add_map(ValueId place_of) {
    Row row = values_[place_of.index];
    row.kind = ValueKind::map;
    row.text = nullptr;
    row.text_size = 0;
    row.first = ValueId::nothing;
    row.next = ValueId::nothing;
    return add(row);
}

ValueId Document::add_key(std::string_view text, ValueId place_of) {
    Row row = values_[place_of.index];
    const std::string& kept = texts_.emplace_back(text);
    row.kind = ValueKind::text;
    row.text = kept.data();
    row.text_size = static_cast<std::uint32_t>(kept.size());
    row.first = ValueId::nothing;
    row.next = ValueId::nothing;
    return add(row);
}

}  // namespace caisson::read
