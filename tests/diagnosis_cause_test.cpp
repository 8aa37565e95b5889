// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hex.hpp"
#include <tmss10/core/diagnosis.hpp>
#include <tmss10/core/errc.hpp>
#include <tmss10/core/failure_wording.hpp>

#include <cerrno>
#include <chrono>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

/// What can be told apart: the stage, the error, the status of a proxy, and what the
/// system knew.
struct row {
  stage where;
  std::error_code error;
  cause expected;
  int status = 0;
  stall seen = stall::unknown;
};

std::error_code of_system(std::errc error) {
  return std::make_error_code(error);
}

const std::vector<row> direct_rows{
    {stage::resolve, errc::name_not_found, cause::name_not_found},
    {stage::resolve, errc::timed_out, cause::resolver_silent},
    {stage::resolve, errc::resolver_failed, cause::resolver_failed},
    {stage::resolve, errc::no_address_of_family, cause::no_address_of_family},
    {stage::connect, of_system(std::errc::connection_refused), cause::refused},
    {stage::connect, errc::timed_out, cause::connect_timed_out},
    {stage::connect, of_system(std::errc::timed_out), cause::connect_timed_out},
    {stage::connect, of_system(std::errc::network_unreachable),
     cause::network_unreachable},
    {stage::connect, of_system(std::errc::network_down), cause::network_unreachable},
    {stage::connect, of_system(std::errc::host_unreachable), cause::host_unreachable},
#ifdef EHOSTDOWN
    {stage::connect, {EHOSTDOWN, std::system_category()}, cause::host_unreachable},
#endif
    {stage::connect, of_system(std::errc::permission_denied), cause::prohibited},
    {stage::connect, of_system(std::errc::operation_not_permitted), cause::prohibited},
    {stage::connect, of_system(std::errc::address_not_available),
     cause::no_local_address},
    {stage::connect, of_system(std::errc::address_family_not_supported),
     cause::no_local_address},
    {stage::connect, of_system(std::errc::connection_reset),
     cause::closed_before_greeting},
    {stage::connect, of_system(std::errc::connection_aborted),
     cause::closed_before_greeting},
    {stage::connect, of_system(std::errc::broken_pipe), cause::closed_before_greeting},
    {stage::connect, of_system(std::errc::too_many_files_open), cause::local},
    {stage::connect, of_system(std::errc::invalid_argument), cause::invalid_address},
};

const std::vector<row> proxy_rows{
    {stage::proxy_resolve, errc::name_not_found, cause::proxy_name_not_found},
    {stage::proxy_resolve, errc::timed_out, cause::proxy_resolver_silent},
    {stage::proxy_resolve, errc::resolver_failed, cause::proxy_resolver_failed},
    {stage::proxy_resolve, errc::no_address_of_family, cause::proxy_no_address_of_family},
    {stage::proxy_connect, of_system(std::errc::connection_refused),
     cause::proxy_refused},
    {stage::proxy_connect, errc::timed_out, cause::proxy_timed_out},
    {stage::proxy_connect, of_system(std::errc::timed_out), cause::proxy_timed_out},
    {stage::proxy_connect, of_system(std::errc::network_unreachable),
     cause::proxy_unreachable},
    {stage::proxy_connect, of_system(std::errc::network_down), cause::proxy_unreachable},
    {stage::proxy_connect, of_system(std::errc::host_unreachable),
     cause::proxy_unreachable},
    {stage::proxy_connect, of_system(std::errc::permission_denied),
     cause::proxy_unreachable},
    {stage::proxy_connect, of_system(std::errc::operation_not_permitted),
     cause::proxy_unreachable},
    {stage::proxy_connect, of_system(std::errc::connection_reset), cause::proxy_closed},
    {stage::proxy_connect, of_system(std::errc::connection_aborted), cause::proxy_closed},
    {stage::proxy_connect, of_system(std::errc::address_not_available),
     cause::no_local_address},
    {stage::proxy_connect, of_system(std::errc::too_many_files_open), cause::local},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_unauthorized, 401},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_forbidden, 403},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_not_found, 404},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_not_found, 405},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_not_found, 501},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_bad_gateway, 502},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_unavailable, 503},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_gateway_timeout, 504},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_refuses, 302},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_not_found, 400},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_bad_gateway, 500},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_refuses, 999},
    {stage::proxy_tunnel, errc::proxy_wants_credentials, cause::proxy_wants_credentials,
     407},
    {stage::proxy_tunnel, errc::proxy_wrong_credentials, cause::proxy_wrong_credentials,
     407},
    {stage::proxy_tunnel, errc::proxy_unknown_scheme, cause::proxy_unknown_scheme, 407},
    {stage::proxy_tunnel, errc::proxy_user_has_colon, cause::proxy_user_has_colon, 407},
    {stage::proxy_tunnel, errc::not_http, cause::not_a_proxy},
    {stage::proxy_tunnel, errc::http_head_too_large, cause::proxy_head_too_large},
    {stage::proxy_tunnel, errc::ended_without_close, cause::proxy_closed},
    {stage::proxy_tunnel, of_system(std::errc::connection_reset), cause::proxy_closed},
    {stage::proxy_tunnel, of_system(std::errc::broken_pipe), cause::proxy_closed},
    {stage::proxy_tunnel, errc::timed_out, cause::proxy_silent},
    {stage::proxy_tunnel, of_system(std::errc::timed_out), cause::proxy_silent},
};

