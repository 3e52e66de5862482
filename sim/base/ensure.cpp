#include "caisson/base/ensure.hpp"

namespace caisson {

void fail_ensure(const char* what_holds, const char* file, int line) {
    throw Bug(std::string("caisson bug: this should always hold: ") + what_holds + " (" + file + ":" +
              std::to_string(line) + ")");
}

}  // namespace caisson
