// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <system_error>
#include <variant>
#include <vector>

namespace tmss10 {

/// What happens in a run, in the order in which it happens. Times are durations of that
/// stage alone.
namespace event {

/// The name became addresses (or was one already).
struct resolved {
  std::string host;
  std::vector<std::string> addresses;
  std::chrono::nanoseconds took{0};
};

/// TCP connected. `address` is what every later line calls the peer.
struct connected {
  std::string address;
  std::uint16_t port = 0;
  std::string local_address;
  std::uint16_t local_port = 0;
  std::chrono::nanoseconds took{0};
};

struct greeted {
  std::chrono::nanoseconds took{0};
};

/// The handshake is done and sealed messages may pass.
struct established {
  bool open_mode = false;
  std::chrono::nanoseconds took{0};
};

/// A right answer. `late`: its loss was told before.
struct reply {
  std::uint64_t sequence = 0;
  std::size_t wire_size = 0;
  std::chrono::nanoseconds round_trip{0};
  bool late = false;
};

/// An answer that does not count: a refusal, a body that can't be expanded, another
/// payload.
struct bad_reply {
  std::uint64_t sequence = 0;
  std::error_code reason;
};

/// A ping was given up. `reason` is timed_out, or why its connection ended.
struct lost {
  std::uint64_t sequence = 0;
  std::chrono::nanoseconds waited{0};
  std::error_code reason;
};

/// The connection ended before the run did.
struct disconnected {
  std::error_code reason;
};

}  // namespace event

using ping_event =
    std::variant<event::resolved, event::connected, event::greeted, event::established,
                 event::reply, event::bad_reply, event::lost, event::disconnected>;

}  // namespace tmss10
