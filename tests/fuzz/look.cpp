#include "look.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "caisson/base/utf8.hpp"
#include "caisson/model/inspect.hpp"
#include "caisson/read/explain.hpp"
#include "caisson/read/resolved.hpp"

namespace caisson::tests {
namespace {

bool printable_character(const Utf8Character& character) {
    return character.valid && character.code >= 0x20 && (character.code < 0x7F || character.code >= 0xA0);
}

/// Whether every character may be sent to a terminal; `also` is allowed beside them.
bool plain(std::string_view text, std::string_view also = {}) {
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Character character = decode_utf8(text, at);
        if (!printable_character(character) && also.find(text[at]) == std::string_view::npos) {
            return false;
        }
        at += character.bytes;
    }
    return true;
}

std::size_t characters_in(std::string_view text) {
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); at += decode_utf8(text, at).bytes) {
        ++characters;
    }
    return characters;
}

std::size_t lines_in(std::string_view text) {
    return 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

void must_lie_in_its_source(const SourceSpan& where, const read::Sources& sources, const std::string& message) {
    must(where.file.index < sources.size(), "a place is in a source", message);
    if (where.line == 0) {
        return;
    }
    must(where.line <= lines_in(sources.text(where.file)), "a place is in a line of its source", message);
    must(where.column >= 1 && where.length >= 1, "columns and lengths are counted from 1", message);
    // one past the last character is where something is missing
    must(where.column + where.length - 1 <= characters_in(sources.line(where.file, where.line)) + 1,
         "a place ends within its line", message);
}

bool same(const model::Parameter& a, const model::Parameter& b) {
    return a.path == b.path && a.role == b.role && a.value == b.value && a.unit_of == b.unit_of && a.per == b.per &&
           a.estimate == b.estimate;
}

bool same_numbers(const model::Model& a, const model::Model& b) {
    if (a.parameters.size() != b.parameters.size()) {
        return false;
    }
    for (std::size_t at = 0; at < a.parameters.size(); ++at) {
        if (!same(a.parameters[at], b.parameters[at]) || a.paths.text(PathId{at}) != b.paths.text(PathId{at})) {
            return false;
        }
    }
    return a.values == b.values;
}

}  // namespace

void must(bool holds, const char* what_holds, const std::string& of) {
    if (!holds) {
        std::fprintf(stderr, "this does not hold: %s\n%s\n", what_holds, of.c_str());
        std::abort();
    }
}

void must_be_sound(const Findings& findings, const read::Sources& sources) {
    for (const Finding& finding : findings) {
        must_lie_in_its_source(finding.where, sources, finding.message);
        must(!finding.message.empty() && plain(finding.message), "a message can be shown", finding.message);
        must(plain(finding.repair), "a repair can be shown", finding.repair);
        for (const Label& label : finding.related) {
            must_lie_in_its_source(label.where, sources, finding.message);
            must(plain(label.text), "a related place can be shown", label.text);
        }
    }
    must(plain(read::explain(findings, sources), "\n"), "an explanation can be shown");
    must(read::plain(findings, sources).size() == findings.size(), "programs are told of every finding");
}

void must_be_sound(const TextError& error, std::string_view text) {
    must(error.offset_in_bytes <= text.size() && error.length_in_bytes <= text.size() - error.offset_in_bytes,
         "what is wrong with a text lies in it");
    must(!error.message.empty() && plain(error.message) && plain(error.repair), "what is wrong can be shown");
}

std::optional<Looked> look(const read::Request& request) {
    auto reading = read::read_scenario(request);
    if (!reading) {
        must(any_error(reading.error().findings), "who refuses has a reason");
        must_be_sound(reading.error().findings, reading.error().sources);
        return std::nullopt;
    }
    must(!any_error(reading->warnings), "what is accepted has no error");
    must_be_sound(reading->warnings, reading->sources);
    Looked looked{std::move(*reading), std::nullopt};
    auto compiled = model::compile(looked.reading.scenario);
    if (!compiled) {
        must(any_error(compiled.error()), "who refuses has a reason");
        must_be_sound(compiled.error(), looked.reading.sources);
        return looked;
    }
    must_be_sound(compiled->warnings, looked.reading.sources);
    must_be_sound(model::inspect(looked.reading.scenario, compiled->model), looked.reading.sources);
    looked.model = std::move(compiled->model);
    return looked;
}

void must_be_shown_rightly(const Looked& looked) {
    const read::Request shown{
        .file = "shown", .text = read::resolved_text(looked.reading), .access = read::FileAccess::none};
    const auto again = look(shown);
    must(again.has_value(), "what is shown of a scenario can be read");
    must(again->model.has_value() == looked.model.has_value(), "what is shown compiles if the scenario does");
    must(!looked.model || same_numbers(*looked.model, *again->model), "what is shown has the same numbers");
    must(read::resolved_text(again->reading, read::Origins::none) ==
             read::resolved_text(looked.reading, read::Origins::none),
         "what is shown is shown alike");
}

}  // namespace caisson::tests
