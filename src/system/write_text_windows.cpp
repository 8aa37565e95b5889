// SPDX-License-Identifier: MIT
#include "write_text.hpp"

#include <windows.h>

#include <cerrno>
#include <cstdlib>

namespace tmss10 {
namespace {

/// The C library takes ERROR_NO_DATA, which a pipe without a reader gives, for EINVAL.
bool has_no_reader(int error, unsigned long system_error) {
  return error == EPIPE || system_error == ERROR_NO_DATA ||
         system_error == ERROR_BROKEN_PIPE || system_error == ERROR_PIPE_NOT_CONNECTED;
}

}  // namespace

std::error_code write_text(std::FILE* stream, std::string_view text) {
  errno = 0;
  _doserrno = 0;
  const bool whole = std::fwrite(text.data(), 1, text.size(), stream) == text.size() &&
                     std::fflush(stream) == 0;
  if (whole) return {};
  if (has_no_reader(errno, _doserrno)) return make_error_code(std::errc::broken_pipe);
  return {errno != 0 ? errno : EIO, std::generic_category()};
}

}  // namespace tmss10
