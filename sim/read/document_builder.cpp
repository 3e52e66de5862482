#include "document_builder.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <limits>
#include <utility>

#include "caisson/base/ensure.hpp"
#include "caisson/base/limits.hpp"
#include "caisson/base/number_text.hpp"
#include "caisson/base/quantity_text.hpp"
#include "caisson/base/utf8.hpp"
#include "complain.hpp"
#include "simple_run.hpp"

namespace caisson::read {
namespace {

constexpr std::string_view merge_key = "<<";
constexpr std::string_view repair_reuse = "write it out, or put what is shared into `extends` or `variants`";

bool harmless(std::string_view tag) {
    constexpr std::array<std::string_view, 7> names{"str", "int", "float", "bool", "null", "map", "seq"};
    constexpr std::string_view prefix = "tag:yaml.org,2002:";
    if (tag.empty() || tag == "?" || tag == "!") {
        return true;
    }
    return tag.starts_with(prefix) && std::find(names.begin(), names.end(), tag.substr(prefix.size())) != names.end();
}

bool says_text(std::string_view tag) { return tag == "!" || tag == "tag:yaml.org,2002:str"; }

/// Skips tags and anchors, after which the value itself stands.
std::size_t skip_properties(std::string_view text, std::size_t at) {
    while (at < text.size() && (text[at] == '!' || text[at] == '&')) {
        at = std::min(text.find_first_of(" \t\r\n", at), text.size());
        at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
    }
    return at;
}

/// How long a quoted text is in its line, with its quotes.
std::size_t quoted_length(std::string_view text) {
    const char mark = text.front();
    for (std::size_t at = 1; at < text.size() && text[at] != '\n'; ++at) {
        if (text[at] == '\\' && mark == '"') {
            ++at;
        } else if (text[at] == mark) {
            return at + 1;
        }
    }
    return 1;
}

bool digit(std::string_view text, std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; }

/// Where the number begins whose digits end in a comma just before this digit; the offset itself if there is none.
std::size_t number_before_comma(std::string_view text, std::size_t offset) {
    if (!digit(text, offset) || offset < 2 || text[offset - 1] != ',') {
        return offset;
    }
    std::size_t begin = offset - 1;
    while (begin > 0 && digit(text, begin - 1)) {
        --begin;
    }
    const bool whole = begin < offset - 1 && (begin == 0 || text[begin - 1] == ' ');
    return whole ? begin : offset;
}

/// Where the text ends of which commas between digits are a part.
std::size_t end_of_split_number(std::string_view text, std::size_t at) {
    constexpr std::string_view ends = ",{}[]\n\r";
    while (at < text.size()) {
        at = std::min(text.find_first_of(ends, at), text.size());
        if (at == text.size() || text[at] != ',' || !digit(text, at + 1)) {
            return at;
        }
        ++at;
    }
    return at;
}

bool control(char32_t code) {
    return (code < 0x20 && code != '\t' && code != '\n') || (code >= 0x7F && code < 0xA0) || code == 0xFEFF;
}

}  // namespace

/// Hears what simple text says, as if yaml-cpp had said it.
class DocumentBuilder::Replay {
public:
    Replay(DocumentBuilder& builder, std::size_t begin) : builder_(builder), begin_(begin) {}

    void plain(std::size_t offset, std::size_t length) { add(offset, length, {offset, length}, false); }

    void quoted(std::size_t offset, std::size_t length) { add(offset, length, {offset + 1, length - 2}, true); }

    void open_map(std::size_t offset) { builder_.open(begin_ + offset, {}, ValueKind::map); }

    void open_list(std::size_t offset) { builder_.open(begin_ + offset, {}, ValueKind::list); }

    void close_map() { builder_.close_map(); }

    void close_list() { builder_.OnSequenceEnd(); }

private:
    struct Text {
        std::size_t offset;
        std::size_t length;
    };

    void add(std::size_t offset, std::size_t length, const Text& text, bool quoted) {
        builder_.begin_value(begin_ + offset);
        Document::Row row = builder_.row_at(begin_ + offset, length);
        row.quoted = quoted;
        row.text = builder_.source().data() + begin_ + text.offset;
        row.text_size = static_cast<std::uint32_t>(text.length);
        builder_.place_text(row);
    }

