// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/temporary_directory.hpp"
#include <tmss10/core/wire/key.hpp>

#ifndef _WIN32
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

#include <csignal>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

namespace tmss10 {
namespace {

using test::content_of;
using test::temporary_directory;

/// Why a key file can't be made, and what the user is told.
std::pair<std::error_code, std::string> failure_to_make(
    const std::filesystem::path& file) {
  try {
    generate_key_file(file);
  } catch (const std::system_error& error) {
    return {error.code(), error.what()};
  }
  return {};
}

TEST_CASE("key: a made file holds 64 hex digits and a line end, and can be loaded") {
  const temporary_directory directory;
  const auto file = directory.path() / "site.key";
  generate_key_file(file);
  const std::string text = content_of(file);
  CHECK(text.size() == 65);
  CHECK(text.find_first_not_of("0123456789abcdef") == 64);
  CHECK(text.back() == '\n');
  CHECK(!load_key(file).is_open_mode());
}

TEST_CASE("key: two made files hold different keys") {
  const temporary_directory directory;
  generate_key_file(directory.path() / "a");
  generate_key_file(directory.path() / "b");
  CHECK(content_of(directory.path() / "a") != content_of(directory.path() / "b"));
}

TEST_CASE("key: a file that exists is never overwritten") {
  const temporary_directory directory;
  for (const std::string content : {"", "precious", "precious, too\n"}) {
    const auto file = directory.write("site.key", content);
    const auto [code, message] = failure_to_make(file);
    CHECK(code == std::errc::file_exists);
    CHECK(message.find(file.string()) != std::string::npos);
    CHECK(content_of(file) == content);
  }
}

TEST_CASE("key: a directory is not overwritten") {
  const temporary_directory directory;
  const auto [code, message] = failure_to_make(directory.path());
  CHECK(code);
  CHECK(message.find(directory.path().string()) != std::string::npos);
  CHECK(directory.is_empty());
}

TEST_CASE("key: a file in no directory is an error that names it") {
  const temporary_directory directory;
  const auto file = directory.path() / "no" / "site.key";
  const auto [code, message] = failure_to_make(file);
  CHECK(code == std::errc::no_such_file_or_directory);
  CHECK(message.find(file.string()) != std::string::npos);
  CHECK(directory.is_empty());
}

#ifndef _WIN32

/// The warning of a key file with this mode and this owner.
std::string warning_of(const std::filesystem::path& file, mode_t mode, uid_t owner,
                       gid_t group) {
  REQUIRE(::chown(file.c_str(), owner, group) == 0);
  REQUIRE(::chmod(file.c_str(), mode) == 0);
  std::string out;
  (void)load_key(file, [&out](const std::string& text) { out = text; });
  return out;
}

/// The same for a file of the owner's own group.
std::string warning_of(const std::filesystem::path& file, mode_t mode, uid_t owner) {
  return warning_of(file, mode, owner, owner);
}

/// Whether it begins with the file, says what others may do, and how to mend that.
bool is_warning(const std::string& text, const std::filesystem::path& file,
                const std::string& said, const std::string& mending) {
  return text == "key file " + file.string() + ": other users may " + said +
                     "; to mend that: " + mending + file.string();
}

TEST_CASE("key: a file that others may read or write is loaded with a warning") {
  const temporary_directory directory;
  const auto file = directory.path() / "site.key";
  generate_key_file(file);
  const auto me = ::geteuid();
  for (const mode_t mode : {0600U, 0400U, 0700U}) {
    CHECK(warning_of(file, mode, me).empty());
  }
  const auto check = [&](mode_t mode, const std::string& said) {
    CAPTURE(mode);
    CHECK(is_warning(warning_of(file, mode, me), file, said, "chmod 600 "));
  };
  check(0640, "read it (mode 0640)");
  check(0604, "read it (mode 0604)");
  check(0620, "change it (mode 0620)");
  check(0602, "change it (mode 0602)");
  check(0666, "read and change it (mode 0666)");
  check(0642, "read and change it (mode 0642)");
}

TEST_CASE("key: a group may read the file of another user, as that of a service") {
  if (::geteuid() != 0) return;  // only root can give files away
  const temporary_directory directory;
  const auto file = directory.path() / "site.key";
  generate_key_file(file);
  CHECK(warning_of(file, 0640, 1).empty());
  CHECK(warning_of(file, 0440, 1).empty());
  CHECK(
      is_warning(warning_of(file, 0660, 1), file, "change it (mode 0660)", "chmod 600 "));
  // Root's own file for the group of a service, read by root.
  CHECK(warning_of(file, 0640, 0, 1).empty());
  CHECK(is_warning(warning_of(file, 0644, 1), file, "read it (mode 0644)", "chmod 600 "));
}

TEST_CASE("key: what is no regular file is refused, and nobody is waited for") {
  const temporary_directory directory;
  const auto fifo = directory.path() / "fifo";
  REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
  const auto failure_to_load = [](const std::filesystem::path& file) {
    try {
      (void)load_key(file);
    } catch (const std::system_error& error) {
      CHECK(std::string(error.what()).find(file.string()) != std::string::npos);
      return error.code();
    }
    return std::error_code();
  };
  CHECK(failure_to_load(fifo) == errc::file_is_fifo);
  CHECK(failure_to_load("/dev/null") == errc::file_is_device);
  CHECK(failure_to_load(directory.path()) == std::errc::is_a_directory);
}

/// Another umask for as long as it lives.
class umask_of {
 public:
  explicit umask_of(mode_t mask) : before_(::umask(mask)) {}
  ~umask_of() { ::umask(before_); }
  umask_of(const umask_of&) = delete;
  umask_of& operator=(const umask_of&) = delete;
  umask_of(umask_of&&) = delete;
  umask_of& operator=(umask_of&&) = delete;

