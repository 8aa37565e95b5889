// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include "support/hex.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <system_error>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::bytes_of;
using test::contains;

failure failure_of(stage where, std::error_code error) {
  failure out;
  out.where = where;
  out.error = error;
  out.host = "server.example";
  out.port = 5123;
  if (where != stage::resolve) out.address = "192.0.2.7";
  out.waited = 2500ms;
  return out;
}

std::error_code system_error(std::errc error) {
  return {static_cast<int>(error), std::generic_category()};
}

struct row {
  stage where;
  std::error_code error;
  exit_code code;
  std::string words;
};

const std::vector<row> rows{
    {stage::resolve, errc::name_not_found, exit_code::name_not_found,
     "the name was not found"},
    {stage::resolve, errc::timed_out, exit_code::name_not_found, "name server in 2.50 s"},
    {stage::resolve, errc::resolver_failed, exit_code::name_not_found,
     "could not be looked up"},
    {stage::resolve, errc::no_address_of_family, exit_code::name_not_found,
     "no address of the requested family"},
    {stage::connect, system_error(std::errc::connection_refused), exit_code::refused,
     "connection refused"},
    {stage::connect, errc::timed_out, exit_code::connect_timed_out,
     "no answer to the connection request in 2.50 s"},
    {stage::connect, system_error(std::errc::timed_out), exit_code::connect_timed_out,
     "no answer to the connection request"},
    {stage::connect, system_error(std::errc::network_unreachable), exit_code::unreachable,
     "unreachable"},
    {stage::connect, system_error(std::errc::host_unreachable), exit_code::unreachable,
     "No route"},
    {stage::connect, system_error(std::errc::network_down), exit_code::unreachable,
     "down"},
    {stage::connect, system_error(std::errc::permission_denied), exit_code::unreachable,
     "administratively prohibited"},
    {stage::connect, system_error(std::errc::operation_not_permitted),
     exit_code::unreachable, "administratively prohibited"},
    {stage::connect, system_error(std::errc::address_not_available), exit_code::usage,
     ""},
    {stage::connect, system_error(std::errc::address_family_not_supported),
     exit_code::unreachable, "IPv6 is disabled"},
    {stage::connect, system_error(std::errc::too_many_files_open), exit_code::usage, ""},
    {stage::greeting, errc::timed_out, exit_code::no_responder, "no greeting in 2.50 s"},
    {stage::greeting, errc::closed_before_greeting, exit_code::no_responder,
     "closed after 2.50 s without a greeting"},
    {stage::greeting, system_error(std::errc::connection_reset), exit_code::no_responder,
     "reset after 2.50 s without a greeting"},
    {stage::greeting, errc::reset_before_greeting, exit_code::no_responder,
     "reset after 2.50 s without a greeting"},
    {stage::greeting, errc::closed_at_once, exit_code::no_responder,
     "closed at once, after 2.50 s"},
    {stage::greeting, errc::reset_at_once, exit_code::no_responder,
     "reset at once, after 2.50 s"},
    {stage::greeting, errc::not_a_greeting, exit_code::no_responder, "another service"},
    {stage::greeting, errc::unsupported_version, exit_code::no_responder,
     "another version"},
    {stage::greeting, errc::undefined_status, exit_code::no_responder, "status"},
    {stage::greeting, errc::busy, exit_code::no_responder, "busy"},
    {stage::handshake, errc::timed_out, exit_code::no_responder,
     "no answer to the handshake in 2.50 s"},
    {stage::handshake, errc::keys_differ, exit_code::keys_differ, "the keys differ"},
    {stage::handshake, errc::bad_handshake_length, exit_code::no_responder,
     "no answer to the handshake: "},
    {stage::handshake, errc::ended_without_close, exit_code::no_responder, "lost"},
    {stage::handshake, errc::handshake_reset, exit_code::keys_differ, "the keys differ"},
    {stage::handshake, system_error(std::errc::connection_reset), exit_code::no_responder,
     "lost"},
    {stage::exchange, errc::bad_message_length, exit_code::connection_lost,
     "the connection was lost"},
    {stage::exchange, errc::authentication_failed, exit_code::connection_lost,
     "the connection was lost"},
    {stage::exchange, errc::unasked_response, exit_code::connection_lost,
     "the connection was lost"},
    {stage::exchange, errc::counter_exhausted, exit_code::connection_lost,
     "the connection was lost"},
    {stage::exchange, errc::closed_by_peer, exit_code::connection_lost, "lost"},
    {stage::exchange, errc::ended_without_close, exit_code::connection_lost, "lost"},
    {stage::exchange, system_error(std::errc::connection_reset),
     exit_code::connection_lost, "lost"},
    {stage::exchange, system_error(std::errc::broken_pipe), exit_code::connection_lost,
     "lost"},
};

TEST_CASE("diagnosis: every cause has its exit code and its words") {
  for (const auto& row : rows) {
    const auto told = diagnose(failure_of(row.where, row.error));
    CAPTURE(static_cast<int>(row.where), row.error, told.sentence);
    CHECK(told.code == row.code);
#ifndef _WIN32  // another system has other words for its own errors
    CHECK(contains(told.sentence, row.words));
#endif
  }
}

