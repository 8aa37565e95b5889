// SPDX-License-Identifier: MIT
#pragma once

#include "net_peer.hpp"
#include "session.hpp"
#include <tmss10/net/session.hpp>

#include <string>
#include <utility>

namespace tmss10::test {

/// A session over one end of a loopback connection, and the other end in plain bytes.
struct session_over_tcp {
  session_over_tcp(net_loop& loop, protocol wire)
      : session_over_tcp(loop, net_listener(loop), std::move(wire)) {}

  tmss10::session subject;
  net_socket peer;

 private:
  session_over_tcp(net_loop& loop, net_listener listener, protocol wire)
      : subject(std::move(net_socket::to(loop, listener.port()).socket()),
                std::move(wire)),
        peer(listener.accept()) {}
};

/// A session with its handshake done, and its peer.
class established_session {
 public:
  established_session(net_loop& loop, role side)
      : over_(loop, protocol(side, site_key::open_mode())),
        peer_(std::move(over_.peer),
              side == role::initiator ? role::responder : role::initiator) {
    loop.finish(over_.subject.flush());
    const auto established = loop.start(establish(over_.subject));
    peer_.establish();
    loop.finish(established);
  }

  [[nodiscard]] tmss10::session& subject() { return over_.subject; }
  [[nodiscard]] net_socket& peer() { return peer_.socket(); }

  /// The peer sends a sealed message.
  void say(std::string_view text) { peer_.send(view_of(text)); }
  /// The next message that the peer gets.
  [[nodiscard]] std::string hear() { return text_of(peer_.receive()); }
  [[nodiscard]] bool hears_close() { return peer_.hears_close(); }
  /// What the session got last.
  [[nodiscard]] std::string text() { return text_of(subject().wire().plaintext()); }

 private:
  static asio::awaitable<void> establish(tmss10::session& over) {
    while (!over.wire().established()) {
      const auto happened = co_await over.next();
      if (!happened) throw std::system_error(happened.error());
    }
  }
  static std::string text_of(bytes_view from) {
    std::string out;
    for (const std::byte one : from)
      out += static_cast<char>(one);
    return out;
  }

  session_over_tcp over_;
  net_peer peer_;
};

}  // namespace tmss10::test
