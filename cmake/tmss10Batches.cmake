# With TMSS10_BATCHES, compiles the sources of a target in at most that many batches. Most of a compiler's time goes into headers, so a
# file that includes ten sources takes little longer than one of them. CMake's own unity builds name the sources by absolute
# paths, which keeps two clones from sharing what a compiler cache has.
#
# A source's name alone decides which batch it is in, so that a new source changes one batch. Names of helpers that meet in
# a batch must differ. A source with compile definitions of its own, with SKIP_UNITY_BUILD_INCLUSION (as in a unity build) or
# with a generator expression in its name is compiled by itself; no other property of a source is kept.
function(tmss10_compile_in_batches target batches)
  if(NOT TMSS10_BATCHES)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  set(alone)
  foreach(source IN LISTS sources)
    get_source_file_property(definitions "${source}" COMPILE_DEFINITIONS)
    get_source_file_property(skipped "${source}" SKIP_UNITY_BUILD_INCLUSION)
    if(source MATCHES "\\$<" OR NOT source MATCHES "\\.cpp$" OR definitions OR skipped)
      list(APPEND alone "${source}")
      continue()
    endif()
    cmake_path(ABSOLUTE_PATH source NORMALIZE)
    cmake_path(RELATIVE_PATH source BASE_DIRECTORY "${PROJECT_SOURCE_DIR}")
    string(MD5 hash "${source}")
    string(SUBSTRING "${hash}" 0 6 hash)
    math(EXPR batch "0x${hash} % ${batches}")
    string(APPEND text_${batch} "#include \"${source}\"  // NOLINT(bugprone-suspicious-include)\n")
  endforeach()
  set(files)
  math(EXPR last "${batches} - 1")
  foreach(batch RANGE ${last})
    if(DEFINED text_${batch})
      set(file "${CMAKE_CURRENT_BINARY_DIR}/${target}_batches/batch_${batch}.cpp")
      file(CONFIGURE OUTPUT "${file}" CONTENT "${text_${batch}}" @ONLY)
      list(APPEND files "${file}")
    endif()
  endforeach()
  set_property(TARGET ${target} PROPERTY SOURCES ${alone} ${files})
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}")
  # g++ takes each source for a header, in which a class with a member from an unnamed namespace would be a fault.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endfunction()
