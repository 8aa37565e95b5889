// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/metrics/metric_family.hpp>

#include <stdexcept>
#include <string>

namespace tmss10 {
namespace {

TEST_CASE("metric_family: names of letters, digits and underscores are right") {
  for (const std::string name : {"a", "_", "tmss10_probe_hops", "A9", "a_seconds"}) {
    CAPTURE(name);
    CHECK_NOTHROW(check_name({name, "Help."}));
  }
}

TEST_CASE("metric_family: other names are a bug") {
  for (const std::string name :
       {"", "9a", "a-b", "a b", "a.b", "a:b", "a\n", "\xC3\xA4"}) {
    CAPTURE(name);
    CHECK_THROWS_AS(check_name({name, "Help."}), std::logic_error);
  }
  CHECK_THROWS_AS(check_name({std::string("a\0b", 3), "Help."}), std::logic_error);
}

TEST_CASE("metric_family: a suffix that a format adds is a bug in a name") {
  for (const std::string suffix :
       {"_total", "_created", "_bucket", "_count", "_sum", "_gcount", "_gsum", "_info"}) {
    CAPTURE(suffix);
    CHECK_THROWS_AS(check_name({"a" + suffix, "Help."}), std::logic_error);
    CHECK_NOTHROW(check_name({"a" + suffix + "s", "Help."}));
  }
}

TEST_CASE("metric_family: the unit is the last word of a name") {
  CHECK(unit_of("probe_duration_seconds") == "seconds");
  CHECK(unit_of("tmss10_probe_path_mtu_bytes") == "bytes");
  CHECK(unit_of("tmss10ping_loss_ratio") == "ratio");
  for (const std::string name :
       {"", "seconds", "a_seconds_b", "aseconds", "a_milliseconds", "probe_success"}) {
    CAPTURE(name);
    CHECK(unit_of(name).empty());
  }
}

}  // namespace
}  // namespace tmss10
