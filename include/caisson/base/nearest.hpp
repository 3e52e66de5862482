/// "Did you mean": the known name that is most like what was written.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "caisson/base/limits.hpp"

namespace caisson {

/// Longer texts are near to nothing: an id with a few letters too many.
inline constexpr std::size_t max_compared_bytes = max_id_bytes + 4;

/// How many letters must be inserted, removed, changed or swapped with their neighbour to make `b` of `a`.
/// limit    the search stops there
/// returns  the distance, or limit + 1 if it is greater than the limit or a text longer than max_compared_bytes
/// cost     O(length * limit), no allocation
/// source   optimal string alignment: Damerau, "A technique for computer detection and correction of spelling errors",
///          Comm. ACM 7 (1964) 171-176, without editing a swapped pair again
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// Looks through names one by one for the one nearest to what was written.
/// Upper and lower case count as the same letter, except that among equally near names the one nearer in case wins,
/// then the one first in byte order, so that the answer does not depend on the order of the names.
/// A name is near if it differs by at most 0 edits (names of up to 2 bytes), 1 (up to 5), 2 (up to 8), 3 (longer);
/// the length is that of the longer of the two.
class NearestName {
public:
    explicit NearestName(std::string_view written);

    /// The name is borrowed until the answer has been used.
    void consider(std::string_view name);

    /// The nearest name considered, if any is near.
    [[nodiscard]] std::optional<std::string_view> found() const { return best_; }

private:
    std::string_view written_;
    std::string lower_case_;  // of what was written
    std::optional<std::string_view> best_;
    std::size_t best_distance_ = 0;
    std::size_t best_case_distance_ = 0;
};

/// The same for a list.
[[nodiscard]] std::optional<std::string_view> nearest_name(std::string_view written,
                                                           std::span<const std::string_view> names);

}  // namespace caisson
