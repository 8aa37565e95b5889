// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/failure_wording.hpp>

#include <array>

namespace tmss10 {

/// What is said of a proxy's other replies, and of what comes through its tunnel.
inline constexpr std::array wordings_of_tunnels{
    wording{cause::not_a_proxy, exit_code::proxy_refused,
            "that is not an HTTP proxy: \"{bytes}\"",
            "check the proxy's address and port; {service} answers there."},
    wording{cause::proxy_breaks_http, exit_code::proxy_refused,
            "its reply is not valid HTTP/1: {error}: \"{bytes}\"",
            "it may not be a proxy, or something on the path changes its replies. "
            "Check its address and port, or ask the proxy's administrator."},
    wording{cause::proxy_head_too_large, exit_code::proxy_refused,
            "the head of its reply exceeds 16 KiB",
            "it may be a web server rather than a proxy. Check its address and "
            "port, or ask the proxy's administrator."},
    wording{cause::proxy_closed, exit_code::proxy_refused,
            "it closed the connection before answering",
            "it may not be an HTTP proxy, or it rejects this machine. Check its "
            "address and port, or ask the proxy's administrator."},
    wording{cause::proxy_silent, exit_code::proxy_refused,
            "no answer to the request for a tunnel in {seconds} s",
            "it may not be an HTTP proxy, or the target does not answer it. Check "
            "its address and port, or ask the proxy's administrator."},
    wording{cause::proxy_unfinished, exit_code::proxy_refused,
            "its reply was not finished in {seconds} s: {size} came, \"{bytes}\"",
            "it may not be an HTTP proxy, or it is overloaded. Check its address "
            "and port, or ask the proxy's administrator."},
    wording{cause::deadline_in_tunnel, exit_code::proxy_refused,
            "the deadline (-w) expired {seconds} s into the wait for a tunnel",
            "allow more time with -w. If there is still no answer, it may not be an "
            "HTTP proxy, or the target does not answer it."},
    wording{cause::tunnel_silent, exit_code::no_responder,
            "the proxy {proxy} opened a tunnel, but no greeting came through it in "
            "{seconds} s; nothing was sent",
            "many proxies say 200 before they have connected: ask the proxy's "
            "administrator whether it can reach {host} port {port}. If it can, no "
            "TMSS10Responder answers there; a genuine TapeTrack server is silent "
            "here, and is not harmed."},
    wording{cause::tunnel_unfinished, exit_code::no_responder,
            "the proxy {proxy} opened a tunnel, but only {count} of the 8 bytes of "
            "a greeting came through it in {seconds} s; nothing was sent",
            "a TMSS10Responder sends all of them at once. Ask the proxy's "
            "administrator whether the proxy, or a firewall, holds data back, and "
            "check the port."},
    wording{cause::deadline_behind_proxy, exit_code::no_responder,
            "the proxy {proxy} opened a tunnel, but the deadline (-w) expired "
            "{seconds} s into the wait for a greeting; nothing was sent",
            "allow more time with -w. If there is still none, ask the proxy's "
            "administrator whether it can reach {host} port {port}: many proxies say "
            "200 before they have connected."},
    wording{cause::tunnel_closed, exit_code::no_responder,
            "the proxy {proxy} opened a tunnel, but it was closed after {time} without "
            "a greeting; nothing was sent",
            "many proxies say 200 before they have connected: ask the proxy's "
            "administrator whether it can reach {host} port {port}. If it can, no "
            "TMSS10Responder answers there, or a TapeTrack server has this address "
            "in its time-out table."},
    wording{cause::tunnel_reset, exit_code::no_responder,
            "the proxy {proxy} opened a tunnel, but it was reset after {time} without a "
            "greeting; nothing was sent",
            "many proxies say 200 before they have connected, and reset the tunnel if "
            "that fails or the target resets it: ask the proxy's administrator whether "
            "it can reach {host} port {port}. A firewall between this machine and the "
            "proxy may reset it, too."},
    wording{cause::tunnel_closed_at_once, exit_code::no_responder,
            "the proxy {proxy} opened a tunnel, but it was closed at once, after "
            "{time}; nothing was sent",
            "many proxies say 200 before they have connected: ask the proxy's "
            "administrator whether it can reach {host} port {port}. If it can, the "
            "server turns this address away; a TapeTrack server does this to one in "
            "its time-out table."},
    wording{cause::tunnel_reset_at_once, exit_code::no_responder,
            "the proxy {proxy} opened a tunnel, but it was reset at once, after {time}; "
            "nothing was sent",
            "many proxies say 200 before they have connected, and reset the tunnel if "
            "that fails or the target resets it: ask the proxy's administrator whether "
            "it can reach {host} port {port}. A firewall between this machine and the "
            "proxy may reset it, too."},
    wording{cause::proxy_in_tunnel, exit_code::no_responder,
            "{service} answers through the proxy {proxy}: \"{bytes}\"; nothing was "
            "sent",
            "that may be the proxy itself: many proxies say 200 before they have "
            "connected. Ask its administrator whether it can reach {host} port "
            "{port}, and check the port."},
    wording{cause::service_in_tunnel, exit_code::no_responder,
            "{service} answers through the proxy {proxy}: \"{bytes}\"; nothing was "
            "sent",
            "check the port, or ask the server's administrator for it; no "
            "TMSS10Responder listens on this one."},
};

}  // namespace tmss10
