#include "caisson/read/explain.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <tuple>

#include "caisson/base/number_text.hpp"
#include "caisson/base/utf8.hpp"

namespace caisson::read {
namespace {

constexpr std::size_t most_characters = 200;  // of a line that is shown
constexpr std::size_t before_caret = 120;     // of them at most
constexpr int least_digits = 5;               // room for the number of a line
constexpr std::string_view ellipsis = "…";

constexpr std::string_view red = "\x1b[1;31m";
constexpr std::string_view yellow = "\x1b[1;33m";
constexpr std::string_view green = "\x1b[32m";
constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view plain_text = "\x1b[0m";

std::string coloured(std::string_view text, std::string_view code, Colour colour) {
    return colour == Colour::none ? std::string{text} : fmt::format("{}{}{}", code, text, plain_text);
}

std::size_t characters_in(std::string_view text) {
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); at += decode_utf8(text, at).bytes) {
        ++characters;
    }
    return characters;
}

/// Bytes that so many characters take, counted from the beginning.
std::size_t bytes_of(std::string_view text, std::size_t characters) {
    std::size_t at = 0;
    while (characters > 0 && at < text.size()) {
        at += decode_utf8(text, at).bytes;
        --characters;
    }
    return at;
}

/// Printable, and with a tab as wide as any character, so that the caret stands below what it means.
std::string shown(std::string_view text) {
    std::string spaced{text};
    std::replace(spaced.begin(), spaced.end(), '\t', ' ');
    return printable(spaced);
}

/// A line, or the part of a long one around the place, and where the caret goes below it.
struct Excerpt {
    std::string text;
    std::size_t caret_at = 0;
    std::size_t caret_length = 1;
};

/// How many bytes the last character takes; 1 if the last byte belongs to none.
std::size_t bytes_of_last(std::string_view text) {
    constexpr std::size_t longest = 4;
    for (std::size_t bytes = 2; bytes <= std::min(longest, text.size()); ++bytes) {
        if (decode_utf8(text, text.size() - bytes).bytes == bytes) {
            return bytes;
        }
    }
    return 1;
}

/// How many bytes the last so many characters take.
std::size_t bytes_of_last(std::string_view text, std::size_t characters) {
    std::size_t at = text.size();
    while (characters > 0 && at > 0) {
        at -= bytes_of_last(text.substr(0, at));
        --characters;
    }
    return text.size() - at;
}

/// caret  where in the line it goes [bytes]; what is far from it is not looked at, however long the line is
Excerpt excerpt_of(std::string_view line, std::size_t caret, std::size_t length) {
    const std::string_view before = line.substr(0, caret);
    const std::size_t begin = caret - bytes_of_last(before, before_caret);
    const std::string_view rest = line.substr(begin);
    const std::string_view cut = rest.substr(0, bytes_of(rest, most_characters));
    const std::string_view behind = cut.substr(caret - begin);
    Excerpt excerpt;
    const std::string shown_before = (begin > 0 ? std::string{ellipsis} : std::string{}) + shown(before.substr(begin));
    excerpt.text = shown_before + shown(behind) + (cut.size() < rest.size() ? std::string{ellipsis} : "");
    excerpt.caret_at = characters_in(shown_before);
    excerpt.caret_length = std::max<std::size_t>(1, characters_in(shown(behind.substr(0, bytes_of(behind, length)))));
    return excerpt;
}

Excerpt excerpt_of(const SourceSpan& where, const Sources& sources) {
    const std::string_view line = sources.line(where.file, where.line);
    if (line.empty()) {
        return {};
    }
    const auto begin = static_cast<std::size_t>(line.data() - sources.text(where.file).data());
    return excerpt_of(line, std::min(sources.offset(where) - begin, line.size()), where.length);
}

/// A related place without words is shown behind the repair.
std::string silent_places(const Finding& finding, const Sources& sources) {
    std::string places;
    for (const Label& label : finding.related) {
        if (label.text.empty()) {
            places += fmt::format(" ({}:{})", printable(sources.name(label.where.file)), label.where.line);
        }
    }
    return places;
}

