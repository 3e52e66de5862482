/// Plays futures of a model.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "caisson/base/quantity.hpp"
#include "caisson/base/result.hpp"
#include "caisson/base/table.hpp"
#include "caisson/engine/fwd.hpp"
#include "caisson/model/fwd.hpp"

namespace caisson::engine {

/// Which future: every draw is a pure function of this and of what the draw is for.
struct Future {
    std::uint64_t seed = 1;
    std::uint32_t replication = 0;
};

/// Why a run could not be finished.
struct RunFailure {
    enum class Reason : std::uint8_t {
        bad_parameter,    ///< a value that a file could not have: model::check_values()
        event_storm,      ///< endless events in no time
        too_many_events,  ///< more than the caller allowed
        coupled_inputs,   ///< plants that need each other's products at once, without an answer
        rule_loop,        ///< a rule that fires twice in one instant
    };

    Reason reason{};
    Days time;
    std::string message;             ///< a sentence that names the paths involved
    std::vector<std::string> paths;  ///< the entities involved, busiest first
};

/// How often each part of the engine worked: what the benchmarks and tests of locality read.
struct Counts {
    std::uint64_t events = 0;
    std::uint64_t instants = 0;
    std::uint64_t short_cuts = 0;        ///< ships that landed or sailed without changing a rate
    std::uint64_t solves = 0;            ///< instants at which rates were solved
    std::uint64_t single_solves = 0;     ///< nodes solved alone, by one sharing
    std::uint64_t component_solves = 0;  ///< components of more than one level
    std::uint64_t nodes_touched = 0;     ///< nodes whose net rate was computed anew
    std::uint64_t levels_solved = 0;
    std::uint64_t allocation_iterated = 0;  ///< components for which no exact solution was accepted (section 3.4)
};

/// A run after its end. Amounts in commodity units.
struct Summary {
    Days end;
    Table<model::Node, Amount> stocks;     ///< at the end
    Table<model::Node, Days> first_empty;  ///< when a stock first reached 0; infinite if never
    Table<model::Node, Days> last_empty;   ///< when it last reached 0 after the start; minus infinity if never
    Table<model::Node, std::uint32_t> times_empty;
    Table<model::Flow, Amount> moved;    ///< fired, made, transferred, departed, unloaded
    Table<model::Fire, Amount> wanted;   ///< before rationing
    Table<model::Fire, Amount> allowed;  ///< after it
    Table<model::Route, Amount> sent;
    Table<model::Route, Amount> arrived;  ///< at the end of the line, after losses
    Table<model::Route, Amount> lost;
    Table<model::Route, Amount> spilled;
    Table<model::Route, Amount> rejected;
    Table<model::Route, Amount> interdicted;
    Table<model::Route, Amount> under_way;  ///< without the port's queue, which is a node's stock
    Table<model::Plant, Amount> in_work;    ///< without the dock, which is a node's stock
    Table<model::Plant, Amount> scrapped;
    Table<model::Node, Amount> expired;
    Table<model::Commodity, Amount> course_errors;  ///< by how much stocks may be off because losses follow curves
    Counts counts;
    double worst_imbalance = 0.0;   ///< largest |conservation error| / (started + made) of any commodity
    std::uint64_t fingerprint = 0;  ///< of the event log; 0 if nobody watched
};

/// A run between two instants, to be resumed or branched: the same bytes follow.
struct SavedRun {
    std::vector<std::byte> bytes;
};

/// By which way a run is played: both give the same bytes. Tests play by both and compare.
enum class RunPath : std::uint8_t {
    short_cuts,  ///< what is common and simple is done without looking further
    general,     ///< everything by the long way
};

/// Limits of one run.
struct RunLimits {
    std::uint64_t most_events = 100'000'000;
    RunPath path = RunPath::short_cuts;
};

/// Plays futures of one model. Keep one per thread: it owns the memory of a run and uses it again.
class Runner {
public:
    /// model   borrowed: it outlives the runner
    explicit Runner(const model::Model& model, RunLimits limits = {});
    ~Runner();
    Runner(Runner&&) noexcept;
    Runner& operator=(Runner&&) noexcept;

    /// Plays one future, from the model's start to its end, exactly between events.
    /// values      one for each of model.values, in base units: parameters first, held to model::check_values(), and then
    ///             the defaults as they are in the model
    /// observers   borrowed for the call, called on this thread in event order; they may read and change nothing
    /// returns     stocks and totals at the end; borrowed from the runner, valid until its next call
    /// fails       RunFailure, naming the paths; nothing else can
    /// cost        O(what each event touches), summed over events; no allocation after the first run; no lock or clock
    /// promise     same model, values and future: same bytes, on any thread, in any order of runs
    /// source      docs/semantics.md, 3 (who gets how much) and 4 (order of simultaneous events)
    [[nodiscard]] Result<const Summary*, RunFailure> run(std::span<const double> values, Future future,
                                                         std::span<Observer* const> observers = {});

    /// The same in parts: `begin` executes the first instant, each `step` the next one; `finish` sums up.
    /// step      false when the instant that contains the end has been executed
    [[nodiscard]] Result<bool, RunFailure> begin(std::span<const double> values, Future future,
                                                 std::span<Observer* const> observers = {});
    [[nodiscard]] Result<bool, RunFailure> step(std::span<Observer* const> observers = {});
    [[nodiscard]] const Summary& finish();
    /// The time of the instant executed last.
    [[nodiscard]] Days now() const;

    /// The state after the instant executed last, as bytes; `resume` continues from it in any runner of the same model.
    [[nodiscard]] SavedRun save() const;
    /// fails     throws Bug if the bytes belong to another model
    void resume(const SavedRun& saved);

private:
    std::unique_ptr<RunState> state_;
};

}  // namespace caisson::engine
