#include <cctype>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "caisson/base/ensure.hpp"
#include "caisson/base/finding_code.hpp"
#include "support/catch.hpp"

namespace {

/// The enumerators of FindingCode as they stand in the header, without the comments.
std::vector<std::string> enumerators_of_header() {
    std::ifstream file{CAISSON_SOURCE_DIR "/include/caisson/base/finding_code.hpp"};
    std::vector<std::string> names;
    bool inside = false;
    for (std::string line; std::getline(file, line);) {
        if (line.find("enum class FindingCode") != std::string::npos) {
            inside = true;
            continue;
        }
        if (inside && line.find("};") != std::string::npos) {
            break;
        }
        std::istringstream words{inside ? line.substr(0, line.find("//")) : ""};
        for (std::string word; std::getline(words, word, ',');) {
            std::string name;
            for (const char letter : word) {
                if (std::isspace(static_cast<unsigned char>(letter)) == 0) {
                    name += letter;
                }
            }
            if (!name.empty()) {
                names.push_back(name);
            }
        }
    }
    return names;
}

}  // namespace

TEST_CASE("every code has its name and its meaning, in the order of the header", "[base]") {
    const auto rows = caisson::finding_codes();
    const auto names = enumerators_of_header();
    REQUIRE(names.size() > 30);
    REQUIRE(rows.size() == names.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        INFO(names[i]);
        CHECK(static_cast<std::size_t>(rows[i].code) == i);
        CHECK(rows[i].name == names[i]);
        CHECK(rows[i].meaning.size() > 10);
        CHECK(caisson::name_of(rows[i].code) == names[i]);
    }
}

TEST_CASE("no two codes mean the same", "[base]") {
    std::set<std::string_view> meanings;
    for (const auto& row : caisson::finding_codes()) {
        CHECK(meanings.insert(row.meaning).second);
    }
}

TEST_CASE("a number that is no code is a bug", "[base]") {
    CHECK(caisson::name_of(caisson::FindingCode::unreadable_file) == "unreadable_file");
    CHECK_THROWS_AS(caisson::name_of(static_cast<caisson::FindingCode>(9999)), caisson::Bug);
}
