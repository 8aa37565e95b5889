// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/exporter/recent_probes.hpp>

#include <string>

namespace tmss10 {
namespace {

recent_probe probe_of(const std::string& target, bool succeeded) {
  recent_probe out;
  out.target = target;
  out.succeeded = succeeded;
  return out;
}

TEST_CASE("recent_probes: the last one comes first, each result by itself") {
  recent_probes all;
  all.add(probe_of("a", true));
  all.add(probe_of("b", false));
  all.add(probe_of("c", true));
  REQUIRE(all.succeeded().size() == 2);
  CHECK(all.succeeded()[0].target == "c");
  CHECK(all.succeeded()[1].target == "a");
  REQUIRE(all.failed().size() == 1);
  CHECK(all.failed()[0].target == "b");
}

TEST_CASE("recent_probes: many that succeed leave those that failed there") {
  recent_probes all;
  all.add(probe_of("b", false));
  for (int i = 0; i < 1000; ++i)
    all.add(probe_of(std::to_string(i), true));
  CHECK(all.failed().size() == 1);
  REQUIRE(all.succeeded().size() == recent_probes::most_of_each);
  CHECK(all.succeeded().front().target == "999");
  CHECK(all.succeeded().back().target == "950");
}

}  // namespace
}  // namespace tmss10