    DocumentBuilder& builder_;
    std::size_t begin_;
};

DocumentBuilder::DocumentBuilder(Document& document, const Sources& sources, FileId file, std::size_t begin,
                                 const Abridgement& abridgement, Findings& findings)
    : document_(document),
      sources_(sources),
      file_(file),
      begin_(begin),
      abridgement_(abridgement),
      findings_(findings),
      last_begin_(begin),
      last_end_(begin) {
    constexpr std::size_t usual_bytes_a_value = 8;
    document_.values_.reserve(document_.values_.size() + (sources.text(file).size() - begin) / usual_bytes_a_value);
}

void DocumentBuilder::OnDocumentStart(const YAML::Mark& mark) {
    ++events_;
    if (++documents_ > 1) {
        stop(FindingCode::bad_yaml, span(place_of(mark), 1), "a second document in one file",
             "one file holds one scenario: remove what stands before or after this");
    }
}

void DocumentBuilder::OnDocumentEnd() { ++events_; }

void DocumentBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) {
    const std::size_t offset = begin_value(place_of(mark));
    Document::Row row = row_at(offset, 1);
    row.kind = ValueKind::broken;
    if (open_.empty()) {
        complain(findings_, FindingCode::empty_value, span(begin_, 1), "there is nothing in it",
                 "a scenario begins with `caisson: 1`");
    } else if (Open& parent = open_.back(); !parent.is_map) {
        complain(findings_, FindingCode::empty_value, span(offset, 1), "an entry without a value",
                 "write a value, or remove the entry");
    } else if (!parent.pending_key.valid()) {
        complain(findings_, FindingCode::empty_value, span(offset, 1), "a key without a name",
                 "write the key, or remove the comma or colon");
    } else if (document_.kind(parent.pending_key) != ValueKind::broken) {
        complain_of_lonely_key(parent.pending_key);
    }
    place(row);
}

void DocumentBuilder::complain_of_lonely_key(ValueId key) {
    if (complain_of_comma_in_number(key)) {
        return;
    }
    const std::string_view text = document_.text(key);
    const bool sentence = text.find(' ') != std::string_view::npos;
    complain(findings_, FindingCode::empty_value, document_.span(key, sources_),
             fmt::format("{} has no value", quote(text)),
             sentence ? "put a text that contains a comma into quotes" : "write a value, or remove the key");
    if (sentence) {
        document_.values_[key.index].kind = ValueKind::broken;  // it was not meant as a key
    }
}

/// In a map in braces a comma ends the value, so that `1,000 round` is 1 and a key `000 round` without a value.
bool DocumentBuilder::complain_of_comma_in_number(ValueId key) {
    const std::size_t offset = document_.values_[key.index].offset;
    if (offset < end_of_number_) {  // of the same number
        document_.values_[key.index].kind = ValueKind::broken;
        return true;
    }
    const std::size_t begin = number_before_comma(source(), offset);
    const bool first = document_.first(open_.back().value) == key;  // of a map of one key within a list: `[1,000: x]`
    if (begin == offset || first) {
        return false;
    }
    end_of_number_ = end_of_split_number(source(), offset);
    const std::string_view number = source().substr(begin, end_of_number_ - begin);
    const auto quantity = parse_quantity(number);
    if (quantity) {
        return false;
    }
    complain(findings_, FindingCode::bad_quantity, span(begin, number.size()), quantity.error().message,
             quantity.error().repair);
    document_.values_[key.index].kind = ValueKind::broken;
    ValueId before = document_.first(open_.back().value);
    while (document_.next(before) != key) {
        before = document_.next(before);
    }
    document_.values_[document_.values_[before.index].first].kind = ValueKind::broken;
    return true;
}

void DocumentBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) {
    const std::size_t offset = begin_value(place_of(mark));
    const std::string_view rest = source().substr(std::min(offset, source().size()));
    const std::size_t length = std::min(rest.find_first_of(" \t\r\n,]}"), rest.size());
    complain(findings_, FindingCode::alias_refused, span(offset, length), "aliases are not used in scenarios",
             std::string{repair_reuse});
    Document::Row row = row_at(offset, length);
    row.kind = ValueKind::broken;
    place(row);
}

void DocumentBuilder::OnAnchor(const YAML::Mark& mark, const std::string& name) {
    const std::size_t offset = place_of(mark);
    const std::string_view rest = source().substr(std::min(offset, source().size()));
    const std::size_t at = std::min(rest.find("&" + name), rest.size());
    complain(findings_, FindingCode::alias_refused, span(offset + at, name.size() + 1),
             fmt::format("anchors such as {} are not used in scenarios", quote("&" + name)), std::string{repair_reuse});
}

void DocumentBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/,
                               const std::string& value) {
    const std::size_t offset = begin_value(place_of(mark));
    Document::Row row = text_row(offset, tag, value);
    if (value.size() > max_value_bytes) {
        stop(FindingCode::too_large, span(row.offset, 1),
             fmt::format("a text of more than {} KiB", max_value_bytes >> 10), "shorten it");
    }
    if (refuse_tag(tag, offset)) {
        row.kind = ValueKind::broken;
    }
    if (!check_scalar(row)) {
        row.kind = ValueKind::broken;
    }
    place_text(row);
}

