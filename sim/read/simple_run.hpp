/// The simplest of YAML, read without yaml-cpp: entries of a map whose values are maps and lists, in brackets or as
/// indented blocks, of plain words.
#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace caisson::read {

/// What readers of simple text say of it, in yaml-cpp's order: a map is opened, its keys and values follow in turn, it is
/// closed. Places and lengths are in bytes. This sink listens to nothing.
struct NoSink {
    void plain(std::size_t /*offset*/, std::size_t /*length*/) {}

    void quoted(std::size_t /*offset*/, std::size_t /*length*/) {}  ///< with its quotes

    void open_map(std::size_t /*offset*/) {}

    void open_list(std::size_t /*offset*/) {}

    void close_map() {}

    void close_list() {}
};

namespace simple {

/// What a byte may be in simple text. What is not listed here is left to yaml-cpp, whose rules for indicators, colons and
/// tabs are its own.
enum Class : unsigned char {
    first_of_word = 1,    ///< letters, digits, and all that is not ASCII
    in_word = 2,          ///< what may follow in a plain word between brackets
    in_key = 4,           ///< what may stand in a key
    in_quotes = 8,        ///< what means itself in double and in single quotes
    in_comment = 16,      ///< all but control characters, of which yaml-cpp takes some for ends
    first_in_block = 32,  ///< what begins plain words that do not stand between brackets
};

constexpr bool letter_or_digit(unsigned char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

constexpr unsigned char class_of(unsigned char byte) {
    constexpr std::string_view more_in_word = "_-./%+*()=<>~^;!@$'&";
    constexpr std::string_view more_in_key = "_-.";
    constexpr std::string_view more_first_in_block = "()+./;<=^_~$";
    constexpr std::string_view not_in_quotes = "\"'\\";
    const auto one_of = [byte](std::string_view bytes) {
        return bytes.find(static_cast<char>(byte)) != std::string_view::npos;
    };
    const bool word = letter_or_digit(byte) || byte >= 0x80;
    const bool printable = byte >= 0x20 && byte != 0x7F;
    int kinds = word ? first_of_word | in_word : 0;
    kinds |= one_of(more_in_word) ? in_word : 0;
    kinds |= letter_or_digit(byte) || one_of(more_in_key) ? in_key : 0;
    kinds |= printable && !one_of(not_in_quotes) ? in_quotes : 0;
    kinds |= word || one_of(more_first_in_block) ? first_in_block : 0;
    kinds |= printable || byte == '\t' ? in_comment : 0;
    return static_cast<unsigned char>(kinds);
}

constexpr std::array<unsigned char, 256> all_classes() {
    std::array<unsigned char, 256> classes{};
    for (std::size_t byte = 0; byte < classes.size(); ++byte) {
        classes[byte] = class_of(static_cast<unsigned char>(byte));
    }
    return classes;
}

inline constexpr std::array<unsigned char, 256> classes = all_classes();

inline bool is(char letter, Class kind) { return (classes[static_cast<unsigned char>(letter)] & kind) != 0; }

/// The byte at a place; behind the end a NUL, which is nothing simple.
inline char byte_at(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : '\0'; }

inline std::size_t skip(std::string_view text, std::size_t at, Class kind) {
    while (is(byte_at(text, at), kind)) {
        ++at;
    }
    return at;
}

inline std::size_t skip_spaces(std::string_view text, std::size_t at) {
    while (byte_at(text, at) == ' ') {
        ++at;
    }
    return at;
}

/// Words that yaml-cpp takes for no value.
inline bool means_nothing(std::string_view word) { return word == "null" || word == "Null" || word == "NULL"; }

/// Where a key ends that begins here; where it begins if it is not simple.
inline std::size_t end_of_key(std::string_view text, std::size_t at) {
    constexpr std::size_t longest = 256;  // yaml-cpp takes nothing for a key that is longer than 1,024 bytes
    if (!letter_or_digit(static_cast<unsigned char>(byte_at(text, at)))) {
        return at;
    }
    const std::size_t end = skip(text, at, in_key);
    return end - at > longest || means_nothing(text.substr(at, end - at)) ? at : end;
}

/// Where the next line begins if this one ends here; the end of the text counts as a line.
inline std::optional<std::size_t> line_after_end(std::string_view text, std::size_t at) {
    if (at >= text.size()) {
        return text.size();
    }
    at += text.substr(at).starts_with("\r\n") ? 1 : 0;
    return text[at] == '\n' ? std::optional{at + 1} : std::nullopt;
}

/// Where the next line begins if nothing but a comment, if that, stands between here and there.
inline std::optional<std::size_t> line_after_comment(std::string_view text, std::size_t at) {
    return line_after_end(text, byte_at(text, at) == '#' ? skip(text, at, in_comment) : at);
}

/// Where the next line begins, if nothing but spaces and a comment follows on a value in this one.
inline std::optional<std::size_t> line_after(std::string_view text, std::size_t at) {
    const std::size_t rest = skip_spaces(text, at);
    return rest > at ? line_after_comment(text, rest) : line_after_end(text, rest);
}

/// How far a line is indented [spaces].
inline std::size_t column_of(std::string_view text, std::size_t line) { return skip_spaces(text, line) - line; }

/// Whether an entry of a list begins here.
inline bool is_dash(std::string_view text, std::size_t at) {
    return byte_at(text, at) == '-' && byte_at(text, at + 1) == ' ';
}

/// The key of a map's entry at the start of a line: `  front:`.
struct Head {
    std::size_t indent = 0;      ///< before the key [spaces]
    std::size_t key_length = 0;  ///< [bytes]
    std::size_t end = 0;         ///< behind the colon
};

/// The head of the entry in a line; nothing if the line does not begin so.
inline std::optional<Head> head_of_entry(std::string_view text, std::size_t line) {
    const std::size_t key = skip_spaces(text, line);
    const std::size_t end = end_of_key(text, key);
    const bool colon = end > key && byte_at(text, end) == ':';
    if (!colon || (byte_at(text, end + 1) != ' ' && !line_after_end(text, end + 1))) {
        return std::nullopt;
    }
    return Head{key - line, end - key, end + 1};
}

}  // namespace simple

/// How a map or list in brackets may be laid out.
enum class Layout {
    one_line,
    several_lines,  ///< with comments behind commas and opening brackets
};

/// Reads a map or list in brackets, `{state: A, shell: {stock: 100 round}, uses: [shell]}`, or plain words or quotes.
template <Layout layout, class Sink>
class SimpleBrackets {
public:
    SimpleBrackets(std::string_view text, Sink& sink) : text_(text), sink_(sink) {}

