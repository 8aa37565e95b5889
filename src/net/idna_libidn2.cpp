// SPDX-License-Identifier: MIT
#include "idna.hpp"

#include <dlfcn.h>
#include <memory>

namespace tmss10 {
namespace {

// What glibc's getaddrinfo(3) uses for AI_IDN, too, and loads in this way; but that takes
// the name in the locale's encoding and does not say what became of it.
#ifdef __APPLE__
constexpr const char* library = "libidn2.0.dylib";
#else
constexpr const char* library = "libidn2.so.0";
#endif

// From idn2.h; the numbers are part of the library's ABI.
using convert_function = int (*)(const char* name, char** ascii, int flags);
using free_function = void (*)(void* text);
constexpr int ok = 0;
constexpr int nfc_input = 1;
constexpr int transitional = 4;
constexpr int nontransitional = 8;
constexpr int disallowed = -304;

/// Loaded once, and kept: an unloaded library is worth nothing.
struct loaded_library {
  loaded_library() {
    void* const handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) return;
    convert = reinterpret_cast<convert_function>(dlsym(handle, "idn2_to_ascii_8z"));
    release = reinterpret_cast<free_function>(dlsym(handle, "idn2_free"));
  }

  convert_function convert = nullptr;
  free_function release = nullptr;
};

}  // namespace

result<std::string> convert_name(const std::string& name) {
  static const loaded_library idn2;
  if (idn2.convert == nullptr || idn2.release == nullptr) {
    return failed(errc::no_name_conversion);
  }
  char* text = nullptr;
  int code = idn2.convert(name.c_str(), &text, nfc_input | nontransitional);
  if (code == disallowed) {
    code = idn2.convert(name.c_str(), &text, nfc_input | transitional);
  }
  const std::unique_ptr<char, free_function> owned(text, idn2.release);
  if (code != ok || text == nullptr) return failed(errc::name_not_convertible);
  return std::string(text);
}

}  // namespace tmss10