const std::vector<row> session_rows{
    {stage::greeting, errc::timed_out, cause::silent},
    {stage::greeting, errc::closed_before_greeting, cause::closed_before_greeting},
    {stage::greeting, of_system(std::errc::connection_reset),
     cause::closed_before_greeting},
    {stage::greeting, errc::closed_at_once, cause::closed_at_once},
    {stage::greeting, errc::not_a_greeting, cause::another_service},
    {stage::greeting, errc::unsupported_version, cause::another_version},
    {stage::greeting, errc::undefined_status, cause::another_version},
    {stage::greeting, errc::busy, cause::busy},
    {stage::handshake, errc::timed_out, cause::handshake_unanswered},
    {stage::handshake, errc::timed_out, cause::handshake_undelivered, 0,
     stall::answer_lost},
    {stage::handshake, errc::timed_out, cause::handshake_undelivered, 0,
     stall::not_delivered},
    {stage::handshake, errc::timed_out, cause::handshake_silent, 0, stall::not_answered},
    {stage::handshake, errc::keys_differ, cause::keys_differ},
    {stage::handshake, errc::bad_handshake_length, cause::broken_session},
    {stage::handshake, errc::ended_without_close, cause::lost_connection},
    {stage::handshake, errc::handshake_reset, cause::handshake_reset},
    {stage::handshake, of_system(std::errc::connection_reset), cause::lost_connection},
    {stage::handshake, of_system(std::errc::timed_out), cause::lost_connection},
    {stage::exchange, errc::bad_message_length, cause::broken_session},
    {stage::exchange, errc::authentication_failed, cause::broken_session},
    {stage::exchange, errc::unasked_response, cause::broken_session},
    {stage::exchange, errc::counter_exhausted, cause::broken_session},
    {stage::exchange, errc::closed_by_peer, cause::lost_connection},
    {stage::exchange, errc::ended_without_close, cause::lost_connection},
    {stage::exchange, errc::peer_reads_nothing, cause::lost_connection},
    {stage::exchange, errc::path_went_dead, cause::lost_connection},
    {stage::exchange, of_system(std::errc::broken_pipe), cause::lost_connection},
    {stage::exchange, errc::timed_out, cause::pings_not_answered, 0, stall::not_answered},
    {stage::exchange, errc::timed_out, cause::pings_not_delivered, 0,
     stall::not_delivered},
    {stage::exchange, errc::timed_out, cause::answers_lost, 0, stall::answer_lost},
    {stage::exchange, errc::timed_out, cause::large_pings_vanish, 0, stall::large_vanish},
};

std::vector<row> all_rows() {
  std::vector<row> out = direct_rows;
  out.insert(out.end(), proxy_rows.begin(), proxy_rows.end());
  out.insert(out.end(), session_rows.begin(), session_rows.end());
  return out;
}

bool is_of_proxy(stage where) {
  return where == stage::proxy_resolve || where == stage::proxy_connect ||
         where == stage::proxy_tunnel;
}

