// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/run/observation.hpp>
#include <tmss10/core/run/silence_cause.hpp>
#include <tmss10/core/wire/protocol.hpp>
#include <tmss10/net/tcp_info.hpp>

#include <asio/awaitable.hpp>
#include <asio/ip/tcp.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <system_error>

namespace tmss10 {

/// A protocol over one socket. It sets no limits: its owner closes it when one passes.
class session {
 public:
  using clock = std::chrono::steady_clock;

  session(asio::ip::tcp::socket socket, protocol wire);

  /// Reads until something happens, and writes what the handshake has to say to it. Never
  /// gives `more`. Fails with the protocol's errc, what the end of the stream means, the
  /// system's code, or errc::stopped after close().
  [[nodiscard]] asio::awaitable<result<protocol_event>> next();

  /// When the last bytes of what next() gave came out of the socket.
  [[nodiscard]] clock::time_point received_at() const { return received_at_; }

  /// Whether the system has bytes that next() has not taken yet.
  [[nodiscard]] bool has_unread() const;

  /// The protocol: to send, and to see what was received.
  [[nodiscard]] protocol& wire() { return wire_; }

  /// Writes what the system takes at once. True when everything is written. After a
  /// failure the socket is closed, and next() tells the reason.
  bool flush_now();
  /// Writes everything; returns at once when that is under way. Nothing may be put into
  /// the output while is_flushing(). Fails like flush_now().
  [[nodiscard]] asio::awaitable<void> flush();
  [[nodiscard]] bool is_flushing() const { return flushing_; }
  /// Like flush_now(), in segments of at most `most` bytes, which TCP does not put
  /// together either when it sends them again (MSG_EOR).
  bool flush_in_pieces(std::size_t most);

  /// Ends next(), if it is under way, with some error. The connection stays as it is.
  void pause();
  /// Why there is nothing more to be had of a connection on which nobody has asked for
  /// anything: its end, or that the other side has said something all the same. None: it
  /// is open, for all that this system knows. To be asked while next() is not under way.
  [[nodiscard]] std::optional<std::error_code> ended_unasked();

  /// Ends next() with errc::stopped, the one under way or else the coming one, and the
  /// connection with it.
  void close();
  /// The same, with the close message before it if there is a session to end.
  void close_in_order();
  /// Sends the close message and the end of the stream. next() then tells what the other
  /// side says to that: its own close message, or the end. One that has said so has
  /// nothing left of the connection.
  void send_end();
  /// Like close(), with a reset: the system does not go on sending what the peer has not
  /// acknowledged, and the peer need not wait for it.
  void reset();

  /// What the system knows of the data that was sent, if it tells: now or, when a write
  /// found the connection ended, then.
  [[nodiscard]] std::optional<tcp_facts> facts();
  /// The same of its segments.
  [[nodiscard]] std::optional<segment_facts> segments();
  /// What it knows of how the connection was asked for; empty when there is none any
  /// more.
  [[nodiscard]] own_request asked_for();
  /// The address at the other end; empty when there is no connection any more.
  [[nodiscard]] std::string peer_address() const;
  /// The port at this end; 0 when there is no connection any more.
  [[nodiscard]] std::uint16_t local_port() const;

 private:
  bool write_now(std::size_t most, asio::socket_base::message_flags flags);
  [[nodiscard]] std::error_code end_reason(std::error_code error) const;
  [[nodiscard]] std::optional<std::error_code> refusal_of_unread();
  void fail(std::error_code error);

  asio::ip::tcp::socket socket_;
  protocol wire_;
  clock::time_point received_at_;
  std::error_code failure_;
  std::optional<tcp_facts> facts_at_failure_;
  bool flushing_ = false;
};

}  // namespace tmss10
