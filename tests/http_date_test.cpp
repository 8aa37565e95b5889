// SPDX-License-Identifier: MIT
#include "http/http_date.hpp"

#include "catch.hpp"

namespace tmss10 {
namespace {

using std::chrono::seconds;
using std::chrono::system_clock;

TEST_CASE("http_date: the example of RFC 9110") {
  CHECK(http_date(system_clock::time_point(seconds(784'111'777))) ==
        "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST_CASE("http_date: leap days, ends of years and fractions") {
  CHECK(http_date(system_clock::time_point(seconds(0))) ==
        "Thu, 01 Jan 1970 00:00:00 GMT");
  CHECK(http_date(system_clock::time_point(seconds(951'782'399))) ==
        "Mon, 28 Feb 2000 23:59:59 GMT");
  CHECK(http_date(system_clock::time_point(seconds(951'782'400))) ==
        "Tue, 29 Feb 2000 00:00:00 GMT");
  CHECK(http_date(system_clock::time_point(seconds(4'102'444'799)) +
                  std::chrono::milliseconds(999)) == "Thu, 31 Dec 2099 23:59:59 GMT");
  CHECK(http_date(system_clock::time_point(seconds(4'107'542'400))) ==
        "Mon, 01 Mar 2100 00:00:00 GMT");
  CHECK(http_date(system_clock::time_point(seconds(-1))) ==
        "Wed, 31 Dec 1969 23:59:59 GMT");
}

TEST_CASE("http_date: every month and every day of the week has its name") {
  const std::string months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec ";
  const std::string days = "Thu Fri Sat Sun Mon Tue Wed ";
  for (int day = 0; day < 365; ++day) {
    const auto text = http_date(system_clock::time_point(std::chrono::hours(24 * day)));
    REQUIRE(text.size() == 29);
    CHECK(text.substr(0, 3) == days.substr(static_cast<std::size_t>(day % 7) * 4, 3));
    CHECK(months.find(text.substr(8, 4)) != std::string::npos);
  }
}

}  // namespace
}  // namespace tmss10
