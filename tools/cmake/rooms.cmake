# caisson_room() and caisson_test(): what a library of ours and its tests look like.

include(GNUInstallDirs)

# What every room, and everyone who uses one, compiles with. GCC's default contracts a * b + c to one operation where
# the processor has it, which would make results depend on the machine.
add_library(caisson_language INTERFACE)
add_library(caisson::language ALIAS caisson_language)
set_target_properties(caisson_language PROPERTIES EXPORT_NAME language)
target_compile_features(caisson_language INTERFACE cxx_std_20)
target_compile_options(caisson_language INTERFACE -ffp-contract=off -fno-fast-math)
target_link_libraries(caisson_language INTERFACE tl::expected)
install(TARGETS caisson_language EXPORT caisson)

# What only this tree compiles with. GCC 12 warns falsely (-Wrestrict) of "text" + std::string.
add_library(caisson_warnings INTERFACE)
target_compile_options(caisson_warnings INTERFACE -Wall -Wextra $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
    $<$<BOOL:${CAISSON_WERROR}>:-Werror>)

# caisson_room(<room> [SOURCES <files>] [USES <rooms>] [PRIVATE <targets>])
#   makes the library caisson::<room> from sim/<room>, its public headers being include/caisson/<room>/*.hpp
#   USES     the rooms whose headers it may include; tests/rooms compares this line with every #include
#   PRIVATE  libraries of others; who uses the room never sees them
function(caisson_room room)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;USES;PRIVATE")
    set(target caisson_${room})
    set(headers_root ${PROJECT_SOURCE_DIR}/include)
    file(GLOB headers CONFIGURE_DEPENDS ${headers_root}/caisson/${room}/*.hpp)

    if(arg_SOURCES)
        add_library(${target} STATIC ${arg_SOURCES})
        set(scope PUBLIC)
        target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/sim)
        target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:caisson_warnings>)
        set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
        foreach(library IN LISTS arg_PRIVATE)
            caisson_link_private(${target} ${library})
        endforeach()
    else()
        add_library(${target} INTERFACE)
        set(scope INTERFACE)
    endif()
    add_library(caisson::${room} ALIAS ${target})
    set_target_properties(${target} PROPERTIES EXPORT_NAME ${room})

    list(TRANSFORM arg_USES PREPEND caisson:: OUTPUT_VARIABLE rooms)
    target_link_libraries(${target} ${scope} caisson::language ${rooms})
    target_sources(${target} ${scope} FILE_SET HEADERS BASE_DIRS ${headers_root} FILES ${headers})
    install(TARGETS ${target} EXPORT caisson FILE_SET HEADERS)
endfunction()

# A library that is only headers leaves no trace in ours: a stranger who links ours does not need it. A compiled one
# must be linked by whoever links ours.
function(caisson_link_private target library)
    get_target_property(type ${library} TYPE)
    if(type STREQUAL "INTERFACE_LIBRARY")
        target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:${library}>)
    else()
        target_link_libraries(${target} PRIVATE ${library})
    endif()
endfunction()

# caisson_test(<room> SOURCES <files> [USES <rooms>] [PRIVATE <targets>])
#   makes the program test_<room> and gives ctest each of its cases under the label <room>
function(caisson_test room)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;USES;PRIVATE")
    if(NOT arg_SOURCES)
        return()
    endif()
    set(target test_${room})
    add_executable(${target} ${arg_SOURCES})
    list(TRANSFORM arg_USES PREPEND caisson:: OUTPUT_VARIABLE rooms)
    target_link_libraries(${target} PRIVATE caisson_warnings ${rooms} ${arg_PRIVATE} Catch2::Catch2WithMain)
    target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/tests ${PROJECT_SOURCE_DIR}/sim)
    target_compile_definitions(${target} PRIVATE CAISSON_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    # The checks themselves need no speed, and Catch2 compiles twice as fast so.
    target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
    catch_discover_tests(${target} DISCOVERY_MODE PRE_TEST TEST_PREFIX "${room}/"
        PROPERTIES LABELS ${room} TIMEOUT 300)
endfunction()
