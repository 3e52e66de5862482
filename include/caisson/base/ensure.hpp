/// A fault of this program, as opposed to a fault of what a person wrote.
#pragma once
#include <stdexcept>
#include <string>

namespace caisson {

/// Thrown when something that must always hold does not. Only the edge of a run catches it.
class Bug : public std::logic_error {
public:
    explicit Bug(const std::string& what_failed) : std::logic_error(what_failed) {}
};

[[noreturn]] void fail_ensure(const char* what_holds, const char* file, int line);

/// Ends the run if `condition` is false. Always on, so only for what costs O(1) an event.
/// what_holds   the sentence that should be true: "a stock is never negative"
/// fails        throws Bug, with the sentence and the place
inline void ensure(bool condition, const char* what_holds, const char* file = __builtin_FILE(),
                   int line = __builtin_LINE()) {
    if (!condition) [[unlikely]] {
        fail_ensure(what_holds, file, line);
    }
}

}  // namespace caisson
