/// The words of `app`, named and not defined.
#pragma once

namespace caisson::app {

struct CheckOptions;
struct CheckResult;
struct Failure;
struct Found;
struct GraphOptions;
struct Hooks;
struct Listing;
struct Loaded;
struct Played;
struct PlayOptions;
struct RunOptions;
struct RunReport;
struct RunResult;
struct Shown;
struct WhyOptions;
struct WhyReport;

}  // namespace caisson::app
