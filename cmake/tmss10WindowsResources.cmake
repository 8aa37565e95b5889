# The version resource and the manifest of a Windows program.
enable_language(RC)

function(tmss10_add_windows_resources program)
  string(REPLACE "." "," version_numbers "${PROJECT_VERSION}")
  set(PROGRAM ${program})
  set(DESCRIPTION "${PROJECT_DESCRIPTION}")
  if(program STREQUAL "TMSS10Responder")
    set(DESCRIPTION "Answers TMSS10Ping in place of a TapeTrack server")
  elseif(program STREQUAL "TMSS10Exporter")
    set(DESCRIPTION "Probes TMSS10Responders and TCP servers for Prometheus")
  endif()
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/resources/${program}")
  configure_file("${PROJECT_SOURCE_DIR}/packaging/windows/program.rc.in" "${folder}/program.rc" @ONLY)
  configure_file("${PROJECT_SOURCE_DIR}/packaging/windows/program.manifest.in" "${folder}/program.manifest" @ONLY)
  target_sources(${program} PRIVATE "${folder}/program.rc")
  set_source_files_properties("${folder}/program.rc" PROPERTIES
    OBJECT_DEPENDS "${folder}/program.manifest")
  target_include_directories(${program} PRIVATE $<$<COMPILE_LANGUAGE:RC>:${folder}>)
  if(MSVC)
    target_link_options(${program} PRIVATE /MANIFEST:NO)  # the resource has it
  else()
    target_link_options(${program} PRIVATE -municode -s)  # the program begins with wmain
  endif()
endfunction()
