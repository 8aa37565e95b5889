// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <string>
#include <utility>

namespace tmss10 {

/// A probe, as the status page shows it.
struct recent_probe {
  std::chrono::system_clock::time_point began;
  std::chrono::nanoseconds took{0};
  std::string target;  ///< as the request wrote it
  std::string module;
  bool succeeded = false;
  std::string sentence;  ///< why it failed; empty if it did not
};

/// The last probes of an exporter.
class recent_probes {
 public:
  /// So many of each result are kept, so that many good ones leave the failures there.
  static constexpr std::size_t most_of_each = 50;

  void add(recent_probe one);

  [[nodiscard]] const std::deque<recent_probe>& failed() const { return failed_; }
  [[nodiscard]] const std::deque<recent_probe>& succeeded() const { return succeeded_; }

 private:
  std::deque<recent_probe> failed_;  // the last one comes first
  std::deque<recent_probe> succeeded_;
};

}  // namespace tmss10
