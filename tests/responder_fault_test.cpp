// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hex.hpp"
#include "support/net_answering.hpp"
#include "support/net_peer.hpp"
#include <tmss10/net/responder/responder.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::answering;
using test::key_of;
using test::net_loop;
using test::net_peer;
using test::net_socket;
using test::on_loopback;

/// A responder still serves an honest client.
void check_serves(net_loop& loop, const answering& responder,
                  const site_key& key = site_key::open_mode()) {
  auto client = net_peer::client(loop, responder.port(), key);
  CHECK(client.ping().rc == return_code::request_ok);
  client.send_close();
  CHECK(client.hears_close());
  client.socket().close();
}

TEST_CASE("responder: a client with another key is told of, and hears nothing") {
  const site_key ours = key_of(1);
  net_loop loop;
  answering responder(loop, on_loopback(), ours);
  net_peer client(net_socket::to(loop, responder.port()), role::initiator, key_of(2));
  CHECK(client.next() == protocol_event::greeted);
  client.flush();
  CHECK(client.socket().hears_only_the_end());
  const auto failed = responder.first<event::handshake_failed>();
  CHECK(failed.reason == errc::authentication_failed);
  CHECK(failed.peer.address == "127.0.0.1");
  CHECK(failed.peer.port == client.socket().local_port());
  check_serves(loop, responder, ours);
}

TEST_CASE("responder: a first length other than 48 is refused on its two bytes") {
  net_loop loop;
  answering responder(loop);
  for (const std::string length : {"0000", "002f", "0031", "4745", "ffff"}) {
    CAPTURE(length);
    auto client = net_socket::to(loop, responder.port());
    CHECK(client.read(8).size() == 8);
    client.write(test::from_hex(length));
    CHECK(client.hears_only_the_end());
  }
  responder.until_told<event::handshake_failed>(5);
  for (const auto& failed : responder.all<event::handshake_failed>())
    CHECK(failed.reason == errc::bad_handshake_length);
  check_serves(loop, responder);
}

TEST_CASE("responder: what other protocols begin with is named") {
  const std::vector<std::pair<bytes, std::string>> rows{
      {test::bytes_of("PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n"),
       "the PROXY protocol (version 1) of a load balancer"},
      {test::from_hex("0d0a0d0a000d0a515549540a2111000c"),
       "the PROXY protocol (version 2) of a load balancer"},
      {test::bytes_of("GET / HTTP/1.1\r\nHost: a\r\n\r\n"), "HTTP"},
      {test::from_hex("1603010200010001fc0303"), "TLS"},
      {test::bytes_of("SSH-2.0-OpenSSH_9.2p1\r\n"), "SSH"},
      {test::bytes_of("anything else"), ""},
  };
  net_loop loop;
  answering responder(loop);
  for (const auto& [said, expected] : rows) {
    auto client = net_socket::to(loop, responder.port());
    CHECK(client.read(8).size() == 8);
    client.write(said);
    CHECK(client.hears_only_the_end());
  }
  responder.until_told<event::handshake_failed>(rows.size());
  const auto told = responder.all<event::handshake_failed>();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK(told.at(i).reason == errc::bad_handshake_length);
    CHECK(told.at(i).speaks == rows[i].second);
  }
  check_serves(loop, responder);
}

TEST_CASE("responder: a length under 16 ends the session on its two bytes") {
  net_loop loop;
  answering responder(loop);
  for (const bool after_a_ping : {true, false}) {
    auto client = net_peer::client(loop, responder.port());
    if (after_a_ping) CHECK(client.ping().rc == return_code::request_ok);
    client.socket().write(test::from_hex("000f"));
    CHECK(client.socket().hears_only_the_end());  // not even a close message
  }
  CHECK(responder.first<event::ended>().reason == errc::bad_message_length);
  CHECK(responder.first<event::handshake_failed>().reason == errc::bad_message_length);
  check_serves(loop, responder);
}

TEST_CASE("responder: a replayed message 1 is never a session") {
  net_loop loop;
  answering recorded(loop);
  net_peer honest(net_socket::to(loop, recorded.port()), role::initiator);
  CHECK(honest.next() == protocol_event::greeted);
  const bytes first(honest.wire().output().begin(), honest.wire().output().end());
  honest.establish();
  CHECK(honest.ping().rc == return_code::request_ok);

  auto settings = on_loopback();
  settings.start_timeout = 50ms;
  answering responder(loop, settings);
  auto replay = net_socket::to(loop, responder.port());
  CHECK(replay.read(8).size() == 8);
  replay.write(first);
  // Message 2, and when the time to start is over, a close message.
  CHECK(replay.read_to_end().size() == 50 + 18);
  replay.close();
  const auto failed = responder.first<event::handshake_failed>();
  CHECK(failed.reason == errc::idle);
  CHECK(responder.count<event::ended>() == 0);
}

TEST_CASE("responder: a replayed session is refused at its first sealed message") {
  net_loop loop;
  answering responder(loop);
  net_peer honest(net_socket::to(loop, responder.port()), role::initiator);
  CHECK(honest.next() == protocol_event::greeted);
  bytes recorded(honest.wire().output().begin(), honest.wire().output().end());
  honest.establish();
  REQUIRE(honest.wire().send(test::plaintext_of(request{})));
  append(recorded, honest.wire().output());
  honest.flush();
  CHECK(!honest.receive().empty());

  auto replay = net_socket::to(loop, responder.port());
  CHECK(replay.read(8).size() == 8);
  replay.write(recorded);
  CHECK(replay.read_to_end().size() == 50);
  CHECK(responder.first<event::handshake_failed>().reason == errc::authentication_failed);
  CHECK(responder.count<event::served>() == 1);
}

