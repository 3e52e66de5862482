/// Where bytes go: a file of a folder, a string, standard output.
#pragma once
#include <string>
#include <string_view>

#include "caisson/base/result.hpp"
#include "caisson/write/failure.hpp"

namespace caisson::write {

/// Takes bytes in order.
class ByteSink {
public:
    virtual ~ByteSink() = default;

    /// Takes all the bytes, or fails; after a failure nothing more is given to it.
    [[nodiscard]] virtual Result<void, WriteFailure> take(std::string_view bytes) = 0;
};

/// Keeps the bytes in memory.
class StringSink final : public ByteSink {
public:
    [[nodiscard]] Result<void, WriteFailure> take(std::string_view bytes) override {
        text_ += bytes;
        return {};
    }

    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
};

}  // namespace caisson::write
