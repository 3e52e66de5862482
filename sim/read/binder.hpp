/// What all parts of the reader share while they turn a document into a scenario.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "caisson/model/scenario.hpp"
#include "caisson/read/document.hpp"
#include "caisson/read/keys.hpp"
#include "caisson/read/source.hpp"

namespace caisson::read {

/// A thing of a scenario that can be referred to.
struct Named {
    std::uint32_t index = 0;  ///< of its table
    ValueId key;              ///< where it is named
};

/// All things of one kind, by their ids.
struct NameTable : std::unordered_map<std::string_view, Named> {
    bool complete = true;  ///< whether there are no others: not if some could not be read, which was said
};

/// What is read, what it means, and what is wrong with it.
struct Binder {
    const Document& document;
    const Sources& sources;
    const KeyTable& keys;
    model::Scenario& scenario;
    Findings& findings;
    std::array<NameTable, thing_count> names{};
    std::array<double, key_count> fallbacks{};  ///< the defaults as numbers; of words the number of the word
    bool start_known = false;                   ///< whether dates can be counted from the start
    std::vector<bool> told_outcomes{};          ///< of each outcome, whether it could be told what it asks for

    [[nodiscard]] NameTable& names_of(Thing thing) { return names[static_cast<std::size_t>(thing)]; }

    [[nodiscard]] const NameTable& names_of(Thing thing) const { return names[static_cast<std::size_t>(thing)]; }

    /// The default of a key as a number.
    [[nodiscard]] double fallback(Key key) const { return fallbacks[static_cast<std::size_t>(key)]; }

    [[nodiscard]] SourceSpan span(ValueId value) const { return document.span(value, sources); }
};

/// A binder that knows the defaults.
[[nodiscard]] Binder make_binder(const Document& document, const Sources& sources, const KeyTable& keys,
                                 model::Scenario& scenario, Findings& findings);

/// The key behind which the things of a kind are defined.
/// thing  not `nothing`
[[nodiscard]] Key table_of(Thing thing);

/// The ids of a kind of thing, in the order of the file, to suggest one of them; none if that is not worth a look.
[[nodiscard]] std::vector<std::string_view> names_to_suggest(const Binder& binder, Thing thing);

/// Adds an error about a value; if it was set by an override, what it took the place of is shown too.
Finding& complain_of(Binder& binder, FindingCode code, ValueId value, std::string_view message,
                     std::string_view repair = {});

/// Adds an error about a part of a value's text.
struct TextPart {
    ValueId value;
    std::size_t offset = 0;  ///< [bytes]
    std::size_t length = 0;  ///< [bytes]
};

Finding& complain_of(Binder& binder, FindingCode code, const TextPart& part, std::string_view message,
                     std::string_view repair = {});

/// Whether a value is of one of these kinds; if it is not, says so unless it was said before.
/// row  the key behind which it stands
enum class Wanted : std::uint8_t { text, list, map };

[[nodiscard]] bool has_kind(Binder& binder, ValueId value, Wanted wanted, const KeyRow& row);

/// Whether a value is a map of keys; if it is not, says so unless it was said before.
[[nodiscard]] bool is_map_of(Binder& binder, ValueId value, Section section);

/// Enters the ids of a table of things and checks them.
/// table  a map; anything else is complained of
void enter_names(Binder& binder, Thing thing, const KeyRow& row, ValueId table);

/// Enters the ids of states and groups, which share one list, after those of both: first the states, then the groups.
void enter_actors(Binder& binder);

/// What an id refers to.
/// returns  nothing, after a complaint, if there is no such thing
[[nodiscard]] std::uint32_t refer(Binder& binder, Thing thing, ValueId value);

template <class Kind>
[[nodiscard]] Id<Kind> refer(Binder& binder, Thing thing, ValueId value) {
    return value.valid() ? Id<Kind>{refer(binder, thing, value)} : Id<Kind>{};
}

}  // namespace caisson::read
