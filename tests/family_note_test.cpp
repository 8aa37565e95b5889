// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/icmp.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/verdict/family_note.hpp>

#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace tmss10 {
namespace {

const std::string first_v6 = "2001:db8::7";
const std::string first_v4 = "192.0.2.7";

ping_event tried(const std::string& address, std::error_code error,
                 std::optional<icmp_error> icmp = {}) {
  event::attempt out;
  out.address = address;
  out.error = error;
  out.icmp = std::move(icmp);
  return out;
}

ping_event connected_to(const std::string& address) {
  event::connected out;
  out.address = address;
  return out;
}

/// What is said in a run; each event is of the same connection.
std::vector<std::string> said_of(family_note& note,
                                 const std::vector<ping_event>& events) {
  std::vector<std::string> out;
  for (const auto& happened : events) {
    if (auto text = note.on(happened)) out.push_back(std::move(*text));
  }
  return out;
}

/// Of a first address that failed so, when the other one connected.
std::vector<std::string> said_after(std::error_code error,
                                    std::optional<icmp_error> icmp = {},
                                    const std::string& first = first_v6) {
  family_note note;
  const auto& other = first == first_v4 ? first_v6 : first_v4;
  return said_of(
      note, {event::connecting{}, event::resolved{}, tried(first, error, std::move(icmp)),
             tried(other, {}), connected_to(other)});
}

using texts = std::vector<std::string>;
const texts v6_silent{"note: 2001:db8::7 did not answer; connected by IPv4"};

TEST_CASE("family_note: an IPv6 address that does not answer is named") {
  CHECK(said_after(errc::stopped) == v6_silent);
  CHECK(said_after(errc::timed_out) == v6_silent);
  CHECK(said_after(std::make_error_code(std::errc::timed_out)) == v6_silent);
}

TEST_CASE("family_note: so is an IPv4 address, where that is tried first") {
  CHECK(said_after(errc::stopped, {}, first_v4) ==
        texts{"note: 192.0.2.7 did not answer; connected by IPv6"});
}

TEST_CASE("family_note: who refuses on the way is named") {
  const auto error = std::make_error_code(std::errc::permission_denied);
  CHECK(said_after(error, test::icmp_v6(1, 1)) ==
        texts{"note: 2001:db8::7: 2001:db8::fe says: administratively prohibited; "
              "connected by IPv4"});
  CHECK(said_after(std::make_error_code(std::errc::connection_refused)) ==
        texts{"note: 2001:db8::7: connection refused; connected by IPv4"});
}

TEST_CASE("family_note: a neighbour that is not there did not answer") {
  auto own = test::icmp_v6(1, 3);
  own.is_from_here = true;
  const auto error = std::make_error_code(std::errc::host_unreachable);
  CHECK(said_after(error, own) == v6_silent);
  own.neighbour_answers = true;  // a firewall on this machine
  CHECK(said_after(error, own).empty());
  own.code = 1;
  CHECK(said_after(error, own).empty());
}

TEST_CASE("family_note: what is missing on this machine costs no other client anything") {
  for (const std::error_code error :
       {std::make_error_code(std::errc::network_unreachable),
        make_error_code(errc::ipv6_off), make_error_code(errc::source_of_other_family)}) {
    CHECK(said_after(error).empty());
  }
  CHECK(
      said_after(std::make_error_code(std::errc::connection_refused), {}, "::1").empty());
}

TEST_CASE("family_note: nothing is said while all is well, or nothing connects") {
  family_note note;
  CHECK(said_of(note, {event::connecting{}, tried(first_v6, {}), connected_to(first_v6)})
            .empty());
  CHECK(said_of(note, {event::connecting{}, tried(first_v6, errc::timed_out),
                       tried(first_v4, errc::timed_out), event::not_connected{}})
            .empty());
  // Another address of the same family, and the one of the other family as a second.
  CHECK(said_of(note, {event::connecting{}, tried(first_v6, errc::stopped),
                       tried("2001:db8::8", {}), connected_to("2001:db8::8")})
            .empty());
  CHECK(said_of(note, {event::connecting{}, tried(first_v4, {}),
                       tried(first_v6, errc::stopped), connected_to(first_v4)})
            .empty());
}

TEST_CASE("family_note: it is said once in a run, of a proxy as well") {
  family_note note;
  event::proxy_connected proxy;
  proxy.address = first_v4;
  const std::vector<ping_event> one{event::connecting{}, tried(first_v6, errc::stopped),
                                    tried(first_v4, {}), proxy};
  CHECK(said_of(note, one) == v6_silent);
  CHECK(said_of(note, one).empty());
}

TEST_CASE("family_note: a later connection may be the first to be noted") {
  family_note note;
  CHECK(said_of(note, {event::connecting{}, tried(first_v6, {}), connected_to(first_v6)})
            .empty());
  CHECK(said_of(note, {event::connecting{}, tried(first_v6, errc::stopped),
                       tried(first_v4, {}), connected_to(first_v4)}) == v6_silent);
}

}  // namespace
}  // namespace tmss10