/// The line of a place with a caret below it; what stands behind the caret is all that is left if the line is hidden.
std::string lines_of(const SourceSpan& where, const Sources& sources, std::string_view behind, Colour colour) {
    if (where.line == 0 || sources.hidden(where.file)) {
        return behind.empty() ? std::string{} : fmt::format("{:{}}   {}\n", "", least_digits, behind);
    }
    const Excerpt excerpt = excerpt_of(where, sources);
    const std::string carets = coloured(std::string(excerpt.caret_length, '^'), green, colour);
    const int digits = std::max(least_digits, static_cast<int>(fmt::formatted_size("{}", where.line)));
    return fmt::format("{:{}} | {}\n{:{}} | {:{}}{}{}{}\n", where.line, digits, excerpt.text, "", digits, "",
                       excerpt.caret_at, carets, behind.empty() ? "" : " ", behind);
}

/// Which file asked for the one in which something was found, and so on up.
std::string chain_of(const SourceSpan& where, const Sources& sources) {
    std::string chain;
    SourceSpan at = sources.asked_by(where.file);
    while (at.line > 0) {
        chain += fmt::format("{:{}}   extended by {}\n", "", least_digits, place_text(at, sources));
        at = sources.asked_by(at.file);
    }
    return chain;
}

std::string grouped(std::size_t number) { return human_number(static_cast<double>(number), 0); }

PlainPlace plain_place(const SourceSpan& where, std::string text, const Sources& sources) {
    return {where.file.valid() ? std::string{sources.name(where.file)} : std::string{}, where.line, where.column,
            where.length, std::move(text)};
}

}  // namespace

std::string place_text(const SourceSpan& where, const Sources& sources) {
    if (!where.file.valid()) {
        return {};
    }
    const std::string name = printable(sources.name(where.file));
    return where.line == 0 ? name : fmt::format("{}:{}:{}", name, where.line, where.column);
}

std::string explain(const Finding& finding, const Sources& sources, Colour colour) {
    const bool error = finding.severity == Severity::error;
    const std::string place = place_text(finding.where, sources);
    const std::string kind = coloured(error ? "error" : "warning", error ? red : yellow, colour);
    std::string text = fmt::format("{}{}{}: {}\n", coloured(place, bold, colour), place.empty() ? "" : ": ", kind,
                                   printable(finding.message));
    const bool placed = finding.where.file.valid();
    const std::string repair = printable(finding.repair) + silent_places(finding, sources);
    text += placed           ? lines_of(finding.where, sources, repair, colour)
            : repair.empty() ? std::string{}
                             : fmt::format("{:{}}   {}\n", "", least_digits, repair);
    for (const Label& label : finding.related) {
        if (!label.text.empty() && label.where.file.valid()) {
            text += fmt::format("{}: note: {}\n", place_text(label.where, sources), printable(label.text));
            text += lines_of(label.where, sources, {}, colour);
        }
    }
    return placed ? text + chain_of(finding.where, sources) : text;
}

std::string explain(const Findings& findings, const Sources& sources, Colour colour, std::size_t most) {
    std::string text;
    const std::size_t count = std::min(findings.size(), most);
    for (std::size_t at = 0; at < count; ++at) {
        text += explain(findings[at], sources, colour);
    }
    if (count < findings.size()) {
        text += fmt::format("… and {} more\n", grouped(findings.size() - count));
    }
    return text;
}

void sort_by_place(Findings& findings) {
    std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
        return std::tie(a.where.file, a.where.line, a.where.column) <
               std::tie(b.where.file, b.where.line, b.where.column);
    });
}

std::vector<PlainFinding> plain(const Findings& findings, const Sources& sources) {
    std::vector<PlainFinding> all;
    all.reserve(findings.size());
    for (const Finding& finding : findings) {
        PlainFinding row{std::string{name_of(finding.code)},
                         finding.severity == Severity::error ? "error" : "warning",
                         finding.message,
                         finding.repair,
                         plain_place(finding.where, {}, sources),
                         {}};
        for (const Label& label : finding.related) {
            row.related.push_back(plain_place(label.where, label.text, sources));
        }
        all.push_back(std::move(row));
    }
    return all;
}

}  // namespace caisson::read
