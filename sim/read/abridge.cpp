#include "abridge.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "simple_run.hpp"

namespace caisson::read {
namespace {

constexpr std::string_view stand_in = "{}";
constexpr std::string_view before_stand_in = " ";

/// Goes through a text line by line, as long as it is certain that a line begins neither in quotes nor in brackets nor in
/// a block of literal text. Only these can make something else of a line that looks like an entry, and none of them
/// begins within plain words.
class CertainLines {
public:
    explicit CertainLines(std::string_view text) : text_(text) {}

    /// The next line, if that is certain too.
    [[nodiscard]] std::optional<std::size_t> after(std::size_t line) const {
        if (text_.substr(line).starts_with(document_mark)) {
            return simple::line_after(text_, line + document_mark.size());
        }
        std::size_t at = simple::skip_spaces(text_, line);
        if (simple::byte_at(text_, at) == '#') {
            return simple::line_after_comment(text_, at);
        }
        while (simple::byte_at(text_, at) == '-' && simple::byte_at(text_, at + 1) == ' ') {
            at = simple::skip_spaces(text_, at + 1);
        }
        const std::size_t end = simple::end_of_key(text_, at);
        const bool key = end > at && simple::byte_at(text_, end) == ':';
        return key ? after_key(end + 1, at - line) : after_value(at);
    }

private:
    static constexpr std::string_view document_mark = "---";

    /// After what follows on a key.
    [[nodiscard]] std::optional<std::size_t> after_key(std::size_t at, std::size_t column_of_key) const {
        if (const auto next = simple::line_after(text_, at)) {
            return next;
        }
        const std::size_t value = simple::skip_spaces(text_, at);
        if (value == at) {
            return std::nullopt;
        }
        const char first = simple::byte_at(text_, value);
        return first == '|' || first == '>' ? after_block(value + 1, column_of_key) : after_value(value);
    }

    /// After a value, or after no value.
    [[nodiscard]] std::optional<std::size_t> after_value(std::size_t at) const {
        const char first = simple::byte_at(text_, at);
        switch (first) {
            case '"':
                return after_double_quotes(at + 1);
            case '\'':
                return after_single_quotes(at + 1);
            case '{':
            case '[':
                return after_brackets(at);
            default:
                return simple::is(first, simple::first_in_block) ? after_words(at) : simple::line_after(text_, at);
        }
    }

