/// Ctrl-C and its like, and streams that are closed.
#pragma once

namespace caisson::cli {

/// From now on SIGINT, SIGTERM and SIGHUP end the program with exit_interrupted: at once, until somebody has asked
/// stop_requested() for the first time; after that a first one is remembered, and a second one ends it. Signals that
/// whoever started the program ignores (nohup) stay ignored. SIGPIPE is ignored: writing to a closed pipe fails
/// instead. A standard stream that was closed is opened on /dev/null, so that no file of ours can be mistaken for it;
/// writing to such a standard output fails.
void prepare_process();

/// Whether somebody asked to stop. Whoever asks this will clean up.
[[nodiscard]] bool stop_requested();

}  // namespace caisson::cli
