// SPDX-License-Identifier: MIT
#include "system_files.hpp"

#include <unistd.h>

#include <cstdlib>

namespace tmss10 {

std::FILE* open_file(const std::filesystem::path& path, const char* mode) {
  return std::fopen(path.c_str(), mode);
}

std::optional<std::filesystem::path> environment_path(const char* name) {
  const char* const value = std::getenv(name);
  if (value == nullptr || *value == '\0') return std::nullopt;
  return value;
}

int process_id() {
  return getpid();
}

}  // namespace tmss10
