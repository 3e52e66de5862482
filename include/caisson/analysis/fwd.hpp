/// The names of the room's parts, for headers that only name them.
#pragma once

namespace caisson::analysis {

struct Bottleneck;
struct Culprit;
struct Shortage;

}  // namespace caisson::analysis
