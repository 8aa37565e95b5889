// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/ping_event.hpp>

#include <optional>
#include <string>

namespace tmss10 {

/// Notices that the first address which was tried does not work, and that the connection
/// was made over the other IP version: that costs every client of the server some time,
/// which no other figure shows.
class family_note {
 public:
  /// What is to be said at this event, once in a run: "note: 2001:db8::7 did not answer;
  /// connected by IPv4". An address that was given up for another one counts if it was
  /// the first, since that had the field to itself for a while (RFC 8305, section 5).
  /// Faults of this machine do not count, such as no route, nor do loopback addresses
  /// where nothing listens.
  [[nodiscard]] std::optional<std::string> on(const ping_event& happened);

 private:
  std::optional<event::attempt> first_;  // of this connection
  bool has_said_ = false;
};

}  // namespace tmss10
