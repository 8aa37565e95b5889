// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hex.hpp"
#include "support/icmp.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/run/failure_cause.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>
#include <tmss10/core/verdict/failure_wording.hpp>
#include <tmss10/core/wire/service_name.hpp>

#include <cerrno>
#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

/// What can be told apart: the stage, the error, the status of a proxy, what the system
/// knew, what the proxy says besides, and what ICMP says.
struct row {
  stage where;
  std::error_code error;
  cause expected;
  int status = 0;
  silence_cause seen = silence_cause::unknown;
  tunnel_refusal why = tunnel_refusal::unknown;
  std::string first_bytes = {};
  bool through_proxy = false;
  std::chrono::nanoseconds waited = 1500ms;
  std::optional<icmp_error> icmp = {};
};

std::error_code of_system(std::errc error) {
  return std::make_error_code(error);
}

const std::vector<row> direct_rows{
    {stage::resolve, errc::name_not_found, cause::name_not_found},
    {stage::resolve, errc::timed_out, cause::resolver_silent},
    {stage::resolve, errc::resolver_failed, cause::resolver_failed},
    {stage::resolve, errc::no_address_of_family, cause::no_address_of_family},
    {stage::resolve, errc::ipv4_mapped, cause::mapped_address},
    {stage::resolve, errc::name_without_address, cause::no_address},
    {stage::resolve, errc::no_such_interface, cause::no_interface},
    {stage::resolve, errc::no_thread, cause::no_thread},
    {stage::resolve, of_system(std::errc::too_many_files_open), cause::no_descriptor},
    {stage::resolve, of_system(std::errc::too_many_files_open_in_system),
     cause::no_descriptor},
    {stage::resolve, errc::deadline_passed, cause::deadline_in_resolve},
    {stage::connect, errc::deadline_passed, cause::deadline_in_connect},
    {stage::resolve, of_system(std::errc::not_enough_memory), cause::local},
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
    {stage::connect, of_system(std::errc::address_not_available), cause::no_local_port},
    {stage::connect, errc::no_local_port, cause::no_local_port},
    {stage::connect, errc::source_not_here, cause::source_not_here},
    {stage::connect, errc::source_of_other_family, cause::source_of_other_family},
    {stage::connect, errc::source_is_loopback, cause::source_is_loopback},
    {stage::connect, errc::interface_not_here, cause::interface_not_here},
    {stage::connect, errc::interface_down, cause::interface_down},
    {stage::connect, errc::interface_without_address, cause::interface_without_address},
    {stage::connect, errc::interface_not_permitted, cause::interface_not_permitted},
    {stage::connect, errc::source_not_on_interface, cause::source_not_on_interface},
    {stage::connect, errc::ipv6_off, cause::ipv6_off},
    {stage::connect, of_system(std::errc::address_family_not_supported), cause::ipv6_off},
    {stage::connect, errc::multicast_address, cause::not_for_tcp},
    {stage::connect, errc::broadcast_address, cause::not_for_tcp},
    {stage::connect, of_system(std::errc::connection_reset),
     cause::reset_before_greeting},
    {stage::connect, of_system(std::errc::connection_aborted),
     cause::reset_before_greeting},
    {stage::connect, of_system(std::errc::broken_pipe), cause::reset_before_greeting},
    {stage::connect, of_system(std::errc::too_many_files_open), cause::no_descriptor},
    {stage::connect, of_system(std::errc::no_buffer_space), cause::local},
    {stage::connect, of_system(std::errc::invalid_argument), cause::invalid_address},
};

