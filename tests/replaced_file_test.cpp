// SPDX-License-Identifier: MIT
#include "catch.hpp"

#ifdef __GLIBC__  // the system's calls are replaced as its library declares them

#include "programs/file_reports.hpp"
#include "support/run_outcome.hpp"
#include "support/temporary_directory.hpp"
#include "system/replaced_file.hpp"

#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <iterator>
#include <string>
#include <system_error>
#include <vector>

namespace tmss10 {
namespace {

using test::content_of;
using test::temporary_directory;

/// What is done to files while a test watches, as fsync() and rename() of the whole
/// program are those below.
class watched_calls {
 public:
  watched_calls() { current = this; }
  ~watched_calls() { current = nullptr; }
  watched_calls(const watched_calls&) = delete;
  watched_calls& operator=(const watched_calls&) = delete;
  watched_calls(watched_calls&&) = delete;
  watched_calls& operator=(watched_calls&&) = delete;

  static inline watched_calls* current = nullptr;
  std::vector<std::string> done;
  /// What fsync() of a file fails with; 0 if it does not.
  int disk_error = 0;
};

bool is_directory(int descriptor) {
  struct stat about {};
  return ::fstat(descriptor, &about) == 0 && S_ISDIR(about.st_mode);
}

int sync_and_note(int descriptor) {
  const bool of_file = !is_directory(descriptor);
  if (auto* const watch = watched_calls::current) {
    watch->done.emplace_back(of_file ? "fsync of a file" : "fsync of a directory");
    if (of_file && watch->disk_error != 0) {
      errno = watch->disk_error;
      return -1;
    }
  }
  return static_cast<int>(::syscall(SYS_fsync, descriptor));
}

int rename_and_note(const char* from, const char* to) {
  if (auto* const watch = watched_calls::current) watch->done.emplace_back("rename");
  return static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0U));
}

}  // namespace
}  // namespace tmss10

extern "C" {
int fsync(int descriptor) {
  return tmss10::sync_and_note(descriptor);
}
int rename(const char* from, const char* to) noexcept {
  return tmss10::rename_and_note(from, to);
}
}

namespace tmss10 {
namespace {

// Without the first fsync() a machine that loses power may be left with an empty file:
// the new name can be on the disk before what the file contains.
const std::vector<std::string> in_order{"fsync of a file", "rename",
                                        "fsync of a directory"};

TEST_CASE("replaced_file: the content is on the disk before it gets its name") {
  const temporary_directory directory;
  const auto file = directory.path() / "file";
  for (const auto* const content : {"new", "newer"}) {
    watched_calls calls;
    CHECK(!replace_file(file, content));
    CHECK(calls.done == in_order);
    CHECK(content_of(file) == content);
  }
}

TEST_CASE("replaced_file: what the disk does not take leaves the old file alone") {
  const temporary_directory directory;
  const auto file = directory.write("file", "old");
  watched_calls calls;
  calls.disk_error = EIO;
  CHECK(replace_file(file, "new") == std::errc::io_error);
  CHECK(calls.done == std::vector<std::string>{"fsync of a file"});
  CHECK(content_of(file) == "old");
  const std::filesystem::directory_iterator all(directory.path());
  CHECK(std::distance(begin(all), end(all)) == 1);
}

TEST_CASE("replaced_file: what is soon written again does not wait for the disk") {
  const temporary_directory directory;
  const auto file = directory.write("file", "old");
  watched_calls calls;
  CHECK(!replace_file(file, "new", durability::in_cache));
  CHECK(calls.done == std::vector<std::string>{"rename"});
  CHECK(content_of(file) == "new");
}

TEST_CASE("replaced_file: so it is with the file of --prometheus") {
  const temporary_directory directory;
  report_options options;
  options.prometheus = directory.path() / "run.prom";
  text_stream out(stdout, "standard output");
  const auto reports = file_reports_of(options, out);
  REQUIRE(reports.size() == 1);
  const auto one = reports.front()([] { return false; });
  watched_calls calls;
  one->begin({}, test::report_time);
  CHECK(one->snapshot(test::four_answers(), test::report_time));
  CHECK(calls.done == std::vector<std::string>{"rename"});
  calls.done.clear();
  one->end(test::four_answers(), test::report_time);
  CHECK(!one->failed());
  CHECK(calls.done == in_order);
}

}  // namespace
}  // namespace tmss10

#endif
