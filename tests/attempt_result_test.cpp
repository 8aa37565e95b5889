// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/icmp.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/verdict/attempt_result.hpp>

#include <optional>
#include <system_error>

namespace tmss10 {
namespace {

TEST_CASE("attempt_result: what an attempt came to, in a few words") {
  CHECK(attempt_result({}, {}) == "connected");
  CHECK(attempt_result(errc::stopped, {}) == "no answer before another connected");
  CHECK(attempt_result(errc::timed_out, {}) == "no answer");
  CHECK(attempt_result(std::make_error_code(std::errc::timed_out), {}) == "no answer");
  CHECK(attempt_result(std::make_error_code(std::errc::connection_refused), {}) ==
        "connection refused");
  CHECK(attempt_result(errc::ipv6_off, {}) == make_error_code(errc::ipv6_off).message());
}

TEST_CASE("attempt_result: whoever sent an ICMP error is named") {
  const auto error = std::make_error_code(std::errc::host_unreachable);
  CHECK(attempt_result(error, test::icmp_v4(3, 13)) ==
        "192.0.2.254 says: administratively prohibited");
  CHECK(attempt_result(error, test::icmp_v6(1, 3)) ==
        "2001:db8::fe says: host unreachable");
  CHECK(attempt_result(error, test::icmp_v6(4, 0)) ==
        "2001:db8::fe says: ICMPv6 type 4, code 0");
}

TEST_CASE("attempt_result: this machine's own ICMP errors are no one else's") {
  const auto error = std::make_error_code(std::errc::host_unreachable);
  auto own = test::icmp_v4(3, 1);
  own.is_from_here = true;
  CHECK(attempt_result(error, own) == "no answer on the local network");
  own.neighbour_answers = true;
  CHECK(attempt_result(error, own) == "this machine itself says: host unreachable");
  own.code = 13;
  CHECK(attempt_result(error, own) ==
        "this machine itself says: administratively prohibited");
}

}  // namespace
}  // namespace tmss10
