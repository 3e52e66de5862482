/// A small folder as a run would write it, and a file system that fails when told to.
#pragma once
#include <cerrno>
#include <csignal>
#include <string>

#include "caisson/write/atomic_folder.hpp"
#include "caisson/write/manifest.hpp"

namespace caisson::tests {

/// Three files: a.csv holds the text, b.csv holds it many times, the manifest lists both.
[[nodiscard]] inline Result<void, write::WriteFailure> write_a_folder(write::FileSystem& files, const std::string& path,
                                                                      const std::string& text,
                                                                      write::Existing existing) {
    auto folder = write::AtomicFolder::begin(files, path, existing);
    if (!folder) {
        return tl::unexpected(folder.error());
    }
    if (auto done = folder->add("a.csv", text); !done) {
        return done;
    }
    auto file = folder->create("b.csv");
    if (!file) {
        return tl::unexpected(file.error());
    }
    for (int times = 0; times < 3; ++times) {
        if (auto done = file->take(text); !done) {
            return done;
        }
    }
    if (auto done = file->finish(); !done) {
        return done;
    }
    if (auto done = folder->add("manifest.json", write::manifest_text({}, {}, folder->files())); !done) {
        return done;
    }
    return folder->commit();
}

/// The real file system, but for the calls that are told to fail.
class FailingFiles final : public write::FileSystem {
public:
    enum class HowOften : std::uint8_t { once, ever_after };

    /// The call of that number, from 1, fails.
    void fail_call(int number, int error, HowOften how_often) {
        call_ = number;
        error_ = error;
        how_often_ = how_often;
    }

    /// The process dies at the call of that number: before it, or just after it.
    enum class Moment : std::uint8_t { before, after };

    void kill_at_call(int number, Moment moment) {
        kill_ = number;
        moment_ = moment;
    }

    /// From that write on, writes fail.
    void fail_writes_from(int number, int error) {
        write_ = number;
        write_error_ = error;
    }

    /// From that write on, a write takes one byte alone.
    void shorten_writes_from(int number) { short_ = number; }

    /// Exchanging and keeping the target are unknown to this file system.
    void forget_rename_modes() { has_modes_ = false; }

    [[nodiscard]] int calls() const { return calls_; }

    Answer<File> open_folder(const std::string& path) override {
        return call<File>([&] { return real_.open_folder(path); });
    }

    Answer<File> open_folder(File parent, const std::string& name) override {
        return call<File>([&] { return real_.open_folder(parent, name); });
    }

    Answer<std::string> make_folder(File parent, const std::string& prefix) override {
        return call<std::string>([&] { return real_.make_folder(parent, prefix); });
    }

    Answer<File> create_file(File folder, const std::string& name) override {
        return call<File>([&] { return real_.create_file(folder, name); });
    }

    Answer<File> open_file(File folder, const std::string& name) override {
        return call<File>([&] { return real_.open_file(folder, name); });
    }

    Answer<File> open_lock(File folder, const std::string& name) override {
        return call<File>([&] { return real_.open_lock(folder, name); });
    }

    Answer<void> lock(File file) override {
        return call<void>([&] { return real_.lock(file); });
    }

    Answer<bool> is_same(File file, File folder, const std::string& name) override {
        return call<bool>([&] { return real_.is_same(file, folder, name); });
    }

    Answer<std::size_t> write(File file, const char* bytes, std::size_t count) override {
        ++writes_;
        if (write_ != 0 && writes_ >= write_) {
            return tl::unexpected(write::SystemError{write_error_});
        }
        const bool is_short = short_ != 0 && writes_ >= short_;
        return call<std::size_t>([&] { return real_.write(file, bytes, is_short ? 1 : count); });
    }

    Answer<std::size_t> read(File file, char* bytes, std::size_t count) override {
        return call<std::size_t>([&] { return real_.read(file, bytes, count); });
    }

    Answer<void> truncate(File file) override {
        return call<void>([&] { return real_.truncate(file); });
    }

    Answer<void> sync(File file) override {
        return call<void>([&] { return real_.sync(file); });
    }

    Answer<void> close(File file) override {
        const auto closed = real_.close(file);  // closed, whatever is said of it
        return call<void>([&] { return closed; });
    }

    Answer<write::EntryKind> kind_of(File folder, const std::string& name) override {
        return call<write::EntryKind>([&] { return real_.kind_of(folder, name); });
    }

    Answer<std::vector<std::string>> names_in(File folder) override {
        return call<std::vector<std::string>>([&] { return real_.names_in(folder); });
    }

    Answer<void> rename(File folder, const std::string& from, const std::string& to, write::RenameMode mode) override {
        return call<void>([&]() -> Answer<void> {
            if (!has_modes_ && mode != write::RenameMode::plain) {
                return tl::unexpected(write::SystemError{EINVAL});
            }
            return real_.rename(folder, from, to, mode);
        });
    }

    Answer<void> remove_file(File folder, const std::string& name) override {
        return call<void>([&] { return real_.remove_file(folder, name); });
    }

    Answer<void> remove_folder(File folder, const std::string& name) override {
        return call<void>([&] { return real_.remove_folder(folder, name); });
    }

private:
    template <class T, class Call>
    Answer<T> call(Call real) {
        ++calls_;
        if (calls_ == kill_ && moment_ == Moment::before) {
            raise(SIGKILL);
        }
        if (call_ != 0 && (calls_ == call_ || (calls_ > call_ && how_often_ == HowOften::ever_after))) {
            return tl::unexpected(write::SystemError{error_});
        }
        auto answer = real();
        if (calls_ == kill_) {
            raise(SIGKILL);
        }
        return answer;
    }

    write::FileSystem& real_ = write::posix_file_system();
    int calls_ = 0;
    int writes_ = 0;
    int call_ = 0;
    int error_ = 0;
    HowOften how_often_ = HowOften::once;
    int kill_ = 0;
    Moment moment_ = Moment::before;
    int write_ = 0;
    int write_error_ = 0;
    int short_ = 0;
    bool has_modes_ = true;
};

}  // namespace caisson::tests
