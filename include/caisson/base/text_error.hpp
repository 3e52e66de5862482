/// Why a short text (a quantity, a date, an id, a path) cannot be read, before anybody knows in which file it stands.
#pragma once
#include <cstddef>
#include <string>

#include "caisson/base/finding_code.hpp"

namespace caisson {

/// What is wrong with a text. The reader turns it into a Finding by adding the place of the text.
/// offset_in_bytes   where the wrong part begins, counted from the first byte of the text that was given, from 0
/// length_in_bytes   how long the wrong part is; 0 if something is missing there
/// message           the problem, with the text in quotes where that helps; made printable
/// repair            what to do, ready to be shown: `write "1.5M to 2.5M round/yr"`, `hours go from 00 to 23`
/// code              of a quantity: whether it breaks the grammar, or says something that cannot be
struct TextError {
    std::size_t offset_in_bytes = 0;
    std::size_t length_in_bytes = 0;
    std::string message;
    std::string repair;
    FindingCode code = FindingCode::bad_quantity;
};

}  // namespace caisson
