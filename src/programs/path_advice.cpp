// SPDX-License-Identifier: MIT
#include "path_advice.hpp"

#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/run/failure_cause.hpp>
#include <tmss10/net/address_text.hpp>
#include <tmss10/net/ping/path_finder.hpp>

#include <fmt/format.h>

namespace tmss10 {
namespace {

/// Whether something on the way may be why, or the target.
bool is_about_the_way(cause of) {
  switch (of) {
    case cause::refused:
    case cause::connect_timed_out:
    case cause::deadline_in_connect:
    case cause::network_unreachable:
    case cause::host_unreachable:
    case cause::prohibited:
    case cause::prohibited_by:
    case cause::port_unreachable_at:
    case cause::network_unreachable_at:
    case cause::host_unreachable_at:
    case cause::hop_limit_exceeded_at:
    case cause::own_hop_limit_small: return true;
    default: return false;
  }
}

bool is_this_machine(const std::string& text) {
  const auto address = read_address(text);
  return address && (unmapped(*address).is_loopback() || address->is_unspecified());
}

/// The options that say which connection it is.
std::string options_text(const ping_options& options) {
  std::string out;
  if (options.port != default_port) out += fmt::format(" -P {}", options.port);
  if (options.family == address_family::v4) out += " -4";
  if (options.family == address_family::v6) out += " -6";
  if (options.source) out += " --source " + printable(*options.source);
  if (options.interface_name) out += " --interface " + printable(*options.interface_name);
  return out;
}

}  // namespace

std::optional<std::string> path_advice(const ping_options& options,
                                       const run_outcome& outcome) {
  if (options.path || options.examine) return std::nullopt;
  if (!path_finder::is_possible() || !outcome.proxy.empty()) return "";
  const auto& why = outcome.why;
  if (!why || !is_about_the_way(cause_of(*why)) || is_this_machine(why->address))
    return "";
  return fmt::format(" To see how far requests get, run: TMSS10Ping --path{} {}",
                     options_text(options), printable(options.host));
}

}  // namespace tmss10
