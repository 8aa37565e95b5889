// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/service_order.hpp>
#include <tmss10/core/options/usage_error.hpp>
#include <tmss10/core/responder/admission.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tmss10 {

/// The command line of TMSS10Responder. Defaults: docs/protocol.md, "Limits and
/// time-outs".
struct responder_options {
  /// 0: a free one.
  std::uint16_t port = 5000;
  /// Local addresses; none: every address of the machine, IPv4 and IPv6.
  std::vector<std::string> listen;
  std::optional<std::filesystem::path> key_file;
  admission_limits limits;
  std::chrono::nanoseconds start_timeout{std::chrono::seconds(10)};
  std::chrono::nanoseconds idle_timeout{std::chrono::seconds(600)};
  /// Messages a second that are read from one connection; none: as many as come.
  std::optional<double> max_rate;
  /// That answer; 0: one for each processor.
  std::size_t threads = 1;
  /// How long the site key before the current one stays valid.
  std::chrono::nanoseconds key_grace{std::chrono::seconds(600)};
  /// "ADDRESS:PORT" where Prometheus is answered.
  std::optional<std::string> metrics;
  /// Lines of the log a second, on average; zero: as many as there are.
  std::uint32_t log_rate = 10;
  /// Whether clients may ask how their connection is seen.
  bool observe = true;
  service_order service = service_order::none;
  bool quiet = false;
  bool verbose = false;
};

using responder_command = std::variant<responder_options, show_text>;

/// Reads the command line, the program's name first. Throws usage_error naming what is
/// wrong.
[[nodiscard]] responder_command parse_responder_command(int argc,
                                                        const char* const* argv);

}  // namespace tmss10
