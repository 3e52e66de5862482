/// Levels that depend on each other, copied out of the network with all that they need, so that they can be tried out.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "engine/allocate_network.hpp"
#include "engine/components.hpp"
#include "engine/water_filling.hpp"

namespace caisson::engine {

/// A strong component of the dependency graph. Rows refer to each other by position.
class Component {
public:
    /// A level of the component that holds a flow back.
    struct End {
        std::uint32_t level = 0;
        std::uint32_t priority_class = 0;
    };

    struct Flow {
        model::FlowId id;
        double ask = 0.0;
        model::Range ends;
        std::uint32_t after = none;  ///< the flow whose unmet part it asks, if that may change
        double outside = 1.0;        ///< the least multiplier of levels outside
    };

    /// What a flow gives to a level, takes from it, or asks of it, for a unit of flow; `cap`: the least multiplier of
    /// levels outside that counts here.
    struct Term {
        std::uint32_t flow = 0;
        double factor = 0.0;
        double cap = 1.0;
        std::uint32_t priority_class = 0;  ///< of shares
    };

    struct Row {
        LevelId id = 0;
        std::uint32_t classes = 0;
        std::uint32_t partner = none;  ///< the same node's other level, if inside: what it cuts is still offered
        double supply = 0.0;           ///< [unit/d] what cannot change of the inflow or room that it shares
        double own_use = 0.0;          ///< [unit/d] what cannot change of what own use takes before it
        model::Range feeds;            ///< the rest of the inflow or room
        model::Range drains;           ///< the rest of own use
        model::Range shares;           ///< sorted by class
        Level at;
    };

    explicit Component(const Network& net);

    /// members   sorted
    void build(const Present& present, std::span<const LevelId> members);
    /// Writes the levels back.
    void store(const Present& present) const;

    [[nodiscard]] std::uint32_t senders() const { return senders_; }

    [[nodiscard]] bool contested() const { return senders_ > 0 && senders_ < rows.size(); }

    [[nodiscard]] std::span<const Term> terms_of(model::Range range) const {
        return {terms.data() + range.begin, range.size()};
    }

    [[nodiscard]] std::span<const End> ends_of(const Flow& flow) const {
        return {ends.data() + flow.ends.begin, flow.ends.size()};
    }

    /// The least multiplier that a flow meets, one level left out.
    [[nodiscard]] double limit(const Flow& flow, double cap, std::uint32_t except) const;
    /// What a term moves at the present levels, one level left out.
    [[nodiscard]] double amount(const Term& term, std::uint32_t except) const;
    /// What a level has to share at the present levels; negative if own use takes more than there is.
    [[nodiscard]] double available(const Row& row) const;
    /// The level that shares so much, at the present caps.
    [[nodiscard]] Level shared_out(std::uint32_t level, double available);
    /// What flows ask of a level, with their present caps.
    std::span<Share> gather(std::uint32_t level);
    /// Finds again the asks of flows after others.
    void refresh_asks();
    /// Whether there are any whose ask may change.
    [[nodiscard]] bool waits() const;
    /// A residual below this is rounding.
    [[nodiscard]] double rounding() const;

    std::vector<Row> rows;
    std::vector<Flow> flows;
    std::vector<End> ends;
    std::vector<Term> terms;

private:
    std::uint32_t flow_row(const Present& present, model::FlowId id);
    void add_end(const Present& present, Flow& flow, LevelId level, std::uint32_t priority_class);
    [[nodiscard]] double outside_limit(const Present& present, const NetworkFlow& flow, LevelId except) const;
    void add_feeds(const Present& present, Row& row);
    void add_drains(const Present& present, Row& row);
    void add_shares(const Present& present, Row& row);
    [[nodiscard]] bool fixed(const Flow& flow, std::uint32_t except) const;
    void forget();

    const Network& net_;
    std::uint32_t senders_ = 0;
    std::vector<std::uint32_t> row_of_;   ///< of a level, or none
    std::vector<std::uint32_t> flow_of_;  ///< of a flow, or none
    std::vector<Share> gathered_;
};

}  // namespace caisson::engine
