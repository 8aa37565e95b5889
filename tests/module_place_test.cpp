// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/modules.hpp"
#include <tmss10/core/exporter/module_place.hpp>

namespace tmss10 {
namespace {

TEST_CASE("module_place: a module knows the lines of its keys") {
  const auto place =
      test::module_in("# x\n[modules.m]\n\nproxy = 'p'\ncount = 3\nbuckets = [\n1]\n",
                      "m")
          .place;
  CHECK(place.line == 2);
  CHECK(line_of_key(place, "proxy") == 4);
  CHECK(line_of_key(place, "count") == 5);
  CHECK(line_of_key(place, "buckets") == 6);
  CHECK(line_of_key(place, "size") == 2);
  CHECK(test::module_in("\n[modules.m]\n", "default").place.line == 0);
  CHECK(test::module_in("\n[modules.default]\n", "default").place.line == 2);
  CHECK(built_in_modules().front().place.line == 0);
}

TEST_CASE("module_place: a message is about the key that it names first, as a word") {
  const module_place place{1, {{"proxy", 2}, {"proxy-credentials", 3}, {"path", 4}}};
  CHECK(line_of_message(place, "path: no") == 4);
  CHECK(line_of_message(place, "path and proxy") == 4);
  CHECK(line_of_message(place, "proxy and path") == 2);
  CHECK(line_of_message(place, "proxy-credentials without proxy") == 3);
  CHECK(line_of_message(place, "proxy-header without path") == 4);
  CHECK(line_of_message(place, "paths") == 1);
  CHECK(line_of_message(place, "") == 1);
}

}  // namespace
}  // namespace tmss10
