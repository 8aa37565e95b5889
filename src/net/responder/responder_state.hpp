// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/responder/admission.hpp>
#include <tmss10/core/responder/responder_counters.hpp>
#include <tmss10/core/responder/responder_event.hpp>
#include <tmss10/core/wire/accepted_keys.hpp>

#include <asio/ip/tcp.hpp>

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <new>
#include <optional>

namespace tmss10 {

/// An address and a port, for people.
[[nodiscard]] peer_name name_of(const asio::ip::tcp::endpoint& at);

/// A number that one thread counts up, and others read.
class responder_count {
 public:
  void operator++() {  // no other thread writes, so it need not be one operation
    value_.store(value_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  }
  [[nodiscard]] std::uint64_t get() const {
    return value_.load(std::memory_order_relaxed);
  }

 private:
  std::atomic<std::uint64_t> value_{0};
};

/// What a thread counts; see responder_counters.
struct responder_counts {
  responder_count accepted, turned_away, gave_way, accept_failures, handshakes_failed,
      sessions, requests, refusals, delays;
  void add_to(responder_counters& sum) const;
};

/// What the threads of a responder share: the limits that are for all of them, the keys,
/// and whom events are told. For any thread. The path of a ping does not come here.
class responder_state {
 public:
  using listener = std::function<void(const responder_event&)>;

  responder_state(admission_limits limits, accepted_keys keys, listener tell);

  /// The keys for the next connection.
  [[nodiscard]] accepted_keys keys();
  void replace_keys(accepted_keys keys);

  /// As those of class admission.
  [[nodiscard]] admission::decision ask(const asio::ip::tcp::endpoint& from);
  [[nodiscard]] std::optional<admission::connection_id> make_room();
  [[nodiscard]] bool finish(admission::connection_id which);
  void leave(admission::connection_id which);
  void add_to(responder_counters& sum);

  /// Tells one event at a time.
  void tell(const responder_event& happened);
  /// The same of an event at that peer. One that there is no memory for is not told.
  template <typename Event, typename... Rest>
  void tell_of(const asio::ip::tcp::endpoint& peer, Rest... rest) {
    try {
      tell(Event{name_of(peer), rest...});
    } catch (const std::bad_alloc&) {  // what it is about has happened all the same
    }
  }

 private:
  std::mutex admission_mutex_;
  admission admission_;
  std::mutex keys_mutex_;
  accepted_keys keys_;
  std::mutex tell_mutex_;
  listener tell_;
};

}  // namespace tmss10
