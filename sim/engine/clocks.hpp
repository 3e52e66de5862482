/// When each clock rings next: one slot a clock, and the earliest found at once.
#pragma once
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/hot.hpp"

namespace caisson::engine {

/// A time that never comes.
inline constexpr double never = std::numeric_limits<double>::infinity();

/// Slots numbered from 0, each with a time. Equal times ring in the order of slots.
/// A complete binary tree of (time, slot): a change replays one path from leaf to root, and the root is the next to
/// ring. Of ten queues tried this was the fastest up to some ten thousand slots, and it needs no tuning.
class Clocks {
public:
    struct Ring {
        double time = never;
        std::uint32_t slot = 0;
    };

    /// Makes `slots` clocks that never ring.
    void reset(std::uint32_t slots) {
        leaves_ = 1;
        while (leaves_ < slots) {
            leaves_ *= 2;
        }
        tree_.resize(2 * std::size_t{leaves_});
        for (std::uint32_t slot = 0; slot < leaves_; ++slot) {
            tree_[leaves_ + slot] = key(never, slot);
        }
        for (std::size_t at = leaves_ - 1; at > 0; --at) {
            tree_[at] = std::min(tree_[2 * at], tree_[2 * at + 1]);
        }
    }

    /// time  not negative, nor the negative zero
    CAISSON_HOT void set(std::uint32_t slot, double time) {
        // The winner of the path so far stays in registers, and is chosen without a branch that nobody could predict.
        std::size_t at = leaves_ + std::size_t{slot};
        Key first = key(time, slot);
        tree_[at] = first;
        while (at > 1) {
            first = std::min(first, tree_[at ^ 1]);
            at /= 2;
            tree_[at] = first;
        }
    }

    [[nodiscard]] Ring first() const { return {time_of(tree_[1]), slot_of(tree_[1])}; }

    [[nodiscard]] double time(std::uint32_t slot) const { return time_of(tree_[leaves_ + std::size_t{slot}]); }

    /// When the next clock but the first rings.
    [[nodiscard]] CAISSON_HOT double second_time() const {
        double second = never;
        for (std::size_t at = leaves_ + std::size_t{slot_of(tree_[1])}; at > 1; at /= 2) {
            second = std::min(second, time_of(tree_[at ^ 1]));  // no branch: the loop is as long as the tree is high
        }
        return second;
    }

    /// Calls `see` with each slot that rings at `latest` or before, in the order of slots.
    template <class See>
    void see_due(double latest, const See& see) const {
        if (leaves_ <= few_leaves) {
            for (std::size_t at = leaves_; at < tree_.size(); ++at) {
                if (time_of(tree_[at]) <= latest) {
                    see(slot_of(tree_[at]));
                }
            }
            return;
        }
        for (std::size_t at = 1; at != 0;) {
            if (time_of(tree_[at]) <= latest) {
                if (at < leaves_) {
                    at *= 2;  // down to the left
                    continue;
                }
                see(slot_of(tree_[at]));
            }
            at >>= static_cast<unsigned>(std::countr_one(at));  // up, out of all that end here: 0 if that is everything
            at += at == 0 ? 0 : 1;                              // and over to the right
        }
    }

private:
    /// So few are sooner looked at all than by way of the tree.
    static constexpr std::uint32_t few_leaves = 16;

    // A ring as one number: times are never negative, so their bits have their order, and slots decide between equals.
    __extension__ using Key = unsigned __int128;

    static Key key(double time, std::uint32_t slot) {
        return (Key{__builtin_bit_cast(std::uint64_t, time)} << 64U) | slot;
    }

    static double time_of(Key key) { return __builtin_bit_cast(double, static_cast<std::uint64_t>(key >> 64U)); }

    static std::uint32_t slot_of(Key key) { return static_cast<std::uint32_t>(key); }

    std::uint32_t leaves_ = 1;
    std::vector<Key> tree_ = std::vector<Key>(2, key(never, 0));
};

}  // namespace caisson::engine
