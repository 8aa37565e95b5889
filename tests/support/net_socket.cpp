// SPDX-License-Identifier: MIT
#include "net_socket.hpp"

#include <asio/buffer.hpp>
#include <asio/error.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace tmss10::test {

using asio::ip::tcp;

net_socket::net_socket(net_loop& loop, tcp::socket socket)
    : loop_(&loop), socket_(std::move(socket)) {
  socket_.non_blocking(true);
  socket_.set_option(tcp::no_delay(true));
}

net_socket net_socket::to(net_loop& loop, std::uint16_t port,
                          const std::string& address) {
  tcp::socket out(loop.executor());
  out.connect(tcp::endpoint(asio::ip::make_address(address), port));
  return {loop, std::move(out)};
}

std::size_t net_socket::write_some(bytes_view data) {
  asio::error_code error;
  const auto count = socket_.write_some(asio::buffer(data.data(), data.size()), error);
  if (error == asio::error::would_block) return 0;
  if (error) end_ = error;
  return count;
}

void net_socket::write(bytes_view data) {
  loop_->until([this, &data] {
    if (!data.empty()) data = data.subspan(write_some(data));
    return data.empty() || end_;
  });
}

void net_socket::write_byte_by_byte(bytes_view data) {
  for (std::size_t i = 0; i < data.size() && !end_; ++i) {
    write(data.subspan(i, 1));
    loop_->run_for(std::chrono::microseconds(100));
  }
}

bool net_socket::read_now(bytes& into, std::size_t most) {
  if (end_) return false;
  std::array<std::byte, 65'536> room{};
  asio::error_code error;
  const auto count =
      socket_.read_some(asio::buffer(room, std::min(most, room.size())), error);
  if (error == asio::error::would_block) return false;
  if (error) end_ = error;
  append(into, bytes_view(room).first(count));
  return count > 0;
}

bytes net_socket::read(std::size_t count) {
  bytes out;
  loop_->until([this, &out, count] {
    while (out.size() < count && read_now(out, count - out.size())) {
    }
    return out.size() == count || end_;
  });
  return out;
}

bytes net_socket::read_some(std::size_t most) {
  bytes out;
  loop_->until([this, &out, most] { return read_now(out, most) || end_; });
  return out;
}

bytes net_socket::read_to_end() {
  bytes out;
  loop_->until([this, &out] {
    while (read_now(out, 65'536)) {
    }
    return bool(end_);
  });
  return out;
}

bool net_socket::hears_nothing_for(std::chrono::milliseconds time) {
  loop_->run_for(time);
  bytes heard;
  return !read_now(heard, 1) && !end_;
}

bool net_socket::hears_only_the_end() {
  return read_to_end().empty();
}

void net_socket::send_fin() {
  asio::error_code ignored;
  socket_.shutdown(tcp::socket::shutdown_send, ignored);
}

void net_socket::reset() {
  socket_.set_option(asio::socket_base::linger(true, 0));
  close();
}

void net_socket::close() {
  asio::error_code ignored;
  socket_.close(ignored);
}

net_listener::net_listener(net_loop& loop, const std::string& address)
    : loop_(&loop),
      acceptor_(loop.executor(), tcp::endpoint(asio::ip::make_address(address), 0)),
      port_(acceptor_.local_endpoint().port()) {
  acceptor_.non_blocking(true);
}

net_listener::net_listener(net_loop& loop, tcp::acceptor bound)
    : loop_(&loop),
      acceptor_(std::move(bound)),
      port_(acceptor_.local_endpoint().port()) {
  acceptor_.non_blocking(true);
}

net_listener net_listener::deaf(net_loop& loop) {
  tcp::acceptor out(loop.executor(), tcp::v4());
  out.bind(tcp::endpoint(asio::ip::address_v4::loopback(), 0));
  return {loop, std::move(out)};
}

void net_listener::listen() {
  acceptor_.listen();
}

std::optional<net_socket> net_listener::accept_within(std::chrono::milliseconds time) {
  tcp::socket out(loop_->executor());
  const bool accepted = loop_->reaches(
      [this, &out] {
        asio::error_code error;
        acceptor_.accept(out, error);
        return !error;
      },
      time);
  if (!accepted) return std::nullopt;
  return net_socket(*loop_, std::move(out));
}

net_socket net_listener::accept() {
  auto out = accept_within(
      std::chrono::duration_cast<std::chrono::milliseconds>(net_loop::safety_limit));
  if (!out) FAIL("nobody connects");
  return std::move(*out);
}

bool net_listener::is_called_within(std::chrono::milliseconds time) {
  return accept_within(time).has_value();
}

void net_listener::close() {
  acceptor_.close();
}

void net_listener::shrink_receive_buffer() {
  acceptor_.set_option(asio::socket_base::receive_buffer_size(4096));
}

std::uint16_t closed_port(net_loop& loop) {
  return net_listener(loop).port();
}

full_listener::full_listener(net_loop& loop) : acceptor_(loop.executor(), tcp::v4()) {
  acceptor_.bind(tcp::endpoint(asio::ip::address_v4::loopback(), 0));
  acceptor_.listen(0);
  constexpr std::size_t more_than_enough = 8;
  queued_.reserve(more_than_enough);
  while (queued_.size() < more_than_enough) {
    queued_.emplace_back(loop.executor());
    queued_.back().async_connect(acceptor_.local_endpoint(), [](asio::error_code) {});
  }
}

std::uint16_t full_listener::port() const {
  return acceptor_.local_endpoint().port();
}

}  // namespace tmss10::test
