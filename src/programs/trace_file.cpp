// SPDX-License-Identifier: MIT
#include "trace_file.hpp"

#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/report/report_trace.hpp>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cerrno>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <system_error>
#include <utility>

namespace tmss10 {
namespace {

/// The date of the commit that this program is built from, in UTC:
/// cmake/tmss10BuildDate.cmake.
constexpr auto build_stamp = TMSS10_BUILD_STAMP;

std::string last_system_error() {
  return std::error_code(errno, std::generic_category()).message();
}

}  // namespace

trace_file::trace_file(file_warning warn) : warn_(std::move(warn)) {
  const auto directory = environment_path("TMSSAPILOGDIR");
  if (!directory) return;
  open(*directory);
  write_line(trace_begin(build_stamp));
}

void trace_file::open(const std::filesystem::path& directory) {
  std::error_code error;
  if (!std::filesystem::is_directory(directory, error)) {
    return give_up(in_quotes(directory.string()) + " is not a directory");
  }
  const auto path = directory / fmt::format("TMSSAPILOG-{:06}.txt", process_id());
  auto opened = open_log(path);
  if (opened) {
    file_ = std::move(*opened);
  } else {
    give_up(in_quotes(path.string()) + ": " + opened.error().message());
  }
}

bool trace_file::on(const occurrence& happened, const statistics& /*totals*/) {
  if (!file_) return true;
  if (const auto line = trace_line(happened); !line.empty()) write_line(line);
  return true;
}

void trace_file::end_log() {
  write_line(trace_end());
}

void trace_file::write_line(const std::string& line) {
  if (!file_) return;
  const auto now = std::time(nullptr);
  const auto whole = fmt::format("{:%H:%M:%S}: {}\n", *std::localtime(&now), line);
  errno = 0;
  const bool written =
      std::fwrite(whole.data(), 1, whole.size(), file_.get()) == whole.size() &&
      std::fflush(file_.get()) == 0;
  if (!written) give_up(last_system_error());
}

void trace_file::give_up(const std::string& reason) {
  file_.reset();
  warn_(fmt::format("TMSSAPILOGDIR: {}; there is no trace log", reason));
}

}  // namespace tmss10
