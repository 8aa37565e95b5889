// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tmss10 {

/// The addresses of this machine as the system has told them, no more than ten seconds
/// ago: to ask it for each request would take as long as a ping. It reads no clock: every
/// call says what time it is.
class own_addresses {
 public:
  using time_point = std::chrono::steady_clock::time_point;
  /// Asks the system; none if it can't be asked now.
  using question = std::function<std::vector<std::string>()>;

  explicit own_addresses(question ask) : ask_(std::move(ask)) {}

  /// What it returns lasts until the next call.
  [[nodiscard]] const std::vector<std::string>& at(time_point now);

 private:
  question ask_;
  std::vector<std::string> known_;
  std::optional<time_point> since_;
};

}  // namespace tmss10
