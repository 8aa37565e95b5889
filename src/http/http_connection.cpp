// SPDX-License-Identifier: MIT
#include "http_connection.hpp"

#include "answer_head.hpp"
#include "basic_credentials.hpp"
#include "parse_request.hpp"
#include <tmss10/net/close_socket.hpp>

#include <asio/error.hpp>
#include <asio/post.hpp>
#include <openssl/crypto.h>

#include <algorithm>
#include <cstdint>
#include <exception>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using asio::ip::tcp;

/// What a client may send besides its request before it is cut off. A head that is too
/// long is part of that, and its client should get to see the refusal.
constexpr std::size_t most_passed_over = 2'097'152;

std::chrono::milliseconds write_time(const http_limits& limits, std::size_t size) {
  return limits.write_time + std::chrono::milliseconds(1000 * std::int64_t(size) /
                                                       std::int64_t(std::max<std::size_t>(
                                                           limits.write_rate, 1)));
}

tcp::endpoint peer_of(const tcp::socket& socket) {
  asio::error_code gone;
  return socket.remote_endpoint(gone);
}

}  // namespace

http_connection::http_connection(tcp::socket socket, const http_server_settings& settings,
                                 std::function<void()> on_end)
    : settings_(settings),
      stream_(settings.streams ? settings.streams(std::move(socket))
                               : plain_stream(std::move(socket))),
      on_end_(std::move(on_end)),
      watchdog_(stream_->socket().get_executor()),
      head_(std::in_place, settings.limits) {}

template <typename Action>
void http_connection::guarded(const Action& action) {
  try {
    action();
  } catch (const std::exception&) {  // no memory, or a fault of ours: it is over
    close();
  }
}

/// What an operation of the stream calls: the connection lasts until then.
template <typename Action>
http_stream::on_done http_connection::then(Action action) {
  return [self = shared_from_this(), action = std::move(action)](std::error_code error,
                                                                 std::size_t size) {
    if (self->phase_ == phase::closed) return;
    self->guarded([&] { action(*self, error, size); });
  };
}

void http_connection::limit(std::chrono::milliseconds time,
                            void (http_connection::*at_end)()) {
  watchdog_.arm(time, [this, at_end] { guarded([this, at_end] { (this->*at_end)(); }); });
}

void http_connection::start(std::optional<http_answer> refusal) {
  guarded([this, &refusal] {
    limit(settings_.limits.head_time, &http_connection::head_is_late);
    stream_->start(
        then([refusal = std::move(refusal)](http_connection& self, std::error_code error,
                                            std::size_t /*size*/) {
          if (error) return self.close();
          if (refusal) return self.send(*refusal);
          self.read_on();
        }));
  });
}

void http_connection::close() {
  if (phase_ == phase::closed) return;
  const auto self = shared_from_this();  // on_end_ may let go of it
  phase_ = phase::closed;
  watchdog_.disarm();
  close_socket(stream_->socket());
  if (pending_) pending_->abandon();
  on_end_();
}

void http_connection::give_way() {
  if (phase_ == phase::writing) return write_is_late();
  close();
}

void http_connection::take_head(std::size_t size) {
  auto refusal = head_->add(std::string_view(input_.data(), size));
  forget_input();
  if (refusal) return send(std::move(*refusal));
  if (!head_->is_complete()) return read_on();
  auto request = parse_request(head_->text(), settings_.limits.body);
  head_.reset();
  if (!request) return send(std::move(request.error()));
  request->peer = peer_of(stream_->socket());
  handle(std::move(*request));
}

void http_connection::handle(http_request request) {
  head_only_ = request.method == "HEAD";
  if (auto refusal = refusal_of(request)) return send(std::move(*refusal));
  phase_ = phase::waiting;
  limit(settings_.limits.answer_time, &http_connection::answer_is_late);
  read_on();
  hand_over(std::move(request));
}

