// SPDX-License-Identifier: MIT
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/exporter/module_warnings.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace tmss10 {
namespace {

using fractional = std::chrono::duration<double>;

/// From the first ping to the last one, if they are sent on a schedule: the most pings at
/// the longest interval are more than nanoseconds can count.
fractional time_of_pings(const ping_options& options) {
  if (!options.pings || options.count.value_or(0) == 0) return fractional(0);
  return static_cast<double>(*options.count - 1) * fractional(options.interval);
}

/// Collects the warnings of one module.
class module_warnings {
 public:
  explicit module_warnings(const probe_module& of) : of_(of) {}

  void add_if_long(std::string_view key, std::string_view what, fractional time) {
    if (time <= longest_usual_scrape) return;
    constexpr int decimals = 3;
    out_.push_back(
        {line_of_key(of_.place, key),
         fmt::format("module {}: {} {} s; a scrape rarely has more than {} s",
                     in_quotes(of_.name), what, trimmed(time.count(), decimals),
                     trimmed(seconds_of(longest_usual_scrape), decimals))});
  }

  void add_limit(std::string_view key, std::optional<std::chrono::nanoseconds> limit) {
    if (limit) add_if_long(key, fmt::format("{} is", key), *limit);
  }

  [[nodiscard]] std::vector<file_fault> take() { return std::move(out_); }

 private:
  const probe_module& of_;
  std::vector<file_fault> out_;
};

}  // namespace

std::vector<file_fault> warnings_of(const probe_module& module) {
  const auto& options = module.options;
  module_warnings out(module);
  const auto pings = time_of_pings(options);
  // A deadline that ends them earlier is the one to blame, if it is too long.
  if (!options.deadline || fractional(*options.deadline) >= pings) {
    const bool has_count = line_of_key(module.place, "count") != module.place.line;
    out.add_if_long(has_count ? "count" : "interval", "its pings alone take", pings);
  }
  out.add_limit("timeout", options.timeout);
  out.add_limit("connect-timeout", options.connect_timeout);
  out.add_limit("deadline", options.deadline);
  out.add_limit("watch", module.watch);
  return out.take();
}

}  // namespace tmss10
