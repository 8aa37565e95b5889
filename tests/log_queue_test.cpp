// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/responder/log_queue.hpp>

#include <string>

namespace tmss10 {
namespace {

TEST_CASE("log_queue: lines come out in the order in which they went in") {
  log_queue queue(100, 0);
  CHECK(queue.has_nothing());
  queue.add("one");
  queue.add_note("two");
  CHECK(!queue.has_nothing());
  CHECK(queue.take()->line == "one");
  CHECK(queue.take()->line == "two");
  CHECK(!queue.take());
  CHECK(queue.has_nothing());
}

TEST_CASE("log_queue: what there is no room for is counted where it would have been") {
  log_queue queue(10, 0);
  queue.add("12345");
  queue.add("123456");
  queue.add("123456");
  CHECK(queue.take_left_out() == 0);  // the line before them comes first
  CHECK(queue.take()->left_out == 0);
  queue.add("67890");
  const auto next = queue.take();
  REQUIRE(next);
  CHECK(next->left_out == 2);
  CHECK(next->line == "67890");
  CHECK(queue.take_left_out() == 0);
}

TEST_CASE("log_queue: what was left out after the last line is told, once") {
  log_queue queue(10, 0);
  queue.add(std::string(10, 'x'));
  queue.add("y");
  queue.leave_out();
  CHECK(queue.take());
  CHECK(!queue.has_nothing());
  CHECK(queue.take_left_out() == 2);
  CHECK(queue.take_left_out() == 0);
  CHECK(queue.has_nothing());
}

TEST_CASE("log_queue: lines leave their room when they are taken") {
  log_queue queue(10, 0);
  for (int i = 0; i < 100; ++i) {
    queue.add(std::string(10, 'x'));
    const auto next = queue.take();
    REQUIRE(next);
    CHECK(next->left_out == 0);
  }
}

TEST_CASE("log_queue: notes have room that other lines can't take") {
  log_queue queue(10, 5);
  queue.add(std::string(10, 'x'));
  queue.add("y");
  queue.add_note("note");
  queue.add_note("another");
  CHECK(queue.take());
  const auto note = queue.take();
  REQUIRE(note);
  CHECK(note->line == "note");
  CHECK(note->left_out == 1);
  CHECK(queue.take_left_out() == 1);
}

}  // namespace
}  // namespace tmss10
