// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/icmp_error.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace tmss10 {

/// What came back for a connection request.
enum class hop_reply {
  silence,
  /// A router used up its hop limit: it got as far as there.
  hop_limit_exceeded,
  /// Another ICMP error: it was refused, or could not be passed on.
  icmp_refusal,
  /// A TCP reset, from the target or in its name.
  reset,
  connection,
  /// This machine did not send it.
  not_sent,
};

struct hop_answer {
  hop_reply what = hop_reply::silence;
  /// Of a reset and a connection, the target's. Empty for silence, and when not sent.
  std::string sender = {};
  std::chrono::nanoseconds took{0};
  /// Only the request that the system sent again was answered; `took` includes the wait.
  bool was_repeated = false;
  /// Of the two kinds of ICMP errors.
  std::optional<icmp_error> icmp = {};
  /// What was left of the ICMP error's own hop limit when it arrived, if known.
  std::optional<std::uint8_t> hops_left = {};
  /// Why it was not sent.
  std::error_code error = {};

  /// Whether the request got no further: no higher hop limit has another answer.
  [[nodiscard]] bool is_end() const;
};

/// The answers to the requests with one hop limit, in the order in which they were sent.
struct path_hop {
  std::uint8_t number = 0;
  std::vector<hop_answer> answers = {};
  /// The name of the first one who answered; empty if it has none or nobody asked.
  std::string name = {};

  /// The first answer that is not silence; null without one.
  [[nodiscard]] const hop_answer* answer() const;
  /// The first answer that ends the way; null without one.
  [[nodiscard]] const hop_answer* end() const;
};

/// Between which bounds the hop limit of a reset was when it arrived.
struct reset_hops_left {
  std::uint8_t least = 1;
  std::uint8_t most = 255;
};

/// What becomes of data on a connection that was made.
enum class data_result {
  not_asked,
  /// Nothing came within the time, so nothing was sent.
  no_greeting,
  /// What came was no greeting of a responder that is ready, so nothing was sent.
  other_greeting,
  /// A session could not be made, for a reason that says nothing of the path.
  unknown,
  /// The target's system acknowledged it.
  arrives,
  /// It is never acknowledged.
  vanishes,
  /// The connection is reset once it was sent.
  is_reset,
};

/// What became of data on connections from several source ports: routers may choose
/// another way for each.
struct data_counts {
  std::size_t arrived = 0;
  std::size_t vanished = 0;
  std::size_t reset = 0;
};

/// How data ended that was sent once more from a source port on which it did not arrive,
/// with growing hop limits.
enum class data_end {
  /// There was no time, or no connection was left, to find that out.
  unknown,
  silence,
  reset,
  /// An ICMP error came for it, also without a small hop limit.
  rejected,
  /// This time, it did arrive.
  arrived,
};

/// How far connection requests to a target get.
struct path {
  std::string address;
  std::uint16_t port = 0;
  std::uint8_t max_hops = 0;
  /// The name that was looked up, and how many addresses it has; the others were not
  /// looked at.
  std::string name = {};
  std::size_t addresses = 1;
  /// This machine's own, which the requests below do not have; 0: not known.
  std::uint8_t own_hop_limit = 0;
  /// By hop limits, from 1 on, without gaps.
  std::vector<path_hop> hops = {};
  /// A request with the system's own hop limit; none: it was not needed.
  std::optional<hop_answer> unlimited = {};
  /// Requests from further source ports that get as far as they can, once the end of the
  /// way is known: routers may choose another way for each.
  std::vector<hop_answer> from_other_ports = {};
  /// Asked once more from one source port, so that routers which spread connections over
  /// several ways choose the same for all: where one of the requests got another answer
  /// than the others, from its port. Empty: it was not needed.
  std::vector<path_hop> from_one_port = {};
  /// Of the reset that ends the way, or from_one_port if there is that.
  reset_hops_left reset_left = {};
  /// On the first connection with data.
  data_result data = data_result::not_asked;
  data_counts data_of_all = {};
  /// From a port on which data did not arrive.
  data_end data_again = data_end::unknown;
  /// The last hop that data got to then; 0: none is known.
  std::uint8_t last_data_hop = 0;
  /// A router answered connection requests before, but reported no data any more: it may
  /// limit how often it reports.
  bool misses_data_reports = false;
  /// It was ended by a signal before all was known.
  bool was_stopped = false;
};

/// The last hop at which a router answered; null if none did.
[[nodiscard]] const path_hop* last_router(const std::vector<path_hop>& hops);
/// The first hop whose answer ends the way; null without one.
[[nodiscard]] const path_hop* first_end(const std::vector<path_hop>& hops);
/// The hop with that number; null if there is none.
[[nodiscard]] const path_hop* find_hop(const std::vector<path_hop>& hops,
                                       std::size_t number);
/// The first hop of which a router answered; null if it answered nowhere.
[[nodiscard]] const path_hop* find_router(const std::vector<path_hop>& hops,
                                          const std::string& address);

/// The routers that pass requests round in a circle, in their order, from the first hop
/// there; empty without a circle.
struct path_loop {
  std::uint8_t from = 0;
  std::vector<std::string> routers = {};
};
[[nodiscard]] path_loop find_loop(const path& of);

/// Whether routers seem to limit how often they report, as Linux' do (once a second to
/// each receiver): some answered one request and not another, or only when it was
/// repeated although answers are fast. Then silence says less.
[[nodiscard]] bool seems_to_limit_reports(const path& of);

/// How many hops away the sender of a packet is, judging by what is left of its hop
/// limit: systems begin with 64, 128 or 255. 1 is a neighbour.
[[nodiscard]] int hops_back(std::uint8_t hops_left);

}  // namespace tmss10
