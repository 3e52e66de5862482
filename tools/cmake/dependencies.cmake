# Every library of others, found in one place. All are the distribution's own packages (tools/packages.txt).

find_package(tl-expected REQUIRED)
find_package(fmt REQUIRED)
find_package(FastFloat REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_package(Eigen3 3.3 REQUIRED NO_MODULE)
find_package(yaml-cpp REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)

# Debian's package of Random123 brings headers but no CMake file.
find_path(CAISSON_RANDOM123 Random123/philox.h REQUIRED)
add_library(Random123::Random123 INTERFACE IMPORTED)
target_include_directories(Random123::Random123 INTERFACE ${CAISSON_RANDOM123})

if(CAISSON_TESTS)
    find_package(Catch2 REQUIRED)
    find_package(rapidcheck REQUIRED)
    find_library(CAISSON_MPFR mpfr REQUIRED)
    find_library(CAISSON_GMP gmp REQUIRED)
    add_library(mpfr::mpfr INTERFACE IMPORTED)
    target_link_libraries(mpfr::mpfr INTERFACE ${CAISSON_MPFR} ${CAISSON_GMP})
endif()
if(CAISSON_BENCH)
    find_package(benchmark REQUIRED)
endif()