const std::vector<row> proxy_rows{
    {stage::proxy_resolve, errc::name_not_found, cause::proxy_name_not_found},
    {stage::proxy_resolve, errc::timed_out, cause::proxy_resolver_silent},
    {stage::proxy_resolve, errc::resolver_failed, cause::proxy_resolver_failed},
    {stage::proxy_resolve, errc::no_address_of_family, cause::proxy_no_address_of_family},
    {stage::proxy_resolve, errc::ipv4_mapped, cause::proxy_no_address_of_family},
    {stage::proxy_resolve, errc::name_without_address, cause::proxy_no_address},
    {stage::proxy_resolve, errc::no_such_interface, cause::no_interface},
    {stage::proxy_resolve, errc::no_thread, cause::no_thread},
    {stage::proxy_resolve, of_system(std::errc::too_many_files_open),
     cause::no_descriptor},
    {stage::proxy_resolve, of_system(std::errc::not_enough_memory), cause::local},
    {stage::proxy_connect, of_system(std::errc::connection_refused),
     cause::proxy_refused},
    {stage::proxy_connect, errc::timed_out, cause::proxy_timed_out},
    {stage::proxy_resolve, errc::deadline_passed, cause::deadline_in_proxy_resolve},
    {stage::proxy_connect, errc::deadline_passed, cause::deadline_in_proxy_connect},
    {stage::proxy_tunnel, errc::deadline_passed, cause::deadline_in_tunnel},
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
     cause::no_local_port},
    {stage::proxy_connect, errc::no_local_port, cause::no_local_port},
    {stage::proxy_connect, errc::source_not_here, cause::source_not_here},
    {stage::proxy_connect, errc::source_of_other_family, cause::source_of_other_family},
    {stage::proxy_connect, errc::interface_not_here, cause::interface_not_here},
    {stage::proxy_connect, errc::interface_down, cause::interface_down},
    {stage::proxy_connect, errc::ipv6_off, cause::proxy_needs_ipv6},
    {stage::proxy_connect, errc::multicast_address, cause::proxy_not_for_tcp},
    {stage::proxy_connect, errc::broadcast_address, cause::proxy_not_for_tcp},
    {stage::proxy_connect, of_system(std::errc::too_many_files_open),
     cause::no_descriptor},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_unauthorized, 401},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_forbidden, 403},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_not_found, 404},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_not_found, 405},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_not_found, 501},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_bad_gateway, 502},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_unavailable, 503},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_gateway_timeout, 504},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_redirects, 301},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_redirects, 302},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_redirects, 308},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_refuses, 304},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::proxy_asked_too_often, 429},
    {stage::proxy_tunnel, errc::proxy_refused_tunnel, cause::captive_portal, 511},
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
    {stage::proxy_tunnel, errc::http_version_unknown, cause::proxy_breaks_http},
    {stage::proxy_tunnel, errc::http_status_malformed, cause::proxy_breaks_http},
    {stage::proxy_tunnel, errc::http_control_character, cause::proxy_breaks_http},
    {stage::proxy_tunnel, errc::http_head_too_large, cause::proxy_head_too_large},
    {stage::proxy_tunnel, errc::ended_without_close, cause::proxy_closed},
    {stage::proxy_tunnel, of_system(std::errc::connection_reset), cause::proxy_closed},
    {stage::proxy_tunnel, of_system(std::errc::broken_pipe), cause::proxy_closed},
    {stage::proxy_tunnel, errc::timed_out, cause::proxy_silent},
    {stage::proxy_tunnel,
     errc::timed_out,
     cause::proxy_unfinished,
     0,
     {},
     {},
     "HTTP/1.1 2"},
    {stage::proxy_tunnel,
     of_system(std::errc::timed_out),
     cause::proxy_unfinished,
     0,
     {},
     {},
     "HTTP"},
    {stage::proxy_tunnel, of_system(std::errc::timed_out), cause::proxy_silent},
};

row told_besides(int status, tunnel_refusal why, cause expected) {
  return {stage::proxy_tunnel,
          errc::proxy_refused_tunnel,
          expected,
          status,
          silence_cause::unknown,
          why,
          "SSH-2.0-OpenSSH_9.2",
          false};
}

/// A failure in a tunnel that a proxy has opened.
row in_tunnel(std::error_code error, cause expected,
              const std::string& first_bytes = "SSH-2.0-OpenSSH_9.2") {
  return {stage::greeting,         error,       expected, 0, silence_cause::unknown,
          tunnel_refusal::unknown, first_bytes, true};
}

const std::vector<row> tunnel_rows{
    in_tunnel(errc::timed_out, cause::tunnel_silent),
    in_tunnel(errc::deadline_passed, cause::deadline_behind_proxy),
    in_tunnel(errc::closed_before_greeting, cause::tunnel_closed),
    in_tunnel(errc::reset_before_greeting, cause::tunnel_reset),
    in_tunnel(of_system(std::errc::connection_reset), cause::tunnel_reset),
    in_tunnel(errc::closed_at_once, cause::tunnel_closed_at_once),
    in_tunnel(errc::reset_at_once, cause::tunnel_reset_at_once),
    in_tunnel(errc::not_a_greeting, cause::service_in_tunnel),
    in_tunnel(errc::not_a_greeting, cause::service_in_tunnel, "?"),
    in_tunnel(errc::not_a_greeting, cause::proxy_in_tunnel, "HTTP/1.1 502 Bad Gateway"),
    in_tunnel(errc::not_a_greeting, cause::proxy_in_tunnel, "<html>"),
    in_tunnel(errc::not_a_greeting, cause::proxy_in_tunnel, "\x15\x03\x01"),
    in_tunnel(errc::unsupported_version, cause::another_version),
    in_tunnel(errc::undefined_status, cause::another_version),
    in_tunnel(errc::busy, cause::busy),
};

