/// What every node holds by origin, from one instant of a run to the next (docs/semantics.md, section 14).
#pragma once
#include <deque>
#include <limits>
#include <span>
#include <vector>

#include "caisson/engine/observer.hpp"
#include "caisson/model/model.hpp"
#include "engine/components.hpp"
#include "engine/origin_queue.hpp"

namespace caisson::engine {

/// Where what comes into a node comes from.
struct Inflow {
    enum class From : std::uint8_t { state, node, line };

    model::FlowId flow;
    From from{};
    std::uint32_t source = 0;  ///< index of the state, node or route
};

/// One of them while it flows.
struct ActiveInflow {
    Inflow what;
    double weight = 0.0;  ///< what comes in a day
};

struct TracedNode {
    // the same in every run
    bool is_queue = false;
    bool hub = false;
    std::vector<Inflow> inflows;
    std::vector<std::uint32_t> lines;  ///< routes whose lines begin here
    Mixture own;                       ///< all of the state that it belongs to

    // until the next instant
    double stock = 0.0;  ///< at its beginning
    double net = 0.0;
    double in_rate = 0.0;
    double out_rate = 0.0;  ///< a queue's
    std::vector<ActiveInflow> active;

    Mixture now;          ///< of what is mixed; of what leaves a queue or passes through, the last that was known
    SlugQueue slugs;      ///< a queue's
    Signal out;           ///< since the last instant
    Signal in;            ///< a queue's, likewise
    Mixture held;         ///< by a queue at the last instant, by column
    bool mixes = false;   ///< a queue that counts as mixed for a while
    double issued = 0.0;  ///< until when it is known what leaves a queue
};

/// What goes into the line of a route, as far back as it is on its way.
struct TracedLine {
    struct Step {
        double from = 0.0;
        double to = 0.0;
        double rate = 0.0;
    };

    double transit = 0.0;  ///< [d], known once the run has begun
    std::uint32_t sender = 0;
    model::FlowId entering;  ///< nothing for routes without a line
    Signal entered;
    std::vector<Step> steps;
};

/// A lot at sea.
struct TracedLot {
    double amount = 0.0;
    Mixture mixture;
};

class OriginTracer {
public:
    enum class Ages : std::uint8_t { no, yes };

    OriginTracer(const model::Model& model, Ages ages);

    [[nodiscard]] const model::Model& model() const { return model_; }

    [[nodiscard]] std::size_t states() const { return model_.states.size(); }

    /// Columns of a mixture.
    [[nodiscard]] std::size_t width() const { return width_; }

    [[nodiscard]] bool traces_ages() const { return width_ > states(); }

    /// Before each run: what is there at its start.
    void start(std::span<const double> values);

    /// After an instant: what flows until the next one. Stocks are set to those of the run, as rounding has left them.
    void take_rates(const View& view);

    /// To the next instant, by what flows.
    void advance(double to);

    /// What moves at once in it.
    void move(const Move& move);
    /// The oldest goods of a cell are too old, all at once.
    void expire(model::NodeId node, double amount);

    [[nodiscard]] double since() const { return since_; }

    [[nodiscard]] double until() const { return until_; }

    [[nodiscard]] const TracedNode& node(model::NodeId id) const { return nodes_[id.index]; }

    [[nodiscard]] double rate(model::FlowId flow) const { return rates_[flow.index]; }

    /// What a node holds at a time between the last two instants, or now, after all that moved: amounts by column.
    [[nodiscard]] Mixture content_at(model::NodeId node, double time) const;
    [[nodiscard]] Mixture content(model::NodeId node) const;
    /// What is under way on a route now.
    [[nodiscard]] Mixture under_way(model::RouteId route) const;

    /// The goods of the last move.
    [[nodiscard]] const Mixture& moved() const { return carried_; }

private:
    friend class OriginGroup;

    void add_inflows(model::NodeId id);
    [[nodiscard]] Mixture pure(model::StateId state, double made) const;
    [[nodiscard]] Mixture opening(const model::NodeRow& row, std::span<const double> values) const;

