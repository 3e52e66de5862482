#include "caisson/base/nearest.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>

namespace caisson {
namespace {

std::string lower_case(std::string_view text) {
    std::string out{text};
    for (char& letter : out) {
        if (letter >= 'A' && letter <= 'Z') {
            letter = static_cast<char>(letter - 'A' + 'a');
        }
    }
    return out;
}

std::size_t difference(std::size_t a, std::size_t b) { return std::max(a, b) - std::min(a, b); }

std::size_t most_edits(std::size_t longer) {
    if (longer <= 2) {
        return 0;
    }
    if (longer <= 5) {
        return 1;
    }
    return longer <= 8 ? 2 : 3;
}

bool swapped(std::string_view a, std::string_view b, std::size_t i, std::size_t j) {
    return i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
    const std::size_t too_far = limit + 1;
    if (difference(a.size(), b.size()) > limit || std::max(a.size(), b.size()) > max_compared_bytes) {
        return too_far;
    }
    // rows[i % 3][j] is the distance between the first i bytes of a and the first j of b, where |i - j| <= limit:
    // outside that band the distance is greater than the limit whatever the letters are.
    std::array<std::array<std::size_t, max_compared_bytes + 1>, 3> rows;
    for (auto& row : rows) {
        std::fill_n(row.begin(), b.size() + 1, too_far);
    }
    for (std::size_t j = 0; j <= std::min(b.size(), limit); ++j) {
        rows[0][j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto& row = rows[i % 3];
        const auto& above = rows[(i - 1) % 3];
        const auto& two_above = rows[(i + 1) % 3];
        const std::size_t first = i > limit ? i - limit : 0;
        const std::size_t last = std::min(b.size(), i + limit);
        std::fill_n(row.begin(), b.size() + 1, too_far);
        std::size_t least = too_far;
        for (std::size_t j = first; j <= last; ++j) {
            if (j == 0) {
                row[j] = std::min(i, too_far);
            } else {
                const std::size_t changed = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = std::min({changed, above[j] + 1, row[j - 1] + 1, too_far});
                if (swapped(a, b, i, j)) {
                    row[j] = std::min(row[j], two_above[j - 2] + 1);
                }
            }
            least = std::min(least, row[j]);
        }
        if (least > limit) {
            return too_far;
        }
    }
    return rows[a.size() % 3][b.size()];
}

NearestName::NearestName(std::string_view written)
    : written_(written), lower_case_(lower_case(written.substr(0, max_compared_bytes + 1))) {}

void NearestName::consider(std::string_view name) {
    const std::size_t limit = most_edits(std::max(written_.size(), name.size()));
    if (difference(written_.size(), name.size()) > limit || name.size() > max_compared_bytes) {
        return;
    }
    const std::size_t distance = edit_distance(lower_case_, lower_case(name), limit);
    if (distance > limit || (best_ && distance > best_distance_)) {
        return;
    }
    const std::size_t case_distance = edit_distance(written_, name, std::max(written_.size(), name.size()));
    if (!best_ || std::tie(distance, case_distance, name) < std::tie(best_distance_, best_case_distance_, *best_)) {
        best_ = name;
        best_distance_ = distance;
        best_case_distance_ = case_distance;
    }
}

std::optional<std::string_view> nearest_name(std::string_view written, std::span<const std::string_view> names) {
    NearestName nearest{written};
    for (const std::string_view name : names) {
        nearest.consider(name);
    }
    return nearest.found();
}

}  // namespace caisson
