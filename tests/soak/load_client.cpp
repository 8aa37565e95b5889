// SPDX-License-Identifier: MIT
#include "load_client.hpp"

#include <tmss10/core/wire/greeting.hpp>
#include <tmss10/net/network_error.hpp>

#include <asio/buffer.hpp>
#include <asio/write.hpp>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace tmss10::soak {
namespace {

using asio::ip::tcp;

#ifndef IP_BIND_ADDRESS_NO_PORT
constexpr int IP_BIND_ADDRESS_NO_PORT = 24;
#endif
/// The port is chosen with the destination known, so that those of connections that have
/// just ended can be used for others.
using choose_port_late =
    asio::detail::socket_option::boolean<IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT>;

bytes record_message_1(const site_key& key) {
  protocol client(role::initiator, key);
  const auto greeting = make_greeting(greeting_status::ready);
  std::copy(greeting.begin(), greeting.end(), client.input_room().begin());
  client.commit_input(greeting.size());
  if (!client.next()) throw std::logic_error("a greeting is understood");
  const auto sent = client.output();
  return {sent.begin(), sent.end()};
}

asio::ip::address_v4 address(unsigned network, std::size_t index) {
  constexpr std::size_t hosts = 250;
  const auto low = static_cast<unsigned>(index % hosts + 1);
  const auto high = static_cast<unsigned>(index / hosts % hosts);
  return asio::ip::address_v4((127U << 24U) | (network << 16U) | (high << 8U) | low);
}

}  // namespace

bench::bench(asio::any_io_executor on, std::uint16_t port, std::uint32_t seed)
    : executor(std::move(on)),
      responder(asio::ip::address_v4::loopback(), port),
      random(seed),
      recorded_message_1(record_message_1(key)) {}

std::size_t bench::number(std::size_t from, std::size_t to) {
  return std::uniform_int_distribution<std::size_t>(from, to)(random);
}

bytes bench::random_bytes(std::size_t size) {
  bytes out(size + sizeof(std::uint32_t));
  for (std::size_t i = 0; i < size; i += sizeof(std::uint32_t)) {
    const auto value = static_cast<std::uint32_t>(random());
    std::memcpy(&out[i], &value, sizeof value);
  }
  out.resize(size);
  return out;
}

asio::ip::address_v4 honest_address(std::size_t index) {
  return address(0, index);
}
asio::ip::address_v4 hostile_address(std::size_t index) {
  return address(1, index);
}

asio::awaitable<void> pause(bench& on, std::chrono::nanoseconds time) {
  asio::steady_timer timer(on.executor, time);
  co_await timer.async_wait(awaitable_tuple);
}

load_client::load_client(bench& on, std::chrono::nanoseconds limit)
    : on_(on), limit_(limit), guard_(on.executor), socket_(on.executor) {
  guard_.arm(limit, [this] {
    asio::error_code ignored;
    socket_.close(ignored);
  });
}

load_client::~load_client() = default;

/// What our limit ended has run out of time.
std::error_code load_client::reason(std::error_code failure) const {
  if (guard_.expired()) return errc::timed_out;
  return from_network(failure);
}

asio::awaitable<std::error_code> load_client::connect(asio::ip::address_v4 from) {
  asio::error_code error;
  socket_.open(tcp::v4(), error);
  if (!error) socket_.set_option(choose_port_late(true), error);
  if (!error) socket_.bind(tcp::endpoint(from, 0), error);
  if (!error) socket_.set_option(tcp::no_delay(true), error);
  if (error) co_return reason(error);
  const auto [refused] = co_await socket_.async_connect(on_.responder, awaitable_tuple);
  co_return refused ? reason(refused) : std::error_code{};
}

asio::awaitable<std::error_code> load_client::write(bytes_view data) {
  const auto buffer = asio::buffer(data.data(), data.size());
  const auto [error, written] =
      co_await asio::async_write(socket_, buffer, awaitable_tuple);
  co_return error ? reason(error) : std::error_code{};
}

asio::awaitable<std::error_code> load_client::write_output() {
  const auto failure = co_await write(wire_->output());
  if (!failure) wire_->consume_output(wire_->output().size());
  co_return failure;
}

asio::awaitable<result<protocol_event>> load_client::next() {
  for (;;) {
    const auto happened = wire_->next();
    if (!happened || *happened != protocol_event::more) co_return happened;
    const auto room = wire_->input_room();
    const auto buffer = asio::buffer(room.data(), room.size());
    const auto [error, count] = co_await socket_.async_read_some(buffer, awaitable_tuple);
    if (error == asio::error::eof) co_return failed(reason(wire_->meaning_of_end()));
    if (error) co_return failed(reason(error));
    wire_->commit_input(count);
  }
}

asio::awaitable<std::error_code> load_client::open(asio::ip::address_v4 from,
                                                   const site_key& key) {
  const auto refused = co_await connect(from);
  if (refused) co_return refused;
  wire_.emplace(role::initiator, key);
  for (;;) {
    const auto happened = co_await next();
    if (!happened) co_return happened.error();
    if (*happened == protocol_event::established) co_return std::error_code{};
    const auto failure = co_await write_output();
    if (failure) co_return failure;
  }
}

bytes load_client::sealed_ping(bytes_view payload) {
  bytes plaintext;
  request ping;
  ping.payload.assign(payload.begin(), payload.end());
  on_.codec.encode(ping, plaintext);
  if (!wire_->send(plaintext)) throw std::logic_error("too many pings");
  const auto sealed = wire_->output();
  bytes out(sealed.begin(), sealed.end());
  wire_->consume_output(out.size());
  return out;
}

asio::awaitable<std::error_code> load_client::ping(bytes_view payload) {
  const auto sealed = sealed_ping(payload);
  const auto unsent = co_await write(sealed);
  if (unsent) co_return unsent;
  const auto happened = co_await next();
  if (!happened) co_return happened.error();
  if (*happened != protocol_event::message) co_return errc::closed_by_peer;
  response got;
  const auto read = on_.codec.decode(wire_->plaintext(), got);
  if (!read) co_return read.error();
  const auto fine = check_ping_response(got, payload);
  co_return fine ? std::error_code{} : fine.error();
}

asio::awaitable<std::error_code> load_client::close() {
  wire_->send_close();
  const auto unsent = co_await write_output();
  if (unsent) co_return unsent;
  const auto happened = co_await next();
  if (!happened) co_return happened.error();
  if (*happened != protocol_event::closed) co_return errc::unasked_response;
  co_await await_end();
  co_return std::error_code{};
}

asio::awaitable<void> load_client::await_end() {
  std::array<std::byte, 4096> thrown_away{};
  for (;;) {
    const auto buffer = asio::buffer(thrown_away);
    const auto [error, count] = co_await socket_.async_read_some(buffer, awaitable_tuple);
    if (error) co_return;
  }
}

void load_client::reset() {
  asio::error_code ignored;
  socket_.set_option(asio::socket_base::linger(true, 0), ignored);
  socket_.close(ignored);
}

}  // namespace tmss10::soak