const std::vector<row> telling_proxy_rows{
    told_besides(302, tunnel_refusal::forbidden, cause::proxy_forbidden),
    told_besides(503, tunnel_refusal::name_not_found, cause::proxy_finds_no_name),
    told_besides(400, tunnel_refusal::invalid_target, cause::proxy_invalid_target),
    told_besides(503, tunnel_refusal::target_refused, cause::proxy_target_refused),
    told_besides(503, tunnel_refusal::target_silent, cause::proxy_gateway_timeout),
    told_besides(503, tunnel_refusal::target_unreachable,
                 cause::proxy_target_unreachable),
    told_besides(503, tunnel_refusal::not_connected, cause::proxy_bad_gateway),
    told_besides(500, tunnel_refusal::overloaded, cause::proxy_overloaded),
    told_besides(503, tunnel_refusal::unknown, cause::proxy_unavailable),
};

const std::vector<row> session_rows{
    {stage::greeting, errc::timed_out, cause::silent},
    {stage::greeting, errc::closed_before_greeting, cause::closed_before_greeting},
    {stage::greeting, errc::reset_before_greeting, cause::reset_before_greeting},
    {stage::greeting, of_system(std::errc::connection_reset),
     cause::reset_before_greeting},
    {stage::greeting, errc::closed_at_once, cause::closed_at_once},
    {stage::greeting, errc::reset_at_once, cause::reset_at_once},
    {stage::greeting, errc::not_a_greeting, cause::another_service},
    {stage::greeting, errc::timed_out, cause::silent, 0, {}, {}, "?"},
    {stage::greeting, errc::timed_out, cause::greeting_unfinished, 0, {}, {}, "TMSS10"},
    {stage::greeting, errc::timed_out, cause::tunnel_unfinished, 0, {}, {}, "TM", true},
    {stage::greeting, errc::not_a_greeting, cause::closed_in_greeting, 0, {}, {}, "TM"},
    {stage::greeting,
     errc::reset_before_greeting,
     cause::reset_in_greeting,
     0,
     {},
     {},
     "TM"},
    {stage::greeting,
     errc::reset_before_greeting,
     cause::reset_late,
     0,
     {},
     {},
     {},
     false,
     2s},
    {stage::greeting,
     errc::not_a_greeting,
     cause::closed_in_greeting,
     0,
     {},
     {},
     "TMSS10\1",
     true},
    {stage::greeting, errc::not_a_greeting, cause::another_service, 0, {}, {}, "TMS-"},
    {stage::greeting,
     errc::closed_before_greeting,
     cause::closed_late,
     0,
     {},
     {},
     {},
     false,
     2s},
    {stage::greeting,
     errc::closed_before_greeting,
     cause::tunnel_closed,
     0,
     {},
     {},
     {},
     true,
     2s},
    {stage::greeting, errc::unsupported_version, cause::another_version},
    {stage::greeting, errc::undefined_status, cause::another_version},
    {stage::greeting, errc::busy, cause::busy},
    {stage::handshake, errc::timed_out, cause::handshake_unanswered},
    {stage::handshake, errc::timed_out, cause::handshake_undelivered, 0,
     silence_cause::answer_lost},
    {stage::handshake, errc::timed_out, cause::handshake_undelivered, 0,
     silence_cause::not_delivered},
    {stage::handshake, errc::timed_out, cause::handshake_not_sent, 0,
     silence_cause::not_sent},
    {stage::handshake, errc::timed_out, cause::handshake_silent, 0,
     silence_cause::not_answered},
    {stage::handshake,
     errc::timed_out,
     cause::handshake_unfinished,
     0,
     silence_cause::not_answered,
     {},
     "half of it"},
    {stage::handshake,
     errc::ended_without_close,
     cause::handshake_cut,
     0,
     {},
     {},
     "half"},
    {stage::handshake,
     of_system(std::errc::connection_reset),
     cause::handshake_cut,
     0,
     {},
     {},
     "half"},
    {stage::handshake,
     errc::bad_handshake_length,
     cause::handshake_broken,
     0,
     {},
     {},
     "HTTP"},
    {stage::handshake, errc::handshake_ended, cause::handshake_ended},
    {stage::handshake, errc::handshake_ended, cause::handshake_undelivered, 0,
     silence_cause::not_delivered},
    {stage::handshake, errc::handshake_ended, cause::handshake_silent, 0,
     silence_cause::not_answered},
    {stage::greeting, errc::deadline_passed, cause::deadline_in_greeting},
    {stage::handshake, errc::deadline_passed, cause::deadline_in_handshake},
    {stage::exchange, errc::deadline_passed, cause::deadline_in_exchange},
    {stage::handshake, errc::keys_differ, cause::keys_differ},
    {stage::handshake, errc::bad_handshake_length, cause::handshake_broken},
    {stage::handshake, errc::ended_without_close, cause::handshake_lost},
    {stage::handshake, errc::handshake_reset, cause::handshake_reset},
    {stage::handshake, of_system(std::errc::connection_reset), cause::handshake_lost},
    {stage::handshake, of_system(std::errc::timed_out), cause::handshake_lost},
    {stage::exchange, errc::bad_message_length, cause::lost_connection},
    {stage::exchange, errc::authentication_failed, cause::lost_connection},
    {stage::exchange, errc::unasked_response, cause::lost_connection},
    {stage::exchange, errc::counter_exhausted, cause::lost_connection},
    {stage::exchange, errc::closed_by_peer, cause::lost_connection},
    {stage::exchange, errc::ended_without_close, cause::lost_connection},
    {stage::exchange, errc::peer_reads_nothing, cause::lost_connection},
    {stage::exchange, errc::path_went_dead, cause::lost_connection},
    {stage::exchange, of_system(std::errc::broken_pipe), cause::lost_connection},
    {stage::exchange, errc::timed_out, cause::pings_not_answered, 0,
     silence_cause::not_answered},
    {stage::exchange, errc::timed_out, cause::pings_not_delivered, 0,
     silence_cause::not_delivered},
    {stage::exchange, errc::timed_out, cause::pings_not_sent, 0, silence_cause::not_sent},
    {stage::exchange, errc::timed_out, cause::answers_lost, 0,
     silence_cause::answer_lost},
    {stage::exchange, errc::timed_out, cause::large_pings_vanish, 0,
     silence_cause::large_vanish},
    {stage::exchange, errc::timed_out, cause::connection_forgotten, 0,
     silence_cause::forgotten},
    {stage::exchange, errc::timed_out, cause::answers_held_up, 0, silence_cause::held_up},
    {stage::exchange, errc::ended_without_close, cause::lost_with_connection, 0,
     silence_cause::connection_ended},
    {stage::exchange, errc::timed_out, cause::answers_slow, 0, silence_cause::slow},
};

