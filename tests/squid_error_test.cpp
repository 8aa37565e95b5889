// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/proxy/squid_error.hpp>

#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

tunnel_refusal said_by(const std::string& value) {
  http_reply_head head;
  head.fields = {{"Server", "squid/6.13"}, {"x-squid-error", value}};
  return squid_refusal_of(head);
}

const std::vector<std::pair<std::string, tunnel_refusal>> known{
    {"ERR_ACCESS_DENIED 0", tunnel_refusal::forbidden},
    {"ERR_CACHE_ACCESS_DENIED 0", tunnel_refusal::forbidden},
    {"ERR_FORWARDING_DENIED 0", tunnel_refusal::forbidden},
    {"ERR_DNS_FAIL 0", tunnel_refusal::name_not_found},
    {"ERR_INVALID_URL 0", tunnel_refusal::invalid_target},
    {"ERR_READ_TIMEOUT 110", tunnel_refusal::target_silent},
    {"ERR_LIFETIME_EXP 110", tunnel_refusal::target_silent},
    {"ERR_CANNOT_FORWARD 0", tunnel_refusal::not_connected},
    {"ERR_READ_ERROR 104", tunnel_refusal::not_connected},
    {"ERR_WRITE_ERROR 32", tunnel_refusal::not_connected},
    {"ERR_SOCKET_FAILURE 24", tunnel_refusal::overloaded},
    {"ERR_SHUTTING_DOWN 0", tunnel_refusal::overloaded},
    {"ERR_CONNECT_FAIL 111", tunnel_refusal::target_refused},
    {"ERR_CONNECT_FAIL 110", tunnel_refusal::target_silent},
    {"ERR_CONNECT_FAIL 101", tunnel_refusal::target_unreachable},
    {"ERR_CONNECT_FAIL 113", tunnel_refusal::target_unreachable},
};

TEST_CASE("squid_error: each name that is known has its meaning, with a number or not") {
  for (const auto& [value, meaning] : known) {
    CAPTURE(value);
    CHECK(said_by(value) == meaning);
    if (value.starts_with("ERR_CONNECT_FAIL")) continue;
    CHECK(said_by(value.substr(0, value.find(' '))) == meaning);
  }
}

TEST_CASE("squid_error: no other name has one, least of all a part of a known one") {
  for (const auto& [value, meaning] : known) {
    const auto name = value.substr(0, value.find(' '));
    for (std::size_t size = 0; size < name.size(); ++size) {
      CAPTURE(name, size);
      CHECK(said_by(name.substr(0, size)) == tunnel_refusal::unknown);
      CHECK(said_by(name.substr(0, size) + " 111") == tunnel_refusal::unknown);
    }
    CHECK(said_by(name + "X 0") == tunnel_refusal::unknown);
  }
  for (const std::string other :
       {"", " ", "0", "err_dns_fail 0", " ERR_DNS_FAIL 0", "ERR_DNS_FAIL\t0",
        "ERR_TOO_BIG 0", "\x1b[2J", "Access Denied"}) {
    CAPTURE(other);
    CHECK(said_by(other) == tunnel_refusal::unknown);
  }
  CHECK(said_by(std::string(16'000, 'E')) == tunnel_refusal::unknown);
}

TEST_CASE("squid_error: the number says how connecting failed, on each system") {
  for (const auto number : {"111", "61", "10061"})
    CHECK(said_by(std::string("ERR_CONNECT_FAIL ") + number) ==
          tunnel_refusal::target_refused);
  for (const auto number : {"110", "60", "10060"})
    CHECK(said_by(std::string("ERR_CONNECT_FAIL ") + number) ==
          tunnel_refusal::target_silent);
  for (const auto number : {"101", "113", "51", "65", "10051", "10065"})
    CHECK(said_by(std::string("ERR_CONNECT_FAIL ") + number) ==
          tunnel_refusal::target_unreachable);
  for (const auto number :
       {"", " ", " 0", " 1", " 13", " -111", " x", "  111", " 99999999999999999999"})
    CHECK(said_by(std::string("ERR_CONNECT_FAIL") + number) ==
          tunnel_refusal::not_connected);
}

TEST_CASE("squid_error: a page of the administrator's is a refusal by the rules") {
  CHECK(said_by("403 Access Denied") == tunnel_refusal::forbidden);
  CHECK(said_by("307 Access Denied") == tunnel_refusal::forbidden);
}

TEST_CASE("squid_error: without the field nothing is known; of several, one that is") {
  http_reply_head head;
  CHECK(squid_refusal_of(head) == tunnel_refusal::unknown);
  head.fields = {{"X-Squid-Errors", "ERR_DNS_FAIL 0"}};
  CHECK(squid_refusal_of(head) == tunnel_refusal::unknown);
  head.fields = {{"X-Squid-Error", "ERR_NEW 0"}, {"X-SQUID-ERROR", "ERR_DNS_FAIL 0"}};
  CHECK(squid_refusal_of(head) == tunnel_refusal::name_not_found);
}

}  // namespace
}  // namespace tmss10
