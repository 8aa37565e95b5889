// SPDX-License-Identifier: MIT
#include "net_peer.hpp"

#include "random_bytes.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace tmss10::test {

net_peer::net_peer(net_socket socket, role side, const site_key& key)
    : socket_(std::move(socket)), wire_(side, key) {}

net_peer net_peer::client(net_loop& loop, std::uint16_t port, const site_key& key) {
  net_peer out(net_socket::to(loop, port), role::initiator, key);
  out.establish();
  return out;
}

net_peer net_peer::responder(net_listener& at, const site_key& key) {
  net_peer out(at.accept(), role::responder, key);
  out.establish();
  return out;
}

void net_peer::flush() {
  const bytes out(wire_.output().begin(), wire_.output().end());
  wire_.consume_output(out.size());
  socket_.write(out);
}

void net_peer::establish() {
  flush();
  while (!wire_.established()) {
    const auto happened = next();
    REQUIRE(happened);
    flush();
  }
}

result<protocol_event> net_peer::next() {
  for (;;) {
    const auto happened = wire_.next();
    if (!happened || *happened != protocol_event::more) return happened;
    const auto room = wire_.input_room();
    const auto got = socket_.read_some(room.size());
    if (got.empty()) return failed(wire_.meaning_of_end());
    std::copy(got.begin(), got.end(), room.begin());
    wire_.commit_input(got.size());
  }
}

bytes net_peer::receive() {
  const auto happened = next();
  REQUIRE(happened);
  REQUIRE(*happened == protocol_event::message);
  return {wire_.plaintext().begin(), wire_.plaintext().end()};
}

void net_peer::send(bytes_view plaintext) {
  REQUIRE(wire_.send(plaintext));
  flush();
}

void net_peer::send_close() {
  wire_.send_close();
  flush();
}

bytes net_peer::answer_for_next() {
  request asked;
  REQUIRE(codec_.decode(receive(), asked));
  response out;
  out.payload = asked.payload;
  return plaintext_of(out);
}

void net_peer::answer(std::size_t requests) {
  for (std::size_t i = 0; i < requests; ++i)
    send(answer_for_next());
}

response net_peer::ping(bytes payload) {
  request asked;
  asked.payload = std::move(payload);
  send(plaintext_of(asked));
  response out;
  REQUIRE(codec_.decode(receive(), out));
  return out;
}

void send_until_it_stalls(net_loop& loop, net_peer& client) {
  request asked;
  asked.payload = random_bytes(max_payload_size);
  const auto plaintext = plaintext_of(asked);
  // Slow is not stalled: nothing is taken for a while.
  for (int stalls = 0; stalls < 30;) {
    if (client.wire().output().empty()) REQUIRE(client.wire().send(plaintext));
    const auto written = client.socket().write_some(client.wire().output());
    client.wire().consume_output(written);
    stalls = written > 0 ? 0 : stalls + 1;
    loop.run_for(std::chrono::milliseconds(1));
  }
}

bytes plaintext_of(const response& from) {
  bytes out;
  packet_codec().encode(from, out);
  return out;
}

bytes plaintext_of(const request& from) {
  bytes out;
  packet_codec().encode(from, out);
  return out;
}

}  // namespace tmss10::test
