#include "fields.hpp"

#include <charconv>
#include <fmt/format.h>

#include "caisson/base/ensure.hpp"
#include "complain.hpp"

namespace caisson::read {
namespace {

constexpr std::string_view truth = "true";
constexpr std::string_view falsehood = "false";

std::vector<std::string_view> names_in(const Binder& binder, Section section) {
    std::vector<std::string_view> names;
    for (const KeyRow* row : binder.keys.of(section)) {
        if (row->name != any_name) {
            names.push_back(row->name);
        }
    }
    return names;
}

std::vector<std::string_view> words_of(const KeyRow& row) {
    std::vector<std::string_view> words;
    for (const WordRow& word : row.words) {
        words.push_back(word.word);
    }
    return words;
}

const WordRow* find_word(const KeyRow& row, std::string_view text) {
    for (const WordRow& word : row.words) {
        if (word.word == text) {
            return &word;
        }
    }
    return nullptr;
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool all = error == std::errc{} && end == text.data() + text.size();
    const bool padded = text.size() > 1 && text.front() == '0';
    return all && !padded ? std::optional{number} : std::nullopt;
}

}  // namespace

Fields::Fields(Binder& binder, Section section, ValueId map, ValueId owner, PathId path)
    : binder_(binder), section_(section), owner_(owner), path_(path) {
    if (!has_kind(binder, map, Wanted::map, binder.keys.row(section).name)) {
        return;
    }
    for (ValueId key = binder.document.first(map); key.valid(); key = binder.document.next(key)) {
        if (binder.document.kind(key) != ValueKind::text) {
            continue;
        }
        const KeyRow* row = binder.keys.find(section, binder.document.text(key));
        if (row == nullptr) {
            refuse_key(key);
        } else if (row->name == any_name) {
            others_.push_back(key);
        } else {
            keys_[static_cast<std::size_t>(row->key)] = key;
        }
    }
    for (const KeyRow* row : binder.keys.of(section)) {
        require(*row);
    }
    (void)read_text(*this, Key::note);  // for its reader alone, but it must be a text
}

ValueId Fields::operator[](Key key) const {
    const ValueId at = keys_[static_cast<std::size_t>(key)];
    return at.valid() ? binder_.document.first(at) : ValueId{};
}

void Fields::refuse_key(ValueId key) {
    const std::string_view name = binder_.document.text(key);
    complain_of(binder_, FindingCode::unknown_key, key,
                fmt::format("{} has no key {}", binder_.keys.row(section_).name, quote(name)),
                did_you_mean(name, names_in(binder_, section_)));
}

void Fields::require(const KeyRow& row) {
    if (row.presence == Presence::required && !has(row.key)) {
        complain_of(binder_, FindingCode::missing_key, owner_,
                    fmt::format("{} needs the key \"{}\"", binder_.keys.row(section_).name, row.name),
                    fmt::format("such as {}: {}", row.name, row.example));
    }
}

std::string read_text(const Fields& fields, Key key) {
    const ValueId value = fields[key];
    Binder& binder = fields.binder();
    if (!value.valid() || !has_kind(binder, value, Wanted::text, quote(binder.keys.row(key).name))) {
        return {};
    }
    return std::string{binder.document.text(value)};
}

std::uint64_t read_whole(const Fields& fields, Key key, WholeBounds bounds) {
    const ValueId value = fields[key];
    Binder& binder = fields.binder();
    const KeyRow& row = binder.keys.row(key);
    const auto fallback = whole_number(row.fallback).value_or(0);
    if (!value.valid() || !has_kind(binder, value, Wanted::text, quote(row.name))) {
        return fallback;
    }
    const std::string_view text = binder.document.text(value);
    const auto number = whole_number(text);
    if (!number || binder.document.quoted(value)) {
        complain_of(binder, FindingCode::bad_quantity, value,
                    fmt::format("{} takes a whole number, not {}", quote(row.name), quote(text)),
                    fmt::format("such as {}", row.example));
        return fallback;
    }
    if (*number < bounds.least || *number > bounds.most) {
        complain_of(binder, FindingCode::out_of_bounds, value,
                    fmt::format("{} is a whole number from {} to {}", quote(row.name), bounds.least, bounds.most));
        return fallback;
    }
    return *number;
}

bool read_flag(const Fields& fields, Key key) {
    const ValueId value = fields[key];
    Binder& binder = fields.binder();
    const KeyRow& row = binder.keys.row(key);
    if (!value.valid() || !has_kind(binder, value, Wanted::text, quote(row.name))) {
        return row.fallback == truth;
    }
    const std::string_view text = binder.document.text(value);
    if (binder.document.quoted(value) || (text != truth && text != falsehood)) {
        complain_of(binder, FindingCode::unknown_word, value,
                    fmt::format("{} is either true or false, not {}", quote(row.name), quote(text)),
                    "write true or false, without quotes");
    }
    return text == truth;
}

std::uint8_t read_word(const Fields& fields, Key key) {
    const ValueId value = fields[key];
    Binder& binder = fields.binder();
    const KeyRow& row = binder.keys.row(key);
    const WordRow* fallback = find_word(row, row.fallback);
    const std::uint8_t otherwise = fallback == nullptr ? std::uint8_t{0} : fallback->value;
    if (!value.valid() || !has_kind(binder, value, Wanted::text, quote(row.name))) {
        return otherwise;
    }
    const std::string_view text = binder.document.text(value);
    if (const WordRow* word = find_word(row, text)) {
        return word->value;
    }
    const std::vector<std::string_view> words = words_of(row);
    const std::string near = did_you_mean(text, words);
    complain_of(binder, FindingCode::unknown_word, value,
                fmt::format("{} is {}, not {}", quote(row.name), list_of(words), quote(text)), near);
    return otherwise;
}

std::vector<ValueId> entries(const Fields& fields, Key key) {
    std::vector<ValueId> list;
    const ValueId value = fields[key];
    Binder& binder = fields.binder();
    if (!value.valid() || !has_kind(binder, value, Wanted::list, quote(binder.keys.row(key).name))) {
        return list;
    }
    for (ValueId entry = binder.document.first(value); entry.valid(); entry = binder.document.next(entry)) {
        list.push_back(entry);
    }
    return list;
}

}  // namespace caisson::read
