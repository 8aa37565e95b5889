// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include "support/hex.hpp"
#include "support/net_session.hpp"
#include <tmss10/net/session.hpp>

#include <string>
#include <system_error>

namespace tmss10 {
namespace {

using test::error_of;
using test::net_loop;
using test::session_over_tcp;

enum class ending { fin, rst };

void end(test::net_socket& peer, ending how) {
  if (how == ending::fin) {
    peer.send_fin();
  } else {
    peer.reset();
  }
}

/// How a published session's side ends when its peer says the first `count` bytes of its
/// part, hears what they bring about, and ends the stream.
std::error_code end_after(role side, std::size_t count, ending how) {
  const auto published = test::load_sessions().at(1);
  const role other = side == role::initiator ? role::responder : role::initiator;
  net_loop loop;
  session_over_tcp us(loop, published.start(side));
  loop.finish(us.subject.flush());
  us.peer.write(bytes_view(published.all_from(other)).first(count));
  for (;;) {
    // A reset can overtake bytes that were not read; so they are read before it.
    const auto next = loop.start(us.subject.next());
    if (!loop.reaches([&next] { return next->has_value(); },
                      std::chrono::milliseconds(20))) {
      end(us.peer, how);
      return error_of(loop.finish(next));
    }
    if (!**next) return (**next).error();
    if (***next == protocol_event::closed) {
      end(us.peer, how);
      return us.subject.wire().meaning_of_end();
    }
  }
}

constexpr std::size_t greeting_end = 8;
constexpr std::size_t message_2_end = greeting_end + 50;
constexpr std::size_t message_1_end = 50;

TEST_CASE("session: an end before the greeting, and within it") {
  CHECK(end_after(role::initiator, 0, ending::fin) == errc::closed_before_greeting);
  for (const std::size_t count : {1U, 4U, 7U})
    CHECK(end_after(role::initiator, count, ending::fin) == errc::not_a_greeting);
}

TEST_CASE("session: a reset before the greeting is whole") {
  for (const std::size_t count : {0U, 1U, 4U, 7U}) {
    CHECK(end_after(role::initiator, count, ending::rst) == errc::reset_before_greeting);
  }
}

TEST_CASE("session: an end between message 1 and message 2 means that the keys differ") {
  CHECK(end_after(role::initiator, greeting_end, ending::fin) == errc::keys_differ);
  CHECK(end_after(role::initiator, greeting_end, ending::rst) == errc::handshake_reset);
}

TEST_CASE("session: an end within message 2 does not mean that the keys differ") {
  for (const std::size_t count : {1U, 2U, 3U, 49U}) {
    CHECK(end_after(role::initiator, greeting_end + count, ending::fin) ==
          errc::ended_without_close);
    CHECK(end_after(role::initiator, greeting_end + count, ending::rst) ==
          std::errc::connection_reset);
  }
}

TEST_CASE("session: a FIN in a session is an end without close, a reset is a reset") {
  for (const std::size_t more : {0U, 1U, 2U, 20U, 44U, 45U}) {
    CAPTURE(more);
    CHECK(end_after(role::initiator, message_2_end + more, ending::fin) ==
          errc::ended_without_close);
    CHECK(end_after(role::responder, message_1_end + more, ending::fin) ==
          errc::ended_without_close);
    const auto client = end_after(role::initiator, message_2_end + more, ending::rst);
    CHECK(client == std::errc::connection_reset);
#ifndef _WIN32
    CHECK(client.category() == std::system_category());
#endif
    CHECK(end_after(role::responder, message_1_end + more, ending::rst) ==
          std::errc::connection_reset);
  }
}

TEST_CASE("session: an end after the close message is the good end") {
  const auto all = test::load_sessions().at(1);
  for (const ending how : {ending::fin, ending::rst}) {
    CHECK(end_after(role::initiator, all.all_from(role::responder).size(), how) ==
          errc::closed_by_peer);
    CHECK(end_after(role::responder, all.all_from(role::initiator).size(), how) ==
          errc::closed_by_peer);
  }
}

TEST_CASE("session: a responder whose peer ends before message 1 is whole") {
  for (const std::size_t count : {0U, 1U, 2U, 3U, 49U}) {
    CHECK(end_after(role::responder, count, ending::fin) == errc::ended_without_close);
    CHECK(end_after(role::responder, count, ending::rst) == std::errc::connection_reset);
  }
}

TEST_CASE("session: a FIN that comes with the greeting looks like keys that differ") {
  net_loop loop;
  session_over_tcp us(loop, protocol(role::initiator, site_key::open_mode()));
  us.peer.write(make_greeting(greeting_status::ready));
  us.peer.send_fin();
  CHECK(loop.finish(us.subject.next()) == protocol_event::greeted);
  CHECK(error_of(loop.finish(us.subject.next())) == errc::keys_differ);
}

TEST_CASE("session: a close right after the greeting looks like keys that differ") {
  // Message 1 meets a closed socket: the reset may be told to the write or to the read.
  for (int i = 0; i < 20; ++i) {
    net_loop loop;
    session_over_tcp us(loop, protocol(role::initiator, site_key::open_mode()));
    us.peer.write(make_greeting(greeting_status::ready));
    us.peer.close();
    CHECK(loop.finish(us.subject.next()) == protocol_event::greeted);
    CHECK(error_of(loop.finish(us.subject.next())) == errc::keys_differ);
  }
}

TEST_CASE("session: a whole message 2 is judged although message 1 met a reset") {
  net_loop loop;
  session_over_tcp us(loop, protocol(role::initiator, site_key::open_mode()));
  const auto greeting = make_greeting(greeting_status::ready);
  bytes all(greeting.begin(), greeting.end());
  all.push_back(std::byte{0});
  all.push_back(std::byte{48});                 // the length of message 2
  all.resize(all.size() + 98, std::byte{'x'});  // nothing that anybody sealed
  us.peer.write(all);
  us.peer.reset();
  loop.run_for(std::chrono::milliseconds(5));
  CHECK(loop.finish(us.subject.next()) == protocol_event::greeted);
  CHECK(error_of(loop.finish(us.subject.next())) == errc::keys_differ);
}

TEST_CASE("session: a write that fails tells its reason to next") {
  net_loop loop;
  test::established_session us(loop, role::responder);
  us.peer().reset();
  loop.run_for(std::chrono::milliseconds(5));
  REQUIRE(us.subject().wire().send(view_of("to nobody")));
  CHECK(!us.subject().flush_now());
  const auto error = error_of(loop.finish(us.subject().next()));
  // The system tells a reset to the first write, or a broken pipe.
  CHECK((error == std::errc::connection_reset || error == std::errc::broken_pipe));
  CHECK(!us.subject().is_flushing());
}

}  // namespace
}  // namespace tmss10
