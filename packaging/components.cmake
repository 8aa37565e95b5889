# Read by cpack once for each kind of package: what goes into it (cmake/tmss10Install.cmake has the components).
set(CPACK_COMPONENT_INCLUDE_TOPLEVEL_DIRECTORY ON)
if(CPACK_GENERATOR STREQUAL "DEB")
  set(CPACK_COMPONENTS_ALL programs debian)
  set(CPACK_COMPONENT_INCLUDE_TOPLEVEL_DIRECTORY OFF)
elseif(CPACK_GENERATOR STREQUAL "RPM")
  set(CPACK_COMPONENTS_ALL programs system)
  set(CPACK_COMPONENT_INCLUDE_TOPLEVEL_DIRECTORY OFF)
elseif(CPACK_GENERATOR STREQUAL "ZIP")
  set(CPACK_COMPONENTS_ALL windows)
else()
  set(CPACK_COMPONENTS_ALL programs system)
endif()

# The dates of the files in a package.
set(ENV{SOURCE_DATE_EPOCH} "${CPACK_TMSS10_BUILD_EPOCH}")
