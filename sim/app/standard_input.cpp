#include "app/standard_input.hpp"

#include <utility>

#include "caisson/base/limits.hpp"
#include "caisson/read/source.hpp"

namespace caisson::app {

Result<read::Request, Failure> with_standard_input(read::Request request) {
    if (request.file != "-" || request.text) {
        return request;
    }
    auto input = read::read_file(request.file, max_scenario_bytes);
    if (!input) {
        const auto kind = input.error().too_large ? Failure::Kind::invalid : Failure::Kind::unreadable;
        return tl::unexpected(Failure{kind, "cannot read the standard input: " + input.error().reason, {}});
    }
    request.text = std::move(input->text);
    return request;
}

}  // namespace caisson::app
