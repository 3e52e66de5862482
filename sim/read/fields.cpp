#include "fields.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <optional>

#include "caisson/base/ensure.hpp"
#include "caisson/base/nearest.hpp"
#include "complain.hpp"
#include "examples.hpp"
#include "key_parts.hpp"

namespace caisson::read {
namespace {

/// The keys of a section, and the ids that may stand among them.
std::vector<std::string_view> names_in(const Binder& binder, Section section) {
    std::vector<std::string_view> names;
    for (const KeyRow* row : binder.keys.of(section)) {
        if (row->name != any_name) {
            names.push_back(row->name);
        } else if (row->names != Thing::nothing) {
            const auto ids = names_to_suggest(binder, row->names);
            names.insert(names.end(), ids.begin(), ids.end());
        }
    }
    return names;
}

/// Whether a row that stands for any name stands for this one: of a kind of thing only for the ids that there are.
bool stands_for(const Binder& binder, const KeyRow& row, std::string_view name) {
    return row.names == Thing::nothing || binder.names_of(row.names).contains(name);
}

/// A text as it stands in the file, so that quotes which make it a text are seen.
std::string as_written(const Binder& binder, ValueId value) {
    const std::string text = quote(binder.document.text(value));
    return binder.document.quoted(value) ? fmt::format("the text {}", text) : text;
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
    if (!is_map_of(binder, map, section)) {
        unclear_ = true;
        return;
    }
    for (ValueId key = binder.document.first(map); key.valid(); key = binder.document.next(key)) {
        place_key(key);
    }
    for (const KeyRow* row : binder.keys.of(section)) {
        require(*row);
    }
    for (const KeyRule& rule : binder.keys.rules_of(section)) {
        follow(rule);
    }
    (void)read_text(*this, Key::note);  // for its reader alone, but it must be a text
}

ValueId Fields::operator[](Key key) const {
    const ValueId at = keys_[static_cast<std::size_t>(key)];
    return at.valid() ? binder_.document.first(at) : ValueId{};
}

bool Fields::lacks(Key key) const {
    const bool known = binder_.keys.has(key);
    return known && !has(key) && !unclear_ && std::find(meant_.begin(), meant_.end(), name_of(key)) == meant_.end();
}

void Fields::place_key(ValueId key) {
    if (binder_.document.kind(key) != ValueKind::text) {
        unclear_ = true;
        return;
    }
    const std::string_view name = binder_.document.text(key);
    const KeyRow* row = binder_.keys.find(section_, name);
    if (row != nullptr && row->name != any_name) {
        keys_[static_cast<std::size_t>(row->key)] = key;
    } else if (row != nullptr && stands_for(binder_, *row, name)) {
        others_.push_back(key);
    } else if (row == nullptr || binder_.names_of(row->names).complete) {
        refuse_key(key);
    }
}

void Fields::refuse_key(ValueId key) {
    const std::string_view name = binder_.document.text(key);
    const std::vector<std::string_view> names = names_in(binder_, section_);
    const auto near = nearest_name(name, names);
    const std::string_view section = binder_.keys.row(section_).name;
    const std::string repair = did_you_mean_or_list(name, names, "its keys are");
    if (const KeyRow* any = binder_.keys.find(section_, any_name)) {  // behind an id there is a map
        const bool map = binder_.document.kind(binder_.document.first(key)) == ValueKind::map;
        complain_of(binder_, map ? FindingCode::unknown_name : FindingCode::unknown_key, key,
                    fmt::format("{} is neither a key of {} nor a {}", quote(name), section, noun(any->names)), repair);
    } else {
        complain_of(binder_, FindingCode::unknown_key, key, fmt::format("{} has no key {}", section, quote(name)),
                    repair);
    }
    if (near) {
        meant_.push_back(*near);
    } else {
        unclear_ = true;
    }
}

void Fields::require(const KeyRow& row) {
    if (row.presence == Presence::required && lacks(row.key)) {
        complain_of(binder_, FindingCode::missing_key, owner_,
                    fmt::format("{} needs the key {}", binder_.keys.row(section_).name, quote(row.name)),
                    fmt::format("such as {}", example_line(binder_, row)));
    }
}

void Fields::follow(const KeyRule& rule) {
    if (rule.kind == KeyRule::Kind::only_with) {
        refuse_without(rule);
    } else if (rule.with.empty() || has_any(rule.with)) {
        require_one(rule);
        refuse_second(rule);
    }
}

bool Fields::has_any(std::span<const Key> keys) const {
    return std::any_of(keys.begin(), keys.end(), [&](Key key) { return has(key); });
}

/// `a route`, `an outcome with "first"`.
std::string Fields::subject_of(const KeyRule& rule) const {
    const std::string_view section = binder_.keys.row(section_).name;
    const auto with = std::find_if(rule.with.begin(), rule.with.end(), [&](Key key) { return has(key); });
    return with == rule.with.end() ? std::string{section} : fmt::format("{} with {}", section, quote(name_of(*with)));
}

void Fields::require_one(const KeyRule& rule) {
    const bool may_be_missing = rule.kind == KeyRule::Kind::at_most_one || rule.said == KeyRule::Said::later;
    if (may_be_missing || !lacks_all(*this, rule.keys)) {
        return;
    }
    // the example is what those that are written need; else it must be enough: not a key that needs another one beside it
    const auto& rules = binder_.keys.rules_of(section_);
    const auto is_needed = [&](Key key) {
        return std::any_of(rules.begin(), rules.end(), [&](const KeyRule& other) {
            return other.kind == KeyRule::Kind::only_with && has_any(other.keys) &&
                   std::find(other.with.begin(), other.with.end(), key) != other.with.end();
        });
    };
    const auto is_enough = [&](Key key) {
        return std::none_of(rules.begin(), rules.end(), [&](const KeyRule& other) {
            return other.kind != KeyRule::Kind::only_with &&
                   std::find(other.with.begin(), other.with.end(), key) != other.with.end();
        });
    };
    auto example = std::find_if(rule.keys.begin(), rule.keys.end(), is_needed);
    if (example == rule.keys.end()) {
        example = std::find_if(rule.keys.begin(), rule.keys.end(), is_enough);
    }
    complain_of(binder_, FindingCode::missing_key, owner_,
                fmt::format("{} needs the key {}", subject_of(rule), names_of(*this, rule.keys)),
                such_as(*this, example == rule.keys.end() ? rule.keys.front() : *example));
}

void Fields::refuse_second(const KeyRule& rule) {
    std::optional<Key> first;
    for (const Key key : rule.keys) {
        if (!has(key) || rule.kind == KeyRule::Kind::at_least_one) {
            continue;
        }
        if (first) {
            complain_of(binder_, FindingCode::misplaced_key, this->key(key),
                        fmt::format("{} has only one of {}", subject_of(rule), names_of(*this, rule.keys, "and")),
                        "remove one of the two")
                .related.push_back({binder_.span(this->key(*first)), "the other one"});
        }
        first = first.value_or(key);
    }
}

/// Whether it was said that one of several keys is missing, of which these are some.
bool Fields::was_required(std::span<const Key> some) const {
    const auto& rules = binder_.keys.rules_of(section_);
    return std::any_of(rules.begin(), rules.end(), [&](const KeyRule& rule) {
        const auto among = [&](Key key) {
            return std::find(rule.keys.begin(), rule.keys.end(), key) != rule.keys.end();
        };
        return rule.kind == KeyRule::Kind::exactly_one && rule.with.empty() && lacks_all(*this, rule.keys) &&
               std::all_of(some.begin(), some.end(), among);
    });
}

void Fields::refuse_without(const KeyRule& rule) {
    if (rule.said == KeyRule::Said::later || !lacks_all(*this, rule.with) || was_required(rule.with)) {
        return;
    }
    const Key with = rule.with.front();
    for (const Key key : rule.keys) {
        if (has(key)) {
            complain_of(binder_, FindingCode::misplaced_key, this->key(key),
                        fmt::format("{} has no meaning without {}", quote(name_of(key)),
                                    rule.with.size() == 1 ? quote(name_of(with)) : names_of(*this, rule.with)),
                        rule.instead
                            ? fmt::format("did you mean {}?", quote(name_of(*rule.instead)))
                            : fmt::format("remove it, or add {}", example_line(binder_, binder_.keys.row(with))));
        }
    }
}

bool lacks_all(const Fields& fields, std::span<const Key> keys) {
    return std::all_of(keys.begin(), keys.end(), [&](Key key) { return fields.lacks(key); });
}

std::string names_of(const Fields& fields, std::span<const Key> keys, std::string_view last_word) {
    std::vector<std::string_view> names;
    for (const Key key : keys) {
        names.push_back(fields.name_of(key));
    }
    return list_of(names, last_word);
}

std::string read_text(const Fields& fields, Key key) {
    const ValueId value = fields[key];
    Binder& binder = fields.binder();
    if (!value.valid() || !has_kind(binder, value, Wanted::text, binder.keys.row(key))) {
        return {};
    }
    return std::string{binder.document.text(value)};
}

std::uint64_t read_whole(const Fields& fields, Key key) {
    const ValueId value = fields[key];
    Binder& binder = fields.binder();
    const auto fallback = static_cast<std::uint64_t>(binder.fallback(key));
    if (!value.valid() || !has_kind(binder, value, Wanted::text, binder.keys.row(key))) {
        return fallback;
    }
    const KeyRow& row = binder.keys.row(key);
    const auto number = whole_number(binder.document.text(value));
    const bool whole = number && !binder.document.quoted(value);
    if (!whole || *number < row.whole.least || *number > row.whole.most) {
        complain_of(binder, whole ? FindingCode::out_of_bounds : FindingCode::bad_quantity, value,
                    fmt::format("{} is a whole number from {} to {}, not {}", quote(row.name), row.whole.least,
                                row.whole.most, as_written(binder, value)),
                    fmt::format("such as {}", row.example));
        return fallback;
    }
    return *number;
}

bool read_flag(const Fields& fields, Key key) {
    const ValueId value = fields[key];
    Binder& binder = fields.binder();
    if (!value.valid() || !has_kind(binder, value, Wanted::text, binder.keys.row(key))) {
        return binder.fallback(key) != 0.0;
    }
    const std::string_view text = binder.document.text(value);
    if (binder.document.quoted(value) || (text != word_of_truth && text != word_of_falsehood)) {
        complain_of(binder, FindingCode::unknown_word, value,
                    fmt::format("{} is either true or false, not {}", quote(fields.name_of(key)), quote(text)),
                    "write true or false, without quotes");
    }
    return text == word_of_truth;
}

std::uint8_t read_word(const Fields& fields, Key key) {
    const ValueId value = fields[key];
    Binder& binder = fields.binder();
    const auto fallback = static_cast<std::uint8_t>(binder.fallback(key));
    if (!value.valid() || !has_kind(binder, value, Wanted::text, binder.keys.row(key))) {
        return fallback;
    }
    const KeyRow& row = binder.keys.row(key);
    const std::string_view text = binder.document.text(value);
    if (const WordRow* word = find_word(row, text)) {
        return word->value;
    }
    const std::vector<std::string_view> words = words_of(row);
    const std::string near = did_you_mean(text, words);
    complain_of(binder, FindingCode::unknown_word, value,
                fmt::format("{} is {}, not {}", quote(row.name), list_of(words), quote(text)),
                near.empty() ? fmt::format("such as {}", row.example) : near);
    return fallback;
}

std::vector<ValueId> entries(const Fields& fields, Key key) {
    std::vector<ValueId> list;
    const ValueId value = fields[key];
    Binder& binder = fields.binder();
    if (!value.valid() || !has_kind(binder, value, Wanted::list, binder.keys.row(key))) {
        return list;
    }
    for (ValueId entry = binder.document.first(value); entry.valid(); entry = binder.document.next(entry)) {
        list.push_back(entry);
    }
    const KeyRow& row = binder.keys.row(key);
    if (list.size() < row.fewest) {
        complain_of(binder, FindingCode::wrong_shape, value, fmt::format("{} is an empty list", quote(row.name)),
                    fmt::format("such as {}", example_line(binder, row)));
    }
    return list;
}

}  // namespace caisson::read
