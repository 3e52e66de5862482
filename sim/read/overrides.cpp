#include "overrides.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>

#include "caisson/base/path.hpp"
#include "complain.hpp"
#include "merge.hpp"

namespace caisson::read {
namespace {

constexpr std::string_view name_of_sets = "--set";
constexpr std::string_view name_of_variants = "-V";

/// Who changes something: a variant of a file may add things, a `--set` may not.
enum class By : std::uint8_t { variant, set };

/// One change: a key whose text is a path and whose value is put there.
struct Override {
    ValueId key;
    By by = By::set;
};

/// Where the search for a path has got to.
struct Place {
    ValueId value;
    Spot spot;
};

SourceSpan span_of_part(const Loading& loading, ValueId key, std::string_view part) {
    const auto offset = static_cast<std::size_t>(part.data() - loading.document.text(key).data());
    return loading.document.span(key, loading.sources, offset, part.size());
}

std::vector<std::string_view> names_at(const Loading& loading, const Place& place) {
    std::vector<std::string_view> names;
    for (ValueId key = loading.document.first(place.value); key.valid(); key = loading.document.next(key)) {
        if (loading.document.kind(key) == ValueKind::text) {
            names.push_back(loading.document.text(key));
        }
    }
    if (place.spot.kind == Spot::Kind::section) {
        for (const KeyRow* row : loading.keys.of(place.spot.section)) {
            const bool there = std::find(names.begin(), names.end(), row->name) != names.end();
            if (!there && row->name != any_name) {
                names.push_back(row->name);
            }
        }
    }
    return names;
}

void complain_of_part(const Loading& loading, const Override& change, const Place& place, std::string_view part) {
    const std::string_view path = loading.document.text(change.key);
    const std::string_view parent = path.substr(0, std::max<std::size_t>(part.data() - path.data(), 1) - 1);
    const std::string where = parent.empty() ? std::string{"a scenario"} : quote(parent);
    std::string message = fmt::format("{} has no {}", where, quote(part));
    std::string repair;
    switch (loading.document.kind(place.value)) {
        case ValueKind::map:
            if (worth_a_look(loading.findings, loading.document.count(place.value))) {
                repair = did_you_mean_or_list(part, names_at(loading, place),
                                              place.spot.kind == Spot::Kind::section ? "its keys are" : "it has");
            }
            break;
        case ValueKind::list:
            message = fmt::format("{} is a list of {}, counted from 0", where, loading.document.count(place.value));
            repair = "write the number of an entry";
            break;
        case ValueKind::text:
            message = fmt::format("{} is a single value", where);
            repair = fmt::format("write {}", where);
            break;
        case ValueKind::broken:
            return;
    }
    // in a file, what no scenario can have is told apart from what this one does not have
    const bool may_be_number = place.spot.row != nullptr && place.spot.row->shape == Shape::number_or_object &&
                               loading.keys.find(Section::estimate, part) != nullptr;
    const bool never = change.by == By::variant && place.spot.kind == Spot::Kind::section && !may_be_number &&
                       loading.keys.find(place.spot.section, part) == nullptr;
    complain(loading.findings, never ? FindingCode::unknown_key : FindingCode::unknown_path,
             span_of_part(loading, change.key, part), std::move(message), std::move(repair));
}

ValueId entry_at(const Document& document, ValueId list, std::string_view part) {
    const auto position = list_position(part);
    if (!position) {
        return {};
    }
    ValueId entry = document.first(list);
    for (std::uint32_t at = 0; entry.valid() && at < *position; ++at) {
        entry = document.next(entry);
    }
    return entry;
}

/// Whether a name may be added to a map that does not have it yet.
bool may_add(const Loading& loading, const Override& change, const Step& step, const Spot& spot) {
    if (spot.kind != Spot::Kind::table && step.known) {
        return true;
    }
    const bool map = loading.document.kind(loading.document.first(change.key)) == ValueKind::map;
    const bool number = step.spot.kind == Spot::Kind::number;
    return change.by == By::variant && step.spot.row != nullptr && (map || number);
}

Change change_map(const Loading& loading, const Override& change, const Place& place, std::string_view part) {
    const ValueId key = loading.document.find_key(place.value, part);
    const ValueId value = loading.document.first(change.key);
    const Step step = step_into(loading.keys, place.spot, part);
    if (key.valid()) {
        return merge_value(loading.keys, loading.document, key, value, step.spot);
    }
    if (!may_add(loading, change, step, place.spot)) {
        complain_of_part(loading, change, place, part);
        return Change::something;
    }
    const ValueId added = loading.document.add_key(part, change.key, value);
    loading.document.append_key(place.value, loading.document.last(place.value), added);
    return Change::something;
}

Change change_list(const Loading& loading, const Override& change, const Place& place, std::string_view part) {
    const ValueId entry = entry_at(loading.document, place.value, part);
    const ValueId value = loading.document.first(change.key);
    if (!entry.valid()) {
        complain_of_part(loading, change, place, part);
        return Change::something;
    }
    const Step step = step_into(loading.keys, place.spot, part);
    if (!replaced_whole(loading.keys, loading.document, step.spot, entry, value)) {
        return merge_maps(loading.keys, loading.document, entry, value, step.spot);
    }
    const Change changed = same_value(loading.document, entry, value) ? Change::nothing : Change::something;
    loading.document.replace_entry(entry, value);
    return changed;
}

/// One step down a path; nothing, after a complaint, if there is no such thing.
Place step_down(const Loading& loading, const Override& change, const Place& place, std::string_view part) {
    const Document& document = loading.document;
    ValueId next;
    if (document.kind(place.value) == ValueKind::map) {
        next = document.find(place.value, part);
    } else if (document.kind(place.value) == ValueKind::list) {
        next = entry_at(document, place.value, part);
    }
    if (!next.valid()) {
        complain_of_part(loading, change, place, part);
    }
    return {next, step_into(loading.keys, place.spot, part).spot};
}

/// The keys that say what a file is, and not what is in it, cannot be overridden.
bool refuse_protected(const Loading& loading, const Override& change, std::string_view first_part) {
    for (const Key key : {Key::version, Key::extends, Key::variants}) {
        if (loading.keys.row(key).name == first_part) {
            complain(loading.findings, FindingCode::misplaced_key, span_of_part(loading, change.key, first_part),
                     fmt::format("{} cannot be overridden", quote(first_part)), "remove it");
            return true;
        }
    }
    return false;
}

Change apply(const Loading& loading, const Override& change, ValueId root) {
    const auto parts = split_path(loading.document.text(change.key));
    if (!parts) {
        complain(loading.findings, change.by == By::variant ? FindingCode::bad_id : FindingCode::unknown_path,
                 loading.document.span(change.key, loading.sources, parts.error().offset_in_bytes,
                                       parts.error().length_in_bytes),
                 parts.error().message, parts.error().repair);
        return Change::something;
    }
    if (refuse_protected(loading, change, parts->front())) {
        return Change::something;
    }
    Place place{root, root_spot()};
    for (std::size_t at = 0; at + 1 < parts->size(); ++at) {
        place = step_down(loading, change, place, (*parts)[at]);
        if (!place.value.valid()) {
            return Change::something;
        }
    }
    switch (loading.document.kind(place.value)) {
        case ValueKind::map:
            return change_map(loading, change, place, parts->back());
        case ValueKind::list:
            return change_list(loading, change, place, parts->back());
        case ValueKind::text:
        case ValueKind::broken:
            break;
    }
    complain_of_part(loading, change, place, parts->back());
    return Change::something;
}

/// Whether a key of a variant is a path.
bool is_path(const Loading& loading, ValueId key) {
    const KeyRow* row = loading.keys.find(Section::variant, loading.document.text(key));
    return row != nullptr && row->name == any_name;
}

bool is_override(const Loading& loading, ValueId key) {
    return loading.document.kind(key) == ValueKind::text && is_path(loading, key) &&
           loading.document.kind(loading.document.first(key)) != ValueKind::broken;
}

void apply_variant(const Loading& loading, ValueId name, ValueId root, Findings& warnings) {
    const ValueId variant = loading.document.first(name);
    if (loading.document.kind(variant) != ValueKind::map) {
        return;
    }
    Change change = Change::nothing;
    std::vector<ValueId> keys;
    for (ValueId key = loading.document.first(variant); key.valid(); key = loading.document.next(key)) {
        if (is_override(loading, key)) {
            keys.push_back(key);
        }
    }
    for (const ValueId key : keys) {
        if (apply(loading, {key, By::variant}, root) == Change::something) {
            change = Change::something;
        }
    }
    const SourceSpan where = loading.document.span(name, loading.sources);
    // A variant of a parent may be what its child always is.
    const bool inherited = loading.sources.asked_by(where.file).line > 0;
    if (change == Change::nothing && !inherited) {
        warnings.push_back(
            {.code = FindingCode::changes_nothing,
             .severity = Severity::warning,
             .message = fmt::format("the variant {} changes nothing", quote(loading.document.text(name))),
             .where = where,
             .repair = "remove it, or let it change something"});
    }
}

void apply_variants(const Loading& loading, const Request& request, ValueId root, Findings& warnings) {
    if (request.variants.empty()) {
        return;
    }
    const ValueId offered = loading.document.find(root, loading.keys.row(Key::variants).name);
    const std::string all = joined(request.variants);
    const FileId file = loading.sources.add(std::string{name_of_variants}, all);
    std::size_t offset = 0;
    std::vector<std::string_view> applied;
    for (const std::string& name : request.variants) {
        const SourceSpan where = loading.sources.span(file, offset, name.size());
        offset += name.size() + 1;
        const bool twice = std::find(applied.begin(), applied.end(), name) != applied.end();
        const ValueId key = offered.valid() ? loading.document.find_key(offered, name) : ValueId{};
        if (twice) {
            complain(loading.findings, FindingCode::overridden_twice, where,
                     fmt::format("the variant {} is applied twice", quote(name)), "name it once");
        } else if (key.valid()) {
            apply_variant(loading, key, root, warnings);
        } else {
            const auto names = offered.valid() ? names_at(loading, {offered, {}}) : std::vector<std::string_view>{};
            complain(
                loading.findings, FindingCode::unknown_name, where, fmt::format("unknown variant {}", quote(name)),
                names.empty() ? "the scenario has no variants" : did_you_mean_or_list(name, names, "its variants are"));
        }
        applied.push_back(name);
    }
}

/// The sets of a request as one source, a line each.
std::string lines_of(const std::vector<std::string>& sets) {
    std::string lines;
    for (const std::string& set : sets) {
        std::string line = set;
        std::replace(line.begin(), line.end(), '\n', ' ');
        lines += line;
        lines += '\n';
    }
    return lines;
}

/// Reads one `PATH=VALUE` into a key and its value; nothing, after a complaint, if it is none.
ValueId read_set(const Loading& loading, FileId file, std::size_t begin, std::size_t end) {
    const std::string_view text = loading.sources.text(file).substr(begin, end - begin);
    const std::size_t split = text.find('=');
    if (split == std::string_view::npos || split == 0) {
        complain(loading.findings, FindingCode::unknown_path, loading.sources.span(file, begin, end - begin),
                 fmt::format("{} does not say what is set to what", quote(text)), "write PATH=VALUE");
        return {};
    }
    if (text.find_first_not_of(" \t", split + 1) == std::string_view::npos) {
        complain(loading.findings, FindingCode::empty_value, loading.sources.span(file, begin, end - begin),
                 fmt::format("{} has no value", quote(text.substr(0, split))), "write PATH=VALUE");
        return {};
    }
    const ValueId value =
        parse_document(loading.document, loading.sources, file, begin + split + 1, end, loading.findings);
    if (!value.valid() || loading.document.kind(value) == ValueKind::broken) {
        return {};
    }
    return loading.document.add_key(loading.sources, {file, begin, split}, value);
}

void apply_sets(const Loading& loading, const Request& request, ValueId root) {
    if (request.sets.empty()) {
        return;
    }
    const FileId file = loading.sources.add(std::string{name_of_sets}, lines_of(request.sets));
    if (auto finding = check_text(loading.sources, file)) {
        loading.findings.push_back(std::move(*finding));
        return;
    }
    std::unordered_map<std::string_view, ValueId> seen;
    std::size_t begin = 0;
    for (const std::string& set : request.sets) {
        const ValueId key = read_set(loading, file, begin, begin + set.size());
        begin += set.size() + 1;
        if (!key.valid()) {
            continue;
        }
        const auto [earlier, is_new] = seen.emplace(loading.document.text(key), key);
        if (!is_new) {
            complain(loading.findings, FindingCode::overridden_twice, loading.document.span(key, loading.sources),
                     fmt::format("{} is set twice", quote(loading.document.text(key))), "set it once")
                .related.push_back({loading.document.span(earlier->second, loading.sources), "first set here"});
            continue;
        }
        (void)apply(loading, {key, By::set}, root);
    }
}

std::string title_of(const Loading& loading, ValueId variant) {
    if (!loading.keys.has(Key::title)) {
        return {};
    }
    const ValueId title = loading.document.find(variant, loading.keys.row(Key::title).name);
    return title.valid() && loading.document.kind(title) == ValueKind::text ? std::string{loading.document.text(title)}
                                                                            : std::string{};
}

/// A variant's own keys must be texts; the first part of every path must be a key of scenarios.
void check_variant(const Loading& loading, ValueId root, ValueId variant) {
    for (ValueId key = loading.document.first(variant); key.valid(); key = loading.document.next(key)) {
        const std::string_view path = loading.document.text(key);
        const std::string_view first_part = path.substr(0, path.find('.'));
        if (loading.document.kind(key) != ValueKind::text) {
            continue;
        }
        const KeyRow* row = loading.keys.find(Section::variant, path);
        if (row == nullptr) {
            complain(loading.findings, FindingCode::unknown_key, loading.document.span(key, loading.sources),
                     fmt::format("{} has no key {}", loading.keys.row(Section::variant).name, quote(path)));
            continue;
        }
        if (row->name == any_name) {
            if (loading.keys.find(Section::root, first_part) == nullptr) {
                complain_of_part(loading, {key, By::variant}, {root, root_spot()}, first_part);
            }
            continue;
        }
        const ValueKind kind = loading.document.kind(loading.document.first(key));
        if (kind == ValueKind::list || kind == ValueKind::map) {
            complain(loading.findings, FindingCode::wrong_shape,
                     loading.document.span(loading.document.first(key), loading.sources),
                     fmt::format("{} is a single value", quote(path)),
                     fmt::format("such as {}: {}", path, loading.keys.row(Key::title).example));
        }
    }
}

}  // namespace

void apply_overrides(const Loading& loading, const Request& request, ValueId root, Findings& warnings) {
    apply_variants(loading, request, root, warnings);
    apply_sets(loading, request, root);
}

std::vector<OfferedVariant> offered_variants(const Loading& loading, ValueId root) {
    std::vector<OfferedVariant> offered;
    const ValueId variants = loading.document.find(root, loading.keys.row(Key::variants).name);
    if (!variants.valid() || loading.document.kind(variants) != ValueKind::map) {
        return offered;
    }
    for (ValueId key = loading.document.first(variants); key.valid(); key = loading.document.next(key)) {
        const ValueId variant = loading.document.first(key);
        const ValueKind kind = loading.document.kind(variant);
        if (loading.document.kind(key) != ValueKind::text || kind == ValueKind::broken) {
            continue;
        }
        if (kind != ValueKind::map) {
            complain(loading.findings, FindingCode::wrong_shape, loading.document.span(variant, loading.sources),
                     fmt::format("{} is a map", loading.keys.row(Section::variant).name),
                     fmt::format("such as {}", loading.keys.row(Section::variant).example));
            continue;
        }
        check_variant(loading, root, variant);
        offered.push_back({std::string{loading.document.text(key)}, title_of(loading, variant),
                           loading.document.span(key, loading.sources)});
    }
    return offered;
}

}  // namespace caisson::read
