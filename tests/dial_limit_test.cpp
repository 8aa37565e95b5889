// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_socket.hpp"
#include <tmss10/core/diagnosis.hpp>
#include <tmss10/net/dial.hpp>

#ifndef _WIN32
#include <sys/resource.h>

namespace tmss10 {
namespace {

using test::net_listener;
using test::net_loop;

/// No further descriptor can be had as long as it is there.
class no_more_descriptors {
 public:
  no_more_descriptors() {
    REQUIRE(getrlimit(RLIMIT_NOFILE, &before_) == 0);
    const rlimit none{0, before_.rlim_max};
    REQUIRE(setrlimit(RLIMIT_NOFILE, &none) == 0);
  }
  ~no_more_descriptors() { setrlimit(RLIMIT_NOFILE, &before_); }
  no_more_descriptors(const no_more_descriptors&) = delete;
  no_more_descriptors& operator=(const no_more_descriptors&) = delete;
  no_more_descriptors(no_more_descriptors&&) = delete;
  no_more_descriptors& operator=(no_more_descriptors&&) = delete;

 private:
  rlimit before_{};
};

TEST_CASE("dial: a system without a free descriptor says so in its own words") {
  net_loop loop;
  net_listener listener(loop);
  dial_settings settings;
  settings.host = "127.0.0.1";
  settings.port = listener.port();
  reached target{{{asio::ip::tcp::socket(loop.executor()), {}}, {}}, {}};
  watchdog limit(loop.executor());
  const std::function<void(const ping_event&)> tell = [](const ping_event&) {};

  std::optional<failure> failed;
  {
    const no_more_descriptors limited;
    failed = loop.finish(dial(settings, target, limit, tell));
  }
  REQUIRE(failed);
  CHECK(failed->where == stage::connect);
  CHECK(failed->error == std::errc::too_many_files_open);
  const auto told = diagnose(*failed);
  CHECK(told.code == exit_code::usage);
  CHECK(told.sentence == "127.0.0.1 port " + std::to_string(listener.port()) + ": " +
                             failed->error.message());
}

}  // namespace
}  // namespace tmss10
#endif
