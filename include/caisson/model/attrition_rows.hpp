/// What a run reads of guns and losses (docs/semantics.md, section 15).
#pragma once
#include <string>

#include "caisson/model/attrition.hpp"
#include "caisson/model/fwd.hpp"
#include "caisson/model/param.hpp"

namespace caisson::model {

struct GunsRow {
    NodeId held;  ///< where they are; nothing if guns do not limit the fire, and then nothing of the rest
    Param rate;
    Param life;   ///< nothing: they last
    NodeId worn;  ///< where worn ones are; nothing: nowhere
    FlowId wear;  ///< out of `held`; nothing if they last
};

struct LossRow {
    std::string id;
    std::string title;
    NodeId of;
    LossCause cause{};
    LossLaw law{};
    Param rate;
    FireId by;
    NodeId facing;
    Param against;
    Param aimed;
    ScheduleRow intensity;
    FlowId flow;  ///< out of `of`, and nobody receives it
};

}  // namespace caisson::model
