# Packages of what is built: a .deb and a .tar.gz on Linux, an .rpm of the static programs, a .zip for Windows. `cpack`
# in the build directory makes them; scripts/build-packages and scripts/build-rpm do everything.

set(CPACK_PACKAGE_NAME tmss10ping)
set(CPACK_PACKAGE_VENDOR "The TMSS10Ping developers")
set(CPACK_PACKAGE_CONTACT "The TMSS10Ping developers <tmss10ping@example.org>"
  CACHE STRING "Who answers for the packages: Name <address>")
set(CPACK_RESOURCE_FILE_LICENSE "${CMAKE_CURRENT_SOURCE_DIR}/LICENSE")
set(CPACK_RESOURCE_FILE_README "${CMAKE_CURRENT_SOURCE_DIR}/README.md")
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "test whether a TapeTrack client can reach its server")
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_ARCHIVE_COMPONENT_INSTALL ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
string(TOLOWER "${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}" for_whom)
set(CPACK_PACKAGE_FILE_NAME "tmss10ping-${PROJECT_VERSION}-${for_whom}")
set(CPACK_ARCHIVE_FILE_NAME "${CPACK_PACKAGE_FILE_NAME}")

set(packaging "${CMAKE_CURRENT_SOURCE_DIR}/packaging")
set(CPACK_TMSS10_BUILD_EPOCH "${TMSS10_BUILD_EPOCH}")
set(CPACK_PROJECT_CONFIG_FILE "${packaging}/components.cmake")
set(CPACK_PRE_BUILD_SCRIPTS "${packaging}/directory_permissions.cmake")
set(CPACK_POST_BUILD_SCRIPTS "${packaging}/anonymous_archive.cmake")
if(WIN32)
  set(CPACK_GENERATOR ZIP)
else()
  set(CPACK_GENERATOR TGZ)
endif()

find_program(TMSS10_DPKG_SHLIBDEPS dpkg-shlibdeps)
find_program(TMSS10_GZIP gzip)
if(CMAKE_SYSTEM_NAME STREQUAL "Linux" AND TMSS10_DPKG_SHLIBDEPS AND TMSS10_GZIP)
  list(APPEND CPACK_GENERATOR DEB)
  set(CPACK_DEBIAN_PACKAGE_NAME tmss10ping)
  set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
  set(CPACK_DEBIAN_PACKAGE_SECTION net)
  set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
  set(CPACK_DEBIAN_PACKAGE_RECOMMENDS libidn2-0)  # is loaded for international names
  set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
  set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
  file(READ packaging/debian/description CPACK_DEBIAN_PACKAGE_DESCRIPTION)
  string(STRIP "${CPACK_DEBIAN_PACKAGE_DESCRIPTION}" CPACK_DEBIAN_PACKAGE_DESCRIPTION)
  set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    "${packaging}/debian/postinst" "${packaging}/debian/prerm" "${packaging}/debian/postrm")

  # A .deb has its own places: Debian's zsh does not look into site-functions.
  install(DIRECTORY completions/zsh/ DESTINATION share/zsh/vendor-completions
    COMPONENT debian EXCLUDE_FROM_ALL)
  foreach(service IN ITEMS tmss10responder tmss10exporter)
    block()
      set(CMAKE_INSTALL_FULL_BINDIR /usr/bin)
      configure_file(packaging/systemd/${service}.service.in debian/${service}.service @ONLY)
    endblock()
    install(FILES "${CMAKE_CURRENT_BINARY_DIR}/debian/${service}.service"
      DESTINATION lib/systemd/system COMPONENT debian EXCLUDE_FROM_ALL)
    install(FILES packaging/systemd/${service}.sysusers.conf
      DESTINATION lib/sysusers.d RENAME ${service}.conf COMPONENT debian EXCLUDE_FROM_ALL)
  endforeach()
  install(FILES packaging/debian/copyright DESTINATION share/doc/tmss10ping
    COMPONENT debian EXCLUDE_FROM_ALL)
  install(FILES packaging/debian/lintian-overrides DESTINATION share/lintian/overrides
    RENAME tmss10ping COMPONENT debian EXCLUDE_FROM_ALL)

  function(tmss10_install_compressed source destination)
    get_filename_component(name "${source}" NAME)
    set(copy "${CMAKE_CURRENT_BINARY_DIR}/debian/${name}")
    add_custom_command(OUTPUT "${copy}.gz"
      COMMAND ${CMAKE_COMMAND} -E copy "${CMAKE_CURRENT_SOURCE_DIR}/${source}" "${copy}"
      COMMAND "${TMSS10_GZIP}" -9nf "${copy}"
      DEPENDS "${source}" VERBATIM)
    add_custom_target(compressed_${name} ALL DEPENDS "${copy}.gz")
    install(FILES "${copy}.gz" DESTINATION "${destination}" COMPONENT debian EXCLUDE_FROM_ALL)
  endfunction()
  tmss10_install_compressed(docs/man/TMSS10Ping.1 share/man/man1)
  tmss10_install_compressed(docs/man/TMSS10Responder.8 share/man/man8)
  tmss10_install_compressed(docs/man/TMSS10Exporter.8 share/man/man8)
  tmss10_install_compressed(packaging/debian/changelog share/doc/tmss10ping)
endif()

if(TMSS10_STATIC)
  include(tmss10Rpm)
endif()

include(CPack)
