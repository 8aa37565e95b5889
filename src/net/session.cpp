// SPDX-License-Identifier: MIT
#include <tmss10/net/as_tuple.hpp>
#include <tmss10/net/close_socket.hpp>
#include <tmss10/net/network_error.hpp>
#include <tmss10/net/own_request.hpp>
#include <tmss10/net/session.hpp>
#include <tmss10/net/tcp_info.hpp>

#include <asio/buffer.hpp>
#include <asio/write.hpp>

#include <utility>

namespace tmss10 {
namespace {

/// Steps of the handshake put this side's next message into the output. Later, sending is
/// the owner's business: a reader that waited for its own writes could wait for a peer
/// that waits for it.
bool is_handshake_step(protocol_event happened) {
  return happened == protocol_event::greeted || happened == protocol_event::established;
}

asio::mutable_buffer buffer_of(std::span<std::byte> room) {
  return asio::buffer(room.data(), room.size());
}
asio::const_buffer buffer_of(bytes_view data) {
  return asio::buffer(data.data(), data.size());
}

}  // namespace

session::session(asio::ip::tcp::socket socket, protocol wire)
    : socket_(std::move(socket)), wire_(std::move(wire)) {
  asio::error_code ignored;
  socket_.non_blocking(true, ignored);
}

/// A reset is told as what it is, but where the end has a meaning of its own: before the
/// greeting is whole, and where keys that differ end a connection. There it is told
/// apart, because a firewall can send one as well.
std::error_code session::end_reason(std::error_code error) const {
  if (!is_end_of_connection(error) || wire_.established()) return from_network(error);
  const bool is_reset = error != asio::error::eof;
  const auto meaning = wire_.meaning_of_end();
  const bool is_in_greeting =
      meaning == errc::closed_before_greeting || meaning == errc::not_a_greeting;
  if (is_reset && is_in_greeting) return errc::reset_before_greeting;
  if (is_reset && meaning == errc::keys_differ) return errc::handshake_reset;
  if (is_reset && meaning == errc::ended_without_close) return from_network(error);
  return meaning;
}

void session::fail(std::error_code error) {
  if (!failure_) {
    failure_ = end_reason(error);
    facts_at_failure_ = facts();
  }
  close();
}

/// What was refused in the bytes that came before a handshake could not be sent: that
/// says more. They may be a whole message 2.
std::optional<std::error_code> session::refusal_of_unread() {
  if (failure_ == errc::stopped || wire_.established()) return std::nullopt;
  const auto happened = wire_.next();
  return happened ? std::nullopt : std::optional(happened.error());
}

asio::awaitable<result<protocol_event>> session::next() {
  for (;;) {
    if (failure_) co_return failed(refusal_of_unread().value_or(failure_));
    const auto happened = wire_.next();
    if (!happened) co_return failed(happened.error());
    if (is_handshake_step(*happened)) co_await flush();
    if (*happened != protocol_event::more) co_return *happened;

    const auto room = buffer_of(wire_.input_room());
    const auto [error, count] = co_await socket_.async_read_some(room, awaitable_tuple);
    received_at_ = clock::now();
    if (failure_) co_return failed(failure_);
    if (error) co_return failed(end_reason(error));
    wire_.commit_input(count);
  }
}

bool session::has_unread() const {
  asio::error_code error;
  return socket_.available(error) > 0 && !error;
}

bool session::flush_now() {
  return write_now(wire_.output().size(), 0);
}

bool session::flush_in_pieces(std::size_t most) {
  return write_now(most, asio::socket_base::message_end_of_record);
}

bool session::write_now(std::size_t most, asio::socket_base::message_flags flags) {
  if (flushing_) return false;
  while (!wire_.output().empty()) {
    asio::error_code error;
    const auto data = asio::buffer(buffer_of(wire_.output()), most);
    const auto written = socket_.send(data, flags, error);
    if (error == asio::error::would_block || error == asio::error::try_again)
      return false;
    if (error) {
      fail(error);
      return false;
    }
    wire_.consume_output(written);
  }
  return true;
}

asio::awaitable<void> session::flush() {
  if (flushing_ || flush_now() || failure_) co_return;
  flushing_ = true;
  while (!wire_.output().empty()) {
    const auto data = buffer_of(wire_.output());
    const auto [error, written] =
        co_await socket_.async_write_some(data, awaitable_tuple);
    if (error) {
      fail(error);
      break;
    }
    wire_.consume_output(written);
  }
  flushing_ = false;
}

void session::pause() {
  asio::error_code ignored;
  socket_.cancel(ignored);
}

std::optional<std::error_code> session::ended_unasked() {
  if (failure_) return failure_;
  const auto buffered = wire_.next();
  if (!buffered) return buffered.error();
  if (*buffered == protocol_event::closed) return errc::closed_by_peer;
  if (*buffered != protocol_event::more) return errc::unasked_response;
  std::byte first{};
  asio::error_code error;
  socket_.receive(asio::buffer(&first, sizeof(first)), asio::socket_base::message_peek,
                  error);
  if (error == asio::error::would_block || error == asio::error::try_again)
    return std::nullopt;
  if (error) return end_reason(error);
  return errc::closed_by_peer;  // or a message that nobody has asked for
}

void session::close() {
  if (!failure_) failure_ = errc::stopped;
  close_socket(socket_);
}

void session::close_in_order() {
  if (!flushing_ && !failure_) {
    wire_.send_close();
    flush_now();
  }
  close();
}

void session::send_end() {
  if (flushing_ || failure_) return;
  wire_.send_close();
  if (!flush_now()) return;  // whoever waits for the other side's end has a limit
  asio::error_code ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

void session::reset() {
  asio::error_code ignored;
  socket_.set_option(asio::socket_base::linger(true, 0), ignored);
  close();
}

std::optional<tcp_facts> session::facts() {
  if (!socket_.is_open()) return facts_at_failure_;
  return read_tcp_info(static_cast<int>(socket_.native_handle()));
}

own_request session::asked_for() {
  return read_own_request(socket_);
}

std::optional<segment_facts> session::segments() {
  if (!socket_.is_open()) return std::nullopt;
  return read_segment_facts(static_cast<int>(socket_.native_handle()));
}

std::string session::peer_address() const {
  asio::error_code error;
  const auto peer = socket_.remote_endpoint(error);
  return error ? std::string() : peer.address().to_string();
}

std::uint16_t session::local_port() const {
  asio::error_code error;
  const auto here = socket_.local_endpoint(error);
  return error ? std::uint16_t{0} : here.port();
}

}  // namespace tmss10
