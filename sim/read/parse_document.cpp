#include "parse_document.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <istream>
#include <streambuf>
#include <string>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "caisson/base/limits.hpp"
#include "caisson/base/number_text.hpp"
#include "complain.hpp"
#include "document_builder.hpp"

namespace caisson::read {
namespace {

/// Thrown through yaml-cpp when it takes more and more text without an event.
struct TooMuchTaken {};

/// Appended to every text: without it an unclosed quote at the end of a file is taken for closed.
constexpr std::string_view end_of_document = "\n...\n";

/// Feeds yaml-cpp, watching that events follow.
class GuardedBuffer final : public std::streambuf {
public:
    GuardedBuffer(std::string_view text, const DocumentBuilder& builder) : builder_(builder) {
        char* begin = const_cast<char*>(text.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast): only read
        setg(begin, begin, begin + text.size());
    }

protected:
    std::streamsize xsgetn(char* out, std::streamsize wanted) override {
        const std::streamsize got = std::streambuf::xsgetn(out, wanted);
        if (builder_.events() != events_) {
            events_ = builder_.events();
            since_event_ = 0;
        }
        since_event_ += static_cast<std::size_t>(got);
        if (since_event_ > max_bytes_without_value + read_ahead) {
            throw TooMuchTaken{};
        }
        return got;
    }

private:
    static constexpr std::size_t read_ahead = 16384;  // yaml-cpp takes pieces of 2,048 bytes before it needs them

