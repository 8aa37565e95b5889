// SPDX-License-Identifier: MIT
#include "describe_run.hpp"

#include "system/system_facts.hpp"
#include <tmss10/core/options/understood_options.hpp>

#include <fmt/format.h>
#include <openssl/rand.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstring>

namespace tmss10 {
namespace {

/// Also where libcrypto has no random numbers: a run that is kept from starting by that
/// is told of, too.
std::string new_run_id() {
  std::array<unsigned char, sizeof(std::uint64_t)> random{};
  auto number = static_cast<std::uint64_t>(
      std::chrono::system_clock::now().time_since_epoch().count());
  if (RAND_bytes(random.data(), static_cast<int>(random.size())) == 1)
    std::memcpy(&number, random.data(), random.size());
  return fmt::format("{:016x}", number);
}

}  // namespace

bool tells_of_system(const ping_options& options) {
  const auto& reports = options.reports;
  return options.verbose || options.examine || reports.json || reports.page ||
         reports.document;
}

run_description describe_run(const ping_options& options) {
  run_description out;
  out.id = new_run_id();
  out.program_version = TMSS10_VERSION;
  out.built = TMSS10_BUILD_DATE;
  out.options = understood_options(options);
  if (!options.host.empty()) out.targets.push_back(options.host);
  if (!options.connect_only) out.open_mode = !options.key_file;
  if (tells_of_system(options)) out.system = ask_system_facts();
  return out;
}

}  // namespace tmss10
