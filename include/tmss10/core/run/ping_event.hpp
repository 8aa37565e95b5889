// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/run/examined_part.hpp>
#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/icmp_error.hpp>
#include <tmss10/core/wire/packet.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <variant>
#include <vector>

namespace tmss10 {

struct idle_progress;
struct idle_range;
struct observation;
struct packet_sizes;
struct path;
struct tried_way;

/// What happens in a run, in the order in which it happens. Times are durations of that
/// stage alone.
namespace event {

/// A connection is to be made. `proxy` is empty when it goes there directly.
struct connecting {
  std::string host;
  std::uint16_t port = 0;
  std::string proxy;
  /// The host that the proxy is asked for, where that is not `host`: the ASCII form of an
  /// international name (IDNA), or an address without its zone.
  std::string asked_for = {};
};

/// The name became addresses (or was one already): the proxy's, when there is one.
struct resolved {
  std::string host;
  std::vector<std::string> addresses;
  std::chrono::nanoseconds took{0};
  /// The form of an international name that was asked for (IDNA); empty for others.
  std::string ascii_name = {};
};

/// One address was tried, whether or not it is the one that is used.
struct attempt {
  std::string address;
  std::uint16_t port = 0;
  /// Empty where the system gave none.
  std::string local_address;
  std::chrono::nanoseconds took{0};
  /// Why it failed; none when it connected. errc::stopped: it was given up, since another
  /// address had connected.
  std::error_code error = {};
  /// What was sent back in place of a connection, where the system tells.
  std::optional<icmp_error> icmp = {};
  /// Whether it is the proxy's address.
  bool of_proxy = false;
};

/// TCP connected. `address` is what every later line calls the peer.
struct connected {
  std::string address;
  std::uint16_t port = 0;
  std::string local_address;
  std::uint16_t local_port = 0;
  std::chrono::nanoseconds took{0};
  /// The network interface that has the local address; empty where nobody asked for it.
  std::string interface_name = {};
};

/// TCP connected to the proxy.
struct proxy_connected {
  std::string address;
  std::uint16_t port = 0;
  std::string local_address;
  std::uint16_t local_port = 0;
  std::chrono::nanoseconds took{0};
  std::string interface_name = {};  ///< as of connected
};

/// The proxy has connected to the target. `host`, as it was typed, is what every later
/// line calls the peer.
struct tunnelled {
  std::string host;
  std::uint16_t port = 0;
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

/// No connection could be made. The run goes on unless it returns this failure, too.
struct not_connected {
  failure why;
  /// From when on there could have been pings. None: a fault of this machine between two
  /// connections, of which nobody knows what would have become of a ping.
  std::optional<std::chrono::steady_clock::time_point> since = {};
};

/// A slot of the schedule went by without a connection: this ping was due and could not
/// be sent.
struct unsent {
  std::uint64_t sequence = 0;
  /// Why there was no connection.
  std::error_code reason;
  /// How long ago it was due.
  std::chrono::nanoseconds overdue{0};
};

/// A ping goes to the system.
struct sent {
  std::uint64_t sequence = 0;
  request_header header;
  std::size_t wire_size = 0;
};

/// A right answer. `late`: its loss was told before. `noticed_late`: this program was
/// held up while it waited, and the round trip includes that.
struct reply {
  std::uint64_t sequence = 0;
  std::size_t wire_size = 0;
  std::chrono::nanoseconds round_trip{0};
  bool late = false;
  response_header header = {};
  /// Segments that TCP sent again since the answer before.
  std::uint64_t retransmits = 0;
  bool noticed_late = false;
};

/// An answer that does not count: a refusal, a body that can't be expanded, another
/// payload.
struct bad_reply {
  std::uint64_t sequence = 0;
  std::error_code reason;
  response_header header = {};  ///< as far as it could be read
  std::size_t wire_size = 0;
  std::chrono::nanoseconds round_trip{0};
  bool late = false;              ///< its loss was told before
  std::uint64_t retransmits = 0;  ///< as for a reply
};

/// A ping was given up. `reason` is timed_out, or why its connection ended.
struct lost {
  std::uint64_t sequence = 0;
  std::chrono::nanoseconds waited{0};
  std::error_code reason;
  std::uint64_t retransmits = 0;        ///< as for a reply
  std::chrono::nanoseconds held_up{0};  ///< how much of that this program did not run
};

/// A ping that is a connection begins; the first one is made already.
struct attempted {
  std::uint64_t sequence = 0;
};

/// A ping that is a connection was answered: it was made in that time. `noticed_late` as
/// of a reply.
struct connection_made {
  std::uint64_t sequence = 0;
  std::chrono::nanoseconds took{0};
  bool noticed_late = false;
};

/// A ping that is a connection failed.
struct connection_failed {
  std::uint64_t sequence = 0;
  std::error_code reason;
  failure why = {};  ///< all that is known of it; its error is `reason`
  std::chrono::nanoseconds held_up{0};  ///< as for a loss
};

/// The peer closed a ping that is a connection, without a byte.
struct closed_at_once {
  std::uint64_t sequence = 0;
  std::chrono::nanoseconds after{0};
  bool was_reset = false;  ///< not in order (FIN), but with a reset (RST)
};

/// The peer spoke on a ping that is a connection, although nothing was sent to it.
struct banner {
  /// As much of it as is kept: more than any greeting, and enough to know a service by.
  static constexpr std::size_t most_bytes = 64;

