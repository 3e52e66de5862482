/// What must hold of the reader whatever it is given.
#pragma once
#include <optional>
#include <string>

#include "caisson/base/finding.hpp"
#include "caisson/base/text_error.hpp"
#include "caisson/model/compile.hpp"
#include "caisson/read/reader.hpp"

namespace caisson::tests {

/// Ends the program if something does not hold, saying what. A fuzzer keeps the input that led here.
/// of  what it should hold of
void must(bool holds, const char* what_holds, const std::string& of = {});

/// The places lie in their sources, and what is shown of them is UTF-8 that cannot move a cursor.
void must_be_sound(const Findings& findings, const read::Sources& sources);

/// The place lies in the text, and message and repair are sentences that can be shown.
void must_be_sound(const TextError& error, std::string_view text);

/// A scenario, and the model of it if it has one.
struct Looked {
    read::Reading reading;
    std::optional<model::Model> model;
};

/// Reads, compiles and inspects a scenario as `caisson check` does, and explains what was found.
/// returns  nothing if it could not be read
std::optional<Looked> look(const read::Request& request);

/// What `caisson show` writes of the scenario reads back to the same one.
void must_be_shown_rightly(const Looked& looked);

}  // namespace caisson::tests
