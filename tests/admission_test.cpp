// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/failing_memory.hpp"
#include "support/hex.hpp"
#include <tmss10/core/responder/admission.hpp>

#include <new>
#include <random>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using test::from_hex;

address_group group(const std::string& hex) {
  return address_group(from_hex(hex));
}

/// 192.0.2.x.
address_group v4(unsigned last) {
  return address_group(
      bytes{std::byte{192}, std::byte{0}, std::byte{2}, static_cast<std::byte>(last)});
}

admission_limits limits_of(std::size_t connections, std::size_t per_address,
                           std::size_t unfinished, std::size_t unfinished_per_address) {
  return {connections, per_address, unfinished, unfinished_per_address};
}

/// Lets one in, who must be let in without anybody giving way.
admission::connection_id let_in(admission& subject, const address_group& from) {
  const auto decided = subject.ask(from);
  REQUIRE(decided.admitted);
  CHECK(!decided.gives_way);
  return *decided.admitted;
}

/// The same, and it proves to be real.
admission::connection_id let_in_real(admission& subject, const address_group& from) {
  const auto id = let_in(subject, from);
  CHECK(subject.finish(id));
  return id;
}

TEST_CASE("admission: each IPv4 address is a group of its own") {
  CHECK(group("c0000201") == group("c0000201"));
  CHECK(group("c0000201") != group("c0000202"));
  CHECK(group("c0000201") == group("00000000000000000000ffffc0000201"));
}

TEST_CASE("admission: IPv6 addresses are a group when their first 64 bits are the same") {
  const auto one = group("20010db8000000010000000000000001");
  CHECK(one == group("20010db800000001ffffffffffffffff"));
  CHECK(one != group("20010db8000000020000000000000001"));
  CHECK(group("00000000000000000000000000000001") != group("00000000"));
}

TEST_CASE("admission: an address has 4 bytes or 16") {
  for (const std::size_t size : {0U, 3U, 5U, 15U, 17U})
    CHECK_THROWS_AS(address_group(bytes(size)), std::logic_error);
}

TEST_CASE("admission: as many connections as the limit, of any addresses") {
  admission subject(limits_of(2, 2, 2, 2));
  const auto first = let_in_real(subject, v4(1));
  let_in_real(subject, v4(2));
  const auto third = subject.ask(v4(3));
  CHECK(!third.admitted);
  CHECK(third.refusal == admission_refusal::too_many);
  subject.leave(first);
  let_in(subject, v4(3));
  CHECK(subject.connections() == 2);
}

TEST_CASE("admission: as many of an address as its limit, and others still get in") {
  admission subject(limits_of(10, 2, 10, 10));
  let_in_real(subject, v4(1));
  const auto second = let_in_real(subject, v4(1));
  const auto third = subject.ask(v4(1));
  CHECK(!third.admitted);
  CHECK(third.refusal == admission_refusal::too_many_of_address);
  let_in(subject, v4(2));
  subject.leave(second);
  let_in(subject, v4(1));
}

TEST_CASE("admission: an address with too many unfinished ones loses its oldest") {
  admission subject(limits_of(10, 10, 10, 2));
  const auto other = let_in(subject, v4(9));
  const auto first = let_in(subject, v4(1));
  let_in(subject, v4(1));
  const auto third = subject.ask(v4(1));
  REQUIRE(third.admitted);
  CHECK(third.gives_way == first);
  CHECK(subject.unfinished() == 3);
  CHECK(subject.finish(other));
  CHECK(!subject.finish(first));
  CHECK(subject.finish(*third.admitted));
}

TEST_CASE("admission: with too many unfinished ones, who has the most loses its oldest") {
  admission subject(limits_of(10, 10, 3, 3));
  let_in(subject, v4(1));
  const auto oldest_of_two = let_in(subject, v4(2));
  const auto other_of_two = let_in(subject, v4(2));
  CHECK(subject.ask(v4(3)).gives_way == oldest_of_two);
  // Now all have one: the oldest of all.
  const auto next = subject.ask(v4(4));
  REQUIRE(next.gives_way);
  CHECK(*next.gives_way < other_of_two);
  CHECK(subject.unfinished() == 3);
}

TEST_CASE("admission: a finished connection gives way to nobody") {
  admission subject(limits_of(4, 4, 1, 1));
  let_in_real(subject, v4(1));
  const auto second = let_in(subject, v4(1));
  CHECK(subject.ask(v4(2)).gives_way == second);
  CHECK(subject.connections() == 2);
  CHECK(subject.unfinished() == 1);
}

TEST_CASE("admission: nobody gives way to one that is turned away") {
  admission subject(limits_of(4, 2, 2, 2));
  let_in_real(subject, v4(1));
  let_in_real(subject, v4(1));
  const auto attacker = let_in(subject, v4(2));
  let_in(subject, v4(3));
  const auto refused = subject.ask(v4(1));
  CHECK(!refused.admitted);
  CHECK(!refused.gives_way);
  CHECK(subject.finish(attacker));
}

TEST_CASE("admission: a full address has room for one that takes another's place in it") {
  admission subject(limits_of(10, 2, 10, 1));
  let_in_real(subject, v4(1));
  const auto second = let_in(subject, v4(1));
  const auto third = subject.ask(v4(1));
  CHECK(third.admitted);
  CHECK(third.gives_way == second);
}

