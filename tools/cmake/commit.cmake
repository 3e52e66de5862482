# What `caisson --version` and a manifest call this build. Link caisson_build_name and include "caisson_build_name.hpp".
# The header changes only when the commit does, so that a commit recompiles one file.

find_package(Git QUIET)
set(commit "")
if(Git_FOUND)
    function(ask_git answer)
        execute_process(COMMAND ${GIT_EXECUTABLE} ${ARGN} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
            OUTPUT_VARIABLE said ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
        set(${answer} "${said}" PARENT_SCOPE)
    endfunction()
    ask_git(top rev-parse --show-toplevel)
    if(top STREQUAL PROJECT_SOURCE_DIR)
        ask_git(commit rev-parse --short=12 HEAD)
        # Written at each commit and checkout: CMake runs again then.
        ask_git(log rev-parse --git-path logs/HEAD)
        get_filename_component(log "${log}" ABSOLUTE BASE_DIR ${PROJECT_SOURCE_DIR})
        if(EXISTS ${log})
            set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${log})
        endif()
    endif()
endif()

file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/build_name/caisson_build_name.hpp @ONLY CONTENT
[[/// Which Caisson this is. Written by tools/cmake/commit.cmake.
#pragma once
#include <string_view>

namespace caisson {

inline constexpr std::string_view build_version = "@PROJECT_VERSION@";
inline constexpr std::string_view build_commit = "@commit@";  // empty if not built from a clone

}  // namespace caisson
]])
add_library(caisson_build_name INTERFACE)
target_include_directories(caisson_build_name INTERFACE ${PROJECT_BINARY_DIR}/build_name)
