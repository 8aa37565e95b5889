// SPDX-License-Identifier: MIT
#include "core/base/posix_file.hpp"
#include "replaced_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <utility>

namespace tmss10 {
namespace {

using posix::last_error;

/// As many as Linux follows.
constexpr int most_links = 40;

std::filesystem::path directory_of(const std::filesystem::path& file) {
  const auto parent = file.parent_path();
  return parent.empty() ? "." : parent;
}

/// Whether only the owner of a file in it may remove the file, as in /tmp.
bool is_sticky(const struct stat& directory) {
  return (directory.st_mode & S_ISVTX) != 0;
}

/// See fs.protected_symlinks in proc_sys_fs(5).
bool may_be_followed(const std::filesystem::path& link) {
  struct stat of_link {};
  struct stat around {};
  if (::lstat(link.c_str(), &of_link) != 0) return false;
  if (::stat(directory_of(link).c_str(), &around) != 0) return false;
  const bool is_for_all = is_sticky(around) && (around.st_mode & S_IWOTH) != 0;
  return !is_for_all || of_link.st_uid == ::geteuid() || of_link.st_uid == around.st_uid;
}

/// A new file with a random name; removed, unless it got another name. It does not end in
/// ".prom", so node_exporter passes it over, and is short, whatever the other's name is.
class file_beside {
 public:
  explicit file_beside(const std::filesystem::path& file)
      : name_((directory_of(file) / ".TMSS10Ping-XXXXXX").string()),
        opened_(::mkstemp(name_.data())),
        error_(opened_.is_open() ? std::error_code{} : last_error()) {}
  ~file_beside() {
    if (opened_.is_open()) ::unlink(name_.c_str());
  }
  file_beside(const file_beside&) = delete;
  file_beside& operator=(const file_beside&) = delete;
  file_beside(file_beside&&) = delete;
  file_beside& operator=(file_beside&&) = delete;

  [[nodiscard]] std::error_code error() const { return error_; }
  [[nodiscard]] const posix::descriptor& opened() const { return opened_; }
  [[nodiscard]] std::error_code rename_to(const std::filesystem::path& file) {
    if (::rename(name_.c_str(), file.c_str()) != 0) return last_error();
    return opened_.close();
  }

 private:
  std::string name_;
  posix::descriptor opened_;
  std::error_code error_;
};

/// Gives it the rights that a file in its place had.
void take_rights_of(const struct stat& before, const posix::descriptor& made) {
  mode_t mode = before.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO);
  const bool same_group =
      ::fchown(made.number(), before.st_uid, before.st_gid) == 0 ||
      ::fchown(made.number(), static_cast<uid_t>(-1), before.st_gid) == 0;
  // Another group gets no more than all others.
  if (!same_group) mode = (mode & ~S_IRWXG) | ((mode & S_IRWXO) << 3U);
  // A file system without modes refuses it.
  static_cast<void>(::fchmod(made.number(), mode) == 0);
}

/// For node_exporter, which is another user.
constexpr mode_t readable_by_all = S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH;

std::error_code fill(const posix::descriptor& made, const std::filesystem::path& file,
                     std::string_view content, durability kept) {
  struct stat before {};
  if (::lstat(file.c_str(), &before) == 0) {
    if (const auto error = posix::why_not_regular(before)) return error;
    take_rights_of(before, made);
  } else {
    static_cast<void>(::fchmod(made.number(), readable_by_all) == 0);
  }
  if (const auto error = posix::write_all(made, content)) return error;
  if (kept == durability::in_cache) return {};
  return ::fsync(made.number()) == 0 ? std::error_code{} : last_error();
}

/// The new name is on the disk, too. What can't do that has done its best.
void sync_directory(const std::filesystem::path& directory) {
  const posix::descriptor opened(
      ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.is_open()) static_cast<void>(::fsync(opened.number()) == 0);
}

}  // namespace

result<std::filesystem::path> followed(std::filesystem::path path) {
  std::error_code error;
  for (int i = 0; i < most_links; ++i) {
    if (!std::filesystem::is_symlink(path, error)) return path;
    if (!may_be_followed(path)) {
      return failed(std::make_error_code(std::errc::permission_denied));
    }
    const auto to = std::filesystem::read_symlink(path, error);
    if (error) return failed(error);
    path = path.parent_path() / to;  // or `to` alone, when it is absolute
  }
  return failed(std::make_error_code(std::errc::too_many_symbolic_link_levels));
}

std::error_code why_not_replaceable(const std::filesystem::path& file) {
  struct stat there {};
  struct stat around {};
  if (::lstat(file.c_str(), &there) == 0) {
    if (const auto error = posix::why_not_regular(there)) return error;
    const auto me = ::geteuid();
    if (::stat(directory_of(file).c_str(), &around) == 0 && is_sticky(around) &&
        me != 0 && me != there.st_uid && me != around.st_uid) {
      return std::make_error_code(std::errc::operation_not_permitted);
    }
  }
  return file_beside(file).error();
}

std::error_code replace_file(const std::filesystem::path& file, std::string_view content,
                             durability kept) {
  file_beside made(file);
  if (made.error()) return made.error();
  if (const auto error = fill(made.opened(), file, content, kept)) return error;
  if (const auto error = made.rename_to(file)) return error;
  if (kept == durability::on_disk) sync_directory(directory_of(file));
  return {};
}

}  // namespace tmss10
