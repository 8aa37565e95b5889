// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/run/idle_search.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <functional>
#include <optional>
#include <random>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using duration = idle_search::duration;

/// What becomes of a connection that is to be idle so long, in that round.
using network = std::function<idle_sample(duration idle, std::size_t round)>;

/// Between the last packet and the ping lies a little more than was asked for.
constexpr duration lateness = 100ms;
constexpr duration reply_limit = 5s;

/// The idle times of the next round, in which there are so many connections.
std::vector<duration> next_round(idle_search& of,
                                 std::size_t connections = idle_search::points + 1) {
  return of.times(of.begin_round(connections));
}

idle_sample survived(duration idle) {
  return {idle, idle_end::survived, false};
}

/// Forgets after that time.
network forgets(duration limit, idle_end how = idle_end::silence) {
  return [limit, how](duration idle, std::size_t /*round*/) {
    return idle <= limit ? survived(idle) : idle_sample{idle + lateness, how, false};
  };
}

/// Ends at that time by itself.
network ends(duration limit, idle_end how) {
  return [limit, how](duration idle, std::size_t /*round*/) {
    return idle < limit ? survived(idle) : idle_sample{limit, how, true};
  };
}

struct found {
  idle_range range;
  duration took{0};
  std::size_t connections = 0;  // most in a round
};

/// A search as it goes on a network: connections are decided in the order of their
/// times.
found search(duration longest, const network& on,
             std::size_t connections = idle_search::points + 1) {
  idle_search searched(longest);
  found out;
  for (std::size_t round = 1;; ++round) {
    const auto times = next_round(searched, connections);
    if (times.empty()) break;
    REQUIRE(std::is_sorted(times.begin(), times.end()));
    out.connections = std::max(out.connections, times.size());
    std::vector<idle_sample> ended;
    for (const auto idle : times)
      ended.push_back(on(idle, round));
    // What ends by itself does so in this order, too.
    std::stable_sort(ended.begin(), ended.end(),
                     [](const auto& a, const auto& b) { return a.idle < b.idle; });
    duration took{0};
    for (std::size_t i = 0; i < ended.size() && searched.needs(times[i]); ++i) {
      took = std::max(
          took, ended[i].idle +
                    (ended[i].end == idle_end::silence ? reply_limit : duration(0)));
      searched.take(ended[i]);
    }
    out.took += took;
  }
  out.range = searched.range();
  return out;
}

bool is_narrow(const idle_range& range) {
  const auto width = *range.ended - range.survived;
  return width <= std::max<duration>(1s, *range.ended / 10);
}

TEST_CASE("idle_search: a path without a limit takes one round") {
  for (const duration longest : {duration(1ms), duration(5s), duration(10min)}) {
    const auto out = search(longest, forgets(24h));
    CHECK(out.range.complete);
    CHECK_FALSE(out.range.is_limited());
    CHECK(out.range.survived == longest);
    CHECK(out.took == longest);
    CHECK(out.connections == idle_search::points);
  }
}

TEST_CASE("idle_search: usual limits are found in two rounds") {
  for (const duration limit :
       {duration(30s), duration(60s), duration(300s), duration(350s)}) {
    const auto out = search(10min, forgets(limit));
    INFO(limit.count());
    CHECK(out.range.complete);
    CHECK(out.range.rounds == 2);
    CHECK(out.range.survived <= limit);
    CHECK(*out.range.ended > limit);
    CHECK(is_narrow(out.range));
    CHECK(out.took < 3 * limit + 2 * reply_limit);
    CHECK_FALSE(out.range.survived_longer);
  }
}

TEST_CASE("idle_search: whatever the limit, the answer brackets it") {
  std::mt19937 random(20261130);
  std::uniform_real_distribution<double> part(-3, 1.2);
  for (int i = 0; i < 5000; ++i) {
    const auto longest =
        duration(static_cast<duration::rep>(1e9 * std::pow(10, part(random) + 3)));
    const auto limit = duration(static_cast<duration::rep>(
        static_cast<double>(longest.count()) * std::pow(10, part(random))));
    const auto how = i % 2 == 0 ? idle_end::silence : idle_end::reset;
    const auto out = search(longest, forgets(limit, how));
    INFO(longest.count() << " " << limit.count());
    REQUIRE(out.range.complete);
    REQUIRE(out.range.survived <= std::max(limit, longest));
    REQUIRE(out.range.is_limited() == (limit < longest));
    REQUIRE(out.connections <= idle_search::points + 1);
    REQUIRE(out.range.rounds <= 4);
    if (!out.range.is_limited()) continue;
    REQUIRE(out.range.survived <= limit);
    REQUIRE(*out.range.ended > limit);
    REQUIRE(out.range.how == how);
    REQUIRE_FALSE(out.range.survived_longer);
    REQUIRE(is_narrow(out.range));
  }
}

TEST_CASE("idle_search: an end that names itself is exact, and looked at twice") {
  for (const auto how : {idle_end::reset, idle_end::closed, idle_end::close_message}) {
    for (const duration limit : {duration(3s), duration(599s)}) {
      const auto out = search(10min, ends(limit, how));
      CHECK(out.range.complete);
      CHECK(out.range.rounds == 2);
      CHECK(out.range.ended == limit);
      CHECK(out.range.how == how);
      CHECK(out.range.while_idle);
      CHECK(out.took == 2 * limit);
    }
  }
}

TEST_CASE("idle_search: connections that all end at once do not show a limit") {
  // A restart after 40 s, in the first round only.
  const network restarts = [](duration idle, std::size_t round) {
    if (round > 1 || idle < 40s) return survived(idle);
    return idle_sample{40s, idle_end::close_message, true};
  };
  const auto out = search(10min, restarts);
  CHECK(out.range.complete);
  CHECK(out.range.ended == 40s);
  CHECK_FALSE(out.range.is_limited());
  REQUIRE(out.range.survived_longer);
  CHECK(*out.range.survived_longer > 40s);
}

