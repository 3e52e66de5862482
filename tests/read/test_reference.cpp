#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "caisson/read/reference.hpp"
#include "support/catch.hpp"

using namespace caisson::read;

TEST_CASE("the page in docs is what the table of keys says", "[read][golden]") {
    const std::string path = CAISSON_SOURCE_DIR "/docs/scenario-reference.md";
    const std::string page = reference_text(KeyTable());
    if (std::getenv("CAISSON_REGENERATE") != nullptr) {
        std::ofstream(path) << page;
    }
    std::stringstream committed;
    committed << std::ifstream(path).rdbuf();
    INFO("CAISSON_REGENERATE=1 test_read writes the page anew");
    CHECK(committed.str() == page);
}

TEST_CASE("every key stands on the page, with its help and its example", "[read]") {
    const std::string page = reference_text(KeyTable());
    for (const KeyRow& row : keys()) {
        CAPTURE(row.name);
        CHECK(page.find(row.help) != std::string::npos);
        CHECK(page.find("`" + std::string{row.example} + "`") != std::string::npos);
    }
}

TEST_CASE("how keys depend on one another stands on the page", "[read]") {
    const std::string page = reference_text(KeyTable());
    CHECK(page.find("\nExactly one of `capacity` and `sails`. `chance` only with `sails`.\n") != std::string::npos);
    CHECK(page.find("With `first`, exactly one of `below` and `above`.") != std::string::npos);
    CHECK(page.find("With `total`, also `above`.") != std::string::npos);
    CHECK(page.find("At most one of `hysteresis` and `back`.") != std::string::npos);
    CHECK(page.find("`to` only with `set` or `scale`.") != std::string::npos);
    CHECK(page.find("\nAt least one of `capacity` and `reserve`.") != std::string::npos);
}

TEST_CASE("every link of the page leads to a heading", "[read]") {
    const std::string page = reference_text(KeyTable());
    std::size_t links = 0;
    for (std::size_t at = page.find("](#"); at != std::string::npos; at = page.find("](#", at + 1)) {
        std::string heading = page.substr(at + 3, page.find(')', at) - at - 3);
        bool found = false;
        for (std::size_t line = page.find("\n## "); line != std::string::npos; line = page.find("\n## ", line + 1)) {
            std::string id = page.substr(line + 4, page.find('\n', line + 1) - line - 4);
            for (char& letter : id) {
                letter = letter == ' ' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
            }
            found = found || id == heading;
        }
        CAPTURE(heading);
        CHECK(found);
        ++links;
    }
    CHECK(links > 15);
}
