#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

#include "caisson/base/ensure.hpp"
#include "caisson/write/atomic_folder.hpp"
#include "support/catch.hpp"
#include "write/a_folder.hpp"
#include "write/temp_folder.hpp"

using namespace caisson;
using tests::TempFolder;
using tests::write_a_folder;
using write::AtomicFolder;
using write::Existing;
using write::posix_file_system;
using write::WriteFailure;

namespace {

using Names = std::vector<std::string>;

WriteFailure failure_of(const std::string& path, Existing existing = Existing::replace) {
    auto begun = AtomicFolder::begin(posix_file_system(), path, existing);
    REQUIRE_FALSE(begun);
    return begun.error();
}

}  // namespace

TEST_CASE("a folder appears whole, with nothing beside it", "[write]") {
    const TempFolder temp;
    REQUIRE(write_a_folder(posix_file_system(), temp / "out", "one", Existing::refuse));
    CHECK(temp.names() == Names{"out"});
    CHECK(temp.names("out") == Names{"a.csv", "b.csv", "manifest.json"});
    CHECK(temp.read("out/a.csv") == "one");
}

TEST_CASE("while it is written, it is not there", "[write]") {
    const TempFolder temp;
    auto folder = AtomicFolder::begin(posix_file_system(), temp / "out", Existing::refuse);
    REQUIRE(folder);
    REQUIRE(folder->add("a.csv", "text"));
    const auto names = temp.names();
    REQUIRE(names.size() == 2);
    CHECK(names[0].substr(0, 13) == ".out.partial-");
    CHECK(names[1] == "out.lock");
    CHECK(temp.read("out.lock") == "caisson " + std::to_string(getpid()) + "\n");
}

TEST_CASE("a folder that is not committed leaves nothing", "[write]") {
    const TempFolder temp;
    {
        auto folder = AtomicFolder::begin(posix_file_system(), temp / "out", Existing::refuse);
        REQUIRE(folder);
        REQUIRE(folder->add("a.csv", "text"));
        auto file = folder->create("b.csv");
        REQUIRE(file);
        REQUIRE(file->take("half"));
    }
    CHECK(temp.names().empty());
}

TEST_CASE("files are as readable as the umask says", "[write]") {
    const TempFolder temp;
    const mode_t before = umask(022);
    REQUIRE(write_a_folder(posix_file_system(), temp / "out", "one", Existing::refuse));
    umask(before);

    struct stat entry {};

    REQUIRE(stat((temp / "out").c_str(), &entry) == 0);
    CHECK((entry.st_mode & 0777U) == 0755U);
    REQUIRE(stat((temp / "out/a.csv").c_str(), &entry) == 0);
    CHECK((entry.st_mode & 0777U) == 0644U);
}

