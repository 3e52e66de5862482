#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "caisson/read/source.hpp"

namespace caisson::read {
namespace {

/// An open file that is closed at the end of its scope.
class OpenFile {
public:
    explicit OpenFile(int descriptor) : descriptor_(descriptor) {}

    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    ~OpenFile() {
        if (descriptor_ > STDERR_FILENO) {
            ::close(descriptor_);
        }
    }

    [[nodiscard]] int descriptor() const { return descriptor_; }

private:
    int descriptor_;
};

tl::unexpected<FileError> refuse(std::string reason) { return tl::unexpected(FileError{false, std::move(reason)}); }

tl::unexpected<FileError> refuse_by_errno() {
    return refuse(std::error_code(errno, std::generic_category()).message());
}

const char* what_else(mode_t mode) {
    if (S_ISDIR(mode)) {
        return "it is a folder";
    }
    if (S_ISFIFO(mode)) {
        return "it is a pipe";
    }
    return S_ISSOCK(mode) ? "it is a socket" : "it is a device";
}

/// Why a file cannot be opened. Of a socket the system says no more than that there is no such device.
tl::unexpected<FileError> refuse_unopened(const std::string& name) {
    struct stat status {};

    const int error = errno;
    if (error == ENXIO && ::stat(name.c_str(), &status) == 0) {
        return refuse(what_else(status.st_mode));
    }
    errno = error;
    return refuse_by_errno();
}

tl::unexpected<FileError> refuse_size() { return tl::unexpected(FileError{true, {}}); }

Result<std::string, FileError> read_all(int descriptor, std::size_t expected, std::size_t most) {
    std::string text;
    text.reserve(expected);
    std::array<char, 65536> piece{};
    while (true) {
        const ssize_t got = ::read(descriptor, piece.data(), piece.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return refuse_by_errno();
        }
        if (got == 0) {
            return text;
        }
        text.append(piece.data(), static_cast<std::size_t>(got));
        if (text.size() > most) {
            return refuse_size();
        }
    }
}

Result<FileText, FileError> read_open(const OpenFile& file, std::size_t most, bool any_kind) {
    struct stat status {};

    if (::fstat(file.descriptor(), &status) != 0) {
        return refuse_by_errno();
    }
    if (!any_kind && !S_ISREG(status.st_mode)) {
        return refuse(what_else(status.st_mode));
    }
    const std::size_t size = S_ISREG(status.st_mode) ? static_cast<std::size_t>(status.st_size) : 0;
    if (size > most) {
        return refuse_size();
    }
    auto text = read_all(file.descriptor(), size, most);
    if (!text) {
        return tl::unexpected(std::move(text.error()));
    }
    return FileText{std::move(*text), static_cast<std::uint64_t>(status.st_dev),
                    static_cast<std::uint64_t>(status.st_ino)};
}

}  // namespace

Result<FileText, FileError> read_file(const std::string& name, std::size_t most) {
    if (name == "-") {
        return read_open(OpenFile{STDIN_FILENO}, most, true);
    }
    if (name.find('\0') != std::string::npos) {
        return refuse("its name contains NUL");
    }
    const OpenFile file{::open(name.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)};
    if (file.descriptor() < 0) {
        return refuse_unopened(name);
    }
    return read_open(file, most, false);
}

}  // namespace caisson::read
