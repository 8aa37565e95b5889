// SPDX-License-Identifier: MIT
#pragma once

#include "core/options/ping_command_line.hpp"
#include "module_keys.hpp"
#include "module_source.hpp"
#include <tmss10/core/exporter/file_fault.hpp>
#include <tmss10/core/exporter/probe_module.hpp>

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace tmss10 {

/// Reads modules, each by itself, with the command line's definitions of the options.
class module_reader {
 public:
  module_reader();

  /// A module; `faults` gets all that is wrong with it, and then it is of no use.
  [[nodiscard]] probe_module read(const module_source& source,
                                  std::vector<file_fault>& faults);

 private:
  void read_entry(const module_entry& entry, probe_module& into);
  void read_option(const module_key& key, const module_entry& entry);

  /// It is built once: that takes longer than reading a module.
  CLI::App app_;
  raw_command raw_;
};

}  // namespace tmss10