/// Everything that an honest client says in a session of two pings; the responder's part
/// is answered as far as it comes. The client's messages, one by one.
class honest_client {
 public:
  honest_client(net_loop& loop, std::uint16_t port)
      : peer_(net_socket::to(loop, port), role::initiator) {}

  /// The next bytes to be said; none when all is said.
  bytes next() {
    switch (step_++) {
      case 0: CHECK(peer_.next() == protocol_event::greeted); break;
      case 1: CHECK(peer_.next() == protocol_event::established); [[fallthrough]];
      case 2: CHECK(peer_.wire().send(test::plaintext_of(request{}))); break;
      case 3: peer_.wire().send_close(); break;
      default: return {};
    }
    bytes out(peer_.wire().output().begin(), peer_.wire().output().end());
    peer_.wire().consume_output(out.size());
    return out;
  }
  net_socket& socket() { return peer_.socket(); }
  net_peer& peer() { return peer_; }

 private:
  net_peer peer_;
  int step_ = 0;
};

constexpr std::size_t session_size = 50 + 44 + 44 + 18;

TEST_CASE("responder: a session cut after any byte hurts nobody") {
  net_loop loop;
  answering responder(loop);
  for (const bool politely : {true, false}) {
    for (std::size_t cut = 0; cut <= session_size; ++cut) {
      honest_client client(loop, responder.port());
      std::size_t left = cut;
      while (left > 0) {
        const bytes said = client.next();
        REQUIRE(!said.empty());
        const auto part = bytes_view(said).first(std::min(left, said.size()));
        client.socket().write(part);
        left -= part.size();
      }
      if (politely) {
        client.socket().close();
      } else {
        client.socket().reset();
      }
    }
  }
  const std::size_t all = 2 * (session_size + 1);
  loop.until([&] {
    return responder.count<event::ended>() + responder.count<event::handshake_failed>() >=
               responder.count<event::accepted>() &&
           responder.count<event::accepted>() >= all - 2;
  });
  for (const auto& ended : responder.all<event::ended>())
    CHECK(ended.requests <= 2);
  check_serves(loop, responder);
}

TEST_CASE(
    "responder: any flipped bit of message 1 or of the first sealed one is refused") {
  net_loop loop;
  answering responder(loop);
  std::size_t sessions = 0;
  for (std::size_t bit = 0; bit < 8 * (50 + 44); ++bit) {
    // Lengths that only grow make it wait, not fail.
    if (bit >= 8 * 50 && bit < 8 * 52) continue;
    honest_client client(loop, responder.port());
    bytes said = client.next();
    if (bit < 8 * 50) {
      client.socket().write(test::with_flipped_bit(said, bit));
      CHECK(client.socket().hears_only_the_end());
    } else {
      client.socket().write(said);
      said = client.next();
      client.socket().write(test::with_flipped_bit(said, bit - 8 * 50));
      CHECK(client.socket().hears_only_the_end());
    }
    client.socket().close();
    ++sessions;
  }
  responder.until_told<event::handshake_failed>(sessions);
  CHECK(responder.count<event::served>() == 0);
  CHECK(responder.count<event::ended>() == 0);
  check_serves(loop, responder);
}

TEST_CASE("responder: a length with a flipped bit is refused, or waits for more") {
  net_loop loop;
  answering responder(loop);
  for (std::size_t bit = 0; bit < 16; ++bit) {
    honest_client client(loop, responder.port());
    client.socket().write(client.next());
    client.socket().write(test::with_flipped_bit(client.next(), bit));
    client.socket().send_fin();
    (void)client.socket().read_to_end();
  }
  responder.until_told<event::handshake_failed>(16);
  CHECK(responder.count<event::served>() == 0);
  check_serves(loop, responder);
}

TEST_CASE("responder: a client that writes one byte at a time is served") {
  net_loop loop;
  answering responder(loop);
  honest_client client(loop, responder.port());
  for (int i = 0; i < 4; ++i)
    client.socket().write_byte_by_byte(client.next());
  CHECK(!client.peer().receive().empty());
  CHECK(!client.peer().receive().empty());
  CHECK(client.peer().hears_close());
  client.socket().close();
  const auto ended = responder.first<event::ended>();
  CHECK(ended.reason == errc::closed_by_peer);
  CHECK(ended.requests == 2);
}

TEST_CASE("responder: what follows a close message is ignored") {
  net_loop loop;
  answering responder(loop);
  auto client = net_peer::client(loop, responder.port());
  client.send_close();
  client.socket().write(bytes(1000, std::byte{0xFF}));
  CHECK(client.hears_close());
  CHECK(client.socket().hears_only_the_end());
  client.socket().close();
  CHECK(responder.first<event::ended>().reason == errc::closed_by_peer);
}

TEST_CASE("responder: an end without a close message is told as a fault") {
  net_loop loop;
  answering responder(loop);
  for (const bool politely : {true, false}) {
    auto client = net_peer::client(loop, responder.port());
    CHECK(client.ping().rc == return_code::request_ok);
    if (politely) {
      client.socket().close();
    } else {
      client.socket().reset();
    }
    responder.until_told<event::ended>(politely ? 1 : 2);
  }
  const auto ended = responder.all<event::ended>();
  CHECK(ended[0].reason == errc::ended_without_close);
  CHECK(ended[1].reason == std::errc::connection_reset);
}

TEST_CASE("responder: a client of another protocol is refused at once") {
  net_loop loop;
  answering responder(loop);
  auto client = net_socket::to(loop, responder.port());
  client.write(view_of("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
  CHECK(client.read_to_end().size() <= greeting_size);
  CHECK(responder.first<event::handshake_failed>().reason == errc::bad_handshake_length);
}

}  // namespace
}  // namespace tmss10
