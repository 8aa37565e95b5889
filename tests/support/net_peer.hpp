// SPDX-License-Identifier: MIT
#pragma once

#include "net_key.hpp"
#include "net_socket.hpp"
#include <tmss10/core/verdict/diagnosis.hpp>
#include <tmss10/core/wire/packet.hpp>
#include <tmss10/core/wire/packet_codec.hpp>
#include <tmss10/core/wire/protocol.hpp>

#include <cstdint>
#include <optional>

namespace tmss10::test {

/// A peer with a protocol that does what the test says, step by step: as a client of a
/// responder, or as a responder that answers late, wrong, or not at all.
class net_peer {
 public:
  net_peer(net_socket socket, role side, const site_key& key = open_mode_key);

  /// A client of the responder at that port, with its handshake done.
  [[nodiscard]] static net_peer client(net_loop& loop, std::uint16_t port,
                                       const site_key& key = open_mode_key);
  /// The responder's side of the listener's next connection, its handshake done.
  [[nodiscard]] static net_peer responder(net_listener& at,
                                          const site_key& key = open_mode_key);

  /// Does the handshake; a test in which the other side does not do its part has failed.
  void establish();
  /// Sends what is in the protocol's output.
  void flush();
  /// What comes next. A failure: an errc of the protocol, or what the end means.
  [[nodiscard]] result<protocol_event> next();

  /// The plaintext of the next message, which must come.
  [[nodiscard]] bytes receive();
  void send(bytes_view plaintext);
  void send_close();
  /// Whether the close message is what comes next.
  [[nodiscard]] bool hears_close() { return next() == protocol_event::closed; }

  /// As a responder: takes requests and keeps the answers for later.
  [[nodiscard]] bytes answer_for_next();
  /// As a responder: takes requests and answers them rightly.
  void answer(std::size_t requests = 1);
  /// As a client: one ping, and its answer.
  [[nodiscard]] response ping(bytes payload = {});

  [[nodiscard]] net_socket& socket() { return socket_; }
  [[nodiscard]] protocol& wire() { return wire_; }

 private:
  net_socket socket_;
  protocol wire_;
  packet_codec codec_;
};

/// A client asks for long answers and reads none, until the responder takes no more.
void send_until_it_stalls(net_loop& loop, net_peer& client);

/// The plaintext of a response or of a request.
[[nodiscard]] bytes plaintext_of(const response& from);
[[nodiscard]] bytes plaintext_of(const request& from);

}  // namespace tmss10::test
