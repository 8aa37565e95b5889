// SPDX-License-Identifier: MIT
#include "secret_file.hpp"

#include <cerrno>
#include <fstream>

namespace tmss10 {
namespace {

std::error_code last_system_error() {
  return {errno != 0 ? errno : EIO, std::generic_category()};
}

}  // namespace

result<secret_text> read_secret_file(const std::filesystem::path& file,
                                     std::size_t most) {
  std::error_code error;
  if (std::filesystem::is_directory(file, error)) {
    return failed(std::make_error_code(std::errc::is_a_directory));
  }
  errno = 0;
  std::ifstream in;
  in.rdbuf()->pubsetbuf(nullptr, 0);  // no second copy of the secret in a stream's buffer
  in.open(file, std::ios::binary);
  if (!in) return failed(last_system_error());
  secret_text content(most);
  in.read(content.text.data(), static_cast<std::streamsize>(most));
  if (in.bad()) return failed(last_system_error());
  content.text.resize(static_cast<std::size_t>(in.gcount()));
  return content;
}

std::string_view without_line_end(std::string_view text) {
  if (text.ends_with('\n')) {
    text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
  }
  return text;
}

}  // namespace tmss10
