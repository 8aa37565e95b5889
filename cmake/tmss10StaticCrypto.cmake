# What a static libcrypto needs besides itself. That depends on how it was built: Debian 13's compresses with zlib and zstd.
# Its pkg-config file says so. FindOpenSSL reads that only where pkg-config is installed, and takes shared libraries then.
#
# Afterwards TMSS10_CRYPTO_NEEDS has their names, without those of the C library, and TMSS10_crypto_NAME_LIBRARY the file
# of each but zlib, which the programs use themselves.

function(tmss10_read_crypto_needs result)
  set(names "")
  cmake_path(GET OPENSSL_CRYPTO_LIBRARY PARENT_PATH directory)
  if(OPENSSL_CRYPTO_LIBRARY MATCHES "\\.a$" AND EXISTS "${directory}/pkgconfig/libcrypto.pc")
    file(STRINGS "${directory}/pkgconfig/libcrypto.pc" line REGEX "^Libs\\.private:")
    string(REGEX MATCHALL " -l[^ ]+" names "${line}")
    list(TRANSFORM names REPLACE "^ -l" "")
    list(REMOVE_ITEM names dl m pthread)
  endif()
  set(${result} "${names}" PARENT_SCOPE)
endfunction()

# Links OpenSSL::Crypto with the static library of that name, in place of the shared one.
function(tmss10_complete_crypto name)
  set(library ZLIB::ZLIB)
  if(NOT name STREQUAL "z")
    cmake_path(GET OPENSSL_CRYPTO_LIBRARY PARENT_PATH directory)
    find_library(TMSS10_crypto_${name}_LIBRARY lib${name}.a HINTS "${directory}")
    set(library "${TMSS10_crypto_${name}_LIBRARY}")
    if(NOT library)
      message(FATAL_ERROR "${OPENSSL_CRYPTO_LIBRARY} needs lib${name}.a, which is not installed "
        "(on Debian and Ubuntu, it is in lib${name}-dev)")
    endif()
  endif()
  get_target_property(libraries OpenSSL::Crypto INTERFACE_LINK_LIBRARIES)
  if(NOT libraries)
    set(libraries "")
  endif()
  list(REMOVE_ITEM libraries "${name}" "${library}")
  set_target_properties(OpenSSL::Crypto PROPERTIES INTERFACE_LINK_LIBRARIES "${libraries};${library}")
endfunction()

tmss10_read_crypto_needs(TMSS10_CRYPTO_NEEDS)
foreach(name IN LISTS TMSS10_CRYPTO_NEEDS)
  tmss10_complete_crypto(${name})
endforeach()