row by_icmp(stage where, std::errc error, icmp_error icmp, cause expected) {
  row out{where, of_system(error), expected};
  out.icmp = std::move(icmp);
  return out;
}

icmp_error from_here(icmp_error icmp) {
  icmp.is_from_here = true;
  return icmp;
}

icmp_error known_neighbour(icmp_error icmp, bool answers) {
  icmp.is_from_here = true;
  icmp.neighbour_answers = answers;
  return icmp;
}

icmp_error with_hop_limit(icmp_error icmp, std::uint8_t own) {
  icmp.own_hop_limit = own;
  return icmp;
}

/// The code of the system does not matter.
const std::vector<row> rows_by_icmp{
    by_icmp(stage::connect, std::errc::host_unreachable, test::icmp_v4(3, 9),
            cause::prohibited_by),
    by_icmp(stage::connect, std::errc::host_unreachable, test::icmp_v4(3, 10),
            cause::prohibited_by),
    by_icmp(stage::connect, std::errc::host_unreachable, test::icmp_v4(3, 13),
            cause::prohibited_by),
    by_icmp(stage::connect, std::errc::permission_denied, test::icmp_v6(1, 1),
            cause::prohibited_by),
    by_icmp(stage::connect, std::errc::permission_denied, test::icmp_v6(1, 5),
            cause::prohibited_by),
    by_icmp(stage::connect, std::errc::connection_refused, test::icmp_v4(3, 3),
            cause::port_unreachable_at),
    by_icmp(stage::connect, std::errc::invalid_argument, test::icmp_v4(3, 2),
            cause::port_unreachable_at),
    by_icmp(stage::connect, std::errc::connection_refused, test::icmp_v6(1, 4),
            cause::port_unreachable_at),
    by_icmp(stage::connect, std::errc::network_unreachable, test::icmp_v4(3, 0),
            cause::network_unreachable_at),
    by_icmp(stage::connect, std::errc::network_unreachable, test::icmp_v6(1, 0),
            cause::network_unreachable_at),
    by_icmp(stage::connect, std::errc::host_unreachable, test::icmp_v4(3, 1),
            cause::host_unreachable_at),
    by_icmp(stage::connect, std::errc::host_unreachable, test::icmp_v6(1, 3),
            cause::host_unreachable_at),
    by_icmp(stage::connect, std::errc::invalid_argument, test::icmp_v4(12, 0),
            cause::host_unreachable_at),
    by_icmp(stage::connect, std::errc::host_unreachable, test::icmp_v4(11, 0),
            cause::hop_limit_exceeded_at),
    by_icmp(stage::connect, std::errc::host_unreachable, test::icmp_v6(3, 0),
            cause::hop_limit_exceeded_at),
    by_icmp(stage::connect, std::errc::host_unreachable, from_here(test::icmp_v4(3, 1)),
            cause::neighbour_silent),
    by_icmp(stage::connect, std::errc::host_unreachable, from_here(test::icmp_v6(1, 3)),
            cause::neighbour_silent),
    by_icmp(stage::connect, std::errc::host_unreachable,
            known_neighbour(test::icmp_v4(3, 1), false), cause::neighbour_silent),
    by_icmp(stage::connect, std::errc::host_unreachable,
            known_neighbour(test::icmp_v4(3, 1), true), cause::prohibited_here),
    by_icmp(stage::connect, std::errc::host_unreachable,
            known_neighbour(test::icmp_v6(1, 3), true), cause::prohibited_here),
    by_icmp(stage::connect, std::errc::host_unreachable,
            with_hop_limit(test::icmp_v4(11, 0), 64), cause::hop_limit_exceeded_at),
    by_icmp(stage::connect, std::errc::host_unreachable,
            with_hop_limit(test::icmp_v4(11, 0), 63), cause::own_hop_limit_small),
    by_icmp(stage::connect, std::errc::host_unreachable,
            with_hop_limit(test::icmp_v6(3, 0), 5), cause::own_hop_limit_small),
    by_icmp(stage::connect, std::errc::host_unreachable, from_here(test::icmp_v4(3, 13)),
            cause::prohibited_here),
    by_icmp(stage::connect, std::errc::connection_refused, from_here(test::icmp_v4(3, 3)),
            cause::prohibited_here),
    by_icmp(stage::connect, std::errc::network_unreachable,
            from_here(test::icmp_v4(3, 0)), cause::prohibited_here),
    by_icmp(stage::proxy_connect, std::errc::host_unreachable, test::icmp_v4(3, 13),
            cause::proxy_unreachable_at),
    by_icmp(stage::proxy_connect, std::errc::connection_refused, test::icmp_v6(1, 4),
            cause::proxy_unreachable_at),
    by_icmp(stage::proxy_connect, std::errc::host_unreachable,
            from_here(test::icmp_v4(3, 1)), cause::proxy_unreachable),
};

