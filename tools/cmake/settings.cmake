# How this tree is built where nothing else was asked for: speed of building, never the meaning of the code.

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Release or Debug" FORCE)
endif()

if(PROJECT_IS_TOP_LEVEL)
    find_program(CAISSON_CCACHE ccache)
    if(CAISSON_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
        set(CMAKE_CXX_COMPILER_LAUNCHER ${CAISSON_CCACHE})
    endif()
    find_program(CAISSON_MOLD mold)
    if(CAISSON_MOLD)
        add_link_options(-fuse-ld=mold)
    endif()
endif()

if(CAISSON_SANITIZE)
    add_compile_options(-fsanitize=${CAISSON_SANITIZE} -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${CAISSON_SANITIZE})
endif()
