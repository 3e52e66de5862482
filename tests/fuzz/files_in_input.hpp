/// A scenario and the files that it extends, all out of one input: what is fuzzed never touches the disk.
#pragma once
#include <string>
#include <string_view>

namespace caisson::tests {

/// From now on the files "0", "1", "2", ... are the parts of this input; there are no others.
/// input  parts are separated by the byte 0xFF, which stands in no UTF-8; borrowed until the next call
void only_files_are(std::string_view input);

/// The name of the first part, which is the scenario that is asked for: others may write `extends: 1`.
inline const std::string first_file = "0";

}  // namespace caisson::tests
