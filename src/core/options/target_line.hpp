// SPDX-License-Identifier: MIT
#pragma once

#include "ping_command_line.hpp"
#include "target_list.hpp"
#include <tmss10/core/options/ping_options.hpp>

#include <CLI/CLI.hpp>

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace tmss10 {

/// Reads lines of a target file, each by itself, with the command line's definitions of
/// the options.
class target_line_reader {
 public:
  /// `common` are the options of the command line.
  explicit target_line_reader(const ping_options& common);

  /// None for a line without words. Throws usage_error naming what is wrong.
  [[nodiscard]] std::optional<typed_target> read(std::string_view line);

 private:
  void add_options();
  void set_name(const std::string& text);
  [[nodiscard]] std::string refusal_of_word(const std::string& word);
  [[nodiscard]] bool was_given(const char* option) const;
  [[nodiscard]] std::optional<address_family> family() const;
  [[nodiscard]] target_overrides overrides() const;
  void check_packets(const target_overrides& own) const;

  bool connect_only_for_all_;
  /// It is built once: that takes longer than reading a line.
  CLI::App app_;
  raw_command raw_;
  std::optional<std::string> name_;
  /// Of all options of the command line, once a line is wrong.
  std::optional<std::set<std::string>> known_options_;
};

}  // namespace tmss10
