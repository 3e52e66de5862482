/// What an instant has touched.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "caisson/base/ids.hpp"

namespace caisson::engine {

/// A set of ids that is filled and emptied once an instant. Its order is that of insertion until sorted.
template <class Kind>
class Marks {
public:
    void reset(std::size_t count) {
        marked_.assign(count, 0);
        list_.clear();
        list_.reserve(count);
    }

    void add(Id<Kind> id) {
        if (marked_[id.index] == 0) {
            marked_[id.index] = 1;
            list_.push_back(id);
        }
    }

    [[nodiscard]] bool has(Id<Kind> id) const { return marked_[id.index] != 0; }

    [[nodiscard]] bool empty() const { return list_.empty(); }

    [[nodiscard]] std::span<const Id<Kind>> list() const { return list_; }

    void sort() { std::sort(list_.begin(), list_.end()); }

    void clear() {
        for (const Id<Kind> id : list_) {
            marked_[id.index] = 0;
        }
        list_.clear();
    }

private:
    std::vector<std::uint8_t> marked_;
    std::vector<Id<Kind>> list_;
};

}  // namespace caisson::engine
