// Whatever fails while a folder is written, and wherever the process is killed: afterwards the old folder is there as
// it was, or the new one whole; and the next run mends what was left.
#include <filesystem>
#include <sys/wait.h>
#include <unistd.h>

#include "support/catch.hpp"
#include "write/a_folder.hpp"
#include "write/temp_folder.hpp"

using namespace caisson;
using tests::FailingFiles;
using tests::TempFolder;
using tests::write_a_folder;
using write::Existing;
using write::posix_file_system;

namespace {

const std::string old_text = "the old run\n";
const std::string new_text = "the new run, which is longer\n";

enum class Before : std::uint8_t { nothing, an_old_folder };
enum class Modes : std::uint8_t { known, unknown };

/// Whether the folder is there as that text says, whole.
bool holds(const TempFolder& temp, const std::string& text) {
    return temp.read("out/a.csv") == text && temp.read("out/b.csv") == text + text + text &&
           temp.names("out") == std::vector<std::string>{"a.csv", "b.csv", "manifest.json"};
}

void prepare(const TempFolder& temp, Before before) {
    if (before == Before::an_old_folder) {
        REQUIRE(write_a_folder(posix_file_system(), temp / "out", old_text, Existing::refuse));
    }
}

/// Where two folders cannot be exchanged there is a moment at which the old one stands aside; the next run, whatever it
/// is asked to do, brings it back.
void bring_back_old(const TempFolder& temp) {
    CHECK(std::filesystem::exists(temp / ".out.replaced"));
    CHECK_FALSE(write_a_folder(posix_file_system(), temp / "out", new_text, Existing::refuse));
    CHECK(holds(temp, old_text));
}

void check_old_or_new(const TempFolder& temp, Before before, Modes modes) {
    if (std::filesystem::exists(temp / "out")) {
        CHECK((holds(temp, new_text) || (before == Before::an_old_folder && holds(temp, old_text))));
    } else if (before == Before::an_old_folder) {
        CHECK(modes == Modes::unknown);
        bring_back_old(temp);
    }
}

void check_next_run_mends(const TempFolder& temp) {
    REQUIRE(write_a_folder(posix_file_system(), temp / "out", new_text, Existing::replace));
    CHECK(holds(temp, new_text));
    CHECK(temp.names() == std::vector<std::string>{"out"});
}

/// Fails one call after another, until a run needs none of those that are left.
void fail_each_call(Before before, Modes modes, int error, FailingFiles::HowOften how_often) {
    int number = 1;
    for (;; ++number) {
        INFO("call " << number << " fails with error " << error);
        const TempFolder temp;
        prepare(temp, before);
        FailingFiles files;
        if (modes == Modes::unknown) {
            files.forget_rename_modes();
        }
        files.fail_call(number, error, how_often);
        const auto done = write_a_folder(files, temp / "out", new_text, Existing::replace);
        check_old_or_new(temp, before, modes);
        if (done) {
            CHECK(holds(temp, new_text));
        } else {
            CHECK(done.error().kind != write::WriteFailure::Kind::locked);
        }
        const int calls = files.calls();
        check_next_run_mends(temp);
        if (number > calls) {
            break;
        }
    }
    CHECK(number > 20);  // the loop has not ended because nothing was called
}

/// Kills a process at one call after another, until one lives.
void kill_at_each_call(Before before, Modes modes, FailingFiles::Moment moment) {
    int number = 1;
    for (bool lived = false; !lived; ++number) {
        INFO("killed at call " << number);
        const TempFolder temp;
        prepare(temp, before);
        const pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            FailingFiles files;
            if (modes == Modes::unknown) {
                files.forget_rename_modes();
            }
            files.kill_at_call(number, moment);
            _exit(write_a_folder(files, temp / "out", new_text, Existing::replace) ? 0 : 1);
        }
        int status = 0;
        REQUIRE(waitpid(child, &status, 0) == child);
        lived = WIFEXITED(status);
        if (lived) {
            CHECK(WEXITSTATUS(status) == 0);
        }
        check_old_or_new(temp, before, modes);
        check_next_run_mends(temp);
    }
    CHECK(number > 20);
}

}  // namespace

TEST_CASE("any call may fail once, or ever after", "[write][anomaly]") {
    for (const auto before : {Before::nothing, Before::an_old_folder}) {
        for (const auto modes : {Modes::known, Modes::unknown}) {
            for (const int error : {ENOSPC, EIO, EINTR}) {
                for (const auto how_often : {FailingFiles::HowOften::once, FailingFiles::HowOften::ever_after}) {
                    fail_each_call(before, modes, error, how_often);
                }
            }
        }
    }
}

TEST_CASE("an interruption that passes is no failure, but for sync and close", "[write][anomaly]") {
    int failures = 0;
    for (int number = 1; number <= 40; ++number) {
        const TempFolder temp;
        FailingFiles files;
        files.fail_call(number, EINTR, FailingFiles::HowOften::once);
        failures += write_a_folder(files, temp / "out", new_text, Existing::refuse) ? 0 : 1;
    }
    CHECK(failures == 8);  // three files are synced and closed, the folder and its parent are synced
}

TEST_CASE("short writes go on", "[write][anomaly]") {
    for (int number = 1; number <= 5; ++number) {
        const TempFolder temp;
        FailingFiles files;
        files.shorten_writes_from(number);
        REQUIRE(write_a_folder(files, temp / "out", new_text, Existing::refuse));
        CHECK(holds(temp, new_text));
    }
}

TEST_CASE("a process may be killed at any call", "[write][anomaly]") {
    for (const auto before : {Before::nothing, Before::an_old_folder}) {
        for (const auto modes : {Modes::known, Modes::unknown}) {
            for (const auto moment : {FailingFiles::Moment::before, FailingFiles::Moment::after}) {
                kill_at_each_call(before, modes, moment);
            }
        }
    }
}
