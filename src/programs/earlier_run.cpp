// SPDX-License-Identifier: MIT
#include "earlier_run.hpp"

#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/report/baseline.hpp>

#include <fmt/format.h>

#include <cerrno>
#include <chrono>
#include <cstddef>
#include <fstream>
#include <stdexcept>
#include <string>
#include <system_error>

namespace tmss10 {
namespace {

std::string message_of(std::error_code error) {
  // A C library that says nothing of why leaves it at 0.
  return error ? error.message() : "it cannot be read";
}

/// What is no file would keep this program waiting. None: it is one, or is not there.
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

/// Up to one byte more than a report may have: no file is too large to be refused.
std::string read_report(const std::filesystem::path& path) {
  if (const auto why = why_not_regular(path)) throw bad_baseline(why.message());
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) throw bad_baseline(message_of({errno, std::generic_category()}));
  std::string out;
  constexpr std::size_t piece = 65'536;
  while (file && out.size() <= largest_baseline) {
    const auto before = out.size();
    out.resize(before + piece);
    file.read(out.data() + before, piece);
    out.resize(before + static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad()) throw bad_baseline(message_of({errno, std::generic_category()}));
  return out;
}

run_facts facts_in(const std::filesystem::path& report, const ping_options& options) {
  try {
    auto out = read_baseline(read_report(report));
    check_target_of_baseline(out, options.host, options.port);
    return out;
  } catch (const bad_baseline& error) {
    throw std::runtime_error(
        fmt::format("--baseline: {}: {}", printable(report.string()), error.what()));
  }
}

}  // namespace

earlier_run::earlier_run(const std::filesystem::path& report, const ping_options& options)
    : before_(facts_in(report, options)) {}

void earlier_run::begin(const run_description& run) {
  now_.begin(run, std::chrono::system_clock::now());
}

void earlier_run::hear(const ping_event& happened) {
  now_.on(occurrence(happened, std::chrono::system_clock::now()));
}

compared_runs earlier_run::compare_with(const run_outcome& outcome) const {
  return {before_, facts_of(now_, outcome)};
}

}  // namespace tmss10
