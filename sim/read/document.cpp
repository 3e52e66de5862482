#include "caisson/read/document.hpp"

namespace caisson::read {

ValueId Document::add(const Row& row) {
    values_.push_back(row);
    return ValueId{values_.size() - 1};
}

ValueId Document::find_key(ValueId map, std::string_view key) const {
    for (ValueId at = first(map); at.valid(); at = next(at)) {
        if (text(at) == key && kind(at) == ValueKind::text) {
            return at;
        }
    }
    return {};
}

ValueId Document::find(ValueId map, std::string_view key) const {
    const ValueId found = find_key(map, key);
    return found.valid() ? first(found) : ValueId{};
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

SourceSpan Document::span(ValueId id, const Sources& sources, std::size_t offset, std::size_t length) const {
    const Row& row = values_[id.index];
    const std::string_view source = sources.text(FileId{row.file});
    const bool in_source = row.text >= source.data() && row.text <= source.data() + source.size();
    if (!in_source || row.text == nullptr) {
        return span(id, sources);
    }
    return sources.span(FileId{row.file}, static_cast<std::size_t>(row.text - source.data()) + offset, length);
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

ValueId Document::last(ValueId id) const {
    ValueId last;
    for (ValueId at = first(id); at.valid(); at = next(at)) {
        last = at;
    }
    return last;
}

ValueId Document::append_key(ValueId map, ValueId last, ValueId key) {
    Row copy = values_[key.index];
    copy.next = ValueId::nothing;
    const ValueId added = add(copy);
    if (last.valid()) {
        values_[last.index].next = added.index;
    } else {
        values_[map.index].first = added.index;
    }
    return added;
}

ValueId Document::add_key(std::string_view text, ValueId place_of, ValueId value) {
    Row row = values_[place_of.index];
    const std::string& kept = texts_.emplace_back(text);
    row.kind = ValueKind::text;
    row.text = kept.data();
    row.text_size = static_cast<std::uint32_t>(kept.size());
    row.first = value.index;
    row.next = ValueId::nothing;
    return add(row);
}

ValueId Document::add_key(const Sources& sources, const Stretch& text, ValueId value) {
    Row row;
    row.text = sources.text(text.file).data() + text.offset;
    row.text_size = static_cast<std::uint32_t>(text.length);
    row.offset = static_cast<std::uint32_t>(text.offset);
    row.length = static_cast<std::uint32_t>(text.length);
    row.first = value.index;
    row.file = static_cast<std::uint16_t>(text.file.index);
    return add(row);
}

}  // namespace caisson::read
