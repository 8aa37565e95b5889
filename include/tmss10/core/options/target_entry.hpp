// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/address_family.hpp>
#include <tmss10/core/metrics/metric_label.hpp>
#include <tmss10/core/options/ping_options.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tmss10 {

/// What was said of a target alone, in place of what the command line says of all. None:
/// nothing.
struct target_overrides {
  std::optional<bool> connect_only;
  /// No file in it: open mode (-k none).
  std::optional<std::optional<std::filesystem::path>> key_file;
  /// No proxy in it: a direct connection (-x none).
  std::optional<std::optional<proxy_options>> proxy;
  std::optional<std::string> source;
  std::optional<address_family> family;
  std::optional<std::size_t> payload_size;
  /// Each name once. They are added to those of the command line.
  std::vector<metric_label> labels;
};

/// One of many targets.
struct target_entry {
  /// What lines call it: --name, or HOST or HOST:PORT as typed. An address of a range is
  /// called "192.0.2.7", "192.0.2.7:5001", "2001:db8::7" or "[2001:db8::7]:5001".
  std::string name;
  /// A host name or an address without brackets.
  std::string host;
  std::uint16_t port = default_port;
  /// None where nothing was said of it alone. All addresses of a range share it.
  std::shared_ptr<const target_overrides> own;
  /// Where its file has it; 0: it is on the command line.
  std::size_t line = 0;
};

/// The options of one target's run. A target with a proxy of its own gets nothing of the
/// command line's --proxy: no credentials, and no header, which may be secret as well.
/// One with --connect-only of its own has no use for the command line's --key-file and
/// --size, and does not get them.
[[nodiscard]] ping_options options_of(const target_entry& target,
                                      const ping_options& common);

/// The targets that are meant by several HOST[:PORT] and ranges, in their order;
/// `common.port` is the port of those without one. Throws usage_error naming the first
/// that is wrong, two of the same name included, and if all ranges together have more
/// than max_range_size addresses.
[[nodiscard]] std::vector<target_entry> targets_of(const std::vector<std::string>& hosts,
                                                   const ping_options& common);

}  // namespace tmss10
