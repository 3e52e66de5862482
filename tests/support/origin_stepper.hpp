/// A second way to trace origins: parcels that are carried by small steps of time. It shares no code with the engine's.
#pragma once
#include <deque>
#include <span>
#include <vector>

#include "caisson/engine/observer.hpp"
#include "caisson/model/model.hpp"

namespace caisson::tests {

/// Watches a run and moves goods of each state by explicit steps. As the step shrinks its answers come to the true ones.
class OriginStepper final : public engine::Observer {
public:
    /// step  [d], the longest
    OriginStepper(const model::Model& model, double step);

    void see(const engine::Instant& instant) override;

    [[nodiscard]] double stock(model::NodeId node, model::StateId state) const;

    /// Of all fires together.
    [[nodiscard]] double fired(model::StateId state) const { return fired_[state.index]; }

private:
    using Amounts = std::vector<double>;  ///< by state

    struct Parcel {
        double arrival = 0.0;  ///< on a line only
        Amounts amounts;
    };

    struct Flow {
        double rate = 0.0;
        double gain = 1.0;
    };

    struct Held {
        bool queue = false;
        std::deque<Parcel> parcels;  ///< one for what is mixed
    };

    void start(const engine::View& view);
    void step(double from, double days);
    void find_mixtures(double days);
    void exchange(model::NodeId node, const Amounts& coming, double days);
    [[nodiscard]] double out_rate(model::NodeId node) const;
    [[nodiscard]] Amounts coming_into(model::NodeId node) const;
    [[nodiscard]] Amounts of_flow(model::FlowId flow) const;
    void carry(const engine::Move& move);
    void add(model::NodeId node, const Amounts& amounts);
    [[nodiscard]] Amounts take(model::NodeId node, double amount);
    [[nodiscard]] Amounts front(const Held& held, double amount) const;

    const model::Model& model_;
    double step_;
    double now_ = 0.0;
    bool begun_ = false;
    std::size_t states_;
    std::vector<Held> held_;
    std::vector<Amounts> mixtures_;           ///< by node: of what leaves in a step
    std::vector<std::deque<Parcel>> lines_;   ///< by route
    std::vector<std::deque<Amounts>> ships_;  ///< by route
    std::vector<double> spilled_;             ///< by route: in a day
    std::vector<Flow> flows_;
    std::vector<std::vector<double>> takes_;  ///< by flow: of each of its legs
    Amounts arriving_;                        ///< of the present move
    Amounts fired_;
};

}  // namespace caisson::tests
