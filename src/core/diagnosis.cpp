// SPDX-License-Identifier: MIT
#include <tmss10/core/diagnosis.hpp>
#include <tmss10/core/errc.hpp>
#include <tmss10/core/safe_text.hpp>
#include <tmss10/core/service_name.hpp>

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace tmss10 {
namespace {

/// The kinds of failure that a user can tell apart, each with its own words and one exit
/// code.
enum class cause {
  name_not_found,
  resolver_silent,
  resolver_failed,
  no_address_of_family,
  refused,
  connect_timed_out,
  unreachable,
  prohibited,
  no_local_address,
  silent,
  closed_at_once,
  another_service,
  another_version,
  busy,
  handshake_silent,
  keys_differ,
  broken_session,
  lost_connection,
  local,
};

struct wording {
  cause what;
  exit_code code;
  std::string_view sentence;
  std::string_view hint;
};

/// The words of every cause; a sentence goes on from the peer's name. {port}, {address},
/// {seconds}, {service}, {bytes} and {error} are filled in.
constexpr std::array wordings{
    wording{cause::name_not_found, exit_code::name_not_found, "the name was not found",
            "check the spelling, and that this machine uses the right name server."},
    wording{cause::resolver_silent, exit_code::name_not_found,
            "no answer from the name server in {seconds} s",
            "this machine's name server can't be reached. Ask who runs it, or use the "
            "address in place of the name."},
    wording{cause::resolver_failed, exit_code::name_not_found, "{error}",
            "this machine's name server reports a failure. Try again, or use the address "
            "in place of the name."},
    wording{cause::no_address_of_family, exit_code::name_not_found,
            "no address of the family asked for", "leave out -4 or -6."},
    wording{
        cause::refused, exit_code::refused, "connection refused",
        "the host is up, but nothing listens there, or a firewall rejects it. Ask the "
        "server's administrator whether the server runs on TCP port {port}."},
    wording{
        cause::connect_timed_out, exit_code::connect_timed_out,
        "no answer to the connection request in {seconds} s",
        "a firewall is dropping the packets, or the host is down. Ask for outbound TCP "
        "{port} to {address}."},
    wording{cause::unreachable, exit_code::unreachable, "{error}",
            "a router on the way, or this machine, has no route to it. Ask the network's "
            "administrator for a route to {address}."},
    wording{cause::prohibited, exit_code::unreachable, "administratively prohibited",
            "a firewall says no. Ask its administrator for outbound TCP {port} to "
            "{address}."},
    wording{cause::no_local_address, exit_code::usage, "{error}",
            "the address given with --source is not one of this machine's, or not of the "
            "target's family."},
    wording{
        cause::silent, exit_code::no_responder,
        "connected, but no greeting in {seconds} s; nothing was sent",
        "TCP gets through, but no TMSS10Responder answers. A genuine TapeTrack server "
        "is silent here, and is not harmed."},
    wording{cause::closed_at_once, exit_code::no_responder,
            "connected, but closed before a greeting; nothing was sent",
            "TCP gets through, but no TMSS10Responder answers. A TapeTrack server does "
            "this to an address in its time-out table: wait, or ask its administrator."},
    wording{cause::another_service, exit_code::no_responder,
            "{service} answers there: \"{bytes}\"; nothing was sent",
            "check the port; no TMSS10Responder listens on this one."},
    wording{cause::another_version, exit_code::no_responder, "{error}",
            "use the same version of TMSS10Ping and TMSS10Responder."},
    wording{cause::busy, exit_code::no_responder, "{error}",
            "try again later, or ask the responder's administrator for a higher "
            "--max-connections."},
    wording{
        cause::handshake_silent, exit_code::no_responder,
        "greeted, but no answer to the handshake in {seconds} s",
        "the connection opens, but data does not get through. Ask for the firewalls on "
        "the way to be checked for inspection of TCP {port}."},
    wording{cause::keys_differ, exit_code::keys_differ, "the keys differ",
            "give both sides the same key file with -k, or neither of them one."},
    wording{cause::broken_session, exit_code::connection_lost,
            "the session broke: {error}",
            "something on the way changes the data, or the other side is faulty."},
    wording{cause::lost_connection, exit_code::connection_lost,
            "the connection was lost: {error}",
            "the other side, or a firewall on the way, ended it. Ask the server's "
            "administrator whether it was restarted."},
    wording{cause::local, exit_code::usage, "{error}", ""},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < wordings.size(); ++i) {
    if (static_cast<std::size_t>(wordings[i].what) != i) return false;
  }
  return true;
}
static_assert(in_order(), "one wording for each cause, in the order of the causes");

cause cause_in_resolve(std::error_code error) {
  if (error == errc::timed_out) return cause::resolver_silent;
  if (error == errc::name_not_found) return cause::name_not_found;
  if (error == errc::no_address_of_family) return cause::no_address_of_family;
  return cause::resolver_failed;
}

cause cause_in_connect(std::error_code error) {
  if (error == errc::timed_out || error == std::errc::timed_out) {
    return cause::connect_timed_out;
  }
  if (error == std::errc::connection_refused) return cause::refused;
  // Connected, and reset before anybody looked.
  if (error == std::errc::connection_reset || error == std::errc::connection_aborted) {
    return cause::closed_at_once;
  }
  if (error == std::errc::permission_denied ||
      error == std::errc::operation_not_permitted) {
    return cause::prohibited;
  }
  if (error == std::errc::address_not_available ||
      error == std::errc::address_family_not_supported) {
    return cause::no_local_address;
  }
  if (error == std::errc::network_unreachable || error == std::errc::host_unreachable ||
      error == std::errc::network_down) {
    return cause::unreachable;
  }
  return cause::local;
}

cause cause_in_greeting(std::error_code error) {
  if (error == errc::timed_out) return cause::silent;
  if (error == errc::busy) return cause::busy;
  if (error == errc::not_a_greeting) return cause::another_service;
  if (error == errc::unsupported_version || error == errc::undefined_status) {
    return cause::another_version;
  }
  return cause::closed_at_once;
}

bool breaks_the_format(std::error_code error) {
  return error == errc::bad_handshake_length || error == errc::bad_message_length ||
         error == errc::authentication_failed || error == errc::unasked_response ||
         error == errc::counter_exhausted;
}

cause cause_of(const failure& what) {
  switch (what.where) {
    case stage::resolve: return cause_in_resolve(what.error);
    case stage::connect: return cause_in_connect(what.error);
    case stage::greeting: return cause_in_greeting(what.error);
    case stage::handshake:
      if (what.error == errc::timed_out) return cause::handshake_silent;
      if (what.error == errc::keys_differ) return cause::keys_differ;
      break;
    case stage::exchange: break;
  }
  return breaks_the_format(what.error) ? cause::broken_session : cause::lost_connection;
}

/// "host port N", with the address when it is another text than the host; a name alone
/// while there is no address.
std::string peer_text(const failure& what) {
  if (what.where == stage::resolve) return what.host;
  if (what.address.empty() || what.address == what.host) {
    return fmt::format("{} port {}", what.host, what.port);
  }
  return fmt::format("{} ({}) port {}", what.host, what.address, what.port);
}

std::string fill_in(std::string_view text, const failure& what) {
  constexpr std::size_t shown_bytes = 16;
  const std::string& address = what.address.empty() ? what.host : what.address;
  const std::string_view service = service_name(what.first_bytes);
  const double seconds = std::chrono::duration<double>(what.waited).count();
  return fmt::format(fmt::runtime(text), fmt::arg("port", what.port),
                     fmt::arg("address", address),
                     fmt::arg("seconds", fmt::format("{:.2f}", seconds)),
                     fmt::arg("service", service.empty() ? "another service" : service),
                     fmt::arg("bytes", escape(what.first_bytes, shown_bytes)),
                     fmt::arg("error", what.error.message()));
}

}  // namespace

diagnosis diagnose(const failure& what) {
  const auto& words = wordings[static_cast<std::size_t>(cause_of(what))];
  std::string sentence = fill_in(words.sentence, what);
  if (what.lost_before) {
    sentence =
        fmt::format("the connection was lost ({}), and could not be made again: {}",
                    what.lost_before.message(), sentence);
  }
  return {fmt::format("{}: {}", peer_text(what), sentence), fill_in(words.hint, what),
          what.lost_before ? exit_code::connection_lost : words.code};
}

}  // namespace tmss10
