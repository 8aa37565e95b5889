# Writes tmss10ping.spdx.json (SPDX 2.3) and tmss10ping.cdx.json (CycloneDX 1.6): what is inside the programs, in which
# version, under which licence. docs/packaging.md says what it is for; packaging/THIRD-PARTY-NOTICES has the texts of the licences.

find_path(TMSS10_fmt_INCLUDE_DIR fmt/format.h REQUIRED)
set(TMSS10_SBOM "${CMAKE_CURRENT_BINARY_DIR}/tmss10ping.spdx.json" "${CMAKE_CURRENT_BINARY_DIR}/tmss10ping.cdx.json")

# Versions, as the headers that this build takes have them.
function(tmss10_read_versions)
  set(directories ${TMSS10_asio_INCLUDE_DIR} ${TMSS10_boost_INCLUDE_DIR} ${TMSS10_cli11_INCLUDE_DIR} ${TMSS10_expected_INCLUDE_DIR}
    ${TMSS10_json_INCLUDE_DIR} ${TMSS10_toml_INCLUDE_DIR} ${TMSS10_fmt_INCLUDE_DIR} ${OPENSSL_INCLUDE_DIR} ${ZLIB_INCLUDE_DIRS})
  list(REMOVE_DUPLICATES directories)
  list(REMOVE_ITEM directories /usr/include ${CMAKE_CXX_IMPLICIT_INCLUDE_DIRECTORIES})
  list(TRANSFORM directories PREPEND -I)
  separate_arguments(flags NATIVE_COMMAND "${CMAKE_CXX_FLAGS}")
  if(CMAKE_CXX_COMPILER_FRONTEND_VARIANT STREQUAL "MSVC" OR MSVC)
    set(preprocess /nologo /EP /std:c++20 /Zc:__cplusplus)
  else()
    set(preprocess -E -P ${CMAKE_CXX20_STANDARD_COMPILE_OPTION})
  endif()
  execute_process(
    COMMAND ${CMAKE_CXX_COMPILER} ${CMAKE_CXX_COMPILER_ARG1} ${flags} ${preprocess} ${directories}
      "${CMAKE_CURRENT_SOURCE_DIR}/packaging/versions.cpp"
    OUTPUT_VARIABLE preprocessed ERROR_VARIABLE complaint RESULT_VARIABLE failed)
  if(failed)
    message(WARNING "${TMSS10_SBOM} is without versions: ${complaint}")
  endif()
  string(REGEX MATCHALL "tmss10_(decimal|parts|string) [^\n]*" lines "${preprocessed}")
  foreach(line IN LISTS lines)
    if(line MATCHES "^tmss10_decimal ([^ ]+) ([0-9]+) ([0-9]+) ([0-9]+)$")
      math(EXPR major "${CMAKE_MATCH_4} / ${CMAKE_MATCH_2}")
      math(EXPR minor "${CMAKE_MATCH_4} / ${CMAKE_MATCH_3} % (${CMAKE_MATCH_2} / ${CMAKE_MATCH_3})")
      math(EXPR patch "${CMAKE_MATCH_4} % ${CMAKE_MATCH_3}")
      set(version_${CMAKE_MATCH_1} "${major}.${minor}.${patch}" PARENT_SCOPE)
    elseif(line MATCHES "^tmss10_parts ([^ ]+) ([0-9]+) ([0-9]+) ([0-9]+)")
      set(version_${CMAKE_MATCH_1} "${CMAKE_MATCH_2}.${CMAKE_MATCH_3}.${CMAKE_MATCH_4}" PARENT_SCOPE)
    elseif(line MATCHES "^tmss10_string ([^ ]+) \"([^\"]+)\"")
      set(version_${CMAKE_MATCH_1} "${CMAKE_MATCH_2}" PARENT_SCOPE)
    endif()
  endforeach()
endfunction()

