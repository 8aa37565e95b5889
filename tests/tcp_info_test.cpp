// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_black_hole.hpp"
#include "support/net_socket.hpp"
#include <tmss10/net/tcp_info.hpp>

#include <chrono>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::net_listener;
using test::net_loop;
using test::net_socket;

TEST_CASE("tcp_info: of no connection there is none") {
  net_loop loop;
  asio::ip::tcp::socket never(loop.executor());
  CHECK(!read_tcp_info(static_cast<int>(never.native_handle())));
  net_listener listener(loop);
  auto closed = net_socket::to(loop, listener.port());
  closed.close();
  CHECK(!read_tcp_info(static_cast<int>(closed.socket().native_handle())));
}

#ifdef __linux__
TEST_CASE("tcp_info: what the peer's system has taken is acknowledged, read or not",
          "[tcp_info]") {
  net_loop loop;
  net_listener listener(loop);
  auto ours = net_socket::to(loop, listener.port());
  auto peer = listener.accept();
  const auto facts = [&ours] {
    const auto out = read_tcp_info(ours.socket().native_handle());
    REQUIRE(out);
    return *out;
  };
  CHECK(facts().unacknowledged == 0);
  ours.write(bytes(100));
  loop.until([&facts] { return facts().unacknowledged == 0; });
  CHECK(facts().retransmits == 0);
}

TEST_CASE("tcp_info: what gets lost is not, and is sent again", "[tcp_info]") {
  net_loop loop;
  net_listener listener(loop);
  auto ours = net_socket::to(loop, listener.port());
  auto peer = listener.accept();
  test::lose_packets(peer);
  ours.write(bytes(100));
  loop.until([&ours] {
    const auto facts = read_tcp_info(ours.socket().native_handle());
    return facts && facts->retransmits > 0;
  });
  CHECK(read_tcp_info(ours.socket().native_handle())->unacknowledged > 0);
  test::lose_no_packets(peer);
  CHECK(peer.read(100).size() == 100);
  loop.until([&ours] {
    return read_tcp_info(ours.socket().native_handle())->unacknowledged == 0;
  });
}
#endif

}  // namespace
}  // namespace tmss10
