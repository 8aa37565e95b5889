# An .rpm of the static programs: `cpack -G RPM` in the build directory of the static or aarch64 preset makes it;
# scripts/build-rpm does everything. It depends on nothing but a shell for its scripts.

set(packaging "${CMAKE_CURRENT_SOURCE_DIR}/packaging/rpm")
set(CPACK_RPM_COMPONENT_INSTALL ON)
set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_SUMMARY "Test whether a TapeTrack client can reach its server")
set(CPACK_PACKAGE_RELOCATABLE OFF)  # the services' units say /usr/bin
set(CPACK_RPM_PACKAGE_ARCHITECTURE "${CMAKE_SYSTEM_PROCESSOR}")
set(CPACK_RPM_PACKAGE_RELEASE 1)
set(CPACK_RPM_PACKAGE_LICENSE "${TMSS10_LICENCES}")
set(CPACK_RPM_PACKAGE_GROUP Applications/Internet)
set(CPACK_RPM_PACKAGE_AUTOREQPROV OFF)
set(CPACK_RPM_COMPRESSION_TYPE xz)  # which RPM has known since 2008
set(CPACK_RPM_POST_INSTALL_SCRIPT_FILE "${packaging}/post")
set(CPACK_RPM_PRE_UNINSTALL_SCRIPT_FILE "${packaging}/preun")
set(CPACK_RPM_POST_UNINSTALL_SCRIPT_FILE "${packaging}/postun")
set(documents /usr/share/doc/tmss10ping)
set(CPACK_RPM_USER_FILELIST "%license ${documents}/LICENSE" "%license ${documents}/THIRD-PARTY-NOTICES")
# Every system with RPM has these. The other directories are its own as well, as it needs no package that has them.
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION /usr/share/man /usr/share/man/man1 /usr/share/man/man8)

# As two builds of one commit must be the same, the package knows neither when nor where it was built, nor how old the
# files of the working tree are. Of what rpmbuild
# does to files, only the manual pages are left to it: the programs are stripped, also those for another processor.
# Those are compressed by a script that needs bash, which is not the sh of Debian. RPM 4.20 has another name for the clamp.
set(CPACK_RPM_SPEC_MORE_DEFINE "%define _buildhost localhost
%define source_date_epoch_from_changelog 0
%define use_source_date_epoch_as_buildtime 1
%define clamp_mtime_to_source_date_epoch 1
%define build_mtime_policy clamp_to_source_date_epoch
%define _build_id_links none
%define __spec_install_post bash %{_rpmconfigdir}/brp-compress && find %{buildroot} -exec touch --no-dereference --date=@${TMSS10_BUILD_EPOCH} {} +")

# The description and the changelog are those of the .deb, in the form of RPM.
file(READ packaging/debian/description CPACK_RPM_PACKAGE_DESCRIPTION)
string(STRIP "${CPACK_RPM_PACKAGE_DESCRIPTION}" CPACK_RPM_PACKAGE_DESCRIPTION)
string(REPLACE "nothing but the C library" "nothing but a Linux kernel"
  CPACK_RPM_PACKAGE_DESCRIPTION "${CPACK_RPM_PACKAGE_DESCRIPTION}")
string(REGEX REPLACE "\n[.]\n" "\n\n" CPACK_RPM_PACKAGE_DESCRIPTION "${CPACK_RPM_PACKAGE_DESCRIPTION}")
file(READ packaging/debian/changelog changelog)
string(REGEX REPLACE "tmss10ping \\(([^)]+)\\)[^\n]*\n\n((  [^\n]*\n)+)\n -- ([^\n]*>)  (...), 0?([0-9]+) (...) ([0-9]+)[^\n]*"
  "* \\5 \\7 \\6 \\8 \\4 - \\1-1\n\\2" changelog "${changelog}")
string(REPLACE "\n  * " "\n- " changelog "${changelog}")
string(REPLACE "\n    " "\n  " changelog "${changelog}")
file(WRITE "${CMAKE_CURRENT_BINARY_DIR}/rpm/changelog" "${changelog}")
set(CPACK_RPM_CHANGELOG_FILE "${CMAKE_CURRENT_BINARY_DIR}/rpm/changelog")
