// SPDX-License-Identifier: MIT
#pragma once

#include "responder_deadlines.hpp"
#include <tmss10/core/responder/admission.hpp>
#include <tmss10/core/responder/message_rate.hpp>
#include <tmss10/core/wire/protocol.hpp>

#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <system_error>

namespace tmss10 {

class responder_worker;

/// A connection of a responder, from its greeting to its end. There are thousands at
/// once, most of them idle: so this is a state machine with one operation under way, and
/// no coroutine, whose frames would be larger than all the rest. What it has no memory
/// for ends it, and no other.
class responder_connection : public std::enable_shared_from_this<responder_connection> {
 public:
  using clock = responder_deadlines::clock;

  responder_connection(responder_worker& worker, asio::ip::tcp::socket socket,
                       const asio::ip::tcp::endpoint& peer, admission::connection_id id);
  ~responder_connection();
  responder_connection(const responder_connection&) = delete;
  responder_connection& operator=(const responder_connection&) = delete;
  responder_connection(responder_connection&&) = delete;
  responder_connection& operator=(responder_connection&&) = delete;

  /// Greets, and answers until it ends.
  void start();
  /// Its wait is over.
  void expire();
  /// Ends it for that reason: says so to a peer that can be told, and gives it a moment
  /// to see it.
  void finish(std::error_code reason);
  /// The same without that moment.
  void give_way();

  [[nodiscard]] admission::connection_id id() const { return id_; }

 private:
  enum class state { live, closing, closed };

  template <typename Step>
  void guarded(Step step);
  void end(std::error_code reason);
  void read();
  void on_read(const asio::error_code& error, std::size_t count);
  void take_received();
  [[nodiscard]] bool take(protocol_event happened);
  void answer();
  [[nodiscard]] bytes observation();
  [[nodiscard]] bool pause_for_rate();
  [[nodiscard]] bool flush();
  void wait_to_write();
  void on_writable(const asio::error_code& error);
  void tell_end(std::error_code reason) const;
  void wind_up();
  void drain();
  void close();

  responder_worker& worker_;
  asio::ip::tcp::socket socket_;
  protocol wire_;
  asio::ip::tcp::endpoint peer_;
  admission::connection_id id_;
  responder_deadlines::place deadline_;
  clock::time_point began_ = clock::now();
  message_rate rate_;
  clock::time_point reads_on_at_;              // as the rate has it
  std::unique_ptr<asio::steady_timer> pause_;  // when the rate was ever reached
  std::uint64_t requests_ = 0;
  state state_ = state::live;
  bool is_real_ = false;
  bool tests_path_ = false;
  bool writing_ = false;  // waits until it can write
  bool reading_ = false;  // a read is under way
};

}  // namespace tmss10
