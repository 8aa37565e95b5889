// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include "support/icmp.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>

#include <string>
#include <system_error>

namespace tmss10 {
namespace {

using test::contains;

failure refused_by_name() {
  failure out;
  out.where = stage::connect;
  out.error = std::make_error_code(std::errc::connection_refused);
  out.host = "server.example";
  out.port = 5123;
  out.address = "192.0.2.7";
  return out;
}

TEST_CASE("diagnosis: the other addresses of a name are named with their results") {
  auto what = refused_by_name();
  const auto alone = diagnose(what);
  what.others.kept = {{"2001:db8::7", errc::timed_out},
                      {"192.0.2.8", std::make_error_code(std::errc::host_unreachable),
                       test::icmp_v4(3, 13)}};
  const auto told = diagnose(what);
  CHECK(told.sentence == alone.sentence);
  CHECK(told.code == alone.code);
  CHECK(told.hint == alone.hint +
                         " Other addresses: 2001:db8::7 (no answer), 192.0.2.8 "
                         "(192.0.2.254 says: administratively prohibited).");
  what.others.more = 12;
  CHECK(diagnose(what).hint.ends_with("prohibited), and 12 more."));
}

TEST_CASE("diagnosis: one address alone has no others") {
  CHECK(!contains(diagnose(refused_by_name()).hint, "Other addresses"));
}

TEST_CASE("diagnosis: without a hint, the other addresses are all that there is") {
  auto what = refused_by_name();
  what.error = std::make_error_code(std::errc::no_buffer_space);
  what.others.kept = {{"2001:db8::7", errc::timed_out}};
  CHECK(diagnose(what).hint == "Other addresses: 2001:db8::7 (no answer).");
}

TEST_CASE("diagnosis: a text of a stranger in an address can't command a terminal") {
  auto what = refused_by_name();
  what.others.kept = {{"fe80::1%\x1b[31m", errc::timed_out}};
  CHECK(contains(diagnose(what).hint, "fe80::1%\\x1b[31m (no answer)"));
  what.icmp = test::icmp_v6(1, 1);
  what.icmp->sender = "fe80::1%\x1b[31m";
  CHECK(contains(diagnose(what).sentence, "fe80::1%\\x1b[31m says: "));
}

}  // namespace
}  // namespace tmss10
