// SPDX-License-Identifier: MIT
#include "responder_connection.hpp"

#include "responder_worker.hpp"
#include "saved_request.hpp"
#include <tmss10/core/responder/observed_peer.hpp>
#include <tmss10/core/wire/answer.hpp>
#include <tmss10/core/wire/service_name.hpp>
#include <tmss10/net/close_socket.hpp>
#include <tmss10/net/network_error.hpp>

#include <asio/buffer.hpp>

#include <chrono>
#include <new>
#include <span>
#include <utility>

namespace tmss10 {

using asio::ip::tcp;
using deadline = responder_deadlines::kind;

responder_connection::responder_connection(responder_worker& worker, tcp::socket socket,
                                           const tcp::endpoint& peer,
                                           admission::connection_id id)
    : worker_(worker),
      socket_(std::move(socket)),
      wire_(worker.shared().keys()),
      peer_(peer),
      id_(id),
      deadline_(worker.deadlines().add(*this)) {
  asio::error_code ignored;
  socket_.set_option(tcp::no_delay(true), ignored);
  socket_.non_blocking(true, ignored);
}

responder_connection::~responder_connection() = default;

template <typename Step>
void responder_connection::guarded(Step step) {
  const auto self = shared_from_this();
  try {
    step();
  } catch (const std::bad_alloc&) {
    if (state_ == state::live) tell_end(make_error_code(std::errc::not_enough_memory));
    close();
  }
}

void responder_connection::start() {
  guarded([this] {
    worker_.deadlines().begin(deadline_, deadline::start);
    if (flush()) read();
  });
}

void responder_connection::read() {
  reading_ = true;
  const auto room = wire_.input_room();
  socket_.async_read_some(
      asio::buffer(room.data(), room.size()),
      [self = shared_from_this()](const asio::error_code& error, std::size_t count) {
        self->guarded([&] { self->on_read(error, count); });
      });
}

void responder_connection::on_read(const asio::error_code& error, std::size_t count) {
  reading_ = false;
  if (state_ == state::closing) return error ? close() : drain();
  if (state_ == state::closed) return;
  if (error) return end(from_network(error));
  wire_.commit_input(count);
  take_received();
}

/// Takes what has been received, until there is nothing whole left or a wait begins.
void responder_connection::take_received() {
  for (;;) {
    const auto happened = wire_.next();
    if (!happened) return end(happened.error());
    if (*happened == protocol_event::more) return read();
    if (!take(*happened)) return;
  }
}

/// Whether to go on with what comes next.
bool responder_connection::take(protocol_event happened) {
  if (wire_.authenticated() && !is_real_) {
    if (!worker_.shared().finish(id_)) {  // it had to give way
      worker_.end(id_);
      return false;
    }
    is_real_ = true;
    ++worker_.counts().sessions;
  }
  if (happened == protocol_event::closed) {
    end(errc::closed_by_peer);
    return false;
  }
  if (happened != protocol_event::message) return flush();
  worker_.deadlines().begin(deadline_, deadline::idle);
  answer();
  if (const auto rate = worker_.settings().max_rate) {
    const auto now = clock::now();
    reads_on_at_ = now + rate_.count(now, *rate);
  }
  return flush() && !pause_for_rate();
}

void responder_connection::answer() {
  const auto began = clock::now();
  const known_functions known{.observe = worker_.settings().observe};
  auto said = answer_request(worker_.codec(), wire_.plaintext(), known);
  if (said.observes) said.response.payload = observation();
  ++requests_;
  ++worker_.counts().requests;
  tests_path_ = tests_path_ || said.tests_path;
  if (said.refusal && !said.tests_path) ++worker_.counts().refusals;
  said.response.milisecs = to_milisecs(clock::now() - began);
  const auto plaintext = worker_.codec().encoded(said.response);
  const auto wire_size = wire_.wire_size();
  // A counter that is used up leaves the close message, which the client's next request
  // brings about.
  const auto sent = wire_.send(plaintext);
  if (sent && worker_.settings().tell_requests) {
    worker_.shared().tell(event::served{name_of(peer_), wire_size, said.refusal});
  }
}

/// What was seen of this connection.
bytes responder_connection::observation() {
  observed_peer seen;
  if (!worker_.shared().keys().current->is_open_mode()) {
    seen.version = worker_.settings().version;
    seen.system = worker_.settings().system;
  }
  seen.now = std::chrono::system_clock::now();
  const auto peer = name_of(peer_);
  seen.address = peer.address.substr(0, peer.address.find('%'));  // the zone is ours
  seen.port = peer.port;
  seen.request = take_request(socket_);
  const auto text = observation_text(seen);
  const auto as_bytes = std::as_bytes(std::span(text));
  return {as_bytes.begin(), as_bytes.end()};
}

/// Over the rate nothing is read for a while: TCP holds the sender up, who sees longer
/// times but loses nothing.
bool responder_connection::pause_for_rate() {
  if (!worker_.settings().max_rate || reads_on_at_ <= clock::now()) return false;
  ++worker_.counts().delays;
  if (!pause_) pause_ = std::make_unique<asio::steady_timer>(worker_.executor());
  worker_.deadlines().begin(deadline_, deadline::none);  // it is us who are idle
  pause_->expires_at(reads_on_at_);
  pause_->async_wait([self = shared_from_this()](const asio::error_code& error) {
    if (error || self->state_ != state::live) return;
    self->worker_.deadlines().begin(self->deadline_, deadline::idle);
    self->guarded([&] { self->take_received(); });
  });
  return true;
}

/// Writes what there is to write. False: it can't be written now, and what follows is
/// arranged for.
bool responder_connection::flush() {
  while (!wire_.output().empty()) {
    const auto data = wire_.output();
    asio::error_code error;
    const auto written =
        socket_.write_some(asio::buffer(data.data(), data.size()), error);
    if (error == asio::error::would_block || error == asio::error::try_again) {
      wait_to_write();
      return false;
    }
    if (error) {
      if (state_ == state::live) tell_end(from_network(error));
      close();
      return false;
    }
    wire_.consume_output(written);
  }
  return true;
}

void responder_connection::wait_to_write() {
  writing_ = true;
  socket_.async_wait(tcp::socket::wait_write,
                     [self = shared_from_this()](const asio::error_code& error) {
                       self->guarded([&] { self->on_writable(error); });
                     });
}

void responder_connection::on_writable(const asio::error_code& error) {
  writing_ = false;
  if (state_ == state::closed) return;
  if (state_ == state::closing) return wind_up();
  if (error) return end(from_network(error));
  if (flush() && !pause_for_rate()) take_received();
}

void responder_connection::expire() {
  guarded([this] { state_ == state::live ? end(errc::idle) : close(); });
}

void responder_connection::finish(std::error_code reason) {
  guarded([this, reason] { end(reason); });
}

void responder_connection::end(std::error_code reason) {
  if (state_ != state::live) return;
  tell_end(reason);
  state_ = state::closing;
  pause_.reset();
  wire_.send_close();
  if (wire_.output().empty()) return close();
  worker_.deadlines().begin(deadline_, deadline::linger);
  wind_up();
}

void responder_connection::give_way() {
  guarded([this] {
    if (state_ == state::live) {
      tell_end(errc::gave_way);
      state_ = state::closing;
      wire_.send_close();
      const auto data = wire_.output();
      asio::error_code ignored;
      if (!writing_) socket_.write_some(asio::buffer(data.data(), data.size()), ignored);
    }
    close();
  });
}

void responder_connection::tell_end(std::error_code reason) const {
  if (is_real_) {
    worker_.shared().tell_of<event::ended>(peer_, reason, requests_,
                                           clock::now() - began_, tests_path_);
  } else {
    ++worker_.counts().handshakes_failed;
    const bool is_foreign = reason == errc::bad_handshake_length;
    const auto speaks = is_foreign ? caller_name(wire_.unread()) : std::string_view();
    worker_.shared().tell_of<event::handshake_failed>(peer_, reason,
                                                      clock::now() - began_, speaks);
  }
}

/// Writes the close message, and waits for the peer's end: a close with unread input
/// would be a reset, and could cost the peer our last message.
void responder_connection::wind_up() {
  if (writing_ || !flush()) return;
  asio::error_code ignored;
  socket_.shutdown(tcp::socket::shutdown_send, ignored);
  if (!reading_) drain();
}

void responder_connection::drain() {
  reading_ = true;
  socket_.async_read_some(
      asio::buffer(worker_.waste()),
      [self = shared_from_this()](const asio::error_code& error, std::size_t count) {
        self->guarded([&] { self->on_read(error, count); });
      });
}

void responder_connection::close() {
  if (std::exchange(state_, state::closed) == state::closed) return;
  close_socket(socket_);
  pause_.reset();
  worker_.deadlines().remove(deadline_);
  worker_.shared().leave(id_);
  worker_.forget(id_);
}

}  // namespace tmss10
