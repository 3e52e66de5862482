/// What of a text yaml-cpp need not be shown, because it is so simple that it can be read without.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace caisson::read {

/// How much of a text yaml-cpp is shown.
enum class Shown {
    abridged,
    whole,  ///< for tests: the same must come out
};

/// The text that yaml-cpp is shown: `{}` stands in it for each run of simple entries (simple_run.hpp). yaml-cpp takes some
/// 0.2 s a megabyte, and a large scenario consists of such entries.
/// promise  yaml-cpp says of it what it would say of the whole text, if instead of `{}` what SimpleRun says is heard: the
///          same values in the same order, the same errors at the same places
/// source   docs/adr/0006-what-yaml-cpp-is-not-shown.md, docs/adr/0007-blocks-are-not-shown-either.md
/// cost     O(length): some 10 ms a megabyte, in the worst case 20 times as much, for blocks within blocks that are
///          simple but for their ends
class Abridgement {
public:
    /// One run, and the `{}` in its place.
    struct Cut {
        std::size_t shown = 0;   ///< where the `{}` stands in what is shown [bytes]
        std::size_t begin = 0;   ///< where the run begins in the text, behind the colon of its first entry [bytes]
        std::size_t end = 0;     ///< where it ends in the text [bytes]
        std::size_t indent = 0;  ///< before the keys of its entries [spaces]
    };

    /// text  borrowed
    /// end   appended to what is shown
    Abridgement(std::string_view text, Shown shown, std::string_view end);

    [[nodiscard]] std::string_view text() const { return text_; }

    [[nodiscard]] const std::string& shown() const { return shown_; }

    /// Where in the text a byte stands that yaml-cpp is shown.
    [[nodiscard]] std::size_t place_of(std::size_t shown) const;

    /// The run for which the `{}` stands that begins at this byte of what is shown; nothing if none does.
    [[nodiscard]] const Cut* cut_at(std::size_t shown) const;

private:
    [[nodiscard]] const Cut* last_until(std::size_t shown) const;

    std::string_view text_;
    std::string shown_;
    std::vector<Cut> cuts_;
};

}  // namespace caisson::read
