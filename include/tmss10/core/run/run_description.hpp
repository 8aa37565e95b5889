// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace tmss10 {

/// An option of a run as it was understood: its long name, and its value; a flag has
/// none.
struct understood_option {
  std::string name;
  std::optional<std::string> value = {};
};

/// What a system says of itself. What it does not say is empty.
struct system_facts {
  /// "Debian GNU/Linux 12 (bookworm)"
  std::string name = {};
  /// "Linux 6.18.44 x86_64"
  std::string kernel = {};
  /// What names are looked up with, as addresses, the first one first.
  std::vector<std::string> name_servers = {};
  /// "CET", as of now, and what it is ahead of UTC.
  std::string time_zone = {};
  std::optional<std::chrono::minutes> utc_offset = {};
  /// What the machine calls itself: "branch-17"
  std::string host_name = {};
};

/// What is known of a run before it begins, for whoever reads its output elsewhere. No
/// secrets are in it.
struct run_description {
  /// 16 hex digits, which tell the lines of this run from those of others.
  std::string id = {};
  /// Of this program: its version, and the date of what it was built from (RFC 3339).
  std::string program_version = {};
  std::string built = {};
  system_facts system = {};
  std::vector<understood_option> options = {};
  /// What each target is called; the events of the first one have the number 0. Empty
  /// where the command line is wrong and does not say which.
  std::vector<std::string> targets = {};
  /// Whether it is a run with several targets, even if there is one: lines name them.
  bool has_table = false;
  /// Whether there is no site key; none if no key is of use.
  std::optional<bool> open_mode = {};
};

}  // namespace tmss10
