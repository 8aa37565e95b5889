// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/options/ping_options.hpp>

#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tmss10 {

/// The group of the options that mean something to every command, one that pings nothing,
/// too.
inline constexpr const char* output_group = "Output";

/// What the command line says, before its parts are looked at together.
struct raw_command {
  ping_options options;
  std::optional<std::string> host;  ///< the first of them
  std::vector<std::string> hosts;
  std::optional<std::filesystem::path> targets_file;
  std::optional<std::uint64_t> rate;
  std::optional<std::uint64_t> at_once;
  std::optional<std::uint64_t> min_ok;
  std::optional<std::string> logon;
  std::optional<std::uint16_t> port;
  std::optional<std::uint64_t> count;
  std::optional<std::chrono::nanoseconds> interval;
  std::optional<std::chrono::nanoseconds> timeout;
  std::optional<std::filesystem::path> key_target;
  std::optional<std::filesystem::path> proxy_credentials_file;
  std::vector<http_field> proxy_headers;
  std::optional<std::uint8_t> max_hops;
  bool timestamps = false;
  bool continuous = false;
  bool until_up = false;
  bool until_down = false;
  bool v4 = false;
  bool v6 = false;
};

/// Adds every option of TMSS10Ping, and the exit codes below them. Parsing fills `into`,
/// and throws CLI::ValidationError naming a value that is wrong by itself.
void add_ping_options(CLI::App& app, raw_command& into);

/// Puts the parts of a command line together, but for its target: whatever holds for
/// every kind of run. Throws usage_error naming options that do not go together.
void set_run(raw_command& raw);

/// Those of them that are about several targets.
void add_table_options(CLI::App& app, raw_command& raw);

/// Those of them that are about reports for programs.
void add_report_options(CLI::App& app, raw_command& raw);

}  // namespace tmss10