TEST_CASE("diagnosis: every sentence names the peer, and fits on one line") {
  for (const auto& row : rows) {
    const auto told = diagnose(failure_of(row.where, row.error));
    CAPTURE(told.sentence, told.hint);
    if (row.where == stage::resolve) {
      CHECK(told.sentence.starts_with("server.example: "));
    } else {
      CHECK(told.sentence.starts_with("server.example (192.0.2.7) port 5123: "));
    }
    for (const auto& text : {told.sentence, told.hint}) {
      CHECK(text.find('\n') == std::string::npos);
      CHECK(text.find('{') == std::string::npos);
      CHECK(text.find('}') == std::string::npos);
    }
    CHECK((told.hint.empty() || told.hint.back() == '.'));
  }
}

TEST_CASE("diagnosis: every failure that somebody else can mend has a hint") {
  for (const auto& row : rows) {
    const auto told = diagnose(failure_of(row.where, row.error));
    CAPTURE(told.sentence);
    if (told.code != exit_code::usage) CHECK(!told.hint.empty());
  }
}

TEST_CASE("diagnosis: an address that is the host is not named twice") {
  auto what = failure_of(stage::connect, errc::timed_out);
  what.host = "192.0.2.7";
  what.port = 5000;
  what.waited = 5s;
  const auto told = diagnose(what);
  CHECK(told.sentence ==
        "192.0.2.7 port 5000: no answer to the connection request in 5.00 s");
  CHECK(told.hint ==
        "a firewall is dropping the packets, or the host is down. Ask for outbound TCP "
        "5000 to 192.0.2.7.");
  what.address.clear();
  CHECK(diagnose(what).sentence == told.sentence);
}

TEST_CASE("diagnosis: the time after which a connection ended has its unit") {
  auto what = failure_of(stage::greeting, errc::closed_before_greeting);
  what.waited = 310us;
  CHECK(contains(diagnose(what).sentence, "closed after 0.31 ms without a greeting"));
  what.waited = 999'990us;
  CHECK(contains(diagnose(what).sentence, "closed after 999.99 ms without a greeting"));
  what.waited = 1s;
  CHECK(contains(diagnose(what).sentence, "closed after 1.00 s without a greeting"));
  what.error = errc::reset_before_greeting;
  what.through = "192.0.2.3:3128";
  CHECK(contains(diagnose(what).sentence,
                 "but it was reset after 1.00 s without a greeting"));
}

TEST_CASE("diagnosis: a silent or closing peer was sent nothing, and the user is told") {
  for (const errc error :
       {errc::timed_out, errc::closed_before_greeting, errc::reset_before_greeting,
        errc::closed_at_once, errc::reset_at_once, errc::not_a_greeting}) {
    CHECK(contains(diagnose(failure_of(stage::greeting, error)).sentence,
                   "nothing was sent"));
  }
}

TEST_CASE("diagnosis: another service's first bytes are shown, and can't harm") {
  auto what = failure_of(stage::greeting, errc::not_a_greeting);
  what.first_bytes = bytes_of("SSH-2.0\x1b[31m\r\n\"");
  const auto told = diagnose(what);
  CHECK(contains(told.sentence, "\"SSH-2.0\\x1b[31m\\x0d\\x0a\\x22\""));
  what.first_bytes = bytes(100'000, std::byte{'x'});
  CHECK(diagnose(what).sentence.size() < 200);
  what.first_bytes = bytes_of("{port}{}");
  CHECK(contains(diagnose(what).sentence, "\"{port}{}\""));
}

TEST_CASE("diagnosis: a reconnection that failed is a lost connection, whatever failed") {
  for (const auto& row : rows) {
    auto what = failure_of(row.where, row.error);
    what.lost_before = errc::ended_without_close;
    const auto told = diagnose(what);
    CAPTURE(told.sentence);
    CHECK(told.code == exit_code::connection_lost);
    CHECK(contains(told.sentence, make_error_code(errc::ended_without_close).message()));
    CHECK(contains(told.sentence, "lost"));
  }
}

TEST_CASE("diagnosis: an IPv6 address that ends like a port brings advice on brackets") {
  auto lost = failure_of(stage::connect, system_error(std::errc::network_unreachable));
  lost.host = lost.address = "::1:5999";
  lost.port = 5000;
  const std::string advice = " For a port after an IPv6 address, write [::1]:5999.";
  CHECK(diagnose(lost).hint.ends_with(advice));
  lost.port = 5123;  // typed, so no port is missing
  CHECK_FALSE(contains(diagnose(lost).hint, "write ["));
  auto unknown = failure_of(stage::resolve, errc::name_not_found);
  unknown.host = "1:2:3:4:5:6:7:8:5000";
  unknown.port = 5000;
  CHECK(contains(diagnose(unknown).hint, " write [1:2:3:4:5:6:7:8]:5000."));
  unknown.host = "::1";
  CHECK_FALSE(contains(diagnose(unknown).hint, "write ["));
  auto silent = failure_of(stage::greeting, errc::timed_out);
  silent.host = "::1:5999";
  silent.port = 5000;
  CHECK_FALSE(contains(diagnose(silent).hint, "write ["));
}

}  // namespace
}  // namespace tmss10
