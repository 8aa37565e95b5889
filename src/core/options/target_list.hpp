// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/address_range.hpp>
#include <tmss10/core/options/target_entry.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tmss10 {

/// A target, or a range of them, and what was said of it.
struct typed_target {
  std::string text;
  std::optional<std::string> name;
  std::optional<std::uint16_t> port;
  std::shared_ptr<const target_overrides> own;
};

/// Targets as they are added, each name once.
class target_list {
 public:
  /// With that port for targets without one.
  explicit target_list(std::uint16_t port) : port_(port) {}

  /// Adds a target, or all addresses of a range. `line` is where a file has it; 0: it is
  /// on the command line. Throws usage_error naming what is wrong, two targets of the
  /// same name included.
  void add(const typed_target& typed, std::size_t line);

  [[nodiscard]] std::vector<target_entry> take() { return std::move(entries_); }

 private:
  void add_range(const typed_target& typed, const address_range& range, std::size_t line);
  void add_entry(target_entry entry);

  std::uint16_t port_;
  std::vector<target_entry> entries_;
  /// The line of each name.
  std::unordered_map<std::string, std::size_t> lines_;
  std::size_t in_ranges_ = 0;
};

}  // namespace tmss10
