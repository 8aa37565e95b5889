// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace tmss10 {

/// The two ends of the connections of a run: each pair once, and only the first few,
/// since a name may have another address each time it is looked up.
class used_ends {
 public:
  static constexpr std::size_t most_kept = 8;

  void add(const std::string& address, const std::string& local_address,
           const std::string& interface_name);

  /// " at 192.0.2.7 from 192.0.2.1 (eth0)", several with commas between them; empty when
  /// there was no connection.
  [[nodiscard]] std::string text() const;

 private:
  std::vector<std::string> kept_;
  bool has_more_ = false;
};

}  // namespace tmss10
