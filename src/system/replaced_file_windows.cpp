// SPDX-License-Identifier: MIT
#include "replaced_file.hpp"

#include <windows.h>

#include <random>
#include <string>
#include <utility>

namespace tmss10 {
namespace {

/// That somebody else has the same name is a matter of 2^-64.
constexpr int most_tries = 3;

std::error_code last_error() {
  const std::error_code error(static_cast<int>(::GetLastError()), std::system_category());
  // In the words of other systems.
  const auto known = error.default_error_condition();
  if (known.category() != std::generic_category()) return error;
  return {known.value(), std::generic_category()};
}

/// A new file with a random name; removed, unless it got another name.
class file_beside {
 public:
  explicit file_beside(const std::filesystem::path& file) {
    std::random_device random;
    for (int i = 0; i < most_tries; ++i) {
      name_ = file.parent_path() /
              (L".TMSS10Ping-" + std::to_wstring(random()) + std::to_wstring(random()));
      opened_ = ::CreateFileW(name_.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_NEW,
                              FILE_ATTRIBUTE_NORMAL, nullptr);
      if (opened_ != INVALID_HANDLE_VALUE) return;
      if (::GetLastError() != ERROR_FILE_EXISTS) break;
    }
    error_ = last_error();
  }
  ~file_beside() {
    close();
    if (!error_ && !renamed_) ::DeleteFileW(name_.c_str());
  }
  file_beside(const file_beside&) = delete;
  file_beside& operator=(const file_beside&) = delete;
  file_beside(file_beside&&) = delete;
  file_beside& operator=(file_beside&&) = delete;

  [[nodiscard]] std::error_code error() const { return error_; }

  [[nodiscard]] std::error_code write(std::string_view content, durability kept) {
    DWORD written = 0;
    if (!::WriteFile(opened_, content.data(), static_cast<DWORD>(content.size()),
                     &written, nullptr)) {
      return last_error();
    }
    if (written != content.size()) {
      return std::make_error_code(std::errc::no_space_on_device);
    }
    if (kept == durability::in_cache) return {};
    return ::FlushFileBuffers(opened_) ? std::error_code{} : last_error();
  }

  [[nodiscard]] std::error_code rename_to(const std::filesystem::path& file,
                                          durability kept) {
    close();
    const DWORD waits = kept == durability::on_disk ? MOVEFILE_WRITE_THROUGH : 0;
    renamed_ = ::MoveFileExW(name_.c_str(), file.c_str(),
                             MOVEFILE_REPLACE_EXISTING | waits) != 0;
    return renamed_ ? std::error_code{} : last_error();
  }

 private:
  void close() {
    if (opened_ != INVALID_HANDLE_VALUE) ::CloseHandle(opened_);
    opened_ = INVALID_HANDLE_VALUE;
  }

  std::filesystem::path name_;
  HANDLE opened_ = INVALID_HANDLE_VALUE;
  std::error_code error_;
  bool renamed_ = false;
};

}  // namespace

result<std::filesystem::path> followed(std::filesystem::path path) {
  // Only administrators make links here. As many as Windows follows.
  constexpr int most_links = 63;
  std::error_code error;
  for (int i = 0; i < most_links; ++i) {
    if (!std::filesystem::is_symlink(path, error)) return path;
    const auto to = std::filesystem::read_symlink(path, error);
    if (error) return failed(error);
    path = path.parent_path() / to;
  }
  return failed(std::make_error_code(std::errc::too_many_symbolic_link_levels));
}

std::error_code why_not_replaceable(const std::filesystem::path& file) {
  std::error_code error;
  if (std::filesystem::is_directory(file, error)) {
    return std::make_error_code(std::errc::is_a_directory);
  }
  return file_beside(file).error();
}

std::error_code replace_file(const std::filesystem::path& file, std::string_view content,
                             durability kept) {
  file_beside made(file);
  if (made.error()) return made.error();
  if (const auto error = made.write(content, kept)) return error;
  return made.rename_to(file, kept);
}

}  // namespace tmss10
