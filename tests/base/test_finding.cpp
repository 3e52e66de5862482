#include "caisson/base/finding.hpp"
#include "caisson/base/result.hpp"
#include "support/catch.hpp"

using caisson::any_error;
using caisson::FileId;
using caisson::Finding;
using caisson::FindingCode;
using caisson::Findings;
using caisson::Result;
using caisson::Severity;
using caisson::SourceSpan;

TEST_CASE("only an error refuses a scenario", "[base]") {
    const Finding warning{FindingCode::lossy_cycle, Severity::warning, "a cycle", {}, "", {}};
    const Finding error{FindingCode::unknown_name, Severity::error, "unknown depot \"a\"", {}, "", {}};
    CHECK_FALSE(any_error({}));
    CHECK_FALSE(any_error({warning, warning}));
    CHECK(any_error({warning, error}));
}

TEST_CASE("places are ordered by file, line and column", "[base]") {
    const SourceSpan first{FileId{0}, 2, 9, 1};
    CHECK(first < SourceSpan{FileId{1}, 1, 1, 1});
    CHECK(first < SourceSpan{FileId{0}, 3, 1, 1});
    CHECK(first < SourceSpan{FileId{0}, 2, 10, 1});
    CHECK(first == SourceSpan{FileId{0}, 2, 9, 1});
}

TEST_CASE("a result is a value or findings", "[base]") {
    const Result<int> value = 3;
    CHECK(*value == 3);
    const Result<int> none = tl::unexpected(Findings{Finding{}});
    CHECK_FALSE(none);
    CHECK(none.error().size() == 1);
}
