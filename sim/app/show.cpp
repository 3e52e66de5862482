#include "caisson/app/show.hpp"

#include <utility>

#include "caisson/app/load.hpp"

namespace caisson::app {

Result<Shown, Failure> show(const read::Request& request, read::Origins origins) {
    auto loaded = load(request);
    if (!loaded) {
        return tl::unexpected(std::move(loaded.error()));
    }
    return Shown{read::resolved_text(loaded->reading, origins),
                 {request.file, loaded->reading.scenario.variants, std::move(loaded->warnings),
                  std::move(loaded->reading.sources)}};
}

}  // namespace caisson::app