TEST_CASE("the bytes and the hash of each file are known", "[write]") {
    const TempFolder temp;
    auto folder = AtomicFolder::begin(posix_file_system(), temp / "out/", Existing::refuse);
    REQUIRE(folder);
    auto file = folder->create("abc.txt");
    REQUIRE(file);
    REQUIRE(file->take("a"));
    REQUIRE(file->take("bc"));
    REQUIRE(file->finish());
    CHECK(folder->path() == temp / "out");
    REQUIRE(folder->files().size() == 1);
    CHECK(folder->files()[0].name == "abc.txt");
    CHECK(folder->files()[0].bytes == 3);
    // the example of FIPS 180-4
    CHECK(folder->files()[0].sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("a folder of ours is refused, or replaced if asked", "[write]") {
    const TempFolder temp;
    REQUIRE(write_a_folder(posix_file_system(), temp / "out", "one", Existing::refuse));
    const auto failure = failure_of(temp / "out", Existing::refuse);
    CHECK(failure.kind == WriteFailure::Kind::refused);
    CHECK(failure.message == "refused to replace " + (temp / "out") + ": it exists already (--force replaces it)");
    CHECK(temp.read("out/a.csv") == "one");
    REQUIRE(write_a_folder(posix_file_system(), temp / "out", "two", Existing::replace));
    CHECK(temp.read("out/a.csv") == "two");
    CHECK(temp.names() == Names{"out"});
}

TEST_CASE("what is not ours is never replaced", "[write]") {
    const TempFolder temp;
    REQUIRE(write_a_folder(posix_file_system(), temp / "ours", "one", Existing::refuse));
    const auto refused = [&](const std::string& why) {
        const auto failure = failure_of(temp / "out");
        CHECK(failure.kind == WriteFailure::Kind::refused);
        CHECK(failure.message == "refused to replace " + (temp / "out") + ": " + why);
    };
    SECTION("a symbolic link, even to a folder of ours") {
        std::filesystem::create_directory_symlink("ours", temp / "out");
        refused("it is a symbolic link");
        CHECK(temp.read("ours/a.csv") == "one");
    }
    SECTION("a file") {
        temp.write("out", "precious");
        refused("it is a file, not a folder");
        CHECK(temp.read("out") == "precious");
    }
    SECTION("a folder without a manifest") {
        std::filesystem::create_directory(temp / "out");
        temp.write("out/thesis.txt", "precious");
        refused("it has no manifest.json, so this program did not write it");
        CHECK(temp.read("out/thesis.txt") == "precious");
    }
    SECTION("a folder with somebody else's manifest") {
        std::filesystem::create_directory(temp / "out");
        temp.write("out/manifest.json", R"({"name": "a web page", "outputs": []})");
        refused("its manifest.json is not one of ours");
    }
    SECTION("a folder of ours that somebody has put a file into") {
        REQUIRE(write_a_folder(posix_file_system(), temp / "out", "one", Existing::refuse));
        temp.write("out/notes.txt", "precious");
        refused("it holds notes.txt, which this program did not write");
        CHECK(temp.read("out/notes.txt") == "precious");
    }
    CHECK_FALSE(std::filesystem::exists(temp / "out.lock"));
}

TEST_CASE("a path must name a folder of its own in one that is there", "[write]") {
    const TempFolder temp;
    for (const std::string path : {"/", ".", "..", "x/..", ""}) {
        CHECK(failure_of(path).message == "refused to replace " + path + ": it names no folder of its own");
    }
    const auto failure = failure_of(temp / "nowhere/out");
    CHECK(failure.kind == WriteFailure::Kind::system);
    CHECK(failure.message == "cannot write " + (temp / "nowhere/out") + ": No such file or directory");
}

TEST_CASE("a second process is told who is writing", "[write]") {
    const TempFolder temp;
    auto folder = AtomicFolder::begin(posix_file_system(), temp / "out", Existing::refuse);
    REQUIRE(folder);
    const auto failure = failure_of(temp / "out");
    CHECK(failure.kind == WriteFailure::Kind::locked);
    CHECK(failure.message ==
          "cannot write " + (temp / "out") + ": process " + std::to_string(getpid()) + " is writing to it");
    REQUIRE(folder->commit());
    CHECK(temp.names() == Names{"out"});
}

TEST_CASE("a lock that a killed process left is signed anew", "[write]") {
    const TempFolder temp;
    for (const std::string left : {"caisson 123456789\n", "", "cais"}) {
        temp.write("out.lock", left);
        auto folder = AtomicFolder::begin(posix_file_system(), temp / "out", Existing::refuse);
        REQUIRE(folder);
        CHECK(temp.read("out.lock") == "caisson " + std::to_string(getpid()) + "\n");
    }
}

TEST_CASE("a file that is no lock of ours is left alone", "[write]") {
    const TempFolder temp;
    temp.write("out.lock", "precious");
    CHECK(failure_of(temp / "out").message == "refused to replace " + (temp / "out.lock") + ": it is no lock of ours");
    CHECK(temp.read("out.lock") == "precious");
    CHECK(temp.names() == Names{"out.lock"});
}

TEST_CASE("what a killed run left behind is removed by the next", "[write]") {
    const TempFolder temp;
    std::filesystem::create_directory(temp / ".out.partial-abcdef");
    temp.write(".out.partial-abcdef/series.csv", "half");
    temp.write("out.lock", "caisson 1\n");
    std::filesystem::create_directory(temp / ".out.partial-of-mine");  // another name: not ours
    REQUIRE(write_a_folder(posix_file_system(), temp / "out", "one", Existing::refuse));
    CHECK(temp.names() == Names{".out.partial-of-mine", "out"});
}

TEST_CASE("a folder that appears meanwhile is not replaced", "[write]") {
    const TempFolder temp;
    auto folder = AtomicFolder::begin(posix_file_system(), temp / "out", Existing::replace);
    REQUIRE(folder);
    std::filesystem::create_directory(temp / "out");
    const auto done = folder->commit();
    REQUIRE_FALSE(done);
    CHECK(done.error().kind == WriteFailure::Kind::refused);
    folder = tl::unexpected(WriteFailure{});
    CHECK(temp.names() == Names{"out"});
}

TEST_CASE("a folder that was swapped meanwhile is not removed", "[write]") {
    const TempFolder temp;
    REQUIRE(write_a_folder(posix_file_system(), temp / "out", "one", Existing::refuse));
    auto folder = AtomicFolder::begin(posix_file_system(), temp / "out", Existing::replace);
    REQUIRE(folder);
    std::filesystem::rename(temp / "out", temp / "moved");
    std::filesystem::create_directory(temp / "out");
    temp.write("out/thesis.txt", "precious");
    CHECK_FALSE(folder->commit());
    folder = tl::unexpected(WriteFailure{});
    CHECK(temp.names() == Names{"moved", "out"});
    CHECK(temp.read("out/thesis.txt") == "precious");
}

TEST_CASE("a read-only folder is a failure with a name", "[write]") {
    if (geteuid() == 0) {
        return;  // nothing is read-only to the superuser
    }
    const TempFolder temp;
    REQUIRE(chmod((temp / ".").c_str(), 0555) == 0);
    CHECK(failure_of(temp / "out").message == "cannot write " + (temp / "out.lock") + ": Permission denied");
    REQUIRE(chmod((temp / ".").c_str(), 0755) == 0);
}

TEST_CASE("a folder cannot be committed while a file is not finished", "[write]") {
    const TempFolder temp;
    auto folder = AtomicFolder::begin(posix_file_system(), temp / "out", Existing::refuse);
    REQUIRE(folder);
    auto file = folder->create("a.csv");
    REQUIRE(file);
    CHECK_THROWS_AS(folder->commit(), Bug);
    CHECK_THROWS_AS(folder->create("b.csv"), Bug);
    CHECK_FALSE(std::filesystem::exists(temp / "out"));
}

TEST_CASE("a full disk is a failure with the name of the file", "[write]") {
    const TempFolder temp;
    tests::FailingFiles files;
    files.fail_writes_from(1, ENOSPC);
    const auto done = write_a_folder(files, temp / "out", "one", Existing::refuse);
    REQUIRE_FALSE(done);
    CHECK(done.error().message == "cannot write " + (temp / "out/a.csv") + ": No space left on device");
    CHECK(temp.names().empty());
}
