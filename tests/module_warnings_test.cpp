// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/modules.hpp"
#include <tmss10/core/exporter/module_warnings.hpp>

#include <string>
#include <vector>

namespace tmss10 {
namespace {

/// The warnings of a module with these lines, the first of which is line 2.
std::vector<std::string> warnings_in(const std::string& lines) {
  CAPTURE(lines);
  return lines_of_warnings(warnings_of(test::module_of(lines)), "modules.toml");
}

/// The line and what it says of the module.
std::vector<std::string> one_warning(const std::string& line, const std::string& what) {
  return {"modules.toml:" + line + ": warning: module \"m\": " + what +
          " s; a scrape rarely has more than 60 s"};
}

TEST_CASE("module_warnings: a module that a scrape has time for is none to warn of") {
  for (const std::string lines :
       {"", "count = 4294967295", "interval = 20", "count = 1\ninterval = 31536000",
        "count = 61\ninterval = 1", "timeout = 60\nconnect-timeout = 60\ndeadline = 60",
        "count = 100000\ninterval = 1\ndeadline = 10", "path = true",
        "connect-only = true\nwatch = 60", "buckets = [1, 100]", "max-rtt = 31536000"})
    CHECK(warnings_in(lines).empty());
  CHECK(warnings_of(built_in_modules().front()).empty());
}

TEST_CASE("module_warnings: pings that take longer than a scrape are told by their key") {
  CHECK(warnings_in("count = 100000\ninterval = 1") ==
        one_warning("2", "its pings alone take 99999"));
  CHECK(warnings_in("interval = 0.2\ncount = 302") ==
        one_warning("3", "its pings alone take 60.2"));
  CHECK(warnings_in("interval = 20.5") == one_warning("2", "its pings alone take 61.5"));
  CHECK(warnings_in("path = true\ncount = 3\ninterval = 50") ==
        one_warning("3", "its pings alone take 100"));
  CHECK(warnings_in("count = 4294967295\ninterval = 31536000") ==
        one_warning("2", "its pings alone take 135446088583584000"));
}

TEST_CASE("module_warnings: a limit that no scrape reaches is told") {
  CHECK(warnings_in("count = 1\nconnect-timeout = 100") ==
        one_warning("3", "connect-timeout is 100"));
  CHECK(warnings_in("timeout = 60.001") == one_warning("2", "timeout is 60.001"));
  CHECK(warnings_in("connect-only = true\nwatch = 61") ==
        one_warning("3", "watch is 61"));
  CHECK(warnings_in("deadline = 90\ncount = 100000\ninterval = 1") ==
        one_warning("2", "deadline is 90"));
  CHECK(warnings_in("deadline = 90\ncount = 71\ninterval = 1\ntimeout = 99").size() == 3);
}

}  // namespace
}  // namespace tmss10
