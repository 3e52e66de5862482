/// The log that --verbose shows.
#pragma once
#include <string_view>

namespace caisson::cli {

/// Sends the log to standard error, or nowhere.
void set_up_log(bool verbose);

/// Something has been done.
void log_progress(std::string_view what);

}  // namespace caisson::cli