failure failure_of(const row& from) {
  failure out;
  out.where = from.where;
  out.error = from.error;
  out.host = "server.example";
  out.port = 5123;
  out.waited = 2500ms;
  out.first_bytes = test::bytes_of("SSH-2.0-OpenSSH_9.2");
  out.seen = from.seen;
  if (is_of_proxy(from.where)) {
    out.proxy = failed_proxy{"proxy.example", 3128,        "192.0.2.9",
                             from.status,     "So it is.", "negotiate, ntlm"};
    if (from.where == stage::proxy_resolve) out.proxy->address.clear();
  } else if (from.where != stage::resolve) {
    out.address = "192.0.2.7";
  }
  return out;
}

/// A wording with the fields of failure_of() in it.
std::string filled(std::string_view wording, const row& from) {
  const std::vector<std::pair<std::string, std::string>> values{
      {"{host}", "server.example"},
      {"{port}", "5123"},
      {"{address}", is_of_proxy(from.where) ? "server.example" : "192.0.2.7"},
      {"{seconds}", "2.50"},
      {"{service}", "SSH"},
      {"{bytes}", "SSH-2.0-OpenSSH_"},
      {"{status}", std::to_string(from.status) + " So it is."},
      {"{schemes}", "negotiate, ntlm"},
      {"{error}", from.error.message()},
  };
  std::string out(wording);
  for (const auto& [field, value] : values) {
    for (auto at = out.find(field); at != std::string::npos; at = out.find(field)) {
      out.replace(at, field.size(), value);
    }
  }
  return out;
}

std::string subject_of(stage where) {
  switch (where) {
    case stage::resolve: return "server.example";
    case stage::proxy_resolve: return "proxy proxy.example";
    case stage::proxy_connect:
    case stage::proxy_tunnel: return "proxy proxy.example (192.0.2.9) port 3128";
    default: return "server.example (192.0.2.7) port 5123";
  }
}

TEST_CASE("diagnosis: every failure has the subject, words and code of its cause") {
  for (const auto& row : all_rows()) {
    CAPTURE(static_cast<int>(row.where), row.error, row.status);
    const auto& words = words_for(row.expected);
    const auto told = diagnose(failure_of(row));
    CHECK(told.sentence == subject_of(row.where) + ": " + filled(words.sentence, row));
    CHECK(told.hint == filled(words.hint, row));
    CHECK(told.code == words.code);
    CHECK(told.sentence.find('{') == std::string::npos);
    CHECK(told.hint.find('{') == std::string::npos);
  }
}

TEST_CASE("diagnosis: every cause is that of a failure") {
  std::set<cause> reached;
  for (const auto& row : all_rows())
    reached.insert(row.expected);
  for (const auto& words : failure_wordings()) {
    CAPTURE(words.sentence, words.hint);
    CHECK(reached.count(words.what) == 1);
  }
}

TEST_CASE("diagnosis: a connection that could not be made again begins with its loss") {
  const std::string lost = make_error_code(errc::closed_by_peer).message();
  for (const auto& row : all_rows()) {
    CAPTURE(static_cast<int>(row.where), row.error, row.status);
    auto what = failure_of(row);
    what.lost_before = errc::closed_by_peer;
    const auto& words = words_for(row.expected);
    const auto told = diagnose(what);
    CHECK(told.sentence ==
          subject_of(row.where) + ": the connection was lost (" + lost +
              "), and could not be made again: " + filled(words.sentence, row));
    CHECK(told.hint == filled(words.hint, row));
    CHECK(told.code == exit_code::connection_lost);
  }
}

TEST_CASE("diagnosis: any error in any stage has a cause") {
  std::vector<std::error_code> errors{
      {},
      {9999, tmss10_category()},
      {1, std::system_category()},
      of_system(std::errc::address_in_use),
  };
  for (int code = 1; code <= static_cast<int>(errc::stopped); ++code) {
    errors.emplace_back(code, tmss10_category());
  }
  for (const auto where :
       {stage::resolve, stage::connect, stage::proxy_resolve, stage::proxy_connect,
        stage::proxy_tunnel, stage::greeting, stage::handshake, stage::exchange}) {
    for (const auto& error : errors) {
      CAPTURE(static_cast<int>(where), error);
      const auto told = diagnose(failure_of({where, error, cause::local}));
      CHECK(told.sentence.starts_with(subject_of(where) + ": "));
      CHECK(told.sentence.find('{') == std::string::npos);
      CHECK((told.code == exit_code::usage || !told.hint.empty()));
    }
  }
}

}  // namespace
}  // namespace tmss10
