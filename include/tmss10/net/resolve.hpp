// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/address_family.hpp>
#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/awaitable.hpp>
#include <asio/ip/tcp.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tmss10 {

/// What a name or an address stands for, in the system's order of preference (RFC 6724).
using endpoints = std::vector<asio::ip::tcp::endpoint>;

/// What is to be looked up. With a family, only for addresses of that family is asked: an
/// answer for the other one is not waited for.
struct name_query {
  std::string host;
  std::uint16_t port = 0;
  address_family family = address_family::any;
};

/// What knows the addresses of a name. It may block; it is called on threads of its own,
/// several at a time, and what it throws is a failure of the look-up.
using name_source = std::function<result<endpoints>(const name_query& what)>;

/// Asks the system. Fails with name_not_found; with name_without_address for a name that
/// is there without an address of the family; with resolver_failed when a name server
/// reports a failure, and timed_out when none says anything as long as the system asks;
/// or with the system's code, as when there is no descriptor to ask with.
[[nodiscard]] result<endpoints> ask_system(const name_query& what);

struct look_up_result {
  result<endpoints> found;
  /// From when its turn came.
  watchdog::duration took{0};
};

struct resolver_limits {
  /// Look-ups at a time, at least 1. Further ones wait for their turn: each name of a
  /// zone whose name servers are silent holds its thread for 10 s, whoever still waits
  /// for it. More would be too many for small name servers: each look-up is two queries,
  /// and dnsmasq(8) refuses more than 150 at a time. A thread lives only as long as there
  /// is something to look up.
  std::size_t threads = 64;
  /// One that waits is given up when none has begun for so long: something holds every
  /// thread. glibc gives up silent name servers in half of that, unless resolv.conf(5)
  /// says otherwise.
  watchdog::duration standstill = std::chrono::seconds(60);
};

class look_up_queue;

/// Looks names up on threads of its own, so that a name server which never answers holds
/// up nothing but names. Those who ask for the same at the same time share one look-up.
/// It may go before its look-ups are over; nobody waits for their threads.
class resolver {
 public:
  explicit resolver(name_source source, resolver_limits limits = {});

  /// The limit `longest` counts from when the look-up's turn has come; when it passes,
  /// the thread is left to the look-up. The caller arms nothing; `limit` is armed here.
  /// An address has no turn to wait for. Fails like the source; with no_address_of_family
  /// if there are addresses of the other family only; with ipv4_mapped for an IPv4-mapped
  /// address with IPv6 asked for; with no_such_interface for an address with such a zone;
  /// with timed_out, or stopped when the limit was tripped; with no_thread when the
  /// system starts no thread and there is none, and not_enough_memory.
  [[nodiscard]] asio::awaitable<look_up_result> resolve(name_query what, watchdog& limit,
                                                        watchdog::duration longest) const;

 private:
  std::shared_ptr<look_up_queue> queue_;
  watchdog::duration standstill_;
};

/// The same by the one resolver of the process that asks the system.
[[nodiscard]] asio::awaitable<look_up_result> resolve(name_query what, watchdog& limit,
                                                      watchdog::duration longest);

}  // namespace tmss10
