// SPDX-License-Identifier: MIT
#include "path_connection.hpp"

#include "net/hop_limit.hpp"
#include "net/local_binding.hpp"
#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/wire/packet_codec.hpp>
#include <tmss10/net/as_tuple.hpp>
#include <tmss10/net/close_socket.hpp>
#include <tmss10/net/network_error.hpp>
#include <tmss10/net/tcp_info.hpp>

#include <asio/buffer.hpp>
#include <asio/write.hpp>

#include <algorithm>

namespace tmss10 {
namespace {

using asio::ip::tcp;

/// TCP sends ten segments without an acknowledgement (RFC 6928), and the last must not be
/// the end of the data before the peer has all of it.
constexpr std::size_t most_pieces = 8;

}  // namespace

path_connection::path_connection(const asio::any_io_executor& executor,
                                 const site_key& key, lost_data which)
    : socket_(executor), wire_(role::initiator, key), which_(which) {}

path_connection::~path_connection() {
  close();
}

void path_connection::close() {
  asio::error_code ignored;
  if (socket_.is_open()) socket_.set_option(asio::socket_base::linger(true, 0), ignored);
  close_socket(socket_);
}

asio::awaitable<std::error_code> path_connection::open(local_end from, tcp::endpoint to,
                                                       std::uint16_t port) {
  const local_binding binding(from);
  to = binding.in_zone(std::move(to));
  asio::error_code error;
  socket_.open(to.protocol(), error);
  if (error) co_return from_network(error);
  if (const auto failed = binding.bind(socket_, to, port)) co_return failed;
  local_port_ = port;
  const auto [failed] = co_await socket_.async_connect(to, awaitable_tuple);
  if (failed) co_return from_network(failed);
  is_connected_ = true;
  local_port_ = socket_.local_endpoint(error).port();
  socket_.set_option(tcp::no_delay(true), error);
  co_return std::error_code{};
}

/// False when the connection ends before that event.
asio::awaitable<bool> path_connection::read_until(protocol_event event) {
  for (;;) {
    const auto happened = wire_.next();
    if (!happened) co_return false;
    if (*happened == event) co_return true;
    if (*happened != protocol_event::more) continue;
    const auto room = wire_.input_room();
    const auto buffer = asio::buffer(room.data(), room.size());
    const auto [error, count] = co_await socket_.async_read_some(buffer, awaitable_tuple);
    if (error) {
      was_reset_ = was_reset_ || error == asio::error::connection_reset;
      co_return false;
    }
    wire_.commit_input(count);
  }
}

asio::awaitable<bool> path_connection::come_to_data() {
  is_greeted_ = co_await read_until(protocol_event::greeted);
  if (is_greeted_ && which_ == lost_data::ping) {
    send_all();
    const bool shaken = co_await read_until(protocol_event::established);
    if (!shaken) co_return false;
  }
  // A request from a port that the peer still knows may have been sent twice.
  if (const auto facts = read_tcp_info(static_cast<int>(socket_.native_handle())))
    retransmits_before_ = facts->total_retransmits;
  piece_size_ = std::max<std::size_t>(1, wire_.output().size() / (most_pieces + 1));
  co_return is_greeted_;
}

void path_connection::send_all() {
  if (wire_.established()) {
    if (!wire_.send(codec_of_thread().encoded(request{}))) return;
  }
  // So few bytes always find room.
  asio::error_code error;
  const auto data = asio::buffer(wire_.output().data(), wire_.output().size());
  wire_.consume_output(asio::write(socket_, data, error));
  was_reset_ = was_reset_ || error == asio::error::connection_reset;
}

void path_connection::send_piece(std::optional<std::size_t> hop_limit) {
  (void)state();
  std::optional<int> limit;
  if (hop_limit) limit = static_cast<int>(*hop_limit);
  set_hop_limit(socket_, limit);
  ++pieces_;
  if (wire_.established()) return send_all();
  asio::error_code error;
  const auto size = std::min(piece_size_, wire_.output().size());
  const auto data = asio::buffer(wire_.output().data(), size);
  wire_.consume_output(asio::write(socket_, data, error));
  was_reset_ = was_reset_ || error == asio::error::connection_reset;
}

data_state path_connection::state() {
  const auto error = take_socket_error(socket_);
  if (error == std::errc::connection_reset || error == std::errc::broken_pipe)
    was_reset_ = true;
  if (was_reset_) return data_state::reset;
  if (is_soft_error(error)) return data_state::reported;
  const auto facts = read_tcp_info(static_cast<int>(socket_.native_handle()));
  const bool is_acknowledged = facts && facts->all_arrived();
  return is_acknowledged ? data_state::acknowledged : data_state::under_way;
}

bool path_connection::is_worn() {
  const auto facts = read_tcp_info(static_cast<int>(socket_.native_handle()));
  return !facts || facts->total_retransmits > retransmits_before_ ||
         pieces_ >= most_pieces;
}

}  // namespace tmss10
