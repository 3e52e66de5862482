/// What has moved at rates that change.
#pragma once

namespace caisson::engine {

/// What a flow has moved: `moved` until `since`, and `rate` from then on.
struct FlowTotal {
    double moved = 0.0;
    double rate = 0.0;
    double since = 0.0;

    [[nodiscard]] double at(double time) const { return moved + rate * (time - since); }

    void change_rate(double time, double new_rate) {
        moved = at(time);
        since = time;
        rate = new_rate;
    }
};

}  // namespace caisson::engine