void DocumentBuilder::place_text(const Document::Row& row) {
    last_end_ = std::max(last_end_, std::size_t{row.offset} + row.length);
    place(row);
}

void DocumentBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/,
                                      YAML::EmitterStyle::value /*style*/) {
    open(place_of(mark), tag, ValueKind::list);
}

void DocumentBuilder::OnSequenceEnd() {
    ++events_;
    open_.pop_back();
}

void DocumentBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/,
                                 YAML::EmitterStyle::value /*style*/) {
    if (const auto* cut = abridgement_.cut_at(static_cast<std::size_t>(std::max(mark.pos, 0)))) {
        replay(*cut);
        in_stand_in_ = true;
    } else {
        open(place_of(mark), tag, ValueKind::map);
    }
}

void DocumentBuilder::replay(const Abridgement::Cut& cut) {
    Replay sink(*this, begin_);
    const std::size_t end = SimpleRun(abridgement_.text(), sink).read(cut.begin, cut.indent, cut.end);
    ensure(end == cut.end, "what was cut out is read again to its end");
}

void DocumentBuilder::OnMapEnd() {
    if (std::exchange(in_stand_in_, false)) {
        return;
    }
    close_map();
}

void DocumentBuilder::close_map() {
    ++events_;
    const ValueId map = open_.back().value;
    open_.pop_back();
    refuse_duplicates(map);
}

SourceSpan DocumentBuilder::innermost_open() const {
    return open_.empty() ? SourceSpan{} : document_.span(open_.back().value, sources_);
}

std::size_t DocumentBuilder::innermost_offset() const {
    return open_.empty() ? source().size() : document_.values_[open_.back().value.index].offset;
}

void DocumentBuilder::complain_of_gap() {
    complain(findings_, FindingCode::too_large, span(last_begin_, last_end_ - last_begin_),
             fmt::format("more than {} KiB without a value after this", max_bytes_without_value >> 10),
             "shorten the comments or blank lines, or close the quote or bracket");
}

void DocumentBuilder::stop(FindingCode code, SourceSpan where, std::string_view message, std::string_view repair) {
    complain(findings_, code, where, message, repair);
    throw StopReading{};
}

std::size_t DocumentBuilder::place_of(const YAML::Mark& mark) const {
    return begin_ + abridgement_.place_of(static_cast<std::size_t>(std::max(mark.pos, 0)));
}

/// Adds to the values, unless there are too many.
std::size_t DocumentBuilder::begin_value(std::size_t offset) {
    ++events_;
    if (offset > last_begin_ + max_bytes_without_value) {
        complain_of_gap();
        throw StopReading{};
    }
    last_begin_ = offset;
    last_end_ = std::max(last_end_, offset);
    if (document_.size() >= max_values) {
        stop(FindingCode::too_large, span(offset, 1), fmt::format("more than {} values", human_number(max_values, 0)),
             "leave out what it does not need");
    }
    return offset;
}

bool DocumentBuilder::refuse_tag(const std::string& tag, std::size_t offset) {
    if (harmless(tag)) {
        return false;
    }
    const std::string_view rest = source().substr(std::min(offset, source().size()));
    complain(findings_, FindingCode::tag_refused, span(offset, std::min(rest.find_first_of(" \t\r\n,]}"), rest.size())),
             "tags are not used in scenarios", "remove the tag");
    return true;
}

Document::Row DocumentBuilder::row_at(std::size_t offset, std::size_t length) const {
    Document::Row row;
    row.file = static_cast<std::uint16_t>(file_.index);
    row.offset = static_cast<std::uint32_t>(offset);
    row.length = static_cast<std::uint32_t>(length);
    return row;
}

Document::Row DocumentBuilder::text_row(std::size_t offset, const std::string& tag, const std::string& value) {
    Document::Row row = row_at(offset, 0);
    row.quoted = says_text(tag);
    row.text_size = static_cast<std::uint32_t>(value.size());
    set_place(row, skip_properties(source(), offset), value);
    if (row.text == nullptr) {
        row.text = document_.texts_.emplace_back(value).data();
    }
    return row;
}

void DocumentBuilder::set_place(Document::Row& row, std::size_t offset, std::string_view value) const {
    offset = std::min(offset, source().size());
    const std::string_view rest = source().substr(offset);
    row.offset = static_cast<std::uint32_t>(offset);
    if (!rest.empty() && (rest.front() == '"' || rest.front() == '\'')) {
        row.length = static_cast<std::uint32_t>(quoted_length(rest));
        if (row.length == value.size() + 2 && rest.substr(1).starts_with(value)) {
            row.text = rest.data() + 1;
        }
    } else if (rest.starts_with(value)) {
        row.length = static_cast<std::uint32_t>(value.size());
        row.text = rest.data();
    } else {
        row.length = static_cast<std::uint32_t>(std::min(rest.find('\n'), rest.size()));
    }
}