std::vector<row> all_rows() {
  std::vector<row> out = direct_rows;
  out.insert(out.end(), rows_by_icmp.begin(), rows_by_icmp.end());
  out.insert(out.end(), proxy_rows.begin(), proxy_rows.end());
  out.insert(out.end(), telling_proxy_rows.begin(), telling_proxy_rows.end());
  out.insert(out.end(), tunnel_rows.begin(), tunnel_rows.end());
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
  out.waited = from.waited;
  out.first_bytes = test::bytes_of(from.first_bytes);
  out.seen = from.seen;
  out.source = "192.0.2.1";
  out.interface_name = "eth1";
  out.icmp = from.icmp;
  if (from.through_proxy) out.through = "proxy.example:3128";
  if (is_of_proxy(from.where)) {
    out.proxy = failed_proxy{"proxy.example", 3128,
                             "192.0.2.9",     from.status,
                             "So it is.",     "negotiate, ntlm",
                             from.why,        "http://portal.example/"};
    if (from.where == stage::proxy_resolve) out.proxy->address.clear();
  } else if (from.where != stage::resolve) {
    out.address = "192.0.2.7";
  }
  return out;
}

std::string service_of(const std::string& first_bytes) {
  const auto name = service_name(test::bytes_of(first_bytes));
  return std::string(name.empty() ? "another service" : name);
}

