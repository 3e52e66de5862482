/// Words that no commodity may use for its unit, because the grammar of quantities uses them or a person might think
/// so.
#pragma once
#include <optional>
#include <string_view>

namespace caisson {

/// A word that a person may write where the grammar has another.
struct ReservedWord {
    enum class Kind { time, scale, keyword };

    std::string_view word;     ///< in lower case if `kind` is time
    std::string_view instead;  ///< what the grammar has: `d`, `M`, `/`; empty if the word could mean several things
    Kind kind;
};

/// The reserved word that a text is, if any. Words of time are found in upper and lower case (`Days`, `YR`), others as
/// they are written (`M` is a million, `m` could be several things, `T` is free).
[[nodiscard]] std::optional<ReservedWord> find_reserved_word(std::string_view text);

[[nodiscard]] bool is_digit(char letter);
[[nodiscard]] bool begins_word(char letter);
[[nodiscard]] bool continues_word(char letter);

}  // namespace caisson
