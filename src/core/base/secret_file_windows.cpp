// SPDX-License-Identifier: MIT
#include "secret_file.hpp"

#include <windows.h>

#include <cerrno>
#include <fcntl.h>
#include <io.h>

namespace tmss10 {
namespace {

std::error_code c_library_error() {
  return {errno, std::generic_category()};
}

/// A descriptor of the C library, whose errors are those of other systems.
class descriptor {
 public:
  explicit descriptor(const std::filesystem::path& file)
      : number_(_wopen(file.c_str(), _O_RDONLY | _O_BINARY | _O_NOINHERIT)) {}
  ~descriptor() {
    if (is_open()) _close(number_);
  }
  descriptor(const descriptor&) = delete;
  descriptor& operator=(const descriptor&) = delete;
  descriptor(descriptor&&) = delete;
  descriptor& operator=(descriptor&&) = delete;

  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

std::error_code why_not_regular(const descriptor& opened) {
  // NOLINTNEXTLINE(performance-no-int-to-ptr): that is what the C library returns
  const auto handle = reinterpret_cast<HANDLE>(_get_osfhandle(opened.number()));
  switch (::GetFileType(handle)) {
    case FILE_TYPE_DISK: return {};
    case FILE_TYPE_CHAR: return errc::file_is_device;
    case FILE_TYPE_PIPE: return errc::file_is_fifo;
    default: return errc::file_not_regular;
  }
}

}  // namespace

result<secret_file> read_secret_file(const std::filesystem::path& file,
                                     std::size_t most) {
  std::error_code error;
  if (std::filesystem::is_directory(file, error)) {
    return failed(std::make_error_code(std::errc::is_a_directory));
  }
  const descriptor opened(file);
  if (!opened.is_open()) return failed(c_library_error());
  if (const auto why = why_not_regular(opened)) return failed(why);
  secret_file out{secret_text(most), {}};
  auto& text = out.content.text;
  // Of a regular file, a read gives all that there is.
  const int got = _read(opened.number(), text.data(), static_cast<unsigned>(most));
  if (got < 0) return failed(c_library_error());
  text.resize(static_cast<std::size_t>(got));
  return out;
}

}  // namespace tmss10
