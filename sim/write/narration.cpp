#include "write/narration.hpp"

#include <cmath>

#include "caisson/base/number_text.hpp"

namespace caisson::write {

std::string human(double value) {
    const double size = std::abs(value);
    if (size == std::round(size) || size >= 1000.0) {
        return human_number(value, 0);
    }
    if (size >= 1.0) {
        return human_number(value, size >= 100.0 ? 1 : 2);
    }
    return size >= 1e-4 ? human_number(value, 4) : number_text(value);
}

std::string percent(double fraction) { return human(fraction * 100.0) + " %"; }

}  // namespace caisson::write
