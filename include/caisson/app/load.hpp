/// From a scenario file to a model that can be played.
#pragma once
#include <memory>

#include "caisson/app/failure.hpp"
#include "caisson/base/result.hpp"
#include "caisson/model/model.hpp"
#include "caisson/read/reader.hpp"

namespace caisson::app {

/// A scenario that was read, compiled and looked through.
struct Loaded {
    read::Reading reading;
    std::unique_ptr<const model::Model> model;  ///< does not move when this does
    Findings warnings;                          ///< of reading, compiling and looking through, in the order of the file
};

/// Reads, compiles and inspects a scenario.
/// fails   unreadable: the file that was named; invalid: with all errors and warnings
/// cost    some 0.3 s for each megabyte of text
[[nodiscard]] Result<Loaded, Failure> load(const read::Request& request);

}  // namespace caisson::app
