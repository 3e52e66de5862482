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

bool Way::Lot::is_due(double now) const {
    return std::any_of(stays.begin(), stays.end(), [&](const Stay& stay) {
        return time + stay.least - 2.0 * window <= now && now <= time + stay.most + 2.0 * window;
    });
}

void Way::sails(const Lot& lot) {
    lots_.push_back(lot);
    last_date_ = lot.time;
    ++count_;
}

std::optional<Way::Lot> Way::comes(double time, double brings, bool shares) {
    auto found = std::find_if(lots_.begin(), lots_.end(), [&](const Lot& lot) {
        return lot.is_due(time) && near(brings, lot.arrives(shares), lot.amount);
    });
    if (found == lots_.end()) {
        found = std::find_if(lots_.begin(), lots_.end(), [&](const Lot& lot) { return lot.is_due(time); });
    }
    if (found == lots_.end()) {
        return std::nullopt;
    }
    const Lot lot = *found;
    lots_.erase(found);
    return lot;
}

namespace {

double latest(const Way::Lot& lot) {
    double last = lot.time;
    for (const Stay& stay : lot.stays) {
        last = std::max(last, lot.time + stay.most);
    }
    return last;
}

}  // namespace

bool Way::is_overdue(double time) const {
    return std::any_of(lots_.begin(), lots_.end(), [&](const Lot& lot) { return latest(lot) < time - 2.0 * window; });
}

void Way::forget_overdue(double time) {
    std::erase_if(lots_, [&](const Lot& lot) { return latest(lot) < time - 2.0 * window; });
}

void Way::clear(double time) {
    cleared_ = time;
    lots_.clear();
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
