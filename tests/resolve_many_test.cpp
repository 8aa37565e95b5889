// SPDX-License-Identifier: MIT
#include "catch.hpp"

#ifdef __GLIBC__  // elsewhere a test can't choose whom the system asks

#include "support/net_loop.hpp"
#include "support/net_name_server.hpp"
#include <tmss10/net/resolve.hpp>

#include <asio/ip/tcp.hpp>
#include <netinet/in.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <resolv.h>
#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using asio::ip::tcp;
using test::net_loop;

/// From now on the system asks the name server at that port, on this thread. glibc has a
/// lock of its own for that, which the thread sanitizer does not see.
void choose_name_server(std::uint16_t port) {
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  res_init();
  _res.nscount = 1;
  _res.nsaddr_list[0] = {};
  _res.nsaddr_list[0].sin_family = AF_INET;
  _res.nsaddr_list[0].sin_port = htons(port);
  _res.nsaddr_list[0].sin_addr.s_addr = htonl(INADDR_LOOPBACK);
}

result<endpoints> ask_at(std::uint16_t port, const name_query& what) {
  thread_local std::uint16_t chosen = 0;
  if (std::exchange(chosen, port) != port) choose_name_server(port);
  return ask_system(what);
}

/// What the name server takes for an answer; longer than usual if one likes to wait.
std::chrono::milliseconds delay_of_answers() {
  const char* const chosen = std::getenv("TMSS10_TEST_NAME_SERVER_DELAY");
  return chosen == nullptr ? 100ms : std::chrono::milliseconds(std::stol(chosen));
}

TEST_CASE("resolve: a thousand names of a slow name server are all found") {
  constexpr std::uint32_t count = 1'000;
  const auto delay = delay_of_answers();
  net_loop loop;
  test::net_name_server server(loop, delay);
  const resolver names(
      [port = server.port()](const name_query& what) { return ask_at(port, what); });
  const auto look_up = [&](std::uint32_t number, watchdog& limit) {
    // Less than they take together.
    return loop.start(names.resolve({"n" + std::to_string(number) + ".test", 80}, limit,
                                    20 * delay + 1s));
  };
  watchdog first_limit(loop.executor());
  const auto first = loop.finish(look_up(0, first_limit));
  if (server.asked() == 0) {
    WARN("this machine asks no name server for names");
    return;
  }
  REQUIRE(first.found);

  std::vector<std::unique_ptr<watchdog>> limits;
  std::vector<test::started<look_up_result>> all;
  for (std::uint32_t i = 0; i < count; ++i) {
    limits.push_back(std::make_unique<watchdog>(loop.executor()));
    all.push_back(look_up(i, *limits.back()));
  }
  std::uint32_t found = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    loop.until([&] { return all[i]->has_value(); });
    const auto expected = tcp::endpoint(asio::ip::address_v4(0x0A000000U + i), 80);
    const auto& one = (*all[i])->found;
    if (one && *one == endpoints{expected}) ++found;
  }
  CHECK(found == count);
}

}  // namespace
}  // namespace tmss10

#endif
