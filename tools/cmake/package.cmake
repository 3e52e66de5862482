# What a stranger's find_package(caisson) finds.

include(CMakePackageConfigHelpers)

set(folder ${CMAKE_INSTALL_LIBDIR}/cmake/caisson)
configure_package_config_file(tools/cmake/caisson-config.cmake.in caisson-config.cmake INSTALL_DESTINATION ${folder})
write_basic_package_version_file(caisson-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/caisson-config.cmake ${PROJECT_BINARY_DIR}/caisson-config-version.cmake
    DESTINATION ${folder})
install(EXPORT caisson NAMESPACE caisson:: FILE caisson-targets.cmake DESTINATION ${folder})
