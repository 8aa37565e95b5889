// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hex.hpp"
#include "support/session.hpp"
#include <tmss10/core/wire/protocol.hpp>

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace tmss10 {
namespace {

using test::bytes_of;
using test::established_pair;
using test::feed;
using test::published_session;
using test::sent;
using test::take_output;

const published_session& published() {
  static const published_session site_key_session = test::load_sessions().at(1);
  return site_key_session;
}

bytes close_of(protocol& side) {
  side.send_close();
  return take_output(side);
}

/// What it means when the responder's stream ends after so many bytes.
errc end_for_initiator(std::size_t length, std::size_t whole) {
  if (length == 0) return errc::closed_before_greeting;
  if (length < greeting_size) return errc::not_a_greeting;
  if (length == greeting_size) return errc::keys_differ;
  return length < whole ? errc::ended_without_close : errc::closed_by_peer;
}

TEST_CASE("protocol: a session cut anywhere is no failure until the stream ends") {
  const bytes from_responder = published().all_from(role::responder);
  for (std::size_t length = 0; length <= from_responder.size(); ++length) {
    CAPTURE(length);
    protocol initiator = published().start(role::initiator);
    CHECK(!feed(initiator, bytes_view(from_responder).first(length)).error);
    CHECK(initiator.meaning_of_end() == end_for_initiator(length, from_responder.size()));
  }
  const bytes from_initiator = published().all_from(role::initiator);
  for (std::size_t length = 0; length <= from_initiator.size(); ++length) {
    CAPTURE(length);
    protocol responder = published().start(role::responder);
    CHECK(!feed(responder, bytes_view(from_initiator).first(length)).error);
    CHECK(responder.meaning_of_end() == (length < from_initiator.size()
                                             ? errc::ended_without_close
                                             : errc::closed_by_peer));
  }
}

TEST_CASE("protocol: a session cut anywhere goes on where it was cut") {
  const bytes whole = published().all_from(role::responder);
  protocol at_once = published().start(role::initiator);
  const auto expected = feed(at_once, whole);
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    protocol initiator = published().start(role::initiator);
    auto seen = feed(initiator, bytes_view(whole).first(length));
    const auto rest = feed(initiator, bytes_view(whole).subspan(length));
    seen.events.insert(seen.events.end(), rest.events.begin(), rest.events.end());
    CAPTURE(length);
    CHECK(seen.events == expected.events);
  }
}

TEST_CASE("protocol: the close message goes both ways") {
  for (const bool initiator_first : {true, false}) {
    established_pair pair(published());
    protocol& first = initiator_first ? pair.initiator : pair.responder;
    protocol& second = initiator_first ? pair.responder : pair.initiator;
    const bytes close = close_of(first);
    CHECK(close.size() == 18);
    CHECK(feed(second, close).events == std::vector{protocol_event::closed});
    CHECK(!second.established());
    CHECK(feed(first, close_of(second)).events == std::vector{protocol_event::closed});
    CHECK(first.meaning_of_end() == errc::closed_by_peer);
    CHECK(second.meaning_of_end() == errc::closed_by_peer);
  }
}

TEST_CASE("protocol: whoever receives the close message may finish the responses due") {
  established_pair pair(published());
  const bytes request = sent(pair.initiator, bytes_of("request"));
  const bytes close = close_of(pair.initiator);
  feed(pair.responder, test::joined(request, close));
  const bytes response = sent(pair.responder, bytes_of("response"));
  const auto seen =
      feed(pair.initiator, test::joined(response, close_of(pair.responder)));
  CHECK(seen.plaintexts == std::vector<bytes>{bytes_of("response")});
  CHECK(seen.events == std::vector{protocol_event::message, protocol_event::closed});
}

TEST_CASE("protocol: the close message is sent once, and nothing after it") {
  established_pair pair(published());
  CHECK(close_of(pair.initiator).size() == 18);
  CHECK(close_of(pair.initiator).empty());
  CHECK_THROWS_AS(pair.initiator.send(bytes_of("more")).has_value(), std::logic_error);
  CHECK(pair.initiator.output().empty());
}

TEST_CASE("protocol: there is nothing to close before the handshake is done") {
  protocol initiator = published().start(role::initiator);
  CHECK(close_of(initiator).empty());
  feed(initiator, published().message("greeting").wire);
  CHECK(close_of(initiator).size() == 50);  // message 1 alone
  protocol responder = published().start(role::responder);
  CHECK(close_of(responder).size() == greeting_size);
}

TEST_CASE("protocol: bytes after the close message are ignored") {
  established_pair pair(published());
  const auto seen =
      feed(pair.responder, test::joined(close_of(pair.initiator), bytes(300)));
  CHECK(!seen.error);
  CHECK(seen.events == std::vector{protocol_event::closed});
  for (int i = 0; i < 10; ++i) {
    const auto room = pair.responder.input_room();
    REQUIRE(!room.empty());
    std::fill(room.begin(), room.end(), std::byte{0});
    pair.responder.commit_input(room.size());
    REQUIRE(pair.responder.next() == protocol_event::closed);
  }
  CHECK(pair.responder.meaning_of_end() == errc::closed_by_peer);
  CHECK(close_of(pair.responder).size() == 18);
}

TEST_CASE("protocol: bytes after the close message take no memory") {
  established_pair pair(published());
  feed(pair.responder, close_of(pair.initiator));
  std::size_t kept = 0;
  for (int i = 0; i < 10'000; ++i) {
    const auto room = pair.responder.input_room();
    pair.responder.commit_input(room.size());
    REQUIRE(pair.responder.next() == protocol_event::closed);
    kept = std::max(kept, pair.responder.unread().size());
  }
  CHECK(kept <= 1024);
}

TEST_CASE("protocol: every errc of an end") {
  CHECK(published().start(role::initiator).meaning_of_end() ==
        errc::closed_before_greeting);
  protocol greeted = published().start(role::initiator);
  feed(greeted, bytes_of("TMSS"));
  CHECK(greeted.meaning_of_end() == errc::not_a_greeting);
  feed(greeted, bytes_view(published().message("greeting").wire).subspan(4));
  CHECK(greeted.meaning_of_end() == errc::keys_differ);
  established_pair pair(published());
  CHECK(pair.initiator.meaning_of_end() == errc::ended_without_close);
  feed(pair.initiator, close_of(pair.responder));
  CHECK(pair.initiator.meaning_of_end() == errc::closed_by_peer);
}

}  // namespace
}  // namespace tmss10
