// SPDX-License-Identifier: MIT
#include "describe_run.hpp"

#include "system/system_facts.hpp"
#include <tmss10/core/base/random_bytes.hpp>
#include <tmss10/core/options/understood_options.hpp>

#include <fmt/format.h>

#include <array>
#include <bit>
#include <chrono>
#include <cstdint>
#include <system_error>

namespace tmss10 {
namespace {

/// Also where the system has no random numbers: a run that is kept from starting by that
/// is told of, too.
std::uint64_t random_number() {
  std::array<std::byte, sizeof(std::uint64_t)> random{};
  try {
    fill_random(random);
    return std::bit_cast<std::uint64_t>(random);
  } catch (const std::system_error&) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(now.count());
  }
}

}  // namespace

bool tells_of_system(const ping_options& options) {
  const auto& reports = options.reports;
  return options.verbose || options.examine || reports.json || reports.page ||
         reports.document;
}

run_description describe_run(const ping_options& options) {
  run_description out;
  out.id = fmt::format("{:016x}", random_number());
  out.program_version = TMSS10_VERSION;
  out.built = TMSS10_BUILD_DATE;
  out.options = understood_options(options);
  if (!options.host.empty()) out.targets.push_back(options.host);
  if (!options.connect_only) out.open_mode = !options.key_file;
  if (tells_of_system(options)) out.system = ask_system_facts();
  return out;
}

}  // namespace tmss10
