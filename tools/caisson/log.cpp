#include "log.hpp"

#include <memory>
#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <string>

namespace caisson::cli {

void set_up_log(bool verbose) {
    auto log = std::make_shared<spdlog::logger>("caisson", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    log->set_level(verbose ? spdlog::level::info : spdlog::level::off);
    log->set_pattern("caisson: %T.%e %v");
    // What cannot be logged is not worth failing for.
    log->set_error_handler([](const std::string& /*why*/) {});
    spdlog::set_default_logger(std::move(log));
}

// As an argument and not as the format: what is told may hold a brace.
void log_progress(std::string_view what) { spdlog::info("{}", what); }

}  // namespace caisson::cli