    /// returns  where it ends; nothing if it is not simple, but the sink may have heard of its first part
    std::optional<std::size_t> read(std::size_t at) {
        at_ = at;
        return value(0) ? std::optional{at_} : std::nullopt;
    }

private:
    static constexpr std::size_t deepest = 8;
    static constexpr std::size_t longest = 1024;

    [[nodiscard]] char here() const { return simple::byte_at(text_, at_); }

    bool collection(std::size_t depth) {
        if (depth == deepest) {
            return false;
        }
        return here() == '{' ? map(depth) : here() == '[' && list(depth);
    }

    bool map(std::size_t depth) {
        sink_.open_map(at_);
        if (!entries('}', [&] { return key() && value(depth + 1); })) {
            return false;
        }
        sink_.close_map();
        return true;
    }

    bool list(std::size_t depth) {
        sink_.open_list(at_);
        if (!entries(']', [&] { return value(depth + 1); })) {
            return false;
        }
        sink_.close_list();
        return true;
    }

    template <class Entry>
    bool entries(char close, const Entry& entry) {
        skip_to_entry();
        if (here() == close) {
            ++at_;
            return true;
        }
        while (entry()) {
            skip_to_end_of_entry();
            if (here() != ',') {
                const bool closed = here() == close;
                ++at_;
                return closed;
            }
            skip_to_entry();
        }
        return false;
    }

    /// Behind a comma or an opening bracket.
    void skip_to_entry() { skip_lines(at_ + 1, simple::line_after_comment); }

    /// Behind a value. yaml-cpp would take a comment in the next line for a part of plain words.
    void skip_to_end_of_entry() { skip_lines(at_, simple::line_after_end); }

    void skip_lines(std::size_t at, std::optional<std::size_t> (*line_after)(std::string_view, std::size_t)) {
        at_ = simple::skip_spaces(text_, at);
        if constexpr (layout == Layout::several_lines) {
            for (auto line = line_after(text_, at_); line && at_ < text_.size(); line = line_after(text_, at_)) {
                at_ = simple::skip_spaces(text_, *line);
            }
        }
    }

    bool key() {
        const std::size_t end = simple::end_of_key(text_, at_);
        if (end == at_ || simple::byte_at(text_, end) != ':' || simple::byte_at(text_, end + 1) != ' ') {
            return false;
        }
        sink_.plain(at_, end - at_);
        at_ = simple::skip_spaces(text_, end + 1);
        return true;
    }

    bool value(std::size_t depth) {
        if (here() == '"' || here() == '\'') {
            return quotes(here());
        }
        return simple::is(here(), simple::first_of_word) ? words() : collection(depth);
    }

    /// Plain words with spaces between them.
    bool words() {
        const std::size_t begin = at_;
        std::size_t end = at_;
        while (simple::is(here(), simple::in_word)) {
            end = simple::skip(text_, at_, simple::in_word);
            at_ = simple::skip_spaces(text_, end);
        }
        at_ = end;
        if (end - begin > longest || simple::means_nothing(text_.substr(begin, end - begin))) {
            return false;
        }
        sink_.plain(begin, end - begin);
        return true;
    }

