// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/exporter/file_fault.hpp>
#include <tmss10/core/exporter/probe_module.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// The largest module file in bytes: a thousand bytes for each of the most modules.
constexpr std::size_t max_module_file_size = 1 << 20;

/// The most modules of a file. A module of blackbox_exporter is a kind of probe, not a
/// target: its users have a few of them.
constexpr std::size_t max_modules = 1000;

/// The longest name of a module in bytes. It becomes the value of a label.
constexpr std::size_t max_module_name_size = 64;

/// The most buckets of a module. Prometheus keeps each as a time series of every target.
constexpr std::size_t max_module_buckets = 100;

/// What a module file says.
struct module_file_content {
  /// The modules that are right, sorted by name. Without a fault, `default` is one of
  /// them.
  std::vector<probe_module> modules;
  /// All that is wrong with the file. With a fault it is of no use.
  std::vector<file_fault> faults;
};

/// Reads the text of a module file: TOML 1.0 in UTF-8, with or without a byte order mark,
/// of at most max_module_file_size bytes.
///
/// A module is a table, [modules.NAME]. Its keys are the long names of the options of
/// TMSS10Ping that are about connections, pings and their limits, and --path. Each value
/// is read as the command line reads it, and refused in the same words, but for the names
/// of the options, which are the keys here; also where two do not go together: `count =
/// 3`, `interval = 0.2` and `max-loss = "5%"` are values, `connect-only = true` is a
/// flag, and `proxy-header` may be an array. As on the command line, `path = true` alone
/// looks at the path only, and pings follow if `count` is given. A module without a key
/// is what TMSS10Ping does without an option.
///
/// A module alone has `buckets` (an array of seconds, ascending, above 0, up to
/// max_module_buckets), `keep-connection` (a boolean) and `watch` (seconds, 0 or more).
///
/// All other options are refused by name, with the reason. So are tables and arrays where
/// none belongs, keys outside a module, names that are used twice, control characters
/// even if they are escaped, keys of more than a few parts and deeply nested values. What
/// is not ASCII may stand in comments and in values that are one text of one line, as the
/// name of a file is; elsewhere it is escaped (\uXXXX). An error of syntax ends the
/// reading; all others are reported together.
///
/// The module `default` exists even if the file has none, as a module without a key. A
/// fault never quotes a value that may be secret, nor the text where the syntax is wrong.
[[nodiscard]] module_file_content parse_module_file(std::string_view text);

/// Whether a module may have that name: 1 to max_module_name_size letters, digits, '.',
/// '_' and '-' of ASCII.
[[nodiscard]] bool is_module_name(std::string_view text);

/// The modules of an exporter without a module file: `default`.
[[nodiscard]] std::vector<probe_module> built_in_modules();

/// The module of that name, upper and lower case being different; null if there is none.
[[nodiscard]] const probe_module* find_module(std::span<const probe_module> modules,
                                              std::string_view name);

}  // namespace tmss10
