// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_key.hpp"
#include <tmss10/core/responder/key_ring.hpp>

#include <algorithm>
#include <chrono>
#include <memory>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

constexpr key_ring::clock::time_point begin{};

std::shared_ptr<const site_key> shared_key(int value) {
  return std::make_shared<const site_key>(test::key_of(value));
}

/// Which of the keys 1 to 99 it accepts, in the order in which they are tried.
std::vector<int> accepted_by(const key_ring& ring) {
  const auto number_of = [](const site_key& key) {
    return std::to_integer<int>(key.secret().front());
  };
  const auto keys = ring.keys();
  std::vector<int> out{number_of(*keys.current)};
  for (const auto& one : *keys.former)
    out.push_back(number_of(*one));
  return out;
}

TEST_CASE("key_ring: every replaced key is valid until its own end") {
  key_ring ring(shared_key(1));
  CHECK(ring.next_end() == std::nullopt);
  ring.replace(shared_key(2), begin, 600s);
  ring.replace(shared_key(3), begin + 10s, 600s);
  CHECK(accepted_by(ring) == std::vector{3, 2, 1});
  CHECK(ring.next_end() == begin + 600s);
  CHECK(ring.expire(begin + 600s - 1ns) == 0);
  CHECK(ring.expire(begin + 600s) == 1);
  CHECK(accepted_by(ring) == std::vector{3, 2});
  CHECK(ring.next_end() == begin + 610s);
  CHECK(ring.expire(begin + 610s) == 1);
  CHECK(accepted_by(ring) == std::vector{3});
  CHECK(ring.former() == 0);
}

TEST_CASE("key_ring: a timer that rang before a replacement drops nothing early") {
  key_ring ring(shared_key(1));
  ring.replace(shared_key(2), begin, 5s);
  ring.replace(shared_key(1), begin + 5s, 5s);
  CHECK(ring.expire(begin + 5s) == 0);
  CHECK(accepted_by(ring) == std::vector{1, 2});
}

TEST_CASE("key_ring: a key that comes back has no end, and the other one has") {
  key_ring ring(shared_key(1));
  ring.replace(shared_key(2), begin, 600s);
  ring.replace(shared_key(1), begin + 1s, 600s);
  CHECK(accepted_by(ring) == std::vector{1, 2});
  CHECK(ring.next_end() == begin + 601s);
  ring.expire(begin + 600s);
  CHECK(accepted_by(ring) == std::vector{1, 2});
  ring.replace(shared_key(2), begin + 600s, 600s);
  CHECK(accepted_by(ring) == std::vector{2, 1});
  CHECK(ring.next_end() == begin + 1200s);
}

TEST_CASE("key_ring: the key in use once more changes nothing") {
  key_ring ring(shared_key(1));
  ring.replace(shared_key(2), begin, 600s);
  CHECK(ring.replace(shared_key(2), begin + 5s, 600s).is_same);
  CHECK(accepted_by(ring) == std::vector{2, 1});
  CHECK(ring.next_end() == begin + 600s);
}

TEST_CASE("key_ring: of too many former keys the oldest is dropped, and by how much") {
  key_ring ring(shared_key(1));
  const int most = static_cast<int>(key_ring::most_former);
  for (int i = 2; i <= most + 1; ++i)
    CHECK(!ring.replace(shared_key(i), begin + i * 1s, 600s).cut_short);
  CHECK(ring.former() == key_ring::most_former);
  const auto done = ring.replace(shared_key(50), begin + 100s, 600s);
  CHECK(!done.is_same);
  CHECK(done.cut_short == 502s);
  CHECK(ring.former() == key_ring::most_former);
  const auto left = accepted_by(ring);
  CHECK(left.front() == 50);
  CHECK(left.back() == 2);
}

TEST_CASE("key_ring: a key that has ended makes room for another") {
  key_ring ring(shared_key(1));
  for (int i = 2; i <= 9; ++i)
    ring.replace(shared_key(i), begin, 5s);
  CHECK(!ring.replace(shared_key(10), begin + 5s, 5s).cut_short);
  CHECK(accepted_by(ring) == std::vector{10, 9});
}

TEST_CASE("key_ring: without a grace the key before ends at once") {
  key_ring ring(shared_key(1));
  ring.replace(shared_key(2), begin, 0s);
  CHECK(ring.next_end() == begin);
  CHECK(ring.expire(begin) == 1);
  CHECK(accepted_by(ring) == std::vector{2});
}

TEST_CASE("key_ring: a grace beyond the end of time lasts until then") {
  key_ring ring(shared_key(1));
  const auto late = key_ring::clock::time_point::max() - 1s;
  ring.replace(shared_key(2), late, 2s);
  CHECK(ring.next_end() == key_ring::clock::time_point::max());
}

}  // namespace
}  // namespace tmss10