/// Escapes can make characters that may not stand in the file itself.
bool DocumentBuilder::check_scalar(const Document::Row& row) {
    const std::string_view text{row.text, row.text_size};
    const bool from_source = text.data() >= source().data() && text.data() <= source().data() + source().size();
    if (from_source) {
        return true;
    }
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Character character = decode_utf8(text, at);
        if (!character.valid || control(character.code)) {
            complain(
                findings_, FindingCode::bad_text, span(row.offset, row.length),
                fmt::format("an escape in this text stands for a character that scenarios do not contain (0x{:02X})",
                            static_cast<std::uint32_t>(character.code)),
                "remove the escape");
            return false;
        }
        at += character.bytes;
    }
    return true;
}

ValueId DocumentBuilder::place(const Document::Row& row) {
    const ValueId value = document_.add(row);
    if (open_.empty()) {
        root_ = value;
        return value;
    }
    Open& parent = open_.back();
    if (parent.is_map && parent.pending_key.valid()) {
        document_.values_[parent.pending_key.index].first = value.index;
        parent.pending_key = {};
        return value;
    }
    if (parent.last.valid()) {
        document_.values_[parent.last.index].next = value.index;
    } else {
        document_.values_[parent.value.index].first = value.index;
    }
    parent.last = value;
    if (parent.is_map) {
        place_in_map(parent, value);
    }
    return value;
}

void DocumentBuilder::place_in_map(Open& parent, ValueId key) {
    parent.pending_key = key;
    Document::Row& row = document_.values_[key.index];
    if (row.kind == ValueKind::list || row.kind == ValueKind::map) {
        complain(findings_, FindingCode::wrong_shape, span(row.offset, row.length),
                 fmt::format("a {} in the place of a key", row.kind == ValueKind::list ? "list" : "map"),
                 "a key is a single word");
        row.kind = ValueKind::broken;
    } else if (row.kind == ValueKind::text && !row.quoted && document_.text(key) == merge_key) {
        complain(findings_, FindingCode::alias_refused, span(row.offset, row.length),
                 "merge keys are not used in scenarios", std::string{repair_reuse});
        row.kind = ValueKind::broken;
    }
}

void DocumentBuilder::open(std::size_t offset, const std::string& tag, ValueKind kind) {
    begin_value(offset);
    if (open_.size() >= max_depth) {
        stop(FindingCode::too_large, span(offset, 1),
             fmt::format("more than {} maps and lists inside one another", max_depth), "flatten it");
    }
    Document::Row row = row_at(offset, 1);
    row.kind = refuse_tag(tag, offset) ? ValueKind::broken : kind;
    const ValueId value = place(row);
    open_.push_back({.value = value, .last = {}, .pending_key = {}, .is_map = kind == ValueKind::map});
}

/// Most maps are small, and comparing a few keys with one another takes no memory.
bool DocumentBuilder::surely_without_duplicates(ValueId map) const {
    constexpr std::size_t few = 12;
    std::array<std::string_view, few> names;
    std::size_t known = 0;
    for (ValueId key = document_.first(map); key.valid(); key = document_.next(key)) {
        const std::string_view name = document_.text(key);
        auto* const end = names.data() + known;
        if (known == few || std::find(names.data(), end, name) != end) {
            return false;
        }
        names[known++] = name;
    }
    return true;
}

void DocumentBuilder::refuse_duplicates(ValueId map) {
    struct NamedKey {
        std::string_view name;
        ValueId key;
    };

    if (surely_without_duplicates(map)) {
        return;
    }
    std::vector<NamedKey> names;
    for (ValueId key = document_.first(map); key.valid(); key = document_.next(key)) {
        if (document_.kind(key) == ValueKind::text) {
            names.push_back({document_.text(key), key});
        }
    }
    std::stable_sort(names.begin(), names.end(), [](const NamedKey& a, const NamedKey& b) { return a.name < b.name; });
    for (std::size_t at = 1; at < names.size(); ++at) {
        if (names[at].name == names[at - 1].name) {
            Finding& finding =
                complain(findings_, FindingCode::duplicate_key, document_.span(names[at].key, sources_),
                         fmt::format("{} stands twice in one map", quote(names[at].name)), "remove one of the two");
            finding.related.push_back({document_.span(names[at - 1].key, sources_), "first written here"});
            document_.values_[names[at].key.index].kind = ValueKind::broken;
        }
    }
}

SourceSpan DocumentBuilder::span(std::size_t offset, std::size_t length) const {
    return sources_.span(file_, offset, length);
}

}  // namespace caisson::read
