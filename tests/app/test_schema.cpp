#include <nlohmann/json.hpp>

#include "caisson/app/schema.hpp"
#include "support/catch.hpp"

namespace caisson::tests {

TEST_CASE("the schema is JSON, and the reference a page", "[app]") {
    CHECK(nlohmann::json::parse(app::schema()).contains("$schema"));
    CHECK(app::reference().find("# ") == 0);
}

}  // namespace caisson::tests