    // one stretch of time, for some nodes
    void process(const std::vector<std::uint32_t>& nodes, double from, double to);
    void process_group(const std::vector<std::uint32_t>& group, double from, double to);
    void process_one(std::uint32_t node, double from, double to);
    void process_queue(TracedNode& node, double from, double to);
    void process_mixed(std::uint32_t node, double from, double to);
    void issue(TracedNode& node, double to);
    void issue_what_is_known(const std::vector<std::uint32_t>& nodes, double to);
    [[nodiscard]] bool find_what_mixes(const std::vector<std::uint32_t>& group, double to);
    void solve_group(const std::vector<std::uint32_t>& group, double from, double to);
    void send_on(const TracedNode& node, double from, double to);
    [[nodiscard]] bool depends(std::uint32_t node, const ActiveInflow& in, double from, double to) const;
    [[nodiscard]] bool is_long(std::uint32_t line, double days) const;
    [[nodiscard]] bool passes(const TracedNode& node, double time) const;
    [[nodiscard]] double stock_at(const TracedNode& node, double time) const;
    [[nodiscard]] double window_of(const std::vector<std::uint32_t>& group, double from, double to) const;
    [[nodiscard]] std::vector<std::vector<std::uint32_t>> groups_of(const std::vector<std::uint32_t>& nodes,
                                                                    double from, double to);
    [[nodiscard]] Signal signal_of(const ActiveInflow& in, double from, double to) const;
    [[nodiscard]] bool fade_in(TracedNode& node, const Stretch& in, double weight);

    void add_at_once(TracedNode& node, double amount, const Mixture& mixture);
    [[nodiscard]] Mixture take_at_once(TracedNode& node, double amount);
    void clear_way(model::RouteId route);
    void forget_what_has_arrived();

    const model::Model& model_;
    std::size_t width_ = 0;
    double since_ = 0.0;
    double until_ = 0.0;   ///< of the present stretch between two instants
    double finest_ = 0.0;  ///< how finely it is cut for circles of queues
    std::vector<TracedNode> nodes_;
    std::vector<TracedLine> lines_;  ///< by route
    std::vector<std::deque<TracedLot>> lots_;
    std::vector<double> rates_;  ///< by flow
    std::vector<std::uint32_t> all_;
    std::vector<std::uint32_t> place_;  ///< scratch: of a node in the list that is processed
    Mixture carried_;
    Components components_;
};

/// Nodes that mix or pass on, and whose mixtures depend on each other at once: a linear system.
class OriginGroup {
public:
    OriginGroup(OriginTracer& tracer, const std::vector<std::uint32_t>& nodes) : tracer_(tracer), nodes_(nodes) {}

    /// Appends what leaves each of them, and leaves each as it is at the end.
    void solve(double from, double to);

private:
    struct Source {
        std::size_t member = 0;
        double weight = 0.0;
    };

    struct Member {
        std::uint32_t node = 0;
        double in_rate = 0.0;  ///< without what comes from itself
        double outside = 0.0;  ///< of it
        Signal from_outside;
        std::vector<Source> inside;
    };

    /// A piece of time: what comes from outside in it, and stocks at its ends.
    struct Piece {
        double from = 0.0;
        double to = 0.0;
        std::vector<Course> outside;
        std::vector<double> stock_first;
        std::vector<double> stock_last;
    };

    void add_members(double from, double to);
    void solve_piece(const Piece& piece, int halvings, double worst_before);
    [[nodiscard]] double solve_polynomials(const Piece& piece);
    void take_polynomials(const Piece& piece);
    void solve_lines(const Piece& piece);
    void fill_row(const Member& member, std::size_t at, std::size_t point, double stock, double days);
    [[nodiscard]] double worst_tail(std::size_t member) const;
    [[nodiscard]] bool nothing_changes(const Piece& piece) const;

    OriginTracer& tracer_;
    const std::vector<std::uint32_t>& nodes_;
    std::vector<Member> members_;
    std::vector<double> matrix_;
    std::vector<double> right_;
};

/// Solves a dense linear system, for several right-hand sides at once, by Gauss's algorithm with row pivots.
/// matrix  n rows of n; destroyed
/// right   n rows of `sides`; the solution afterwards
void solve_dense(std::vector<double>& matrix, std::vector<double>& right, std::size_t n, std::size_t sides);

}  // namespace caisson::engine
