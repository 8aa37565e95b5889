// SPDX-License-Identifier: MIT
#include "system/regular_file.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>

namespace tmss10 {
namespace {

/// None: it is one, or is not there.
std::error_code why_not_regular(const std::filesystem::path& path) {
  using std::filesystem::file_type;
  std::error_code ignored;
  switch (std::filesystem::status(path, ignored).type()) {
    case file_type::directory: return std::make_error_code(std::errc::is_a_directory);
    case file_type::fifo: return errc::file_is_fifo;
    case file_type::character:
    case file_type::block: return errc::file_is_device;
    case file_type::socket: return errc::file_not_regular;
    default: return {};
  }
}

/// A C library may say nothing of why, and leave it at 0.
std::error_code reason_in_errno() {
  return {errno != 0 ? errno : EIO, std::generic_category()};
}

}  // namespace

result<std::string> read_regular_file(const std::filesystem::path& file,
                                      std::size_t most) {
  if (const auto why = why_not_regular(file)) return failed(why);
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in) return failed(reason_in_errno());
  std::string out;
  constexpr std::size_t piece = 65'536;
  while (in && out.size() < most) {
    const auto before = out.size();
    const auto next = std::min(piece, most - before);
    out.resize(before + next);
    in.read(out.data() + before, static_cast<std::streamsize>(next));
    out.resize(before + static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad()) return failed(reason_in_errno());
  return out;
}

}  // namespace tmss10
