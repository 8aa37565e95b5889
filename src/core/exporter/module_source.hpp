// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/exporter/file_fault.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// A value of a module file, in the form that it would have on a command line.
struct module_value {
  enum class kind { boolean, number, text };
  kind is = kind::text;
  /// "true" or "false", the text itself, or a decimal number without an exponent and with
  /// up to 9 decimals; "inf" and "nan" are such, too.
  std::string text;
};

/// A key of a module, and its value or values.
struct module_entry {
  std::string key;
  std::size_t line = 0;
  bool is_array = false;
  /// One, unless it is an array.
  std::vector<module_value> values;
};

/// A module as it stands in the file.
struct module_source {
  std::string name;
  std::size_t line = 0;
  /// In the order of their lines.
  std::vector<module_entry> entries;
};

/// The modules of a file by their names, and all that is not shaped like a module.
struct module_sources {
  std::vector<module_source> modules;
  std::vector<file_fault> faults;
};

/// Reads TOML that fault_of_module_text finds nothing wrong with. An error of syntax is
/// the only fault then, and quotes nothing of the text. No text in a value has a control
/// character, and each name is one that a module may have.
[[nodiscard]] module_sources read_module_sources(std::string_view text);

}  // namespace tmss10
