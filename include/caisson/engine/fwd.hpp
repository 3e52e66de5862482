/// The names of the engine's parts, for headers that only name them.
#pragma once

namespace caisson::engine {

class Observer;
class Runner;
class View;
struct Event;
struct Future;
struct Instant;
struct RunFailure;
struct RunState;
struct SavedRun;
struct Summary;

}  // namespace caisson::engine