    [[nodiscard]] std::optional<std::size_t> after_double_quotes(std::size_t at) const {
        for (; simple::is(simple::byte_at(text_, at), simple::in_comment); ++at) {
            if (text_[at] == '"') {
                return simple::line_after(text_, at + 1);
            }
            const bool escape = text_[at] == '\\' && simple::is(simple::byte_at(text_, at + 1), simple::in_comment);
            at += escape ? 1 : 0;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<std::size_t> after_single_quotes(std::size_t at) const {
        for (; simple::is(simple::byte_at(text_, at), simple::in_comment); ++at) {
            const bool two = text_[at] == '\'' && simple::byte_at(text_, at + 1) == '\'';
            if (text_[at] == '\'' && !two) {
                return simple::line_after(text_, at + 1);
            }
            at += two ? 1 : 0;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<std::size_t> after_brackets(std::size_t at) const {
        NoSink nothing;
        const auto end = SimpleBrackets<Layout::several_lines, NoSink>(text_, nothing).read(at);
        return end ? simple::line_after(text_, *end) : std::nullopt;
    }

    /// After plain words, with a comment or without. They may go on in the next line, but then as words.
    [[nodiscard]] std::optional<std::size_t> after_words(std::size_t at) const {
        for (; simple::is(simple::byte_at(text_, at), simple::in_comment); ++at) {
            const char next = simple::byte_at(text_, at + 1);
            if (text_[at] == ':' && !simple::is(next, simple::in_word)) {
                return std::nullopt;
            }
            if (text_[at] == ' ' && next == '#') {
                return simple::line_after(text_, at);
            }
        }
        return simple::line_after_end(text_, at);
    }

    /// After a block of literal text: the first line that is not indented more than its key. Where yaml-cpp may see the
    /// block end before, nothing is certain.
    [[nodiscard]] std::optional<std::size_t> after_block(std::size_t at, std::size_t column_of_key) const {
        const char chomping = simple::byte_at(text_, at);
        auto line = simple::line_after(text_, at + (chomping == '-' || chomping == '+' ? 1 : 0));
        bool begun = false;
        std::size_t indent = 0;  // of the first line, and until then of blank ones
        while (line && *line < text_.size()) {
            const std::size_t first = simple::skip_spaces(text_, *line);
            const std::size_t column = first - *line;
            const bool blank = simple::line_after_end(text_, first).has_value();
            if (!blank && column <= column_of_key) {
                return line;
            }
            if (!blank && column < indent) {
                return std::nullopt;
            }
            indent = begun ? indent : std::max(indent, column);
            begun = begun || !blank;
            line = simple::line_after_end(text_, simple::skip(text_, first, simple::in_comment));
        }
        return line;
    }

    std::string_view text_;
};

/// The run whose first entry stands in a line, if it is simple and worth it: a single word is not.
std::optional<Abridgement::Cut> run_in(std::string_view text, std::size_t line) {
    const auto head = simple::head_of_entry(text, line);
    if (!head) {
        return std::nullopt;
    }
    const char first = simple::byte_at(text, simple::skip_spaces(text, head->end));
    if (first != '{' && first != '[' && !simple::line_after(text, head->end)) {
        return std::nullopt;
    }
    NoSink nothing;
    constexpr std::size_t no_stop = std::numeric_limits<std::size_t>::max();
    const std::size_t end = SimpleRun(text, nothing).read(head->end, head->indent, no_stop);
    return end > head->end ? std::optional{Abridgement::Cut{0, head->end, end, head->indent}} : std::nullopt;
}

std::vector<Abridgement::Cut> find_runs(std::string_view text) {
    std::vector<Abridgement::Cut> runs;
    const CertainLines lines(text);
    std::optional<std::size_t> line = 0;
    while (line && *line < text.size()) {
        if (const auto run = run_in(text, *line)) {
            runs.push_back(*run);
            line = simple::line_after(text, run->end);
        } else {
            line = lines.after(*line);
        }
    }
    return runs;
}

}  // namespace

Abridgement::Abridgement(std::string_view text, Shown shown, std::string_view end)
    : text_(text), cuts_(shown == Shown::abridged ? find_runs(text) : std::vector<Cut>{}) {
    std::size_t shown_bytes = text.size() + end.size();
    for (const Cut& cut : cuts_) {
        shown_bytes -= cut.end - cut.begin;
        shown_bytes += before_stand_in.size() + stand_in.size();
    }
    shown_.reserve(shown_bytes);
    std::size_t from = 0;
    for (Cut& cut : cuts_) {
        shown_ += text.substr(from, cut.begin - from);
        shown_ += before_stand_in;
        cut.shown = shown_.size();
        shown_ += stand_in;
        from = cut.end;
    }
    shown_ += text.substr(from);
    shown_ += end;
}

const Abridgement::Cut* Abridgement::last_until(std::size_t shown) const {
    const auto after = std::upper_bound(cuts_.begin(), cuts_.end(), shown,
                                        [](std::size_t place, const Cut& cut) { return place < cut.shown; });
    return after == cuts_.begin() ? nullptr : &*(after - 1);
}

std::size_t Abridgement::place_of(std::size_t shown) const {
    const Cut* cut = last_until(shown);
    if (cut == nullptr) {
        return shown;
    }
    const std::size_t past = shown - cut->shown;
    return past == 0 ? cut->begin : cut->end + past - stand_in.size();
}

const Abridgement::Cut* Abridgement::cut_at(std::size_t shown) const {
    const Cut* cut = last_until(shown);
    return cut != nullptr && cut->shown == shown ? cut : nullptr;
}

}  // namespace caisson::read