  std::uint64_t sequence = 0;
  bytes first_bytes;
  std::chrono::nanoseconds after{0};  ///< when the first of them came
  /// Host and port of the proxy that opened the tunnel; empty on a direct connection.
  std::string through = {};
};

/// The connection ended before the run did.
struct disconnected {
  std::error_code reason;
};

/// When a connection ends: segments that TCP sent again and no ping told of.
struct retransmitted {
  std::uint64_t segments = 0;
  bool of_ping = false;  ///< pings were waiting for their answers
};

/// This program did not run for so long since the last event; so many slots went by.
struct held_up {
  std::chrono::nanoseconds length{0};
  std::uint64_t slots = 0;
};

/// The way to the target was looked at (core/run/path.hpp). Never null, as all of these.
struct path_found {
  std::shared_ptr<const path> way;
};

/// The largest packets that get through are known (core/run/packet_sizes.hpp).
struct sizes_found {
  std::shared_ptr<const packet_sizes> sizes;
};

/// How far the search for an idle limit has come (core/run/idle_limit.hpp).
struct idle_step {
  std::shared_ptr<const idle_progress> at;
};

/// How long a connection may be idle is known.
struct idle_found {
  std::shared_ptr<const idle_range> range;
};

/// The responder said how it sees this connection (core/run/observation.hpp).
struct observed {
  std::shared_ptr<const observation> seen;
};

/// One of several ways to the target was tried by itself (core/run/tried_way.hpp).
struct way_tried {
  std::shared_ptr<const tried_way> way;
};

/// A part of an examination is over. `was_cut_short`: it was ended before it had found
/// all.
struct part_examined {
  examined_part part = examined_part::look_up;
  std::chrono::nanoseconds took{0};
  bool was_cut_short = false;
};

/// One of them.
using any =
    std::variant<connecting, resolved, attempt, connected, proxy_connected, tunnelled,
                 greeted, established, not_connected, unsent, sent, reply, bad_reply,
                 lost, attempted, connection_made, connection_failed, closed_at_once,
                 banner, disconnected, retransmitted, held_up, path_found, sizes_found,
                 idle_step, idle_found, observed, way_tried, part_examined>;

}  // namespace event

/// What happened, and whose it is. Visit it, or ask it with std::get_if, like the variant
/// that it is.
struct ping_event : event::any {
  using event::any::any;

  /// The number of the target, from whoever set up its pings; an event_feed sets it.
  std::size_t target = 0;
};

}  // namespace tmss10
