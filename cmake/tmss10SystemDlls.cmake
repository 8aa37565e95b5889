# A Windows program takes DLLs from the system's directory only, never from the folder that it lies in: many people run a
# program where their browser has put it, among files of others. main_windows.cpp says so for what is loaded from then
# on. What a program imports is loaded before its first line.

# DLLs that are found in the folder first, since Windows does not count them among its own (KnownDLLs), and what is
# used of them.
set(tmss10_late_bcrypt BCryptGenRandom)
set(tmss10_late_mswsock AcceptEx GetAcceptExSockaddrs)
set(tmss10_late_winmm timeBeginPeriod timeEndPeriod)

# A target that loads a DLL at the first call of one of these functions.
function(tmss10_add_late_dll name)
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/late")
  list(JOIN tmss10_late_${name} "\n" functions)
  file(CONFIGURE OUTPUT "${folder}/${name}.def" CONTENT "LIBRARY ${name}.dll\nEXPORTS\n${functions}\n")
  set(library lib${name}-late.a)
  add_custom_command(OUTPUT "${folder}/${library}"
    COMMAND ${CMAKE_DLLTOOL} --input-def ${name}.def --output-delaylib ${library}
    WORKING_DIRECTORY "${folder}" DEPENDS "${folder}/${name}.def" VERBATIM)
  add_custom_target(make_late_${name} DEPENDS "${folder}/${library}")
  add_library(late_${name} STATIC IMPORTED)
  set_target_properties(late_${name} PROPERTIES IMPORTED_LOCATION "${folder}/${library}")
  add_dependencies(late_${name} make_late_${name})
endfunction()

function(tmss10_use_system_dlls_only program)
  if(MSVC)
    # LOAD_LIBRARY_SEARCH_SYSTEM32, for what the program imports.
    target_link_options(${program} PRIVATE /DEPENDENTLOADFLAG:0x800)
    target_link_libraries(${program} PRIVATE winmm)
    return()
  endif()
  # GNU ld has no such option, so nothing is imported but what is Windows' own.
  foreach(name IN ITEMS bcrypt mswsock winmm)
    if(NOT TARGET late_${name})
      tmss10_add_late_dll(${name})
    endif()
    # All of it: the library that imports the same functions comes later.
    target_link_libraries(${program} PRIVATE $<LINK_LIBRARY:WHOLE_ARCHIVE,late_${name}>)
  endforeach()
endfunction()
