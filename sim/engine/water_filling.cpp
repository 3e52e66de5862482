#include "engine/water_filling.hpp"

#include <algorithm>

namespace caisson::engine {
namespace {

std::span<Share> first_class(std::span<Share> shares) {
    std::size_t size = 1;
    while (size < shares.size() && shares[size].priority_class == shares[0].priority_class) {
        ++size;
    }
    return shares.first(size);
}

/// What the class takes if nobody limits it but the other ends.
double wish(std::span<const Share> shares) {
    double sum = 0.0;
    for (const Share& share : shares) {
        sum += share.weight * share.cap;
    }
    return sum;
}

bool capped(std::span<const Share> shares) {
    return std::any_of(shares.begin(), shares.end(), [](const Share& share) { return share.cap < 1.0; });
}

/// Lowest caps first, and the weights of all from each one on.
void sort_by_cap(std::span<Share> shares) {
    std::sort(shares.begin(), shares.end(), [](const Share& a, const Share& b) {
        return a.cap != b.cap ? a.cap < b.cap : a.weight < b.weight;  // what is equal in both may change places
    });
    double behind = 0.0;
    for (std::size_t at = shares.size(); at-- > 0;) {
        behind += shares[at].weight;
        shares[at].behind = behind;
    }
}

/// The fraction of a class that gets less than it wishes.
double divide(double available, double wished, std::span<Share> shares) {
    if (!capped(shares)) {
        return available / wished;
    }
    sort_by_cap(shares);
    double taken = 0.0;
    for (const Share& share : shares) {
        const double fraction = (available - taken) / share.behind;
        if (fraction <= share.cap) {
            return std::max(0.0, fraction);
        }
        taken += share.weight * share.cap;
    }
    return shares.back().cap;
}

}  // namespace

Level fill(double available, std::span<Share> shares, std::uint32_t classes) {
    while (!shares.empty()) {
        const std::span<Share> competing = first_class(shares);
        shares = shares.subspan(competing.size());
        const double wished = wish(competing);
        if (available < wished - negligible * wished) {
            return {competing[0].priority_class, divide(available, wished, competing)};
        }
        const double left = available - wished;
        available = left > negligible * wished ? left : 0.0;
    }
    return {classes, 0.0};
}

void append_pieces(std::span<Share> shares, std::uint32_t classes, std::vector<Piece>& pieces) {
    double available = 0.0;
    while (!shares.empty()) {
        const std::span<Share> competing = first_class(shares);
        shares = shares.subspan(competing.size());
        sort_by_cap(competing);
        double fraction = 0.0;
        for (const Share& share : competing) {
            if (share.behind > 0.0 && share.cap > fraction) {
                pieces.push_back({available, fraction, 1.0 / share.behind, share.priority_class});
                available += (share.cap - fraction) * share.behind;
                fraction = share.cap;
            }
        }
    }
    pieces.push_back({available, 0.0, 0.0, classes});
}

}  // namespace caisson::engine
