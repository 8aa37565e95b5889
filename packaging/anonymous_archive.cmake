# Run by cpack after it has made a package. CPack's .tar.gz and .zip have the name of the user who built them, and the
# files in the order of their directories: they are packed again so that everybody's are the same, byte by byte.
if(CPACK_GENERATOR STREQUAL "ZIP")
  find_program(python NAMES python3 python REQUIRED)
  foreach(archive IN LISTS CPACK_PACKAGE_FILES)
    execute_process(
      COMMAND "${python}" "${CMAKE_CURRENT_LIST_DIR}/anonymous_zip.py" "$ENV{SOURCE_DATE_EPOCH}" "${archive}"
      COMMAND_ERROR_IS_FATAL ANY)
  endforeach()
endif()
if(NOT CPACK_GENERATOR STREQUAL "TGZ")
  return()
endif()
set(unpacked "${CPACK_TEMPORARY_DIRECTORY}-unpacked")
foreach(archive IN LISTS CPACK_PACKAGE_FILES)
  file(REMOVE_RECURSE "${unpacked}")
  file(ARCHIVE_EXTRACT INPUT "${archive}" DESTINATION "${unpacked}")
  file(GLOB top RELATIVE "${unpacked}" "${unpacked}/*")
  execute_process(
    COMMAND tar --create --sort=name --format=ustar --owner=root:0 --group=root:0 --mode=u=rwX,go=rX
      --mtime=@$ENV{SOURCE_DATE_EPOCH} -C "${unpacked}" ${top}
    COMMAND gzip -9n
    OUTPUT_FILE "${archive}" COMMAND_ERROR_IS_FATAL ANY)
endforeach()
file(REMOVE_RECURSE "${unpacked}")
