// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/responder/admission.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <variant>

namespace tmss10 {

/// An address and a port, for people.
struct peer_name {
  std::string address;
  std::uint16_t port = 0;
};

/// What happens at a responder.
namespace event {

struct listening {
  peer_name local;
};

/// A connection was accepted.
struct accepted {
  peer_name peer;
};

/// A connection over the limit got a busy greeting.
struct turned_away {
  peer_name peer;
  admission_refusal reason = admission_refusal::too_many;
};

/// A connection ended before it was a session.
struct handshake_failed {
  peer_name peer;
  std::error_code reason;
  std::chrono::nanoseconds lasted{0};
  /// What the client speaks in place of TMSS10, if that is known (service_name.hpp).
  std::string_view speaks = {};
};

/// A request was answered. `refusal` is empty when all was well.
struct served {
  peer_name peer;
  std::size_t wire_size = 0;
  std::error_code refusal;
};

/// A session ended. errc::closed_by_peer is the good end.
struct ended {
  peer_name peer;
  std::error_code reason;
  std::uint64_t requests = 0;
  std::chrono::nanoseconds lasted{0};
  /// Whether the client tested the path with it (undefined_function). Then a reset or a
  /// silence is what it may have been made for.
  bool tests_path = false;
};

/// The system gave no connection. Accepting goes on after a pause; a failure soon after
/// one that was told is not told.
struct accept_failed {
  std::error_code reason;
};

}  // namespace event

using responder_event = std::variant<event::listening, event::accepted,
                                     event::turned_away, event::handshake_failed,
                                     event::served, event::ended, event::accept_failed>;

}  // namespace tmss10
