#include <string>

#include "caisson/base/ensure.hpp"
#include "support/catch.hpp"

using caisson::Bug;
using caisson::ensure;

TEST_CASE("what holds passes, what does not is a bug with its sentence and place", "[base]") {
    CHECK_NOTHROW(ensure(true, "two is two"));
    std::string message;
    try {
        ensure(false, "a stock is never negative");
    } catch (const Bug& bug) {
        message = bug.what();
    }
    CHECK(message.find("a stock is never negative") != std::string::npos);
    CHECK(message.find("test_ensure.cpp:") != std::string::npos);
}
