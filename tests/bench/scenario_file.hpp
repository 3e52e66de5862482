#pragma once
// From scenario text to a model, as the command line does it; any refusal ends the program with its reasons.

#include <cstddef>
#include <string>

#include "caisson/model/model.hpp"

namespace caisson::bench {

/// The model of a scenario file of this tree: "scenarios/yardstick.yaml".
[[nodiscard]] model::Model model_of_file(const std::string& path);

/// The index of a parameter by its path, in the values of a run.
[[nodiscard]] std::size_t parameter_of(const model::Model& model, const std::string& path);

/// The model of a text.
[[nodiscard]] model::Model model_of_text(const std::string& text);

/// A network of `depots` depots in groups of ten. In each group a plant feeds a chain of routes and ships, and every
/// depot fires: stocks run dry and fill up all the time, and no event reaches beyond its group. Runs for 20 days.
[[nodiscard]] std::string network_text(int depots);

/// The same with a value a line, as `caisson show` writes it.
[[nodiscard]] std::string network_text_in_blocks(int depots);

}  // namespace caisson::bench
