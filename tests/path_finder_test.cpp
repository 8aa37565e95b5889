// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_accept_all.hpp"
#include "support/net_answering.hpp"
#include "support/net_key.hpp"
#include "support/net_loop.hpp"
#include <tmss10/core/run/path.hpp>
#include <tmss10/core/verdict/path_judgement.hpp>
#include <tmss10/net/ping/path_finder.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#ifdef __linux__

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::accept_all;
using test::answering;
using test::net_loop;
using test::net_socket;

path_finder_settings path_to(std::uint16_t port) {
  path_finder_settings out;
  out.dial.host = "127.0.0.1";
  out.dial.port = port;
  return out;
}

/// A look at a path to its end.
struct look {
  look(net_loop& loop, path_finder_settings settings)
      : finder(loop.executor(), std::move(settings), test::open_mode_key,
               [this](const ping_event& happened) {
                 if (const auto* at = std::get_if<event::path_found>(&happened))
                   way = at->way;
               }) {}

  [[nodiscard]] path_finding finding() const {
    REQUIRE(way);
    return judge_path(*way).finding;
  }

  std::shared_ptr<const path> way;
  path_finder finder;
};

TEST_CASE("path_finder: a responder on this machine is one hop away, and gets data",
          "[tcp_info]") {
  net_loop loop;
  answering responder(loop);
  look at(loop, path_to(responder.port()));
  CHECK_FALSE(loop.finish(at.finder.run()));
  CHECK(at.finding() == path_finding::open);
  CHECK(at.way->address == "127.0.0.1");
  CHECK(at.way->port == responder.port());
  CHECK(judge_path(*at.way).hop == 1);
  CHECK(at.way->data == data_result::arrives);
}

TEST_CASE("path_finder: a server gets eight connections at most, and no byte") {
  net_loop loop;
  std::size_t bytes_seen = 0;
  accept_all listener(loop, [](std::size_t, net_socket&) {});
  look at(loop, path_to(listener.port()));
  CHECK_FALSE(loop.finish(at.finder.run()));
  CHECK(at.finding() == path_finding::open_without_greeting);
  loop.run_for(50ms);
  CHECK(listener.accepted().size() <= 8);
  for (auto& one : listener.accepted()) {
    asio::error_code error;
    bytes_seen += one.socket().available(error);
  }
  CHECK(bytes_seen == 0);
}

TEST_CASE("path_finder: without data, a server gets requests only") {
  net_loop loop;
  accept_all listener(loop, [](std::size_t, net_socket&) {});
  auto settings = path_to(listener.port());
  settings.data = false;
  look at(loop, settings);
  CHECK_FALSE(loop.finish(at.finder.run()));
  CHECK(at.finding() == path_finding::open);
  CHECK(at.way->data == data_result::not_asked);
}

TEST_CASE("path_finder: a port where nobody listens is refused by the target itself") {
  net_loop loop;
  std::uint16_t port = 0;
  {
    accept_all listener(loop, [](std::size_t, net_socket&) {});
    port = listener.port();
  }
  look at(loop, path_to(port));
  const auto why = loop.finish(at.finder.run());
  REQUIRE(why);
  CHECK(why->where == stage::connect);
  CHECK(why->error == std::errc::connection_refused);
  CHECK(at.finding() == path_finding::refused_by_target);
}

TEST_CASE("path_finder: a look can be stopped") {
  net_loop loop;
  accept_all listener(loop, [](std::size_t, net_socket&) {});
  look at(loop, path_to(listener.port()));
  const auto run = loop.start(at.finder.run());
  at.finder.stop();
  (void)loop.finish(run);
  CHECK_FALSE(at.way);
}

}  // namespace
}  // namespace tmss10

#endif