    const DocumentBuilder& builder_;
    std::size_t events_ = 0;
    std::size_t since_event_ = 0;
};

/// What yaml-cpp says, and what that usually means.
struct Explanation {
    std::string_view said;
    std::string_view message;
    std::string_view repair;
};

constexpr std::string_view unknown_mistake = "put the text into quotes, or write it without special characters";

constexpr Explanation explanations[] = {
    {"end of map flow not found", "a \"}\" or a comma is missing before this", "close the map"},
    {"end of sequence flow not found", "a \"]\" or a comma is missing before this", "close the list"},
    {"end of map not found", "this does not continue the map above it", "check the indentation"},
    {"end of sequence not found", "this does not continue the list above it", "check the indentation"},
    {"illegal map value", "a colon that does not belong here",
     "check the indentation, or put a text that contains a colon into quotes"},
    {"illegal map key", "a key that does not belong here", "check the indentation"},
    {"illegal block entry", "a list entry that does not belong here", "check the indentation"},
    {"illegal flow end", "a bracket is closed that was never opened", "remove it"},
    {"unknown escape character", "an escape that YAML does not know",
     "write \\\\ for a backslash, or use single quotes"},
    {"unknown token", "a character that cannot begin a value", "put the text into quotes"},
    {"the referenced anchor is not defined", "aliases are not used in scenarios",
     "write it out, or put what is shared into `extends` or `variants`"},
    {"bad character found while scanning hex number", "an escape with letters that are no hexadecimal digits",
     "write \\\\ for a backslash, or use single quotes"},
    {"cannot set zero indentation", "a block of text cannot be indented by 0", "write | or > alone"},
    {"unexpected character in block scalar", "a block of text begins in the next line",
     "begin a new line after | or >"},
};

const Explanation* explain(std::string_view said) {
    const auto* const found = std::find_if(std::begin(explanations), std::end(explanations),
                                           [&](const Explanation& row) { return said.starts_with(row.said); });
    return found == std::end(explanations) ? nullptr : found;
}

bool about_quotes(std::string_view said) {
    return said == "illegal document indicator in scalar" || said == "illegal EOF in scalar";
}

/// Where a quote opens after the last value that was read.
std::size_t opening_quote(std::string_view text, std::size_t from) {
    bool in_comment = false;
    for (std::size_t at = std::min(from, text.size()); at < text.size(); ++at) {
        const bool quote = text[at] == '"' || text[at] == '\'';
        in_comment = text[at] != '\n' && (in_comment || (text[at] == '#' && at > 0 && text[at - 1] <= ' '));
        if (quote && !in_comment) {
            return at;
        }
    }
    return text.size();
}

/// The first tab that indents a line, from the line in which one place is to another place; that one if there is none.
std::size_t tab_in_indentation(std::string_view text, std::size_t from, std::size_t to) {
    std::size_t line = from == 0 ? 0 : text.rfind('\n', from - 1) + 1;  // npos + 1 is 0
    while (line < to) {
        const std::size_t end = std::min(text.find_first_not_of(" \t", line), text.size());
        const std::size_t tab = text.find('\t', line);
        if (tab < std::min(end, to)) {
            return tab;
        }
        line = std::min(text.find('\n', line), text.size() - 1) + 1;
    }
    return to;
}

struct Part {
    const Sources& sources;
    FileId file;
    std::size_t begin;
    std::size_t end;
};

/// A bracket that is never closed makes the rest of the text look strange in other ways too, which are not said.
void forget_what_follows_from_it(Findings& findings, std::size_t before) {
    const auto follows = [](const Finding& finding) {
        return finding.code == FindingCode::wrong_shape || finding.code == FindingCode::empty_value;
    };
    findings.erase(std::remove_if(findings.begin() + static_cast<std::ptrdiff_t>(before), findings.end(), follows),
                   findings.end());
}

/// The bracket that closes the innermost list or map that is open; none if that has no brackets.
char closing_bracket(std::string_view text, std::size_t opened) {
    const char bracket = opened < text.size() ? text[opened] : '\0';
    return bracket == '[' ? ']' : bracket == '{' ? '}' : '\0';
}

void complain_of_syntax(const YAML::Exception& error, const Part& part, const DocumentBuilder& builder,
                        Findings& findings) {
    const std::string_view said = error.msg;
    if (about_quotes(said)) {
        const std::size_t at = opening_quote(part.sources.text(part.file), builder.last_end());
        complain(findings, FindingCode::bad_yaml, part.sources.span(part.file, at, 1),
                 "a quote that is opened here and never closed", "close it");
        return;
    }
    const std::size_t offset = std::min(builder.place_of(error.mark), part.end);
    const std::string_view text = part.sources.text(part.file);
    if (const std::size_t tab = tab_in_indentation(text, builder.last_end(), offset); tab < offset) {
        const std::size_t length = std::min(text.find_first_not_of('\t', tab), offset) - tab;
        complain(findings, FindingCode::bad_yaml, part.sources.span(part.file, tab, length), "a tab in the indentation",
                 "indent with spaces");
        return;
    }
    if (const char closes = closing_bracket(text, builder.innermost_offset());
        said == "illegal flow end" && closes != '\0' && text[offset] != closes) {
        complain(findings, FindingCode::bad_yaml, part.sources.span(part.file, offset, 1),
                 fmt::format("a \"{}\" is missing before this", closes), "close what is open")
            .related.push_back({builder.innermost_open(), "opened here"});
        return;
    }
    const Explanation* known = explain(said);
    const bool alias = said == "the referenced anchor is not defined";
    Finding& finding = complain(
        findings, alias ? FindingCode::alias_refused : FindingCode::bad_yaml, part.sources.span(part.file, offset, 1),
        known != nullptr ? std::string{known->message} : fmt::format("not YAML: {}", printable(said)),
        std::string{known != nullptr ? known->repair : unknown_mistake});
    if (said.find("flow not found") != std::string_view::npos && builder.innermost_open().line > 0) {
        finding.related.push_back({builder.innermost_open(), "opened here"});
    }
}

/// yaml-cpp's own readings: the first document, then whatever else there is, which is refused as it begins.
void read_events(std::string_view text, DocumentBuilder& builder) {
    GuardedBuffer buffer(text, builder);
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    parser.HandleNextDocument(builder);
}

}  // namespace

ValueId parse_document(Document& document, const Sources& sources, FileId file, std::size_t begin, std::size_t end,
                       Findings& findings, Shown shown) {
    const Part part{sources, file, begin, end};
    const std::size_t before = findings.size();
    const Abridgement abridgement(sources.text(file).substr(begin, end - begin), shown, end_of_document);
    DocumentBuilder builder(document, sources, file, begin, abridgement, findings);
    try {
        read_events(abridgement.shown(), builder);
        return builder.root();
    } catch (const StopReading&) {
        return {};
    } catch (const TooMuchTaken&) {
        builder.complain_of_gap();
        return {};
    } catch (const YAML::Exception& error) {
        forget_what_follows_from_it(findings, before);
        complain_of_syntax(error, part, builder, findings);
        return {};
    }
}

ValueId parse_document(Document& document, const Sources& sources, FileId file, std::size_t begin, std::size_t end,
                       Findings& findings) {
    return parse_document(document, sources, file, begin, end, findings, Shown::abridged);
}

ValueId parse_document(Document& document, const Sources& sources, FileId file, Findings& findings) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    const std::string_view text = sources.text(file);
    const std::size_t begin = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    return parse_document(document, sources, file, begin, text.size(), findings);
}

}  // namespace caisson::read
