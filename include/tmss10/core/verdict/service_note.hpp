// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/ping_event.hpp>

#include <optional>
#include <string>
#include <vector>

namespace tmss10 {

/// Notices that the peer of a bare connection is a server that speaks first. A TapeTrack
/// server does not, so nobody should take that one for it.
class service_note {
 public:
  /// What is to be said at this event: "an SSH server answers there: "SSH-2.0-x"", with
  /// the first line that came, escaped. The same is said once. Some servers say something
  /// else each time, such as the time of day: after four of them nothing more is said.
  [[nodiscard]] std::optional<std::string> on(const ping_event& happened);

 private:
  std::vector<std::string> said_;
};

}  // namespace tmss10
