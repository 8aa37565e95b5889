// SPDX-License-Identifier: MIT
#include "whole_file.hpp"

#include <tmss10/core/safe_text.hpp>

#include <cerrno>
#include <fstream>
#include <system_error>

namespace tmss10 {

void write_whole(const std::filesystem::path& path, std::string_view text) {
  auto beside = path;
  beside += ".new";
  errno = 0;
  std::ofstream out(beside, std::ios::binary | std::ios::trunc);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  std::error_code error;
  if (!out) error = {errno != 0 ? errno : EIO, std::generic_category()};
  if (!error) std::filesystem::rename(beside, path, error);
  if (!error) return;
  std::error_code ignored;
  std::filesystem::remove(beside, ignored);
  throw std::system_error(error, printable(path.string()));
}

}  // namespace tmss10
