#include "base/fault.hpp"

#include <fmt/format.h>
#include <utility>

#include "caisson/base/number_text.hpp"

namespace caisson {
namespace {

/// The text with one space wherever several stand together.
std::string single_spaced(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        if (letter != ' ' || (!out.empty() && out.back() != ' ')) {
            out += letter;
        }
    }
    return out;
}

}  // namespace

TextError in_words(Fault fault, std::string_view text) {
    std::string repair = std::move(fault.advice);
    if (!fault.replacement.empty()) {
        const std::string whole = fmt::format("{}{}{}", text.substr(0, fault.begin), fault.replacement,
                                              text.substr(fault.begin + fault.length));
        repair = fmt::format("write \"{}\"", printable(single_spaced(whole)));
    }
    return {fault.begin, fault.length, std::move(fault.message), std::move(repair), fault.code};
}

}  // namespace caisson
