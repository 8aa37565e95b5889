// SPDX-License-Identifier: MIT
#include "core/base/posix_file.hpp"
#include "replaced_file.hpp"
#include "system_files.hpp"

#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <thread>

namespace tmss10 {
namespace {

using posix::last_error;

constexpr int appending = O_WRONLY | O_CREAT | O_APPEND | O_NOCTTY | O_CLOEXEC;
/// Less the umask, as std::fopen makes files.
constexpr mode_t for_all = 0666;

/// Without a buffer, std::fwrite is one write().
result<opened_file> in_lines(posix::descriptor opened) {
  opened_file file(::fdopen(opened.number(), "a"));
  if (!file) return failed(last_error());
  (void)opened.release();
  std::setvbuf(file.get(), nullptr, _IONBF, 0);
  return file;
}

/// What another user may have put there, to have our lines or to see others spoilt by
/// them.
std::error_code why_not_ours(const struct stat& facts) {
  if (const auto error = posix::why_not_regular(facts)) return error;
  if (facts.st_uid != ::geteuid()) return errc::file_of_another_user;
  if (facts.st_nlink > 1) return errc::file_has_other_names;
  return {};
}

bool are_one(const struct stat& one, const struct stat& other) {
  return one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/// Without O_NONBLOCK, open() itself waits for the reader of a FIFO, or for a modem.
result<posix::descriptor> open_without_waiting(const std::filesystem::path& path) {
  posix::descriptor opened(::open(path.c_str(), appending | O_NONBLOCK, for_all));
  if (opened.is_open()) return opened;
  const auto error = last_error();
  std::error_code unknown;
  if (error == std::errc::no_such_device_or_address &&
      std::filesystem::is_fifo(path, unknown)) {
    return failed(errc::fifo_without_reader);
  }
  return failed(error);
}

/// From now on a write waits for its reader.
void let_wait(const posix::descriptor& opened) {
  const int flags = ::fcntl(opened.number(), F_GETFL);
  if (flags >= 0) ::fcntl(opened.number(), F_SETFL, flags & ~O_NONBLOCK);
}

}  // namespace

result<opened_file> open_report(const std::filesystem::path& path,
                                const patience& may_wait) {
  constexpr std::chrono::milliseconds pause(10);
  while (true) {
    // The system follows links as always, but none that a stranger has planted: not every
    // system refuses those.
    if (const auto end = followed(path); !end) return failed(end.error());
    auto opened = open_without_waiting(path);
    if (opened) {
      let_wait(*opened);
      return in_lines(std::move(*opened));
    }
    // Somebody else's lease on a file is given back when asked for, as here.
    const bool passes = opened.error() == errc::fifo_without_reader ||
                        opened.error() == std::errc::resource_unavailable_try_again;
    if (!passes || !may_wait()) return failed(opened.error());
    std::this_thread::sleep_for(pause);
  }
}

void empty(const opened_file& file) {
  // What is no regular file refuses it.
  static_cast<void>(::ftruncate(::fileno(file.get()), 0) == 0);
}

file_turn::file_turn(const opened_file& file) {
  constexpr int tries = 100;
  constexpr std::chrono::milliseconds pause(10);
  for (int i = 0; i < tries; ++i) {
    if (::flock(::fileno(file.get()), LOCK_EX | LOCK_NB) == 0) {
      locked_ = file.get();
      return;
    }
    if (errno != EWOULDBLOCK && errno != EINTR) return;
    std::this_thread::sleep_for(pause);
  }
}

file_turn::~file_turn() {
  if (locked_ != nullptr) ::flock(::fileno(locked_), LOCK_UN);
}

bool is_empty(const opened_file& file) {
  struct stat facts {};
  return ::fstat(::fileno(file.get()), &facts) != 0 || !S_ISREG(facts.st_mode) ||
         facts.st_size == 0;
}

bool ends_in_mid_line(const opened_file& file, const std::filesystem::path& path) {
  const posix::descriptor read(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  struct stat ours {};
  struct stat named {};
  if (!read.is_open() || ::fstat(::fileno(file.get()), &ours) != 0 ||
      ::fstat(read.number(), &named) != 0 || !are_one(ours, named)) {
    return false;
  }
  char last = '\n';
  return named.st_size > 0 && ::pread(read.number(), &last, 1, named.st_size - 1) == 1 &&
         last != '\n';
}

result<opened_file> open_log(const std::filesystem::path& path) {
  posix::descriptor opened(
      ::open(path.c_str(), appending | O_NOFOLLOW | O_NONBLOCK, for_all));
  struct stat facts {};
  if (!opened.is_open()) {
    const auto error = last_error();
    if (::lstat(path.c_str(), &facts) != 0) return failed(error);
    // As what they are: "too many levels" of links, "no such device" of a FIFO.
    if (S_ISLNK(facts.st_mode)) return failed(errc::file_is_link);
    if (S_ISFIFO(facts.st_mode)) return failed(errc::file_is_fifo);
    return failed(error);
  }
  if (::fstat(opened.number(), &facts) != 0) return failed(last_error());
  if (const auto error = why_not_ours(facts)) return failed(error);
  return in_lines(std::move(opened));
}

bool are_one_file(const std::filesystem::path& one, const std::filesystem::path& other) {
  struct stat of_one {};
  struct stat of_other {};
  return ::stat(one.c_str(), &of_one) == 0 && ::stat(other.c_str(), &of_other) == 0 &&
         (S_ISREG(of_one.st_mode) || S_ISFIFO(of_one.st_mode)) &&
         are_one(of_one, of_other);
}

sharing sharing_with(std::FILE* stream, const std::filesystem::path& path) {
  struct stat of_path {};
  struct stat of_stream {};
  if (::stat(path.c_str(), &of_path) != 0 || ::fstat(::fileno(stream), &of_stream) != 0 ||
      !are_one(of_path, of_stream)) {
    return sharing::nothing;
  }
  if (S_ISREG(of_stream.st_mode)) return sharing::regular_file;
  return S_ISFIFO(of_stream.st_mode) ? sharing::pipe : sharing::nothing;
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
