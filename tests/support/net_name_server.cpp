// SPDX-License-Identifier: MIT
#include "net_name_server.hpp"

#include <asio/buffer.hpp>
#include <asio/ip/address_v4.hpp>
#include <asio/ip/udp.hpp>
#include <asio/steady_timer.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace tmss10::test {
namespace {

using asio::ip::udp;
using packet = std::vector<std::uint8_t>;

constexpr std::size_t header_size = 12;
constexpr std::uint8_t type_a = 1;

/// Where the first name of a query ends, and the number in its first label.
struct question {
  std::size_t end = header_size;
  std::uint32_t number = 0;
  bool is_for_ipv4 = false;
};

question read_question(const packet& query) {
  question out;
  const auto* const label = query.data() + header_size;
  out.number = static_cast<std::uint32_t>(
      std::stoul(std::string(label + 2, label + 1 + label[0])));  // after the "n"
  while (query.at(out.end) != 0)
    out.end += 1U + query[out.end];
  out.is_for_ipv4 = query.at(out.end + 2) == type_a;
  out.end += 5;
  return out;
}

packet answer_to(const packet& query) {
  const auto asked = read_question(query);
  packet out(query.begin(), query.begin() + static_cast<std::ptrdiff_t>(asked.end));
  const std::array<std::uint8_t, 10> head{0x85, 0x80, 0, 1, 0, asked.is_for_ipv4,
                                          0,    0,    0, 0};
  std::copy(head.begin(), head.end(), out.begin() + 2);
  if (!asked.is_for_ipv4) return out;
  // The name of the question, type, class, a time to live, and so many bytes.
  const std::array<std::uint8_t, 12> record{0xC0, header_size, 0, type_a, 0, 1,
                                            0,    0,           0, 60,     0, 4};
  out.insert(out.end(), record.begin(), record.end());
  const auto address = asio::ip::address_v4(0x0A000000U + asked.number).to_bytes();
  out.insert(out.end(), address.begin(), address.end());
  return out;
}

}  // namespace

struct net_name_server::state : std::enable_shared_from_this<state> {
  state(net_loop& loop, std::chrono::milliseconds after)
      : socket(loop.executor(), udp::endpoint(asio::ip::address_v4::loopback(), 0)),
        delay(after) {}

  void receive() {
    socket.async_receive_from(
        asio::buffer(room), from,
        [self = shared_from_this()](const asio::error_code& error, std::size_t size) {
          if (error) return;
          ++self->asked;
          self->answer_later({self->room.begin(), self->room.begin() + size}, self->from);
          self->receive();
        });
  }

  void answer_later(const packet& query, const udp::endpoint& to) {
    const auto timer = std::make_shared<asio::steady_timer>(socket.get_executor(), delay);
    timer->async_wait([self = shared_from_this(), timer, to,
                       said = answer_to(query)](const asio::error_code& /*none*/) {
      asio::error_code ignored;  // the server may be gone
      self->socket.send_to(asio::buffer(said), to, 0, ignored);
    });
  }

  udp::socket socket;
  std::chrono::milliseconds delay;
  std::array<std::uint8_t, 512> room{};
  udp::endpoint from;
  std::size_t asked = 0;
};

net_name_server::net_name_server(net_loop& loop, std::chrono::milliseconds delay)
    : state_(std::make_shared<state>(loop, delay)) {
  state_->receive();
}

net_name_server::~net_name_server() {
  asio::error_code ignored;
  state_->socket.close(ignored);
}

std::uint16_t net_name_server::port() const {
  return state_->socket.local_endpoint().port();
}

std::size_t net_name_server::asked() const {
  return state_->asked;
}

}  // namespace tmss10::test
