# Installs the build tree into a folder of its own, then configures, builds and runs the stranger's project against it.
# cmake -D build=... -D work=... -D compiler=... -D flags=... -P install_and_use.cmake

set(stranger ${CMAKE_CURRENT_LIST_DIR}/stranger)

function(must)
    execute_process(COMMAND ${ARGV} OUTPUT_VARIABLE said ERROR_VARIABLE said RESULT_VARIABLE code)
    if(NOT code EQUAL 0)
        list(JOIN ARGV " " command)
        message(FATAL_ERROR "this failed (${code}): ${command}\n${said}")
    endif()
endfunction()

file(REMOVE_RECURSE ${work})
must(${CMAKE_COMMAND} --install ${build} --prefix ${work}/prefix)
# Moved, so that nothing in it may point back to where it was made.
file(RENAME ${work}/prefix ${work}/moved)
must(${CMAKE_COMMAND} -G Ninja -S ${stranger} -B ${work}/stranger
    -DCMAKE_PREFIX_PATH=${work}/moved -DCMAKE_CXX_COMPILER=${compiler} "-DCMAKE_CXX_FLAGS=${flags}")
must(${CMAKE_COMMAND} --build ${work}/stranger)
must(${work}/stranger/depot)
must(${work}/stranger/scenario)

file(GLOB_RECURSE packaged ${work}/moved/lib/cmake/*.cmake ${work}/moved/lib/*/cmake/*.cmake)
if(NOT packaged)
    message(FATAL_ERROR "no CMake files were installed")
endif()
foreach(file IN LISTS packaged)
    file(READ ${file} text)
    foreach(place ${build} ${source})
        string(FIND "${text}" "${place}" found)
        if(NOT found EQUAL -1)
            message(FATAL_ERROR "${file} names a folder of the machine that built it: ${place}")
        endif()
    endforeach()
endforeach()
