/// A queue that keeps its memory.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/hot.hpp"

namespace caisson::engine {

/// First in, first out, unless one is moved forward. Doubles when full and never shrinks, so that later runs allocate nothing.
template <class T>
class Ring {
public:
    [[nodiscard]] bool empty() const { return size_ == 0; }

    [[nodiscard]] std::size_t size() const { return size_; }

    [[nodiscard]] const T& front() const { return rows_[head_]; }

    [[nodiscard]] T& front() { return rows_[head_]; }

    [[nodiscard]] const T& operator[](std::size_t position) const { return rows_[(head_ + position) & mask_]; }

    [[nodiscard]] const T& back() const { return (*this)[size_ - 1]; }

    [[nodiscard]] T& back() { return rows_[(head_ + size_ - 1) & mask_]; }

    CAISSON_HOT void push(const T& row) {
        if (size_ > mask_ || rows_.empty()) {
            grow();
        }
        rows_[(head_ + size_) & mask_] = row;
        ++size_;
    }

    /// Moves the last before all that it comes before: a queue that was in order is in order again.
    /// returns  before how many it has gone
    template <class ComesBefore>
    std::uint32_t settle_last(ComesBefore comes_before) {
        const T last = back();
        std::size_t place = size_ - 1;
        while (place > 0 && comes_before(last, (*this)[place - 1])) {
            rows_[(head_ + place) & mask_] = (*this)[place - 1];
            --place;
        }
        rows_[(head_ + place) & mask_] = last;
        return static_cast<std::uint32_t>(size_ - 1 - place);
    }

    void pop() {
        head_ = (head_ + 1) & mask_;
        --size_;
    }

    void pop_back() { --size_; }

    void clear() {
        head_ = 0;
        size_ = 0;
    }

private:
    [[gnu::noinline]] void grow() {
        std::vector<T> larger(rows_.empty() ? 4 : 2 * rows_.size());
        for (std::size_t position = 0; position < size_; ++position) {
            larger[position] = (*this)[position];
        }
        rows_.swap(larger);
        mask_ = rows_.size() - 1;
        head_ = 0;
    }

    std::vector<T> rows_;  // its size is 0 or a power of two
    std::size_t mask_ = 0;
    std::size_t head_ = 0;
    std::size_t size_ = 0;
};

}  // namespace caisson::engine
