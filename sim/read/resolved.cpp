#include "caisson/read/resolved.hpp"

#include <fmt/format.h>

#include "caisson/base/number_text.hpp"
#include "caisson/base/path.hpp"
#include "caisson/read/explain.hpp"
#include "caisson/read/keys.hpp"

namespace caisson::read {
namespace {

constexpr std::size_t comment_column = 40;
constexpr std::size_t indent_step = 2;

/// A text in double quotes, as YAML writes it.
std::string in_quotes(std::string_view text) {
    std::string quoted = "\"";
    for (const char letter : text) {
        switch (letter) {
            case '"':
            case '\\':
                quoted += '\\';
                quoted += letter;
                break;
            case '\n':
                quoted += "\\n";
                break;
            case '\t':
                quoted += "\\t";
                break;
            default:
                quoted += letter;
        }
    }
    return quoted + '"';
}

/// Writes a document's values as block YAML, a value a line, so that each line has room for its origin.
class Printer {
public:
    Printer(const Reading& reading, Origins origins) : reading_(reading), origins_(origins) {}

    void print_root() {
        for (ValueId key = document().first(reading_.root); key.valid(); key = document().next(key)) {
            const std::string_view name = document().text(key);
            if (name == keys_.row(Key::extends).name || name == keys_.row(Key::variants).name) {
                continue;
            }
            if (name == keys_.row(Key::expectations).name) {
                print_claims(key);
            } else {
                print_key(key, 0);
            }
        }
    }

    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    [[nodiscard]] const Document& document() const { return reading_.document; }

    [[nodiscard]] std::string scalar(ValueId value) const {
        const std::string_view text = document().text(value);
        return document().quoted(value) ? in_quotes(text) : std::string{text};
    }

    [[nodiscard]] bool empty(ValueId value) const { return !document().first(value).valid(); }

    /// A line with the place of the value that it shows.
    void line(std::size_t indent, std::string_view content, ValueId origin) {
        const std::size_t begin = text_.size();
        text_.append(indent, ' ');
        text_ += content;
        if (origins_ == Origins::comments && origin.valid()) {
            const std::size_t width = text_.size() - begin;
            text_.append(width < comment_column ? comment_column - width : std::size_t{2}, ' ');
            const SourceSpan where = document().span(origin, reading_.sources);
            text_ += fmt::format("# {}:{}", printable(reading_.sources.name(where.file)), where.line);
        }
        text_ += '\n';
    }

    void print_key(ValueId key, std::size_t indent, std::string_view before = {}) {
        const ValueId value = document().first(key);
        const std::string_view id = document().text(key);
        const std::string head = fmt::format("{}{}:", before, valid_id(id) ? std::string{id} : in_quotes(id));
        print_behind(head, value, indent, indent + before.size());
    }

    /// Writes a value behind a key, or below it.
    /// inner  how far a map below is indented less one step
    void print_behind(const std::string& head, ValueId value, std::size_t indent, std::size_t inner) {
        switch (document().kind(value)) {
            case ValueKind::text:
                line(indent, fmt::format("{} {}", head, scalar(value)), value);
                break;
            case ValueKind::map:
                if (empty(value)) {
                    line(indent, head + " {}", value);
                    break;
                }
                line(indent, head, {});
                print_keys(value, inner + indent_step);
                break;
            case ValueKind::list:
                if (empty(value)) {
                    line(indent, head + " []", value);
                    break;
                }
                line(indent, head, {});
                print_entries(value, inner + indent_step);
                break;
            case ValueKind::broken:
                break;
        }
    }

    void print_keys(ValueId map, std::size_t indent) {
        for (ValueId key = document().first(map); key.valid(); key = document().next(key)) {
            print_key(key, indent);
        }
    }

    void print_entries(ValueId list, std::size_t indent) {
        for (ValueId entry = document().first(list); entry.valid(); entry = document().next(entry)) {
            print_entry(entry, indent, {});
        }
    }

    /// left_out  a key that is not written
    void print_entry(ValueId entry, std::size_t indent, std::string_view left_out) {
        if (document().kind(entry) != ValueKind::map || empty(entry)) {
            print_behind("-", entry, indent, indent);
            return;
        }
        bool first = true;
        for (ValueId key = document().first(entry); key.valid(); key = document().next(key)) {
            if (document().text(key) == left_out) {
                continue;
            }
            if (first) {
                print_key(key, indent, "- ");
            } else {
                print_key(key, indent + indent_step);
            }
            first = false;
        }
    }

    /// Only what is claimed under the variants that were applied, and that without naming them.
    void print_claims(ValueId key) {
        const std::string_view under = keys_.row(Key::claimed_in).name;
        bool any = false;
        std::size_t at = 0;
        for (ValueId entry = document().first(document().first(key)); entry.valid(); entry = document().next(entry)) {
            if (reading_.scenario.expectations[at++].in != reading_.scenario.variants) {
                continue;
            }
            if (!any) {
                line(0, fmt::format("{}:", document().text(key)), {});
                any = true;
            }
            print_entry(entry, indent_step, under);
        }
    }

    const Reading& reading_;
    Origins origins_;
    KeyTable keys_;
    std::string text_;
};

}  // namespace

std::string resolved_text(const Reading& reading, Origins origins) {
    Printer printer(reading, origins);
    printer.print_root();
    return printer.take();
}

}  // namespace caisson::read
