/// What each verb does with its arguments: calls the function of `app`, prints what it returns.
#pragma once
#include "arguments.hpp"
#include "caisson/read/reader.hpp"
#include "talk.hpp"

namespace caisson::cli {

// Each returns the exit code.
[[nodiscard]] int command(const RunArguments& arguments, const std::vector<std::string>& typed, Talk& talk);
[[nodiscard]] int command(const CheckArguments& arguments, Talk& talk);
[[nodiscard]] int command(const WhyArguments& arguments, const std::vector<std::string>& typed, Talk& talk);
[[nodiscard]] int command(const ShowArguments& arguments, Talk& talk);
[[nodiscard]] int command(const ListArguments& arguments, Talk& talk);
[[nodiscard]] int command(const GraphArguments& arguments, Talk& talk);
[[nodiscard]] int command(const SchemaArguments& arguments, Talk& talk);

/// Does what was typed.
/// typed   the name of the program and its arguments
[[nodiscard]] int execute(const Arguments& arguments, const std::vector<std::string>& typed);

/// The one scenario that is meant: the first file, under the first choice of variants.
[[nodiscard]] read::Request request_of(const ScenarioArguments& scenario);

}  // namespace caisson::cli
