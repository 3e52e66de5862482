/// When each clock rings next: one slot a clock, and the earliest found at once.
#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

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
        tree_.assign(2 * std::size_t{leaves_}, Ring{});
        for (std::uint32_t slot = 0; slot < leaves_; ++slot) {
            tree_[leaves_ + slot].slot = slot;
        }
        for (std::uint32_t at = leaves_ - 1; at > 0; --at) {
            tree_[at].slot = tree_[2 * std::size_t{at}].slot;
        }
    }

    void set(std::uint32_t slot, double time) {
        // The winner of the path so far stays in registers. Its time is compared as an integer (times are never
        // negative, so their bits have their order) and chosen by a mask, without a branch, which nobody could predict.
        std::size_t at = leaves_ + std::size_t{slot};
        std::uint64_t best = __builtin_bit_cast(std::uint64_t, time + 0.0);
        std::uint64_t best_slot = slot;
        tree_[at].time = time + 0.0;
        while (at > 1) {
            const Ring& sibling = tree_[at ^ 1];
            const std::uint64_t other = __builtin_bit_cast(std::uint64_t, sibling.time);
            const std::uint64_t other_slot = sibling.slot;
            const std::uint64_t bound =
                best + (at & 1);  // of equal times the left one, with the lower slot, comes first
            const std::uint64_t other_wins = 0 - std::uint64_t{other < bound};
            best_slot ^= (best_slot ^ other_slot) & other_wins;
            best ^= (best ^ other) & other_wins;
            at /= 2;
            tree_[at].time = __builtin_bit_cast(double, best);
            tree_[at].slot = static_cast<std::uint32_t>(best_slot);
        }
    }

    [[nodiscard]] const Ring& first() const { return tree_[1]; }

    [[nodiscard]] double time(std::uint32_t slot) const { return tree_[leaves_ + std::size_t{slot}].time; }

    /// Whether no clock but the first rings at `latest` or before.
    [[nodiscard]] bool first_is_alone(double latest) const {
        for (std::size_t at = leaves_ + std::size_t{tree_[1].slot}; at > 1; at /= 2) {
            if (tree_[at ^ 1].time <= latest) {
                return false;
            }
        }
        return true;
    }

    /// Adds to `due` the slots that ring at `latest` or before, in the order of slots.
    void gather(double latest, std::vector<std::uint32_t>& due) const { gather_below(1, latest, due); }

private:
    void gather_below(std::size_t at, double latest, std::vector<std::uint32_t>& due) const {
        if (!(tree_[at].time <= latest)) {
            return;
        }
        if (at >= leaves_) {
            due.push_back(tree_[at].slot);
            return;
        }
        gather_below(2 * at, latest, due);
        gather_below(2 * at + 1, latest, due);
    }

    std::uint32_t leaves_ = 1;
    std::vector<Ring> tree_{Ring{}, Ring{}};
};

}  // namespace caisson::engine
