// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/address_family.hpp>
#include <tmss10/core/base/color.hpp>
#include <tmss10/core/base/target.hpp>
#include <tmss10/core/base/timestamp.hpp>
#include <tmss10/core/options/report_options.hpp>
#include <tmss10/core/options/usage_error.hpp>
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/proxy/proxy_url.hpp>
#include <tmss10/core/run/thresholds.hpp>
#include <tmss10/core/verdict/awaited.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace tmss10 {

/// The proxy that the command line asks for.
struct proxy_options {
  /// None: the one that the environment names, if it names one.
  std::optional<proxy_address> address;
  /// What the URL had of a user name and a password; shared, never copied.
  std::shared_ptr<const proxy_credentials> credentials;
  std::optional<std::filesystem::path> credentials_file;
  /// Fields for each request to it.
  std::vector<http_field> headers;
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
  /// None: the default of a look-up.
  std::optional<std::chrono::nanoseconds> look_up_timeout;
  std::optional<std::chrono::nanoseconds> deadline;
  /// Pings in a row without an answer that end the run; none: they don't.
  std::optional<std::uint64_t> max_failures;
  std::size_t payload_size = 0;
  address_family family = address_family::any;
  std::optional<std::string> source;
  std::optional<std::string> interface_name;
  std::optional<proxy_options> proxy;
  bool connect_only = false;
  awaited wait_for = awaited::nothing;
  thresholds limits;
  std::optional<std::filesystem::path> key_file;
  report_options reports;
  /// An earlier report, with which the run is compared.
  std::optional<std::filesystem::path> baseline;
  bool quiet = false;
  bool verbose = false;
  timestamp_format timestamps = timestamp_format::none;
  /// Whether each answer rings the bell of a terminal.
  bool audible = false;
  color_choice color = color_choice::automatic;
  bool self_test = false;
  /// Whether the hops of the way are looked at, and most of them.
  bool path = false;
  std::uint8_t max_hops = 30;
  /// Whether the largest packets that get through are looked for.
  bool mtu = false;
  /// Up to how long an idle connection is watched; none: that is not looked at.
  std::optional<std::chrono::nanoseconds> idle_limit;
  /// Whether all of it is looked at: the addresses, the ways to them, the path, the
  /// sizes, and then some pings.
  bool examine = false;
  /// Whether there are pings, too. False: one of these looks is all.
  bool pings = true;
  /// Whether the run has several targets: then the host is empty, or one of them.
  bool has_table = false;
  /// What several targets are read from, and what they take: no report may be in these.
  std::vector<std::filesystem::path> target_files;
};

/// The command line of a run with several targets.
struct table_options {
  /// What holds for each of them: without a host, and with the port of those that have
  /// none.
  ping_options common;
  /// As typed: HOST[:PORT], or a range. Empty with a file.
  std::vector<std::string> hosts;
  /// The file with the targets; "-" is standard input.
  std::optional<std::filesystem::path> targets_file;
  /// Most targets that are begun in a second.
  std::uint64_t rate = 1000;
  /// Most targets at any moment whose first connection is not decided yet.
  std::size_t at_once = 1000;
  /// So many targets that are ok are enough. None: all of them have to be.
  std::optional<std::uint64_t> min_ok;
};

struct generate_key {
  std::filesystem::path file;
  /// Whether a failure is told to a monitoring system.
  bool nagios = false;
  /// Whether it is told with the time.
  timestamp_format timestamps = timestamp_format::none;
};

/// A text to show, and nothing else.
struct show_ping_text {
  std::string text;
  /// Whether a failure is told to a monitoring system.
  bool nagios = false;
  /// Whether it is told with the time.
  timestamp_format timestamps = timestamp_format::none;
};

/// What the command line asks for: a run with one target or with several, a new key file,
/// or a text to show.
using ping_command =
    std::variant<ping_options, table_options, generate_key, show_ping_text>;

/// What is wrong with the command line, and what it says besides, so that its reports can
/// tell the failure: every option that is right by itself. What is not known is empty:
/// the host, the port (0) and the family.
class bad_ping_command : public usage_error {
 public:
  bad_ping_command(const std::string& message, ping_options known)
      : usage_error(message), known_(std::move(known)) {}
  [[nodiscard]] const ping_options& known() const { return known_; }

 private:
  ping_options known_;
};

/// Reads the command line, the program's name first. Throws bad_ping_command naming what
/// is wrong.
[[nodiscard]] ping_command parse_ping_command(int argc, const char* const* argv);

}  // namespace tmss10
