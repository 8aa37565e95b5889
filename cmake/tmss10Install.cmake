# What is installed, by component:
#
#   programs   the three programs, completions, documents: in every package
#   system     manual pages, zsh's completions, the services: `cmake --install`, the .tar.gz and the .rpm have them so
#   debian     the same as a .deb has them, and what only a .deb has
#   windows    the contents of the .zip
#   dev        the libraries, for find_package(tmss10)
#
# `cmake --install` takes programs, system and dev. docs/packaging.md says more.

# All that README.md links to, and what that links to.
set(documents README.md docs/contributing.md docs/design.md docs/failures.md docs/modules.toml docs/monitoring.md
  docs/output.md docs/packaging.md docs/performance.md docs/platforms.md docs/protocol.md docs/report-page.png
  docs/testing.md docs/tmss10ping-report.schema.json docs/tmss10ping.schema.json docs/windows.md
  packaging/THIRD-PARTY-NOTICES ${TMSS10_SBOM})

# README.md's links to docs/… hold in the installed place, too.
function(tmss10_install_documents destination component)
  foreach(document IN LISTS documents)
    get_filename_component(directory "${document}" DIRECTORY)
    if(NOT directory STREQUAL "docs")
      set(directory "")
    endif()
    install(FILES "${document}" DESTINATION "${destination}/${directory}" COMPONENT ${component} ${ARGN})
  endforeach()
  install(DIRECTORY monitoring DESTINATION "${destination}" COMPONENT ${component} ${ARGN})
endfunction()

install(TARGETS TMSS10Ping TMSS10Responder TMSS10Exporter COMPONENT programs)
# Where the shells look. PowerShell imports no module by itself that has no commands: this one waits for a user's profile.
install(DIRECTORY completions/bash/
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT programs)
install(DIRECTORY completions/fish/
  DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT programs)
install(DIRECTORY completions/powershell DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT programs)
tmss10_install_documents(${CMAKE_INSTALL_DOCDIR} programs)

install(FILES docs/man/TMSS10Ping.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT system)
install(FILES docs/man/TMSS10Responder.8 docs/man/TMSS10Exporter.8
  DESTINATION ${CMAKE_INSTALL_MANDIR}/man8 COMPONENT system)
install(DIRECTORY completions/zsh/
  DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions COMPONENT system)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT system)
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
  # When it is installed, since `cmake --install --prefix` may name another place; a package is unpacked into this one.
  set(unit_directory "\${prefix}/${CMAKE_INSTALL_BINDIR}")
  if(IS_ABSOLUTE "${CMAKE_INSTALL_BINDIR}")
    set(unit_directory "${CMAKE_INSTALL_BINDIR}")
  endif()
  foreach(service IN ITEMS tmss10responder tmss10exporter)
    install(CODE "
      set(prefix \"\${CMAKE_INSTALL_PREFIX}\")
      if(prefix MATCHES \"/_CPack_Packages/[^/]+/RPM/\")
        set(prefix /usr)
      elseif(prefix MATCHES \"/_CPack_Packages/\")
        set(prefix \"${CMAKE_INSTALL_PREFIX}\")
      endif()
      set(CMAKE_INSTALL_FULL_BINDIR \"${unit_directory}\")
      configure_file(\"${CMAKE_CURRENT_SOURCE_DIR}/packaging/systemd/${service}.service.in\"
        \"${CMAKE_CURRENT_BINARY_DIR}/${service}.service\" @ONLY)" COMPONENT system)
    install(FILES "${CMAKE_CURRENT_BINARY_DIR}/${service}.service"
      DESTINATION lib/systemd/system COMPONENT system)
    install(FILES packaging/systemd/${service}.sysusers.conf
      DESTINATION lib/sysusers.d RENAME ${service}.conf COMPONENT system)
  endforeach()
endif()

install(TARGETS tmss10_core tmss10_net EXPORT tmss10Targets COMPONENT dev)
install(DIRECTORY include/tmss10 DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT dev)
set(package_directory ${CMAKE_INSTALL_LIBDIR}/cmake/tmss10)
install(EXPORT tmss10Targets NAMESPACE tmss10:: DESTINATION ${package_directory} COMPONENT dev)
configure_package_config_file(cmake/tmss10Config.cmake.in tmss10Config.cmake
  INSTALL_DESTINATION ${package_directory})
write_basic_package_version_file(tmss10ConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES
  "${CMAKE_CURRENT_BINARY_DIR}/tmss10Config.cmake"
  "${CMAKE_CURRENT_BINARY_DIR}/tmss10ConfigVersion.cmake"
  cmake/tmss10Dependencies.cmake
  cmake/tmss10StaticCrypto.cmake
  DESTINATION ${package_directory} COMPONENT dev)

if(WIN32)
  install(TARGETS TMSS10Ping TMSS10Responder TMSS10Exporter RUNTIME DESTINATION . COMPONENT windows EXCLUDE_FROM_ALL)
  install(FILES LICENSE DESTINATION . COMPONENT windows EXCLUDE_FROM_ALL)
  install(DIRECTORY completions/powershell DESTINATION . COMPONENT windows EXCLUDE_FROM_ALL)
  tmss10_install_documents(. windows EXCLUDE_FROM_ALL)
endif()