 private:
  mode_t before_;
};

/// No file can grow beyond so many bytes for as long as it lives; a write fails in place
/// of a signal.
class file_size_limit {
 public:
  explicit file_size_limit(rlim_t most) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{most, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~file_size_limit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  file_size_limit(const file_size_limit&) = delete;
  file_size_limit& operator=(const file_size_limit&) = delete;
  file_size_limit(file_size_limit&&) = delete;
  file_size_limit& operator=(file_size_limit&&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int);
};

TEST_CASE("key: only its owner may read a made file, whatever the umask") {
  for (const mode_t mask : {0U, 022U, 077U, 0277U, 0777U}) {
    const temporary_directory directory;
    const auto file = directory.path() / "site.key";
    {
      const umask_of other(mask);
      generate_key_file(file);
    }
    struct stat facts {};
    REQUIRE(::stat(file.c_str(), &facts) == 0);
    CAPTURE(mask);
    CHECK((facts.st_mode & 07777U) == 0600U);
  }
}

TEST_CASE("key: a symbolic link is not followed, whether it leads somewhere or not") {
  const temporary_directory directory;
  const auto precious = directory.write("precious", "content");
  const auto nowhere = directory.path() / "nowhere";
  for (const auto& to : {precious, nowhere}) {
    const auto link = directory.path() / "link";
    std::filesystem::create_symlink(to, link);
    CHECK(failure_to_make(link).first == std::errc::file_exists);
    CHECK(std::filesystem::is_symlink(link));
    std::filesystem::remove(link);
  }
  CHECK(content_of(precious) == "content");
  CHECK(!std::filesystem::exists(nowhere));
}

TEST_CASE("key: a path through a file leaves nothing behind") {
  const temporary_directory directory;
  const auto file = directory.write("file", "content");
  CHECK(failure_to_make(file / "site.key").first == std::errc::not_a_directory);
  CHECK(content_of(file) == "content");
}

TEST_CASE("key: a file that can't be written whole is not left behind") {
  const temporary_directory directory;
  for (const rlim_t most : {rlim_t{0}, rlim_t{10}, rlim_t{64}}) {
    CAPTURE(most);
    std::pair<std::error_code, std::string> failure;
    {
      const file_size_limit limit(most);
      failure = failure_to_make(directory.path() / "site.key");
    }
    CHECK(failure.first == std::errc::file_too_large);
    CHECK(directory.is_empty());
  }
}

#endif

TEST_CASE("key: every failure to make a file") {
  const temporary_directory directory;
  const auto file = directory.write("file", "");
  CHECK(failure_to_make(file).first == std::errc::file_exists);
  CHECK(failure_to_make("").first == std::errc::no_such_file_or_directory);
}

}  // namespace
}  // namespace tmss10
