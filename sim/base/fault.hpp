/// What is wrong with a part of a short text, before it is put into words for the one who wrote it.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "caisson/base/finding_code.hpp"
#include "caisson/base/result.hpp"
#include "caisson/base/text_error.hpp"

namespace caisson {

/// A wrong part of a text, and either what belongs in its place or what else to do.
struct Fault {
    std::size_t begin = 0;
    std::size_t length = 0;
    std::string message;
    std::string replacement{};  ///< of that part; empty if nothing can be put in its place
    std::string advice{};       ///< shown if there is no replacement
    FindingCode code = FindingCode::bad_quantity;
};

template <class T>
using Scanned = tl::expected<T, Fault>;

/// The fault with its repair in words: the whole text as it should be, or the advice.
[[nodiscard]] TextError in_words(Fault fault, std::string_view text);

}  // namespace caisson
