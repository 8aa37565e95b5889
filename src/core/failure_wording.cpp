// SPDX-License-Identifier: MIT
#include <tmss10/core/failure_wording.hpp>

#include <array>
#include <cstddef>

namespace tmss10 {
namespace {

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
    wording{cause::network_unreachable, exit_code::unreachable, "{error}",
            "this machine, or a router on the way, has no route to it. Ask the network's "
            "administrator for a route to {address}."},
    wording{cause::host_unreachable, exit_code::unreachable, "{error}",
            "a router or a firewall on the way says that it can't be reached, or must "
            "not be. Ask the network's administrator for TCP {port} to {address}."},
    wording{cause::prohibited, exit_code::unreachable, "administratively prohibited",
            "a firewall says no. Ask its administrator for outbound TCP {port} to "
            "{address}."},
    wording{cause::no_local_address, exit_code::usage, "{error}",
            "the address given with --source is not one of this machine's, or not of the "
            "target's family."},
    wording{cause::invalid_address, exit_code::usage, "{error}",
            "such an address can't be connected to. If it begins with fe80, it needs its "
            "zone, as in fe80::1%eth0."},
    wording{cause::proxy_name_not_found, exit_code::proxy_unreachable,
            "the name was not found", "check the spelling of the proxy's name."},
    wording{cause::proxy_resolver_silent, exit_code::proxy_unreachable,
            "no answer from the name server in {seconds} s",
            "this machine's name server can't be reached. Ask who runs it, or use the "
            "proxy's address in place of its name."},
    wording{cause::proxy_resolver_failed, exit_code::proxy_unreachable, "{error}",
            "use the proxy's address in place of its name."},
    wording{cause::proxy_no_address_of_family, exit_code::proxy_unreachable,
            "no address of the family asked for",
            "leave out -4 or -6: they are about the way to the proxy."},
    wording{cause::proxy_refused, exit_code::proxy_unreachable, "connection refused",
            "no proxy listens there. Check its port, or ask the proxy's administrator "
            "whether it runs."},
    wording{cause::proxy_timed_out, exit_code::proxy_unreachable,
            "no answer to the connection request in {seconds} s",
            "a firewall is dropping the packets to the proxy, or it is down. Check its "
            "address, or ask the proxy's administrator."},
    wording{cause::proxy_unreachable, exit_code::proxy_unreachable, "{error}",
            "the way to the proxy is barred. Ask the network's administrator for the way "
            "to it."},
    wording{
        cause::proxy_unauthorized, exit_code::proxy_refused,
        "it refuses a tunnel to {host} port {port}: {status}",
        "some proxies say so of a wrong user name or password. Check both, or ask the "
        "proxy's administrator."},
    wording{cause::proxy_forbidden, exit_code::proxy_refused,
            "it refuses a tunnel to {host} port {port}: {status}",
            "the proxy's rules forbid it. Ask its administrator to allow CONNECT to "
            "{host} port {port}; many proxies allow only port 443."},
    wording{cause::proxy_not_found, exit_code::proxy_refused,
            "it refuses a tunnel to {host} port {port}: {status}",
            "that is a web server rather than a proxy, or the proxy does not know the "
            "name. Check the proxy's address and port."},
    wording{cause::proxy_wants_credentials, exit_code::proxy_refused,
            "it wants a user name and a password",
            "give it a file with the line user:password with --proxy-credentials."},
    wording{cause::proxy_wrong_credentials, exit_code::proxy_refused,
            "it refuses the user name or the password",
            "check both, or ask the proxy's administrator."},
    wording{cause::proxy_unknown_scheme, exit_code::proxy_refused,
            "it wants an authentication scheme that is not supported: {schemes}",
            "Basic, and Digest with MD5 or SHA-256 and qop=auth, are. Ask the proxy's "
            "administrator for one of them, or for a way without authentication."},
    wording{cause::proxy_user_has_colon, exit_code::proxy_refused, "{error}",
            "it offers no other authentication. Ask the proxy's administrator for a user "
            "name without a colon."},
    wording{cause::proxy_bad_gateway, exit_code::proxy_refused,
            "it refuses a tunnel to {host} port {port}: {status}",
            "the proxy got no connection to the target. Ask its administrator whether "
            "the proxy itself can reach {host} port {port}."},
    wording{
        cause::proxy_unavailable, exit_code::proxy_refused,
        "it refuses a tunnel to {host} port {port}: {status}",
        "the target refuses the proxy, or the proxy does not find the name, or it is "
        "overloaded. Ask whether the server runs, and whether the proxy can reach it."},
    wording{cause::proxy_gateway_timeout, exit_code::proxy_refused,
            "it refuses a tunnel to {host} port {port}: {status}",
            "the target does not answer the proxy. Ask for TCP {port} from the proxy to "
            "{host}."},
    wording{cause::proxy_refuses, exit_code::proxy_refused,
            "it refuses a tunnel to {host} port {port}: {status}",
            "ask the proxy's administrator to allow CONNECT to {host} port {port}."},
    wording{cause::not_a_proxy, exit_code::proxy_refused,
            "that is not an HTTP proxy: \"{bytes}\"",
            "check the proxy's address and port; {service} answers there."},
    wording{cause::proxy_head_too_large, exit_code::proxy_refused,
            "its reply has a head of more than 16 KiB",
            "it may be a web server rather than a proxy. Check its address and port, or "
            "ask the proxy's administrator."},
    wording{cause::proxy_closed, exit_code::proxy_refused,
            "it closed the connection before it had answered",
            "it may not be an HTTP proxy, or it turns this machine away. Check its "
            "address and port, or ask the proxy's administrator."},
    wording{cause::proxy_silent, exit_code::proxy_refused,
            "no answer to the request for a tunnel in {seconds} s",
            "it may not be an HTTP proxy, or the target does not answer it. Check its "
            "address and port, or ask the proxy's administrator."},
    wording{
        cause::silent, exit_code::no_responder,
        "connected, but no greeting in {seconds} s; nothing was sent",
        "TCP gets through, but no TMSS10Responder answers. A genuine TapeTrack server "
        "is silent here, and is not harmed: test it with --connect-only."},
    wording{cause::closed_before_greeting, exit_code::no_responder,
            "connected, but closed before a greeting; nothing was sent",
            "TCP gets through, but no TMSS10Responder answers. A TapeTrack server does "
            "this to an address in its time-out table: wait, or ask its administrator."},
    wording{cause::closed_at_once, exit_code::no_responder,
            "connected, but closed at once; nothing was sent",
            "TCP gets through, but the server turns this address away. A TapeTrack "
            "server does this to an address in its time-out table: wait, or ask its "
            "administrator."},
    wording{cause::another_service, exit_code::no_responder,
            "{service} answers there: \"{bytes}\"; nothing was sent",
            "check the port; no TMSS10Responder listens on this one."},
    wording{cause::another_version, exit_code::no_responder, "{error}",
            "use the same version of TMSS10Ping and TMSS10Responder."},
    wording{cause::busy, exit_code::no_responder, "{error}",
            "try again later, or ask the responder's administrator for a higher "
            "--max-connections or --max-per-address."},
    wording{
        cause::handshake_unanswered, exit_code::no_responder,
        "greeted, but no answer to the handshake in {seconds} s",
        "the TMSS10Responder hangs, or data does not get through. Ask the server's "
        "administrator, and for the firewalls on the way to be checked for TCP {port}."},
    wording{
        cause::handshake_undelivered, exit_code::no_responder,
        "greeted, but the handshake did not get through in {seconds} s",
        "the connection opens, but data does not get through. Ask for the firewalls on "
        "the way to be checked for inspection of TCP {port}."},
    wording{
        cause::handshake_silent, exit_code::no_responder,
        "greeted, and the handshake arrived, but no answer to it in {seconds} s",
        "TCP delivers it, so the network is fine. Ask the server's administrator whether "
        "the TMSS10Responder hangs."},
    wording{cause::keys_differ, exit_code::keys_differ, "the keys differ",
            "give both sides the same key file with -k, or neither of them one."},
    wording{cause::handshake_reset, exit_code::keys_differ,
            "the keys differ, or a firewall ends the connection: reset in the handshake",
            "give both sides the same key file with -k, or neither of them one. If they "
            "have, ask for the firewalls to be checked for inspection of TCP {port}."},
    wording{cause::broken_session, exit_code::connection_lost,
            "the session broke: {error}",
            "something on the way changes the data, or the other side is faulty."},
    wording{cause::lost_connection, exit_code::connection_lost,
            "the connection was lost: {error}",
            "the other side, or a firewall on the way, ended it. Ask the server's "
            "administrator whether it was restarted."},
    wording{cause::pings_not_answered, exit_code::not_all_answered,
            "pings arrived, but were not answered in time",
            "TCP delivers them, so the network is fine. Ask the server's administrator "
            "whether the TMSS10Responder hangs or is overloaded."},
    wording{
        cause::answers_lost, exit_code::not_all_answered,
        "pings arrived, but the answers did not get back",
        "the way back loses data. Ask for the firewalls on the way from the server to "
        "be checked for TCP {port}."},
    wording{cause::pings_not_delivered, exit_code::not_all_answered,
            "connected, but pings did not get through",
            "the network failed in mid-run, or a firewall forgot or cut the connection. "
            "Ask for the firewalls on the way to be checked for TCP {port}."},
    wording{cause::large_pings_vanish, exit_code::not_all_answered,
            "small packets get through, large ones vanish",
            "a link on the way takes smaller packets only and does not say so (an MTU "
            "hole). Ask the network's administrator to let ICMP pass, or to lower the "
            "MTU."},
    wording{cause::local, exit_code::usage, "{error}", ""},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < wordings.size(); ++i) {
    if (static_cast<std::size_t>(wordings[i].what) != i) return false;
  }
  return wordings.back().what == cause::local;
}
static_assert(in_order(), "one wording for each cause, in the order of the causes");

}  // namespace

std::span<const wording> failure_wordings() {
  return wordings;
}

const wording& words_for(cause what) {
  return wordings[static_cast<std::size_t>(what)];
}

}  // namespace tmss10
