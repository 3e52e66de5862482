#include "signals.hpp"

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

#include "exit_code.hpp"

namespace caisson::cli {
namespace {

// A signal handler can speak to the rest of a program in no other way.
// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables)
volatile std::sig_atomic_t requests = 0;
volatile std::sig_atomic_t somebody_listens = 0;

// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

extern "C" void remember_signal(int /*signal*/) {
    if (requests > 0 || somebody_listens == 0) {
        _exit(exit_interrupted);
    }
    requests = 1;
}

void occupy(int stream, int how) {
    if (fcntl(stream, F_GETFD) == -1) {
        // The lowest free number is taken: this one, since those below it are open.
        (void)open("/dev/null", how);
    }
}

}  // namespace

void prepare_process() {
    occupy(STDIN_FILENO, O_RDONLY);
    occupy(STDOUT_FILENO, O_RDONLY);
    occupy(STDERR_FILENO, O_WRONLY);

    struct sigaction remember {};

    remember.sa_handler = remember_signal;
    remember.sa_flags = SA_RESTART;
    sigemptyset(&remember.sa_mask);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction before {};

        sigaction(signal, nullptr, &before);
        if (before.sa_handler != SIG_IGN) {
            sigaction(signal, &remember, nullptr);
        }
    }

    struct sigaction ignore {};

    ignore.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &ignore, nullptr);
}

bool stop_requested() {
    somebody_listens = 1;
    return requests > 0;
}

}  // namespace caisson::cli
