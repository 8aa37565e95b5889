// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include "support/hex.hpp"
#include "support/net_session.hpp"
#include <tmss10/net/session.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::error_of;
using test::net_loop;
using test::session_over_tcp;
using test::to_hex;

using enum protocol_event;

/// Plays one side of a published session against a raw socket that plays the other, whose
/// writes are given to `write`.
template <typename Write>
void check_session(const test::published_session& published, role side, Write write) {
  INFO(published.name << ", " << (side == role::initiator ? "client" : "responder"));
  net_loop loop;
  session_over_tcp us(loop, published.start(side));
  for (const auto& message : published.messages) {
    INFO(message.what);
    if (message.from != side) {
      auto next = loop.start(us.subject.next());
      write(us.peer, message.wire);
      const auto happened = loop.finish(next);
      REQUIRE(error_of(happened) == std::error_code{});
      CHECK(*happened == (message.what == "greeting"   ? greeted
                          : !message.plaintext         ? established
                          : message.plaintext->empty() ? closed
                                                       : protocol_event::message));
      if (message.plaintext) {
        CHECK(to_hex(us.subject.wire().plaintext()) == to_hex(*message.plaintext));
      }
      continue;
    }
    if (message.plaintext && message.plaintext->empty()) {
      us.subject.wire().send_close();
    } else if (message.plaintext) {
      REQUIRE(us.subject.wire().send(*message.plaintext));
    }
    loop.finish(us.subject.flush());
    CHECK(to_hex(us.peer.read(message.wire.size())) == to_hex(message.wire));
  }
  us.subject.close();
  CHECK(us.peer.hears_only_the_end());
}

TEST_CASE("session: the published sessions go over a socket byte for byte") {
  for (const auto& published : test::load_sessions()) {
    for (const role side : {role::initiator, role::responder}) {
      check_session(published, side,
                    [](test::net_socket& peer, bytes_view wire) { peer.write(wire); });
    }
  }
}

TEST_CASE("session: the published sessions, the peer writing one byte at a time") {
  for (const auto& published : test::load_sessions()) {
    for (const role side : {role::initiator, role::responder}) {
      check_session(published, side, [](test::net_socket& peer, bytes_view wire) {
        peer.write_byte_by_byte(wire);
      });
    }
  }
}

TEST_CASE("session: all that a peer says at once comes out step by step") {
  for (const auto& published : test::load_sessions()) {
    for (const role side : {role::initiator, role::responder}) {
      const role other = side == role::initiator ? role::responder : role::initiator;
      net_loop loop;
      session_over_tcp us(loop, published.start(side));
      us.peer.write(published.all_from(other));
      std::vector<std::string> plaintexts;
      std::vector<std::string> expected;
      for (const auto& message : published.messages) {
        if (message.from != other) continue;
        const auto happened = loop.finish(us.subject.next());
        REQUIRE(error_of(happened) == std::error_code{});
        if (!message.plaintext) continue;
        plaintexts.push_back(to_hex(us.subject.wire().plaintext()));
        expected.push_back(to_hex(*message.plaintext));
      }
      CHECK(plaintexts == expected);
      // The close message stays the last word.
      CHECK(loop.finish(us.subject.next()) == closed);
    }
  }
}

TEST_CASE("session: not one byte leaves the client before a whole valid greeting") {
  const auto greeting = make_greeting(greeting_status::ready);
  net_loop loop;
  session_over_tcp us(loop, protocol(role::initiator, site_key::open_mode()));
  const auto next = loop.start(us.subject.next());
  CHECK(us.peer.hears_nothing_for(10ms));
  for (std::size_t i = 0; i + 1 < greeting.size(); ++i) {
    CAPTURE(i);
    us.peer.write(bytes_view(greeting).subspan(i, 1));
    CHECK(us.peer.hears_nothing_for(10ms));
    CHECK(!next->has_value());
  }
  us.peer.write(bytes_view(greeting).last(1));
  CHECK(loop.finish(next) == greeted);
  CHECK(us.peer.read(2) == test::from_hex("0030"));
}

TEST_CASE("session: a client says nothing to any wrong greeting") {
  const auto greeting = make_greeting(greeting_status::ready);
  for (std::size_t bit = 0; bit < 8 * greeting.size(); ++bit) {
    CAPTURE(bit);
    net_loop loop;
    session_over_tcp us(loop, protocol(role::initiator, site_key::open_mode()));
    us.peer.write(test::with_flipped_bit(greeting, bit));
    const auto error = error_of(loop.finish(us.subject.next()));
    CHECK(error.category() == tmss10_category());
    CHECK(us.peer.hears_nothing_for(1ms));
    us.subject.close();
    CHECK(us.peer.hears_only_the_end());
  }
}

TEST_CASE("session: a responder greets before it hears anything") {
  net_loop loop;
  session_over_tcp us(loop, protocol(role::responder, site_key::open_mode()));
  loop.finish(us.subject.flush());
  CHECK(to_hex(us.peer.read(8)) == "544d535331300100");
  CHECK(us.peer.hears_nothing_for(10ms));
}

TEST_CASE("session: close ends the wait with stopped, and the peer hears the end") {
  net_loop loop;
  test::established_session us(loop, role::responder);
  const auto next = loop.start(us.subject().next());
  loop.run_for(10ms);
  us.subject().close();
  CHECK(error_of(loop.finish(next)) == errc::stopped);
  CHECK(us.peer().hears_only_the_end());
}

TEST_CASE("session: after close, next() is stopped at once") {
  net_loop loop;
  test::established_session us(loop, role::responder);
  us.subject().close();
  CHECK(error_of(loop.finish(us.subject().next())) == errc::stopped);
}

TEST_CASE("session: what the protocol refuses ends it with the protocol's errc") {
  net_loop loop;
  test::established_session us(loop, role::responder);
  us.peer().write(test::from_hex("000f"));
  CHECK(error_of(loop.finish(us.subject().next())) == errc::bad_message_length);
}

TEST_CASE("session: keys differ, both ways") {
  const site_key ours(test::load_sessions().at(1).psk);
  net_loop loop;
  {
    session_over_tcp us(loop, protocol(role::initiator, ours));
    us.peer.write(make_greeting(greeting_status::ready));
    CHECK(loop.finish(us.subject.next()) == greeted);
    us.peer.write(test::joined(test::from_hex("0030"), bytes(48, std::byte{9})));
    CHECK(error_of(loop.finish(us.subject.next())) == errc::keys_differ);
  }
  {
    session_over_tcp us(loop, protocol(role::responder, ours));
    us.peer.write(test::joined(test::from_hex("0030"), bytes(48, std::byte{9})));
    CHECK(error_of(loop.finish(us.subject.next())) == errc::authentication_failed);
  }
}

}  // namespace
}  // namespace tmss10
