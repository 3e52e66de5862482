// What `caisson show` prints of every scenario that is shipped, under every variant, is the same scenario again.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "caisson/model/compile.hpp"
#include "caisson/read/resolved.hpp"
#include "model/describe.hpp"
#include "texts.hpp"

using namespace caisson;
using namespace caisson::tests;

namespace {

std::vector<std::string> shipped() {
    std::vector<std::string> files{CAISSON_SOURCE_DIR "/tests/read/every-key.yaml"};
    for (const auto& entry : std::filesystem::recursive_directory_iterator(CAISSON_SOURCE_DIR "/scenarios")) {
        if (entry.path().extension() == ".yaml") {
            files.push_back(entry.path().string());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// The baseline, and each variant for itself.
std::vector<std::vector<std::string>> choices_of(const std::string& file) {
    std::vector<std::vector<std::string>> choices{{}};
    for (const read::OfferedVariant& variant : accepted(read::Request{.file = file}).variants) {
        choices.push_back({variant.name});
    }
    return choices;
}

std::string model_of(const read::Reading& reading) {
    const auto compiled = model::compile(reading.scenario);
    REQUIRE(compiled.has_value());
    return describe(compiled->model);
}

/// The claims that hold under the variants that were applied: the others are left out, and all places are other ones.
std::string claims_of(const read::Reading& reading) {
    std::string text;
    for (const model::Expectation& claim : reading.scenario.expectations) {
        if (claim.in == reading.scenario.variants) {
            text += std::to_string(claim.outcome.index) + " " + std::to_string(claim.never) + " " + claim.note;
            for (const model::Number* number :
                 {&claim.before, &claim.after, &claim.on, &claim.above, &claim.below, &claim.equals}) {
                text += number->written() ? " " + std::to_string(number->value) : " -";
            }
            text += "\n";
        }
    }
    return text;
}

}  // namespace

TEST_CASE("what is shown of a scenario compiles to the same model", "[read][property]") {
    std::size_t compared = 0;
    for (const std::string& file : shipped()) {
        for (const std::vector<std::string>& variants : choices_of(file)) {
            CAPTURE(file, variants);
            const auto reading = accepted(read::Request{.file = file, .variants = variants});
            for (const auto origins : {read::Origins::comments, read::Origins::none}) {
                const auto again = accepted(asked(read::resolved_text(reading, origins)));
                CHECK(model_of(again) == model_of(reading));
                CHECK(claims_of(again) == claims_of(reading));
                CHECK(again.variants.empty());
            }
            ++compared;
        }
    }
    CHECK(compared > 30);
}
