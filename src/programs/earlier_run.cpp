// SPDX-License-Identifier: MIT
#include "earlier_run.hpp"

#include "system/regular_file.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/report/baseline.hpp>

#include <fmt/format.h>

#include <chrono>
#include <stdexcept>
#include <string>
#include <utility>

namespace tmss10 {
namespace {

/// Up to one byte more than a report may have: no file is too large to be refused.
std::string read_report(const std::filesystem::path& path) {
  auto out = read_regular_file(path, largest_baseline + 1);
  if (!out) throw bad_baseline(out.error().message());
  return std::move(*out);
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
