/// Why something could not be written.
#pragma once
#include <cstdint>
#include <string>

namespace caisson::write {

/// One failure, as a sentence to show. The command line ends with exit code 7 for each kind.
struct WriteFailure {
    enum class Kind : std::uint8_t {
        refused,  ///< something is there already that may not be replaced
        locked,   ///< another process is writing to the same folder
        system,   ///< the file system said no
    };

    Kind kind{};
    std::string message;  ///< printable: cannot write out/series.csv: No space left on device
};

}  // namespace caisson::write
