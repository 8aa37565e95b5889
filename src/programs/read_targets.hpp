// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/options/target_entry.hpp>
#include <tmss10/core/options/usage_error.hpp>

#include <string>
#include <vector>

namespace tmss10 {

/// What is wrong with several targets: what() is the first of it.
class bad_targets : public usage_error {
 public:
  explicit bad_targets(std::vector<std::string> faults)
      : usage_error(faults.front()), faults_(std::move(faults)) {}
  [[nodiscard]] const std::vector<std::string>& faults() const { return faults_; }

 private:
  std::vector<std::string> faults_;
};

/// What is wrong with targets, found one by one: each with the line of its file, the
/// first max_target_file_errors of them.
class target_faults {
 public:
  explicit target_faults(const table_options& of);

  /// An address of a range shares what is wrong with the others.
  void add(const target_entry& target, const std::string& message);
  /// Throws bad_targets if there is any.
  void end();

 private:
  std::string file_;
  std::vector<std::string> faults_;
};

/// The targets that a command line asks for, from its arguments or its file, each of them
/// checked by what this machine knows of names and interfaces. Throws bad_targets with
/// the first 20 that are wrong, usage_error naming a file that can't be read, or
/// shared_target_file.
[[nodiscard]] std::vector<target_entry> read_targets(const table_options& options);

}  // namespace tmss10