# The Debian package that a file is from, as a package URL: its revision says which flaws are mended.
function(tmss10_package_url file result)
  set(${result} "" PARENT_SCOPE)
  find_program(TMSS10_DPKG_QUERY dpkg-query)
  if(NOT TMSS10_DPKG_QUERY OR NOT EXISTS "${file}")
    return()
  endif()
  file(REAL_PATH "${file}" file)
  execute_process(COMMAND "${TMSS10_DPKG_QUERY}" --search "${file}"
    OUTPUT_VARIABLE owner ERROR_QUIET)
  if(NOT owner MATCHES "^([^,\n]+): ")
    return()
  endif()
  execute_process(COMMAND "${TMSS10_DPKG_QUERY}" --show
    "--showformat=\${Package}@\${Version}?arch=\${Architecture}" "${CMAKE_MATCH_1}"
    OUTPUT_VARIABLE package ERROR_QUIET)
  string(REPLACE ":" "%3A" package "${package}")
  string(REPLACE "+" "%2B" package "${package}")
  cmake_host_system_information(RESULT distribution QUERY DISTRIB_ID)
  set(${result} "pkg:deb/${distribution}/${package}" PARENT_SCOPE)
endfunction()

set(sbom_packages "")
set(sbom_relationships "")
set(cyclonedx_components "")
set(cyclonedx_names "")
set(cyclonedx_dependencies "")
# Adds something that is inside the programs; the file is one that it has brought.
function(tmss10_sbom_package name licence relationship file)
  tmss10_package_url("${file}" url)
  set(version "${version_${name}}")
  # The package knows better than the header: that of fmt 10.1.1 says 10.1.0.
  if(url MATCHES "@([0-9]+%3A)?([0-9]+\\.[0-9]+\\.[0-9]+)[^0-9.]")
    set(version "${CMAKE_MATCH_2}")
  endif()
  if(version)
    set(version ", \"versionInfo\": \"${version}\"")
  endif()
  set(reference "")
  if(url)
    set(reference ",\n      \"externalRefs\": [{ \"referenceCategory\": \"PACKAGE-MANAGER\",\
 \"referenceType\": \"purl\",\n        \"referenceLocator\": \"${url}\" }]")
  endif()
  string(APPEND sbom_packages ",
    { \"SPDXID\": \"SPDXRef-${name}\", \"name\": \"${name}\"${version},
      \"downloadLocation\": \"NOASSERTION\", \"filesAnalyzed\": false, \"copyrightText\": \"NOASSERTION\",
      \"licenseConcluded\": \"${licence}\", \"licenseDeclared\": \"${licence}\"${reference} }")
  string(APPEND sbom_relationships ",
    { \"spdxElementId\": \"SPDXRef-TMSS10Ping\", \"relationshipType\": \"${relationship}\",
      \"relatedSpdxElement\": \"SPDXRef-${name}\" }")

  # The same in CycloneDX, which tells an expression from the name of one licence, and has no word for how it is linked.
  string(REPLACE "versionInfo" "version" version "${version}")
  set(kind "\"license\": { \"id\": \"${licence}\" }")
  if(licence MATCHES " ")
    set(kind "\"expression\": \"${licence}\"")
  endif()
  set(licences ",\n      \"licenses\": [{ ${kind} }]")
  if(licence STREQUAL "NOASSERTION")
    set(licences "")
  endif()
  set(purl "")
  if(url)
    set(purl ",\n      \"purl\": \"${url}\"")
  endif()
  list(APPEND cyclonedx_components "
    { \"type\": \"library\", \"bom-ref\": \"${name}\", \"name\": \"${name}\"${version}${licences}${purl},
      \"properties\": [{ \"name\": \"tmss10ping:relationship\", \"value\": \"${relationship}\" }] }")
  list(APPEND cyclonedx_names "\"${name}\"")
  string(APPEND cyclonedx_dependencies ",\n    { \"ref\": \"${name}\" }")
  foreach(variable IN ITEMS cyclonedx_components cyclonedx_names cyclonedx_dependencies)
    set(${variable} "${${variable}}" PARENT_SCOPE)
  endforeach()
  set(sbom_packages "${sbom_packages}" PARENT_SCOPE)
  set(sbom_relationships "${sbom_relationships}" PARENT_SCOPE)
endfunction()

tmss10_read_versions()
tmss10_sbom_package(asio BSL-1.0 CONTAINS "${TMSS10_asio_INCLUDE_DIR}/asio.hpp")
tmss10_sbom_package(boost BSL-1.0 CONTAINS "${TMSS10_boost_INCLUDE_DIR}/boost/version.hpp")
tmss10_sbom_package(cli11 BSD-3-Clause CONTAINS "${TMSS10_cli11_INCLUDE_DIR}/CLI/CLI.hpp")
tmss10_sbom_package(fmt MIT CONTAINS "${TMSS10_fmt_INCLUDE_DIR}/fmt/core.h")
tmss10_sbom_package(nlohmann-json MIT CONTAINS "${TMSS10_json_INCLUDE_DIR}/nlohmann/json.hpp")
tmss10_sbom_package(tl-expected CC0-1.0 CONTAINS "${TMSS10_expected_INCLUDE_DIR}/tl/expected.hpp")
tmss10_sbom_package(tomlplusplus MIT CONTAINS "${TMSS10_toml_INCLUDE_DIR}/toml++/toml.h")

# Inside the programs or beside them? libssl is of the same package as libcrypto.
set(linked DYNAMIC_LINK)
if(OPENSSL_CRYPTO_LIBRARY MATCHES "\\.(a|lib)$")
  set(linked STATIC_LINK)
endif()
tmss10_sbom_package(openssl Apache-2.0 ${linked} "${OPENSSL_CRYPTO_LIBRARY}")
list(GET ZLIB_LIBRARIES 0 zlib_library)
set(linked DYNAMIC_LINK)
if(zlib_library MATCHES "\\.(a|lib)$")
  set(linked STATIC_LINK)
endif()
tmss10_sbom_package(zlib Zlib ${linked} "${zlib_library}")
# What a static libcrypto brings along.
set(licence_zstd "BSD-3-Clause OR GPL-2.0-only")
foreach(name IN LISTS TMSS10_CRYPTO_NEEDS)
  if(name STREQUAL "z")
    continue()
  endif()
  if(NOT licence_${name})
    message(WARNING "${name}, which libcrypto needs, has no licence in cmake/tmss10Sbom.cmake")
    set(licence_${name} NOASSERTION)
  endif()
  tmss10_sbom_package(${name} "${licence_${name}}" STATIC_LINK "${TMSS10_crypto_${name}_LIBRARY}")
endforeach()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  set(linked DYNAMIC_LINK)
  if(CMAKE_EXE_LINKER_FLAGS MATCHES "-static")
    set(linked STATIC_LINK)
  endif()
  execute_process(COMMAND "${CMAKE_CXX_COMPILER}" -print-file-name=libstdc++.a
    OUTPUT_VARIABLE standard_library OUTPUT_STRIP_TRAILING_WHITESPACE)
  tmss10_sbom_package(gcc "GPL-3.0-or-later WITH GCC-exception-3.1" ${linked} "${standard_library}")
endif()
if(TMSS10_STATIC)
  execute_process(COMMAND "${CMAKE_CXX_COMPILER}" -print-file-name=libc.a
    OUTPUT_VARIABLE c_library OUTPUT_STRIP_TRAILING_WHITESPACE)
  tmss10_sbom_package(glibc LGPL-2.1-or-later STATIC_LINK "${c_library}")
endif()
if(MINGW)
  # With winpthreads, which is of the same source.
  tmss10_sbom_package(mingw-w64 "ZPL-2.1 AND MIT AND BSD-3-Clause" STATIC_LINK "")
endif()

# All licences of the programs, as one expression.
string(REGEX MATCHALL "\"licenseDeclared\": \"[^\"]+\"" TMSS10_LICENCES "${sbom_packages}")
list(TRANSFORM TMSS10_LICENCES REPLACE "\"licenseDeclared\": \"([^\"]+)\"" "\\1")
list(TRANSFORM TMSS10_LICENCES REPLACE "(.* (OR|AND) .*)" "(\\1)")
list(APPEND TMSS10_LICENCES MIT)
list(REMOVE_DUPLICATES TMSS10_LICENCES)
list(SORT TMSS10_LICENCES)
list(JOIN TMSS10_LICENCES " AND " TMSS10_LICENCES)

string(SHA1 fingerprint "${PROJECT_VERSION}${TMSS10_BUILD_DATE}${sbom_packages}")
set(sbom_namespace "https://spdx.org/spdxdocs/TMSS10Ping-${PROJECT_VERSION}-${fingerprint}")
# No random number: a UUID of version 5 (RFC 4122, 4.3), made from the name of the SPDX document, in the name space of URLs.
string(UUID cyclonedx_uuid NAMESPACE 6ba7b811-9dad-11d1-80b4-00c04fd430c8 NAME "${sbom_namespace}" TYPE SHA1)
list(JOIN cyclonedx_components "," cyclonedx_components)
list(JOIN cyclonedx_names ", " cyclonedx_names)
configure_file(packaging/sbom.spdx.json.in tmss10ping.spdx.json @ONLY)
configure_file(packaging/sbom.cdx.json.in tmss10ping.cdx.json @ONLY)
