#include "load.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "caisson/base/limits.hpp"
#include "complain.hpp"
#include "merge.hpp"

namespace caisson::read {
namespace {

constexpr std::string_view version = "1";

/// A file on the disk, however it is named.
struct Identity {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;

    friend bool operator==(const Identity&, const Identity&) = default;
};

/// The file that holds a scenario's own words, its parent, and so on.
struct Chain {
    std::vector<FileId> files;
    std::vector<Identity> identities;  // one for each file that came from the disk
    std::size_t bytes = 0;
};

std::string size_limit() { return fmt::format("{} MiB", max_scenario_bytes >> 20); }

/// The name of a file as seen from where the file that names it is seen from.
std::string beside(std::string_view child, std::string_view parent) {
    const std::size_t folder = child.rfind('/');
    const bool absolute = parent.starts_with('/');
    return absolute || folder == std::string_view::npos ? std::string{parent}
                                                        : fmt::format("{}/{}", child.substr(0, folder), parent);
}

/// Whether the first thing in a text is the first key of a scenario. What is none may be anybody's secret.
bool claims_to_be_scenario(const KeyTable& keys, std::string_view text) {
    const std::string_view first_key = keys.row(Key::version).name;
    while (!text.empty()) {
        const std::size_t begin = text.find_first_not_of("\xEF\xBB\xBF \t\r\n{'\"");
        if (begin == std::string_view::npos) {
            return false;
        }
        text.remove_prefix(begin);
        if (!text.starts_with('#') && !text.starts_with("---") && !text.starts_with('%')) {
            return text.starts_with(first_key);
        }
        text.remove_prefix(std::min(text.find('\n'), text.size()));
    }
    return false;
}

bool check_version_value(const Loading& loading, ValueId key) {
    const Document& document = loading.document;
    const ValueId value = document.first(key);
    if (document.kind(value) == ValueKind::text && document.text(value) == version && !document.quoted(value)) {
        return true;
    }
    if (document.kind(value) != ValueKind::broken) {
        complain(loading.findings, FindingCode::bad_version, document.span(value, loading.sources),
                 fmt::format("this program reads version {} of the format", version),
                 fmt::format("write \"{}\"", version));
    }
    return false;
}

/// Whether a file begins with the version that this program reads.
bool check_version(const Loading& loading, FileId file, ValueId root) {
    const Document& document = loading.document;
    const std::string_view name = loading.keys.row(Key::version).name;
    if (document.kind(root) != ValueKind::map) {
        complain(loading.findings, FindingCode::wrong_shape, loading.sources.span(file, 0, 1), "a scenario is a map",
                 fmt::format("begin with \"{}: {}\"", name, version));
        return false;
    }
    const ValueId key = document.find_key(root, name);
    if (!key.valid()) {
        complain(loading.findings, FindingCode::missing_key, loading.sources.span(file, 0, 1),
                 fmt::format("a scenario needs the key \"{}\"", name),
                 fmt::format("let the file begin with \"{}: {}\"", name, version));
        return false;
    }
    if (key != document.first(root)) {
        complain(loading.findings, FindingCode::version_not_first, document.span(key, loading.sources),
                 fmt::format("\"{}\" is not the first key", name), "move it to the top");
    }
    return check_version_value(loading, key);
}

/// Parses a source that has been added. A version that is not ours is the only thing then said about it.
ValueId parse(const Loading& loading, FileId file) {
    if (auto finding = check_text(loading.sources, file)) {
        loading.findings.push_back(std::move(*finding));
        return {};
    }
    const ValueId root = parse_document(loading.document, loading.sources, file, loading.findings);
    if (!root.valid() || loading.document.kind(root) == ValueKind::broken) {
        return {};
    }
    return check_version(loading, file, root) ? root : ValueId{};
}

void complain_of_file(const Loading& loading, FileId file, const FileError& error) {
    const std::string name{loading.sources.name(file)};
    if (error.too_large) {
        complain(loading.findings, FindingCode::too_large, SourceSpan{.file = file},
                 fmt::format("a scenario has at most {}, all its files together", size_limit()),
                 "leave out what it does not need");
    } else {
        complain(loading.findings, FindingCode::unreadable_file, SourceSpan{.file = file},
                 fmt::format("cannot be read: {}", error.reason), "name a file that holds a scenario");
    }
}

/// Adds the scenario's own file, or its text.
bool add_first(const Loading& loading, const Request& request, Chain& chain) {
    if (request.text) {
        chain.files.push_back(loading.sources.add(request.file, *request.text));
        chain.bytes = request.text->size();
        if (chain.bytes > max_scenario_bytes) {
            complain_of_file(loading, chain.files.back(), FileError{true, ""});
            return false;
        }
        return true;
    }
    auto read = read_file(request.file, max_scenario_bytes);
    chain.files.push_back(loading.sources.add(request.file, read ? std::move(read->text) : std::string{}));
    if (!read) {
        complain_of_file(loading, chain.files.back(), read.error());
        return false;
    }
    chain.identities.push_back({read->device, read->inode});
    chain.bytes = loading.sources.text(chain.files.back()).size();
    return true;
}

void refuse_parent(const Loading& loading, ValueId name, std::string_view message, std::string_view repair = {}) {
    complain(loading.findings, FindingCode::bad_extends, loading.document.span(name, loading.sources), message, repair);
}

void refuse_unread_parent(const Loading& loading, ValueId name, const std::string& file, const FileError& error) {
    if (error.too_large) {
        refuse_parent(loading, name, fmt::format("with {} the scenario has more than {}", quote(file), size_limit()),
                      "leave out what it does not need");
    } else {
        refuse_parent(loading, name, fmt::format("{} cannot be read: {}", quote(file), error.reason),
                      "name a scenario file, as seen from the folder of this one");
    }
}

std::string names_of(const Loading& loading, const Chain& chain) {
    std::string names;
    for (const FileId file : chain.files) {
        names += fmt::format("{}{}", names.empty() ? "" : " extends ", quote(loading.sources.name(file)));
    }
    return names;
}

/// Adds the parent that a file names, unless there is something wrong with it.
bool add_parent(const Loading& loading, ValueId name, Chain& chain) {
    const std::string_view text = loading.document.text(name);
    const std::string file = beside(loading.sources.name(chain.files.back()), text);
    if (chain.files.size() > max_extends_depth) {
        refuse_parent(loading, name, fmt::format("more than {} scenarios extend one another", max_extends_depth),
                      "put some of them into one file");
        return false;
    }
    auto read = read_file(file, max_scenario_bytes - chain.bytes);
    if (!read) {
        refuse_unread_parent(loading, name, file, read.error());
        return false;
    }
    const Identity identity{read->device, read->inode};
    if (std::find(chain.identities.begin(), chain.identities.end(), identity) != chain.identities.end()) {
        refuse_parent(loading, name, "the scenario extends itself",
                      fmt::format("{} extends {}: remove {} from one of them", names_of(loading, chain), quote(file),
                                  quote(loading.keys.row(Key::extends).name)));
        return false;
    }
    chain.bytes += read->text.size();
    chain.identities.push_back(identity);
    chain.files.push_back(
        loading.sources.add(file, std::move(read->text), loading.document.span(name, loading.sources)));
    if (!claims_to_be_scenario(loading.keys, loading.sources.text(chain.files.back()))) {
        loading.sources.hide(chain.files.back());
        refuse_parent(loading, name, fmt::format("{} is not a scenario", quote(file)),
                      fmt::format("a scenario begins with \"{}: {}\"", loading.keys.row(Key::version).name, version));
        return false;
    }
    return true;
}

/// The name of the file that a scenario extends, if it extends one.
/// returns  false, after an error, if it does not say it rightly
bool find_parent(const Loading& loading, const Request& request, ValueId root, ValueId& name) {
    const KeyRow& row = loading.keys.row(Key::extends);
    name = loading.document.find(root, row.name);
    if (!name.valid()) {
        return true;
    }
    if (loading.document.kind(name) == ValueKind::list || loading.document.kind(name) == ValueKind::map) {
        complain(loading.findings, FindingCode::wrong_shape, loading.document.span(name, loading.sources),
                 fmt::format("\"{}\" names one file", row.name), "name one, which may extend the other");
    } else if (loading.document.kind(name) == ValueKind::text && request.access == FileAccess::none) {
        refuse_parent(loading, name, "no other file can be read here", "put everything into one text");
    }
    return loading.document.kind(name) == ValueKind::text && request.access == FileAccess::disk;
}

}  // namespace

ValueId load(const Loading& loading, const Request& request) {
    Chain chain;
    std::vector<ValueId> roots;
    bool more = add_first(loading, request, chain);
    if (!more) {
        return {};
    }
    while (more) {
        roots.push_back(parse(loading, chain.files.back()));
        ValueId parent;
        // What a missing or faulty parent says is not known, so that what is missing here could not be told.
        if (!roots.back().valid() || !find_parent(loading, request, roots.back(), parent) ||
            (parent.valid() && !add_parent(loading, parent, chain))) {
            return {};
        }
        more = parent.valid();
    }
    const ValueId merged = roots.back();
    for (std::size_t child = roots.size() - 1; child-- > 0;) {
        merge_maps(loading.keys, loading.document, merged, roots[child], root_spot());
    }
    return merged;
}

}  // namespace caisson::read
