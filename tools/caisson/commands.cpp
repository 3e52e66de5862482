#include "commands.hpp"

#include <type_traits>

#include "exit_code.hpp"

namespace caisson::cli {

read::Request request_of(const ScenarioArguments& scenario) {
    read::Request request;
    request.file = scenario.files.front();
    if (!scenario.variants.empty()) {
        request.variants = scenario.variants.front();
    }
    request.sets = scenario.sets;
    return request;
}

int execute(const Arguments& arguments, const std::vector<std::string>& typed) {
    return std::visit(
        [&](const auto& chosen) {
            using Chosen = std::decay_t<decltype(chosen)>;
            if constexpr (std::is_same_v<Chosen, Asked>) {
                Talk talk{Manner{}};
                talk.print(chosen.text);
                return talk.end(exit_done);
            } else {
                Talk talk{chosen.manner};
                if constexpr (std::is_same_v<Chosen, RunArguments> || std::is_same_v<Chosen, WhyArguments>) {
                    return talk.end(command(chosen, typed, talk));
                } else {
                    return talk.end(command(chosen, talk));
                }
            }
        },
        arguments);
}

}  // namespace caisson::cli