std::optional<http_answer> http_connection::refusal_of(http_request& request) const {
  const auto credentials = take_credentials(request);
  if (stream_->lacks_tls())
    return line_answer(400, "this port speaks HTTPS, not HTTP: use https://");
  if (settings_.authorize && !(credentials && settings_.authorize(*credentials))) {
    if (settings_.on_unauthorized)
      settings_.on_unauthorized(request.peer.address(), credentials.has_value());
    return credentials_needed(settings_.name);
  }
  const auto methods = settings_.methods ? settings_.methods(request.path())
                                         : std::vector<std::string>{"GET", "HEAD"};
  if (std::ranges::count(methods, request.method) == 0) return method_refusal(methods);
  return std::nullopt;
}

/// The answer comes on this thread and later, wherever it is given.
void http_connection::hand_over(http_request request) {
  pending_ =
      std::make_shared<pending_answer>([executor = stream_->socket().get_executor(),
                                        weak = weak_from_this()](http_answer answer) {
        asio::post(executor, [weak, answer = std::move(answer)]() mutable {
          const auto self = weak.lock();
          if (!self || self->phase_ != phase::waiting) return;
          self->guarded([&] { self->send(std::move(answer)); });
        });
      });
  const auto exchange = std::make_shared<http_exchange>(std::move(request), pending_);
  try {
    settings_.handle(exchange);
  } catch (...) {  // whatever it is, it ends this request alone
    exchange->answer(line_answer(500, "this server could not handle the request"));
  }
}

/// A client that never sent anything, as browsers connect in advance, gets no answer.
void http_connection::head_is_late() {
  if (phase_ != phase::head || head_->text().empty()) return close();
  send(line_answer(408, "the request did not arrive in time"));
}

void http_connection::answer_is_late() {
  pending_->abandon();
  send(line_answer(503, "no answer in time"));
}

/// What was not sent is not to stay with the system, either.
void http_connection::write_is_late() {
  asio::error_code ignored;
  stream_->socket().set_option(asio::socket_base::linger(true, 0), ignored);
  close();
}

/// There may be a password in it, also in what follows a request.
void http_connection::forget_input() {
  OPENSSL_cleanse(input_.data(), input_.size());
}

void http_connection::read_on() {
  if (reads_ || input_ended_) return;
  reads_ = true;
  stream_->read_some(asio::buffer(input_),
                     then([](http_connection& self, std::error_code error,
                             std::size_t size) { self.was_read(error, size); }));
}

/// Somebody who only ends its own side, as `nc -N` does, still gets an answer that is
/// given; who waits for it can't be told from who has gone.
void http_connection::was_read(std::error_code error, std::size_t size) {
  reads_ = false;
  if (phase_ == phase::head) {
    if (error) return close();
    return take_head(size);
  }
  forget_input();
  passed_over_ += size;
  input_ended_ = error == asio::error::eof;
  if ((error && !input_ended_) || passed_over_ > most_passed_over) return close();
  if (!input_ended_) return read_on();
  if (phase_ == phase::leaving) return close();
  if (phase_ == phase::waiting) pending_->client_gone();
}

void http_connection::send(http_answer answer) {
  phase_ = phase::writing;
  try {
    sent_head_ = answer_head(answer, settings_.name, std::chrono::system_clock::now());
  } catch (const std::invalid_argument&) {
    answer = line_answer(500, "this server could not write its answer");
    sent_head_ = answer_head(answer, {}, std::chrono::system_clock::now());
  }
  if (settings_.on_answer) settings_.on_answer(answer.status);
  sent_body_ = head_only_ ? std::string() : std::move(answer.body);
  limit(write_time(settings_.limits, sent_head_.size() + sent_body_.size()),
        &http_connection::write_is_late);
  stream_->write(
      {asio::buffer(sent_head_), asio::buffer(sent_body_)},
      then([](http_connection& self, std::error_code error, std::size_t /*size*/) {
        if (error) return self.close();
        self.was_sent();
      }));
}

void http_connection::was_sent() {
  phase_ = phase::leaving;
  limit(settings_.limits.close_time, &http_connection::close);
  stream_->finish(
      then([](http_connection& self, std::error_code /*error*/, std::size_t /*size*/) {
        if (self.input_ended_) self.close();
      }));
  if (phase_ == phase::leaving) read_on();
}

}  // namespace tmss10