/// A wording with the fields of failure_of() in it.
std::string filled(std::string_view wording, const row& from) {
  const std::vector<std::pair<std::string, std::string>> values{
      {"{host}", "server.example"},
      {"{port}", "5123"},
      {"{address}", is_of_proxy(from.where) ? "server.example" : "192.0.2.7"},
      {"{zone}", ""},
      {"{time}", from.waited == 1500ms ? "1.50 s" : "2.00 s"},
      {"{source}", "192.0.2.1"},
      {"{interface}", "eth1"},
      {"{seconds}", from.waited == 1500ms ? "1.50" : "2.00"},
      {"{service}", service_of(from.first_bytes)},
      {"{count}", std::to_string(from.first_bytes.size())},
      {"{size}", std::to_string(from.first_bytes.size()) + " bytes"},
      {"{bytes}", escape(test::bytes_of(from.first_bytes), 16)},
      {"{location}", ", Location \"http://portal.example/\""},
      {"{proxy}", "proxy.example:3128"},
      {"{status}", std::to_string(from.status) + " So it is."},
      {"{schemes}", "negotiate, ntlm"},
      {"{sender}", from.icmp ? from.icmp->sender : ""},
      {"{icmp}", from.icmp ? icmp_words(*from.icmp) : ""},
      {"{hops}", from.icmp ? std::to_string(from.icmp->own_hop_limit) : ""},
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
    CHECK(cause_of(failure_of(row)) == row.expected);
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
  reached.insert(cause::keys_differ_or_changed);  // has a test of its own
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

TEST_CASE("diagnosis: without a key on this side, nobody can know that keys differ") {
  auto what = failure_of({stage::handshake, errc::keys_differ, cause::keys_differ});
  what.open_mode = true;
  const auto& words = words_for(cause::keys_differ_or_changed);
  CHECK(diagnose(what).sentence ==
        subject_of(stage::handshake) + ": " + std::string(words.sentence));
  CHECK(diagnose(what).hint == words.hint);
  CHECK(diagnose(what).code == exit_code::keys_differ);
}

TEST_CASE("failure_cause: what may pass is what is missing here, or a busy responder") {
  const std::set<cause> expected{
      cause::source_not_here,         cause::interface_not_here,
      cause::interface_down,          cause::interface_without_address,
      cause::source_not_on_interface, cause::no_local_port,
      cause::network_unreachable,     cause::busy};
  for (const auto& words : failure_wordings()) {
    CAPTURE(words.sentence);
    CHECK(may_pass(words.what) == expected.contains(words.what));
  }
}

TEST_CASE("failure_cause: what is local exits with 2, and nothing else does") {
  for (const auto& words : failure_wordings()) {
    CAPTURE(words.sentence);
    CHECK(is_local(words.what) == (words.code == exit_code::usage));
  }
}

TEST_CASE("failure_cause: which failures say that the target is down") {
  const std::set<exit_code> never{exit_code::usage, exit_code::name_not_found,
                                  exit_code::proxy_unreachable, exit_code::keys_differ};
  // Of the responder, or of this machine, although the code is one of the target.
  const std::set<cause> nor{cause::ipv6_off,
                            cause::not_for_tcp,
                            cause::prohibited_here,
                            cause::network_unreachable,
                            cause::busy,
                            cause::another_version};
  const std::set<cause> proxy_has_tried{
      cause::proxy_bad_gateway, cause::proxy_unavailable, cause::proxy_gateway_timeout,
      cause::proxy_target_refused, cause::proxy_target_unreachable};
  for (const auto& words : failure_wordings()) {
    CAPTURE(words.sentence);
    const bool is_refusal = words.code == exit_code::proxy_refused;
    const bool expected = !never.contains(words.code) && !nor.contains(words.what) &&
                          (!is_refusal || proxy_has_tried.contains(words.what));
    CHECK(says_down(words.what) == expected);
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
