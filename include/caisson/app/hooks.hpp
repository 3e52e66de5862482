/// What a caller wants to be asked and told while something takes long.
#pragma once
#include <functional>
#include <string_view>

namespace caisson::app {

/// Called on the caller's thread; either may be empty.
struct Hooks {
    std::function<bool()> stop;                  ///< true ends the work as soon as nothing is half done
    std::function<void(std::string_view)> tell;  ///< what has just been done, in a short sentence
};

}  // namespace caisson::app