TEST_CASE("idle_search: one failure that does not come again is not believed") {
  bool has_failed = false;
  const network fails_once = [&has_failed](duration idle, std::size_t /*round*/) {
    if (idle < 60s || has_failed) return survived(idle);
    has_failed = true;
    return idle_sample{idle + lateness, idle_end::silence, false};
  };
  const auto out = search(10min, fails_once);
  CHECK(out.range.complete);
  REQUIRE(out.range.survived_longer);
  CHECK(*out.range.survived_longer >= *out.range.ended);
  CHECK(out.range.rounds <= 3);
}

TEST_CASE("idle_search: results at random are never complete without a contradiction") {
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) {
    // Each connection meets one of two firewalls.
    const network two_ways = [&random](duration idle, std::size_t round) {
      return forgets(random() % 2 == 0 ? duration(20s) : duration(200s))(idle, round);
    };
    const auto out = search(10min, two_ways);
    REQUIRE(out.range.is_limited());
    REQUIRE(out.range.rounds <= idle_search::most_rounds);
    REQUIRE(*out.range.ended > 20s);
    // What is called survived was, by one of them.
    REQUIRE(out.range.survived <= 200s);
    if (out.range.survived_longer) REQUIRE(*out.range.survived_longer <= 200s);
    if (out.range.survived > 20s) REQUIRE(out.range.survived < *out.range.ended);
  }
}

TEST_CASE("idle_search: nothing that can't be new is waited for") {
  idle_search searched(10min);
  const auto times = next_round(searched);
  for (const auto idle : times)
    CHECK(searched.needs(idle));
  searched.take(survived(times[0]));
  searched.take({times[2] + lateness, idle_end::silence, false});
  CHECK(searched.needs(times[1]));
  CHECK_FALSE(searched.needs(times[4]));
}

TEST_CASE("idle_search: it is stopped in between, and says so") {
  idle_search searched(10min);
  CHECK_FALSE(searched.range().complete);
  const auto times = next_round(searched);
  searched.take(survived(times[0]));
  searched.take(survived(times[1]));
  const auto so_far = searched.range();
  CHECK_FALSE(so_far.complete);
  CHECK_FALSE(so_far.is_limited());
  CHECK(so_far.survived == times[1]);
  CHECK(so_far.connections == 2);
}

TEST_CASE(
    "idle_search: connections of which nothing is known cost rounds, not the answer") {
  idle_search searched(10min);
  std::size_t rounds = 0;
  while (!next_round(searched).empty())
    ++rounds;
  CHECK(rounds == idle_search::most_rounds);
  CHECK_FALSE(searched.range().complete);
  CHECK(searched.range().survived == 0s);
}

TEST_CASE("idle_search: few connections find the same, in more rounds") {
  std::mt19937 random(20261201);
  std::uniform_real_distribution<double> part(-3, 1.2);
  for (std::size_t connections = 1; connections <= idle_search::points; ++connections) {
    for (int i = 0; i < 1000; ++i) {
      const auto longest =
          duration(static_cast<duration::rep>(1e9 * std::pow(10, part(random) + 3)));
      const auto limit = duration(static_cast<duration::rep>(
          static_cast<double>(longest.count()) * std::pow(10, part(random))));
      const auto out = search(longest, forgets(limit), connections);
      INFO(connections << " " << longest.count() << " " << limit.count());
      REQUIRE(out.range.complete);
      REQUIRE(out.connections <= connections);
      REQUIRE(out.range.is_limited() == (limit < longest));
      if (!out.range.is_limited()) continue;
      REQUIRE(out.range.survived <= limit);
      REQUIRE(*out.range.ended > limit);
      REQUIRE_FALSE(out.range.survived_longer);
      REQUIRE(is_narrow(out.range));
    }
  }
}

TEST_CASE("idle_search: few connections are spread over the range, up to its end") {
  idle_search searched(8s);
  CHECK(searched.begin_round(9) == idle_search::points);
  CHECK(searched.times(2) == std::vector<duration>{4s, 8s});
  CHECK(searched.times(1) == std::vector<duration>{8s});
  CHECK(searched.times(0).empty());
  searched.take({8s, idle_end::silence, false});
  // One alone narrows the range before the end of that is tried again.
  CHECK(searched.begin_round(1) == 1);
  CHECK(searched.times(1) == std::vector<duration>{4s});
  CHECK(searched.times(2) == std::vector<duration>{4s, 8s});
}

TEST_CASE("idle_search: what remains") {
  idle_search searched(10min);
  auto times = next_round(searched);
  // If all of them live. An answer that is overdue means that one may not have.
  CHECK(searched.remaining(times, 0s, 5s) == 600s);
  CHECK(searched.remaining(times, 5s, 5s) == 595s);
  CHECK(searched.remaining({600s}, 602s, 5s) == 3s);
  searched.take(survived(times[0]));
  searched.take({times[1], idle_end::silence, false});
  // This round is over, and another one is to come.
  CHECK(searched.remaining({}, times[1], 5s) == times[1] + 5s);
  times = next_round(searched);
  CHECK(searched.remaining(times, 0s, 5s) == times.back() + 5s);
}

TEST_CASE("idle_search: what remains where ends are heard of at once") {
  idle_search searched(10min);
  const auto times = next_round(searched);
  searched.take({times[0], idle_end::reset, false});
  CHECK(searched.remaining({}, times[0], 5s) == times[0]);
}

}  // namespace
}  // namespace tmss10
