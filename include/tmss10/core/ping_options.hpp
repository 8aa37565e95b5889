// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/awaited.hpp>
#include <tmss10/core/proxy_url.hpp>
#include <tmss10/core/report_nagios.hpp>
#include <tmss10/core/thresholds.hpp>
#include <tmss10/core/usage_error.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace tmss10 {

/// The port that TapeTrack Framework Servers listen on by default (the vendor's
/// documentation).
constexpr std::uint16_t default_port = 5000;

enum class address_family { any, v4, v6 };

/// Colours are for terminals only, whatever is chosen. `automatic` is without them, too,
/// where the environment has NO_COLOR (no-color.org).
enum class color_choice { automatic, always, never };

/// The proxy that the command line asks for.
struct proxy_options {
  /// None: the one that the environment names, if it names one.
  std::optional<proxy_address> address;
  /// What the URL had of a user name and a password; shared, never copied.
  std::shared_ptr<const proxy_credentials> credentials;
  std::optional<std::filesystem::path> credentials_file;
};

/// The reports that other programs read.
struct report_options {
  /// "-" is standard output, which then has nothing else.
  std::optional<std::filesystem::path> json;
  std::optional<std::filesystem::path> csv;
  std::optional<std::filesystem::path> prometheus;
  /// One line for a monitoring system in place of all text, and its exit codes.
  bool nagios = false;
  nagios_thresholds thresholds;
};

/// The command line of TMSS10Ping.
struct ping_options {
  std::string host;
  std::uint16_t port = default_port;
  /// None: until interrupted.
  std::optional<std::uint64_t> count = 4;
  /// From one send to the next. Zero: the next ping goes when the answer is in.
  std::chrono::nanoseconds interval{0};
  std::chrono::nanoseconds timeout{std::chrono::seconds(5)};
  std::chrono::nanoseconds connect_timeout{std::chrono::seconds(5)};
  std::optional<std::chrono::nanoseconds> deadline;
  std::size_t payload_size = 0;
  address_family family = address_family::any;
  std::optional<std::string> source;
  std::optional<proxy_options> proxy;
  bool connect_only = false;
  awaited wait_for = awaited::nothing;
  thresholds limits;
  std::optional<std::filesystem::path> key_file;
  report_options reports;
  bool quiet = false;
  bool verbose = false;
  bool timestamps = false;
  color_choice color = color_choice::automatic;
  bool self_test = false;
};

struct generate_key {
  std::filesystem::path file;
};

/// What the command line asks for: a run, a new key file, or a text to show.
using ping_command = std::variant<ping_options, generate_key, show_text>;

/// Reads the command line, the program's name first. Throws usage_error naming what is
/// wrong.
[[nodiscard]] ping_command parse_ping_command(int argc, const char* const* argv);

}  // namespace tmss10
