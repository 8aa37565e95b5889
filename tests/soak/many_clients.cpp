// SPDX-License-Identifier: MIT
#include "many_clients.hpp"

#include <tmss10/core/run/peer_statement.hpp>

#include <asio/co_spawn.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/use_awaitable.hpp>

#include <exception>
#include <system_error>
#include <utility>

namespace tmss10::soak {
namespace {

/// Connections that are being made at a time: fewer than a system keeps for a listener.
constexpr std::size_t connecting_at_once = 100;

}  // namespace

void many_clients::connect(std::size_t count) {
  to_connect_ = count;
  for (std::size_t i = 0; i < connecting_at_once; ++i)
    spawn(connect_next());
  run();
}

asio::awaitable<void> many_clients::connect_next() {
  using asio::ip::tcp;
  while (to_connect_ > 0) {
    --to_connect_;
    tcp::socket socket(io_);
    const tcp::endpoint responder(asio::ip::address_v4::loopback(), port_);
    co_await socket.async_connect(responder, asio::use_awaitable);
    socket.set_option(tcp::no_delay(true));
    auto over =
        std::make_unique<session>(std::move(socket), protocol(role::initiator, key_));
    while (!over->wire().established()) {
      const auto happened = co_await over->next();
      if (!happened) throw std::system_error(happened.error(), "a handshake");
    }
    co_await ping_once(*over);
    sessions_.push_back(std::move(over));
  }
}

asio::awaitable<void> many_clients::ask(session& over, const request& what,
                                        response& said) {
  bytes plaintext;
  codec_.encode(what, plaintext);
  if (!over.wire().send(plaintext)) throw std::logic_error("the counter is used up");
  co_await over.flush();
  const auto happened = co_await over.next();
  if (!happened) throw std::system_error(happened.error(), "a request");
  const bool right = *happened == protocol_event::message &&
                     codec_.decode(over.wire().plaintext(), said);
  if (!right) throw std::runtime_error("an answer that is none");
}

asio::awaitable<void> many_clients::ping_once(session& over) {
  const request ping;
  response said;
  co_await ask(over, ping, said);
  if (!check_ping_response(said, {})) throw std::runtime_error("a wrong answer");
  ++answered_;
}

void many_clients::observe() {
  spawn(observe_all());
  run();
}

asio::awaitable<void> many_clients::observe_all() {
  request question;
  question.function = function_code::observe;
  for (const auto& over : sessions_) {
    response said;
    co_await ask(*over, question, said);
    const auto seen = read_peer_statement(said.payload);
    const bool right = seen && seen->port == over->local_port();
    if (!right) throw std::runtime_error("a connection is not seen as it is");
  }
}

std::uint64_t many_clients::ping(std::chrono::nanoseconds time) {
  answered_ = 0;
  end_ = std::chrono::steady_clock::now() + time;
  for (const auto& over : sessions_)
    spawn(ping_until_end(*over));
  run();
  return answered_;
}

asio::awaitable<void> many_clients::ping_until_end(session& over) {
  do {
    co_await ping_once(over);
  } while (std::chrono::steady_clock::now() < end_);
}

std::size_t many_clients::await_ends() {
  closed_ = 0;
  for (const auto& over : sessions_)
    spawn(await_end(*over));
  run();
  return closed_;
}

asio::awaitable<void> many_clients::await_end(session& over) {
  const auto happened = co_await over.next();
  if (happened && *happened == protocol_event::closed) ++closed_;
  over.close();
}

void many_clients::spawn(asio::awaitable<void> task) {
  asio::co_spawn(io_, std::move(task), [](const std::exception_ptr& error) {
    if (error) std::rethrow_exception(error);
  });
}

void many_clients::run() {
  io_.restart();
  io_.run();
}

}  // namespace tmss10::soak