TEST_CASE(
    "admission: without limits of their own, unfinished ones get half of the others") {
  admission_limits limits;
  limits.connections = 6;
  limits.per_address = 4;
  admission subject(limits);
  let_in(subject, v4(1));
  let_in(subject, v4(1));
  CHECK(subject.ask(v4(1)).gives_way);
  let_in(subject, v4(2));
  CHECK(subject.ask(v4(3)).gives_way);
  CHECK(subject.unfinished() == 3);
}

TEST_CASE("admission: a thousand attackers do not keep an honest client out") {
  admission subject({});
  for (unsigned i = 0; i < 100'000; ++i) {
    const auto attacker = static_cast<std::uint16_t>(i % 1000);
    bytes address(4);
    store_be16(address, attacker);
    REQUIRE(subject.ask(address_group(address)).admitted);
  }
  CHECK(subject.unfinished() == 5'000);
  const auto honest = subject.ask(v4(1));
  REQUIRE(honest.admitted);
  // It is the last that would have to go: others have more, or are older.
  for (unsigned i = 0; i < 4'000; ++i) {
    bytes address(4);
    store_be16(address, static_cast<std::uint16_t>(i % 1000));
    CHECK(subject.ask(address_group(address)).gives_way != honest.admitted);
  }
  CHECK(subject.finish(*honest.admitted));
}

TEST_CASE("admission: to make room, the oldest unfinished one of who has the most goes") {
  admission subject(limits_of(100, 100, 50, 50));
  CHECK(!subject.make_room());
  let_in_real(subject, v4(1));
  CHECK(!subject.make_room());
  const auto alone = let_in(subject, v4(2));
  const auto first = let_in(subject, v4(3));
  const auto second = let_in(subject, v4(3));
  CHECK(subject.make_room() == first);
  CHECK(subject.make_room() == alone);
  CHECK(subject.make_room() == second);
  CHECK(!subject.make_room());
  CHECK(!subject.finish(first));
  CHECK(subject.connections() == 1);
}

TEST_CASE("admission: limits within fewer connections keep their proportions") {
  const admission_limits defaults;
  CHECK(within(defaults, 10'000).connections == 10'000);
  CHECK(within(defaults, 10'000).per_address == 1'000);
  const auto fewer = within(defaults, 200);
  CHECK(fewer.connections == 200);
  CHECK(fewer.per_address == 20);
  CHECK(!fewer.unfinished);  // half of the above
  CHECK(!fewer.unfinished_per_address);
  const auto all = within(limits_of(1000, 500, 300, 100), 100);
  CHECK(all.connections == 100);
  CHECK(all.per_address == 50);
  CHECK(all.unfinished == 30U);
  CHECK(all.unfinished_per_address == 10U);
  const auto one = within(limits_of(1000, 10, 10, 10), 1);
  CHECK(one.per_address == 1);
  CHECK(one.unfinished == 1U);
  CHECK(one.unfinished_per_address == 1U);
}

TEST_CASE("admission: without memory for a connection, nothing has changed") {
  admission subject(limits_of(4, 3, 3, 2));
  for (long which = 1;; ++which) {
    const auto connections = subject.connections();
    const auto unfinished = subject.unfinished();
    test::fail_allocation(which);
    bool thrown = false;
    try {
      (void)subject.ask(v4(static_cast<unsigned>(which % 3)));
    } catch (const std::bad_alloc&) {
      thrown = true;
    }
    const bool failed = test::allocation_has_failed();
    test::fail_allocation(0);
    REQUIRE(thrown == failed);
    if (!failed) break;
    CHECK(subject.connections() == connections);
    CHECK(subject.unfinished() == unfinished);
    REQUIRE(which < 100);
  }
  while (subject.make_room()) {
  }
  CHECK(subject.connections() == 0);
}

TEST_CASE("admission: to leave twice, or after giving way, changes nothing") {
  admission subject(limits_of(2, 2, 1, 1));
  const auto first = let_in(subject, v4(1));
  CHECK(subject.ask(v4(1)).gives_way == first);
  subject.leave(first);
  CHECK(subject.connections() == 1);
  subject.leave(first);
  CHECK(subject.connections() == 1);
}

TEST_CASE("admission: whatever happens, no limit is passed and all can leave") {
  admission subject(limits_of(40, 10, 20, 5));
  std::mt19937 random(1);
  std::vector<admission::connection_id> all;
  for (int i = 0; i < 20'000; ++i) {
    const auto dice = random() % 4;
    if (dice < 2 || all.empty()) {
      const auto decided = subject.ask(v4(random() % 8));
      if (decided.gives_way) CHECK(std::erase(all, *decided.gives_way) == 1);
      if (decided.admitted) all.push_back(*decided.admitted);
    } else {
      const auto chosen =
          all.begin() + static_cast<std::ptrdiff_t>(random() % all.size());
      if (dice == 2) {
        CHECK(subject.finish(*chosen));
      } else {
        subject.leave(*chosen);
        all.erase(chosen);
      }
    }
    REQUIRE(subject.connections() == all.size());
    REQUIRE(subject.connections() <= 40);
    REQUIRE(subject.unfinished() <= 20);
  }
  for (const auto id : all)
    subject.leave(id);
  CHECK(subject.connections() == 0);
  CHECK(subject.unfinished() == 0);
}

}  // namespace
}  // namespace tmss10