    bool quotes(char mark) {
        const std::size_t begin = at_;
        const std::size_t end = simple::skip(text_, begin + 1, simple::in_quotes);
        at_ = end + 1;
        if (simple::byte_at(text_, end) != mark || here() == mark || at_ - begin > longest) {
            return false;
        }
        sink_.quoted(begin, at_ - begin);
        return true;
    }

    std::string_view text_;
    Sink& sink_;
    std::size_t at_ = 0;
};

/// Reads entries of a map as long as they are simple and follow one another, line after line:
///
///     {state: A, shell: {stock: 100 round}}
///       rear:
///         state: A
///         shell: {stock: 200 round}
///
/// if `  front:` stands before it.
template <class Sink>
class SimpleRun {
public:
    SimpleRun(std::string_view text, Sink& sink) : text_(text), sink_(sink), brackets_(text, sink) {}

    /// begin    where the value of the first entry begins: behind the colon
    /// indent   before the keys [spaces]
    /// stop     the run ends here at the latest
    /// returns  where the last value ends; `begin` if not even the first is simple. Unless that is `stop`, the sink may
    ///          have heard of a part of what follows
    std::size_t read(std::size_t begin, std::size_t indent, std::size_t stop) {
        std::size_t end_of_run = begin;
        std::size_t at = begin;
        while (end_of_run < stop && value_of_key(at, indent, 0) && (in_brackets(at) || closed(indent))) {
            end_of_run = end_;
            const auto head = simple::head_of_entry(text_, line_);
            if (end_of_run >= stop || !head || head->indent != indent) {
                break;
            }
            sink_.plain(line_ + indent, head->key_length);
            at = head->end;
        }
        return end_of_run;
    }

private:
    static constexpr std::size_t deepest = 8;

    /// A value in brackets ends where it ends. yaml-cpp says that blocks and words have ended when it has seen what
    /// follows, which must be something that it can say nothing else of: a key that is indented no more, or the end.
    [[nodiscard]] bool in_brackets(std::size_t at) const {
        const char first = simple::byte_at(text_, simple::skip_spaces(text_, at));
        return first == '{' || first == '[';
    }

    [[nodiscard]] bool closed(std::size_t indent) const {
        if (line_ == text_.size()) {
            return true;
        }
        const auto head = simple::head_of_entry(text_, line_);
        return head && head->indent <= indent;
    }

    /// What follows on the colon of a key at this column: a value in the same line, or a block below.
    bool value_of_key(std::size_t at, std::size_t column, std::size_t depth) {
        if (const auto below = simple::line_after(text_, at)) {
            return *below < text_.size() && block(*below, column, depth);
        }
        return simple::byte_at(text_, at) == ' ' && value_in_line(simple::skip_spaces(text_, at));
    }

    /// A value after which the line ends.
    bool value_in_line(std::size_t at) {
        const auto end = brackets_.read(at);
        const auto next = end ? simple::line_after(text_, *end) : std::nullopt;
        end_ = end.value_or(0);
        line_ = next.value_or(0);
        return next.has_value();
    }

    /// A map or list that belongs to a key at this column.
    bool block(std::size_t line, std::size_t column_of_key, std::size_t depth) {
        const std::size_t column = simple::column_of(text_, line);
        if (depth == deepest) {
            return false;
        }
        if (simple::is_dash(text_, line + column)) {
            return column >= column_of_key && list(line, column, depth);
        }
        return column > column_of_key && map(line + column, column, depth);
    }

    /// A map whose first key stands here; the others stand below it, at the same column.
    bool map(std::size_t key, std::size_t column, std::size_t depth) {
        sink_.open_map(key);
        for (bool more = true; more; key = line_ + column) {
            const std::size_t end = simple::end_of_key(text_, key);
            if (end == key || simple::byte_at(text_, end) != ':') {
                return false;
            }
            sink_.plain(key, end - key);
            if (!value_of_key(end + 1, column, depth + 1)) {
                return false;
            }
            more = goes_on(column);
        }
        sink_.close_map();
        return true;
    }

    /// A list whose first dash stands in this line; the others stand below it, at the same column.
    bool list(std::size_t line, std::size_t column, std::size_t depth) {
        sink_.open_list(line + column);
        for (bool more = true; more; line = line_) {
            const std::size_t entry = simple::skip_spaces(text_, line + column + 1);
            const std::size_t key = simple::end_of_key(text_, entry);
            const bool is_map = key > entry && simple::byte_at(text_, key) == ':';
            if (!(is_map ? map(entry, entry - line, depth + 1) : value_in_line(entry))) {
                return false;
            }
            more = goes_on(column) && simple::is_dash(text_, line_ + column);
        }
        sink_.close_list();
        return true;
    }

    /// Whether the next line is indented as far as this.
    [[nodiscard]] bool goes_on(std::size_t column) const {
        return line_ < text_.size() && simple::column_of(text_, line_) == column;
    }

    std::string_view text_;
    Sink& sink_;
    SimpleBrackets<Layout::one_line, Sink> brackets_;
    std::size_t end_ = 0;   // of the value read last
    std::size_t line_ = 0;  // after it
};

}  // namespace caisson::read
