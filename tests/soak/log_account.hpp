// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10::soak {

/// Takes a responder's log line by line and keeps account of it in bounded memory. Honest
/// clients come from is_honest() addresses. May be used from several threads.
class log_account {
 public:
  /// What was logged, the addresses and numbers left out, and how often.
  using counts = std::map<std::string, std::uint64_t>;

  void add(std::string_view line);
  /// Nothing more will come.
  void end();

  /// The port of the first "listening" line; none when the log ends without one.
  [[nodiscard]] std::optional<std::uint16_t> await_port();

  [[nodiscard]] counts by_kind() const;
  /// Sessions of honest clients that ended well.
  [[nodiscard]] std::uint64_t honest_sessions() const;
  /// Connections of hostile clients that ended, or were turned away. Events that were
  /// left out of the log to keep it small are taken for such.
  [[nodiscard]] std::uint64_t hostile_ends() const;
  /// Lines that no client can bring about, and any about an honest client but those on
  /// sessions that ended well; how many there are, and the first of them.
  [[nodiscard]] std::uint64_t odd_lines() const;
  [[nodiscard]] std::vector<std::string> first_odd_lines() const;

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<std::uint16_t> port_;
  bool ended_ = false;
  counts by_kind_;
  std::uint64_t honest_sessions_ = 0;
  std::uint64_t hostile_ends_ = 0;
  std::uint64_t odd_lines_ = 0;
  std::vector<std::string> first_odd_lines_;
};

/// Whether that is the text of an address of honest clients: 127.0.0.0/16.
[[nodiscard]] bool is_honest(std::string_view address);

}  // namespace tmss10::soak
