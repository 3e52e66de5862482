#include "complain.hpp"

#include <fmt/format.h>

#include "caisson/base/limits.hpp"
#include "caisson/base/nearest.hpp"
#include "caisson/base/number_text.hpp"
#include "caisson/base/utf8.hpp"

namespace caisson::read {
namespace {

constexpr std::size_t most_quoted_bytes = 60;
constexpr std::size_t most_comparisons = 500'000;  // a quarter of a second: 5,000 names for 100 mistakes

std::string_view cut(std::string_view text, std::size_t most) {
    while (most < text.size() && most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) {
        --most;
    }
    return text.substr(0, most);
}

}  // namespace

std::string quote(std::string_view text) {
    const std::string_view shown = cut(text, most_quoted_bytes);
    return fmt::format("\"{}{}\"", printable(shown), shown.size() < text.size() ? "…" : "");
}

Finding& complain(Findings& findings, FindingCode code, SourceSpan where, std::string_view message,
                  std::string_view repair) {
    if (findings.size() >= max_findings) {
        throw TooManyFindings{};
    }
    return findings.emplace_back(Finding{.code = code,
                                         .severity = Severity::error,
                                         .message = printable(message),
                                         .where = where,
                                         .repair = printable(repair)});
}

bool worth_a_look(const Findings& said, std::size_t names) { return said.size() * names <= most_comparisons; }

std::string did_you_mean(std::string_view written, const std::vector<std::string_view>& names) {
    const auto near = nearest_name(written, names);
    return near ? fmt::format("did you mean \"{}\"?", printable(*near)) : std::string{};
}

std::string did_you_mean_or_list(std::string_view written, const std::vector<std::string_view>& names,
                                 std::string_view there_are) {
    std::string near = did_you_mean(written, names);
    return near.empty() && !names.empty() ? fmt::format("{} {}", there_are, list_of(names, "and")) : near;
}

std::string list_of(const std::vector<std::string_view>& names, std::string_view last_word) {
    std::string list;
    const std::size_t shown = std::min(names.size(), most_listed);
    for (std::size_t at = 0; at < shown; ++at) {
        const bool last = at + 1 == names.size();
        list += at == 0 ? "" : last ? fmt::format(" {} ", last_word) : ", ";
        list += printable(names[at]);
    }
    return shown < names.size() ? list + ", …" : list;
}

std::string_view article(std::string_view word) {
    return !word.empty() && std::string_view{"aeio"}.find(word.front()) != std::string_view::npos ? "an" : "a";
}

}  // namespace caisson::read
