#include "engine/origin_queue.hpp"

#include <algorithm>

namespace caisson::engine {

void SlugQueue::clear() {
    slugs_.clear();
    total_ = 0.0;
}

void SlugQueue::push(double amount, const Course& course) {
    if (amount <= 0.0) {
        return;
    }
    total_ += amount;
    if (!slugs_.empty() && course.form() == Course::Form::constant && slugs_.back().course == course) {
        slugs_.back().amount += amount;
        return;
    }
    slugs_.push_back({amount, course});
}

void SlugQueue::push(double rate, const Signal& signal) {
    for (const Stretch& one : signal) {
        push(rate * (one.to - one.from), one.course);
    }
}

Signal SlugQueue::take(double rate, double from, double to, const Mixture& otherwise) {
    Signal out;
    double now = from;
    Mixture last = otherwise;
    while (now < to && !slugs_.empty()) {
        Slug& front = slugs_.front();
        const double wanted = rate * (to - now);
        if (front.amount <= wanted) {
            const double end = std::min(to, now + front.amount / rate);
            if (end > now) {
                append(out, now, end, front.course);
            }
            now = end;
            total_ -= front.amount;
            last = front.course.at(1.0);
            slugs_.pop_front();
            continue;
        }
        const double share = wanted / front.amount;
        append(out, now, to, front.course.part(0.0, share));
        front.course = front.course.part(share, 1.0);
        front.amount -= wanted;
        total_ -= wanted;
        return out;
    }
    if (out.empty()) {
        append(out, from, to, Course::constant(last));
    }
    out.back().to = to;  // but for rounding
    return out;
}

Mixture SlugQueue::take(double amount, std::size_t width) {
    Mixture taken(width, 0.0);
    const auto add = [&](double part, const Course& course) {
        const Mixture mean = course.integral();
        for (std::size_t k = 0; k < width; ++k) {
            taken[k] += part * mean[k];
        }
    };
    while (amount > 0.0 && !slugs_.empty()) {
        Slug& front = slugs_.front();
        if (front.amount <= amount) {
            add(front.amount, front.course);
            amount -= front.amount;
            total_ -= front.amount;
            slugs_.pop_front();
            continue;
        }
        const double share = amount / front.amount;
        add(amount, front.course.part(0.0, share));
        front.course = front.course.part(share, 1.0);
        front.amount -= amount;
        total_ -= amount;
        amount = 0.0;
    }
    return taken;
}

Mixture SlugQueue::content(std::size_t width) const {
    Mixture content(width, 0.0);
    for (const Slug& slug : slugs_) {
        const Mixture mean = slug.course.integral();
        for (std::size_t k = 0; k < width; ++k) {
            content[k] += slug.amount * mean[k];
        }
    }
    return content;
}

void SlugQueue::coarsen(std::size_t most) {
    if (slugs_.size() <= most) {
        return;
    }
    std::deque<Slug> coarse;
    for (std::size_t at = 0; at < slugs_.size(); at += 2) {
        if (at + 1 == slugs_.size()) {
            coarse.push_back(slugs_[at]);
            break;
        }
        const double amount = slugs_[at].amount + slugs_[at + 1].amount;
        Mixture mean = slugs_[at].course.integral();
        const Mixture other = slugs_[at + 1].course.integral();
        for (std::size_t k = 0; k < mean.size(); ++k) {
            mean[k] += (other[k] - mean[k]) * slugs_[at + 1].amount / amount;
        }
        coarse.push_back({amount, Course::constant(std::move(mean))});
    }
    slugs_ = std::move(coarse);
}

void SlugQueue::set_total(double total) {
    if (total <= 0.0) {
        clear();
        return;
    }
    double surplus = total_ - total;
    while (surplus > 0.0 && !slugs_.empty()) {
        const double less = std::min(surplus, slugs_.back().amount);
        slugs_.back().amount -= less;
        surplus -= less;
        if (slugs_.back().amount <= 0.0) {
            slugs_.pop_back();
        }
    }
    if (surplus < 0.0 && !slugs_.empty()) {
        slugs_.back().amount -= surplus;
    }
    total_ = total;
}

}  // namespace caisson::engine
