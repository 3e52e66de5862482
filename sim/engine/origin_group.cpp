#include <algorithm>
#include <cmath>
#include <span>

#include "engine/origin_tracer.hpp"

namespace caisson::engine {
namespace {

constexpr std::size_t points_count = Course::points;
constexpr int most_halvings = 40;
/// A stock below this part of what comes in during a piece is none.
constexpr double no_stock = 1e-13;

void eliminate(std::vector<double>& matrix, std::vector<double>& right, std::size_t n, std::size_t sides,
               std::size_t at) {
    for (std::size_t row = at + 1; row < n; ++row) {
        const double factor = matrix[row * n + at] / matrix[at * n + at];
        if (factor == 0.0) {
            continue;
        }
        for (std::size_t col = at; col < n; ++col) {
            matrix[row * n + col] -= factor * matrix[at * n + col];
        }
        for (std::size_t side = 0; side < sides; ++side) {
            right[row * sides + side] -= factor * right[at * sides + side];
        }
    }
}

/// Shares sum to 1. Where next to nothing enters a circle its system is so close to singular that they would not; where
/// nothing enters at all what goes round is as it was.
void make_whole(std::span<double> mixture, std::size_t states, const Mixture& before) {
    double sum = 0.0;
    for (std::size_t k = 0; k < states; ++k) {
        sum += mixture[k];
    }
    constexpr double nothing = 1e-3;
    if (!(sum > nothing)) {
        std::copy(before.begin(), before.end(), mixture.begin());
        return;
    }
    for (double& one : mixture) {
        one /= sum;
    }
}

}  // namespace

void solve_dense(std::vector<double>& matrix, std::vector<double>& right, std::size_t n, std::size_t sides) {
    for (std::size_t at = 0; at < n; ++at) {
        std::size_t pivot = at;
        for (std::size_t row = at + 1; row < n; ++row) {
            pivot = std::abs(matrix[row * n + at]) > std::abs(matrix[pivot * n + at]) ? row : pivot;
        }
        if (matrix[pivot * n + at] == 0.0) {  // a circle that nothing enters: whatever it holds, none of it leaves
            matrix[pivot * n + at] = 1.0;
        }
        if (pivot != at) {
            std::swap_ranges(matrix.begin() + static_cast<std::ptrdiff_t>(at * n),
                             matrix.begin() + static_cast<std::ptrdiff_t>((at + 1) * n),
                             matrix.begin() + static_cast<std::ptrdiff_t>(pivot * n));
            std::swap_ranges(right.begin() + static_cast<std::ptrdiff_t>(at * sides),
                             right.begin() + static_cast<std::ptrdiff_t>((at + 1) * sides),
                             right.begin() + static_cast<std::ptrdiff_t>(pivot * sides));
        }
        eliminate(matrix, right, n, sides, at);
    }
    for (std::size_t at = n; at-- > 0;) {
        for (std::size_t side = 0; side < sides; ++side) {
            double value = right[at * sides + side];
            for (std::size_t col = at + 1; col < n; ++col) {
                value -= matrix[at * n + col] * right[col * sides + side];
            }
            right[at * sides + side] = value / matrix[at * n + at];
        }
    }
}

void OriginGroup::add_members(double from, double to) {
    for (const std::uint32_t index : nodes_) {
        const TracedNode& node = tracer_.nodes_[index];
        if (!node.is_queue || node.issued < to) {  // else what leaves it is known
            Member member;
            member.node = index;
            members_.push_back(std::move(member));
        }
    }
    for (Member& member : members_) {
        std::vector<Weighed> outside;
        for (const ActiveInflow& in : tracer_.nodes_[member.node].active) {
            const bool state = in.what.from == Inflow::From::state;
            const std::uint32_t source =
                in.what.from == Inflow::From::line ? tracer_.lines_[in.what.source].sender : in.what.source;
            const auto inside = std::find_if(members_.begin(), members_.end(),
                                             [&](const Member& one) { return !state && one.node == source; });
            const bool known = inside == members_.end() || tracer_.nodes_[source].issued >= to ||
                               (in.what.from == Inflow::From::line && tracer_.is_long(in.what.source, to - from));
            if (known) {
                outside.push_back({in.weight, tracer_.signal_of(in, from, to)});
                member.outside += in.weight;
            } else if (inside->node != member.node) {
                member.inside.push_back({static_cast<std::size_t>(inside - members_.begin()), in.weight});
                member.in_rate += in.weight;
            }
        }
        member.in_rate += member.outside;
        if (!outside.empty()) {
            member.from_outside = mean_of(outside, from, to, tracer_.width_);
        } else {
            append(member.from_outside, from, to, Course::constant(Mixture(tracer_.width_, 0.0)));
        }
    }
}

void OriginGroup::solve(double from, double to) {
    add_members(from, to);
    std::vector<const Signal*> signals;
    for (const Member& member : members_) {
        signals.push_back(&member.from_outside);
    }
    const std::vector<double> joints = joints_of(signals, from, to);
    for (std::size_t joint = 0; joint + 1 < joints.size(); ++joint) {
        Piece piece;
        piece.from = joints[joint];
        piece.to = joints[joint + 1];
        for (const Member& member : members_) {
            const TracedNode& node = tracer_.nodes_[member.node];
            piece.outside.push_back(course_between(member.from_outside, piece.from, piece.to));
            const double come = member.in_rate * (piece.to - piece.from);
            const auto stock = [&](double time) {
                const double there = node.is_queue && !node.mixes ? 0.0 : tracer_.stock_at(node, time);
                return there > no_stock * come ? there : 0.0;
            };
            piece.stock_first.push_back(stock(piece.from));
            piece.stock_last.push_back(stock(piece.to));
        }
        solve_piece(piece, 0, 1.0);
    }
}

bool OriginGroup::nothing_changes(const Piece& piece) const {
    for (std::size_t at = 0; at < members_.size(); ++at) {
        const bool holds = piece.stock_first[at] > 0.0 || piece.stock_last[at] > 0.0;
        if (holds || piece.outside[at].form() != Course::Form::constant) {
            return false;
        }
    }
    return true;
}

void OriginGroup::solve_piece(const Piece& piece, int halvings, double worst_before) {
    if (halvings >= most_halvings || nothing_changes(piece)) {
        solve_lines(piece);
        return;
    }
    const double worst = solve_polynomials(piece);
    if (fits_well(worst, halvings, worst_before)) {
        take_polynomials(piece);
        return;
    }
    Piece first{piece.from, 0.5 * (piece.from + piece.to), {}, piece.stock_first, {}};
    Piece second{first.to, piece.to, {}, {}, piece.stock_last};
    for (std::size_t at = 0; at < members_.size(); ++at) {
        first.outside.push_back(piece.outside[at].part(0.0, 0.5));
        second.outside.push_back(piece.outside[at].part(0.5, 1.0));
        first.stock_last.push_back(0.5 * (piece.stock_first[at] + piece.stock_last[at]));
    }
    second.stock_first = first.stock_last;
    solve_piece(first, halvings + 1, worst);
    solve_piece(second, halvings + 1, worst);
}

/// x / in  dc/dt + c = what comes in, at one point: of what is mixed; of what passes on without the first term.
void OriginGroup::fill_row(const Member& member, std::size_t at, std::size_t point, double stock, double days) {
    const std::size_t n = members_.size() * points_count;
    double* row = &matrix_[(at * points_count + point) * n];
    const double stay = stock / (member.in_rate * days);
    const double scale = 1.0 / (1.0 + stay);
    for (std::size_t of = 0; of < points_count && stay > 0.0; ++of) {
        row[at * points_count + of] = scale * stay * chebyshev().slope[point][of];
    }
    row[at * points_count + point] += scale;
    for (const Source& source : member.inside) {
        row[source.member * points_count + point] -= scale * source.weight / member.in_rate;
    }
    for (std::size_t k = 0; k < tracer_.width_; ++k) {
        right_[(at * points_count + point) * tracer_.width_ + k] *= scale * member.outside / member.in_rate;
    }
}

double OriginGroup::worst_tail(std::size_t member) const {
    const std::size_t width = tracer_.width_;
    const auto values = std::span<const double>(right_).subspan(member * points_count * width, points_count * width);
    double worst = 0.0;
    for (std::size_t k = 0; k < width; ++k) {
        double size = 1.0;
        for (std::size_t point = 0; point < points_count; ++point) {
            size = std::max(size, std::abs(values[point * width + k]));
        }
        worst = std::max(worst, tail_of(values, width, k) / size);
    }
    return worst;
}

/// returns  how large the last coefficients are, of what comes in and of what is found
double OriginGroup::solve_polynomials(const Piece& piece) {
    const std::size_t width = tracer_.width_;
    const std::size_t n = members_.size() * points_count;
    matrix_.assign(n * n, 0.0);
    right_.assign(n * width, 0.0);
    double worst = 0.0;
    for (std::size_t at = 0; at < members_.size(); ++at) {
        const Member& member = members_[at];
        for (std::size_t point = 0; point < points_count; ++point) {
            piece.outside[at].at(chebyshev().u[point],
                                 std::span(right_).subspan((at * points_count + point) * width, width));
        }
        worst = std::max(worst, worst_tail(at));
        for (std::size_t point = 0; point < points_count; ++point) {
            const double stock =
                piece.stock_first[at] + (piece.stock_last[at] - piece.stock_first[at]) * chebyshev().u[point];
            if (point == 0 && stock > 0.0) {  // what is there at first
                matrix_[at * points_count * n + at * points_count] = 1.0;
                std::copy(tracer_.nodes_[member.node].now.begin(), tracer_.nodes_[member.node].now.end(),
                          right_.begin() + static_cast<std::ptrdiff_t>(at * points_count * width));
            } else {
                fill_row(member, at, point, stock, piece.to - piece.from);
            }
        }
    }
    solve_dense(matrix_, right_, n, width);
    for (std::size_t at = 0; at < members_.size(); ++at) {
        worst = std::max(worst, worst_tail(at));
    }
    return worst;
}

void OriginGroup::take_polynomials(const Piece& piece) {
    const std::size_t width = tracer_.width_;
    for (std::size_t at = 0; at < members_.size(); ++at) {
        TracedNode& node = tracer_.nodes_[members_[at].node];
        const auto begin = right_.begin() + static_cast<std::ptrdiff_t>(at * points_count * width);
        std::vector<double> values(begin, begin + static_cast<std::ptrdiff_t>(points_count * width));
        for (std::size_t point = 0; point < points_count; ++point) {
            make_whole(std::span(values).subspan(point * width, width), tracer_.states(), node.now);
        }
        node.now.assign(values.end() - static_cast<std::ptrdiff_t>(width), values.end());
        append(node.out, piece.from, piece.to, Course::polynomial(std::move(values), width));
    }
}

/// Straight lines to what there is at the end, by one backward step: exact where nothing changes; else the last bit of
/// time before a depot is empty, in which next to nothing moves.
void OriginGroup::solve_lines(const Piece& piece) {
    const std::size_t n = members_.size();
    const std::size_t width = tracer_.width_;
    matrix_.assign(n * n, 0.0);
    right_.assign(n * width, 0.0);
    for (std::size_t at = 0; at < n; ++at) {
        const Member& member = members_[at];
        const TracedNode& node = tracer_.nodes_[member.node];
        const double stay = piece.stock_last[at] / (member.in_rate * (piece.to - piece.from));
        const Mixture come = piece.outside[at].at(1.0);
        matrix_[at * n + at] += 1.0 + stay;
        for (const Source& source : member.inside) {
            matrix_[at * n + source.member] -= source.weight / member.in_rate;
        }
        for (std::size_t k = 0; k < width; ++k) {
            right_[at * width + k] = stay * node.now[k] + come[k] * member.outside / member.in_rate;
        }
    }
    solve_dense(matrix_, right_, n, width);
    for (std::size_t at = 0; at < n; ++at) {
        TracedNode& node = tracer_.nodes_[members_[at].node];
        const auto begin = right_.begin() + static_cast<std::ptrdiff_t>(at * width);
        Mixture last(begin, begin + static_cast<std::ptrdiff_t>(width));
        make_whole(last, tracer_.states(), node.now);
        if (piece.stock_first[at] > 0.0) {
            Mixture slope(width);
            for (std::size_t k = 0; k < width; ++k) {
                slope[k] = last[k] - node.now[k];
            }
            append(node.out, piece.from, piece.to, Course::line(node.now, std::move(slope)));
        } else {
            append(node.out, piece.from, piece.to, Course::constant(last));
        }
        node.now = std::move(last);
    }
}

}  // namespace caisson::engine
