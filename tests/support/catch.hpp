/// Catch2, version 3 where the distribution has it, else version 2: tests include this file and never Catch2 itself.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>

using Catch::Approx;  // at top level in version 2
#else
#include <catch2/catch.hpp>
#endif
