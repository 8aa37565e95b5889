// SPDX-License-Identifier: MIT
#include "programs/kept_sessions.hpp"

#include "catch.hpp"
#include "support/net_loop.hpp"
#include "support/net_session.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <utility>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::net_loop;

const kept_sessions::clock::time_point begin_of_kept{24h};

TEST_CASE("kept_sessions: each target of a module has its own") {
  net_loop loop;
  kept_sessions all(loop.executor());
  const auto one = all.find("m", "a:5000", begin_of_kept);
  CHECK(all.find("m", "a:5000", begin_of_kept + 1s) == one);
  CHECK(all.find("m", "b:5000", begin_of_kept + 1s) != one);
  CHECK(all.find("n", "a:5000", begin_of_kept + 1s) != one);
  CHECK(all.open() == 0);
}

TEST_CASE("kept_sessions: one that nobody asks for goes, unless a probe uses it") {
  net_loop loop;
  kept_sessions all(loop.executor());
  const auto used = all.find("m", "used", begin_of_kept);
  const auto idle = all.find("m", "idle", begin_of_kept);
  turns::patience endless;
  const auto turn = loop.finish(used->turn.take(turns::clock::now() + 1s, endless));
  const auto later = begin_of_kept + kept_sessions::kept_for + 1s;
  all.close_old(later);
  CHECK(all.find("m", "used", later) == used);
  CHECK(all.find("m", "idle", later) != idle);
}

TEST_CASE("kept_sessions: some are closed that no probe uses, oldest first") {
  net_loop loop;
  kept_sessions all(loop.executor());
  const auto open_one = [&](const std::string& target, auto at) {
    test::net_listener listener(loop);
    all.find("m", target, at)->session->open = std::make_shared<session>(
        std::move(test::net_socket::to(loop, listener.port()).socket()),
        protocol(role::initiator, site_key::open_mode()));
  };
  for (int i = 0; i < 6; ++i)
    open_one(std::to_string(i), begin_of_kept + std::chrono::seconds(i));
  turns::patience endless;
  const auto used = all.find("m", "0", begin_of_kept);
  const auto turn = loop.finish(used->turn.take(turns::clock::now() + 1s, endless));
  all.close_some();
  CHECK(all.open() == 2);
  CHECK(used->session->open);
  CHECK(all.find("m", "5", begin_of_kept + 6s)->session->open);
  all.close_some();
  all.close_some();
  CHECK(all.open() == 1);
}

TEST_CASE("kept_sessions: of too many, the one goes that was used longest ago") {
  net_loop loop;
  kept_sessions all(loop.executor());
  const auto first = all.find("m", "0", begin_of_kept);
  for (std::size_t i = 1; i < kept_sessions::most_kept; ++i)
    (void)all.find("m", std::to_string(i), begin_of_kept + 1s);
  const auto second = all.find("m", "1", begin_of_kept + 2s);
  (void)all.find("m", "one more", begin_of_kept + 2s);
  CHECK(all.find("m", "1", begin_of_kept + 2s) == second);
  CHECK(all.find("m", "0", begin_of_kept + 2s) != first);
}

}  // namespace
}  // namespace tmss10
