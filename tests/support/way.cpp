#include <algorithm>
#include <cmath>
#include <limits>

#include "support/check_books.hpp"

namespace caisson::tests {

void Way::always_left(double rate, double loss) {
    largest_ = std::max(largest_, rate);
    departures_.push_back({-std::numeric_limits<double>::infinity(), rate, loss, 1.0});
}

void Way::leaves(double time, double rate, double loss, double asked, double through) {
    largest_ = std::max(largest_, asked);
    if (departures_.empty() || departures_.back().rate != rate || departures_.back().loss != loss ||
        departures_.back().through != through) {
        departures_.push_back({time, rate, loss, through});
    }
}

void Way::sails(double time, double amount, double loss, double through) {
    lots_.push_back({time, amount, loss, through});
}

std::optional<Way::Lot> Way::comes(double time, double transit) {
    for (auto lot = lots_.begin(); lot != lots_.end(); ++lot) {
        if (std::abs(lot->time + transit - time) <= 2.0 * window) {
            const Lot found = *lot;
            lots_.erase(lot);
            return found;
        }
    }
    return std::nullopt;
}

void Way::clear(double time) {
    cleared_ = time;
    lots_.clear();
}

double Way::oldest_lot() const {
    double oldest = std::numeric_limits<double>::infinity();
    for (const Lot& lot : lots_) {
        oldest = std::min(oldest, lot.time);
    }
    return oldest;
}

double Way::left(double from, double until, Count count) const {
    long double sum = 0.0L;
    for (std::size_t at = 0; at < departures_.size(); ++at) {
        const Departure& departure = departures_[at];
        const double begin = std::max({from, departure.time, cleared_});
        const double end = at + 1 < departures_.size() ? std::min(until, departures_[at + 1].time) : until;
        const double share = count == Count::gross ? 1.0 : (1.0 - departure.loss) * departure.through;
        sum += end > begin ? departure.rate * share * (end - begin) : 0.0;
    }
    return static_cast<double>(sum);
}

double Way::afloat(Count count) const {
    double sum = 0.0;
    for (const Lot& lot : lots_) {
        sum += count == Count::gross ? lot.amount : lot.amount * (1.0 - lot.loss) * lot.through;
    }
    return sum;
}

double Way::under_way(double time, double transit, Count count) const {
    return left(time - transit, time, count) + afloat(count);
}

bool Way::comes_at(double time, double transit, double arriving, double losing, double interdicting) const {
    const double then = time - transit;
    const auto fits = [&](double rate, double loss, double through) {
        return std::abs(arriving - rate * (1.0 - loss) * through) <= slack * largest_ &&
               std::abs(interdicting - rate * (1.0 - loss) * (1.0 - through)) <= slack * largest_ &&
               std::abs(losing - rate * loss) <= slack * largest_;
    };
    const bool nothing_yet = departures_.empty() || then < departures_.front().time + 2.0 * window;
    if ((nothing_yet || then < cleared_ + 2.0 * window) && fits(0.0, 0.0, 1.0)) {
        return true;
    }
    for (std::size_t at = 0; at < departures_.size(); ++at) {
        const bool begun = departures_[at].time <= then + 2.0 * window;
        const bool over = at + 1 < departures_.size() && departures_[at + 1].time < then - 2.0 * window;
        const bool gone = then < cleared_ - 2.0 * window;
        if (begun && !over && !gone && fits(departures_[at].rate, departures_[at].loss, departures_[at].through)) {
            return true;
        }
    }
    return false;
}

}  // namespace caisson::tests
