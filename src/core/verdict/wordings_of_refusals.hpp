// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/failure_wording.hpp>

#include <array>

namespace tmss10 {

/// What is said of a proxy that refuses a tunnel.
inline constexpr std::array wordings_of_refusals{
    wording{cause::proxy_unauthorized, exit_code::proxy_refused,
            "it refuses a tunnel to {host} port {port}: {status}",
            "some proxies report a wrong user name or password this way. Check "
            "both, or ask the proxy's administrator."},
    wording{cause::proxy_forbidden, exit_code::proxy_refused,
            "it refuses a tunnel to {host} port {port}: {status}",
            "the proxy's rules forbid it. Ask its administrator to allow CONNECT to "
            "{host} port {port}; many proxies allow only port 443, and some require "
            "a User-Agent header, which --proxy-header can send."},
    wording{cause::proxy_not_found, exit_code::proxy_refused,
            "it refuses a tunnel to {host} port {port}: {status}",
            "that is a web server rather than a proxy, or the proxy does not know "
            "the name. Check the proxy's address and port."},
    wording{cause::proxy_redirects, exit_code::proxy_refused,
            "it does not open a tunnel to {host} port {port}, but redirects: "
            "{status}{location}",
            "open that page in a browser on this machine: it may require a login or "
            "a confirmation first. Or ask the proxy's administrator."},
    wording{cause::captive_portal, exit_code::proxy_refused,
            "the network requires a login first: {status}{location}",
            "a captive portal answers instead of the proxy. Log in with a browser "
            "on this machine, or ask the network's administrator."},
    wording{cause::proxy_asked_too_often, exit_code::proxy_refused,
            "it received too many requests: {status}",
            "wait before the next attempt, use a longer interval (-i), or ask the "
            "proxy's administrator for a higher limit."},
    wording{cause::proxy_wants_credentials, exit_code::proxy_refused,
            "it requires a user name and a password",
            "put user:password in a file, and name it with --proxy-credentials."},
    wording{cause::proxy_wrong_credentials, exit_code::proxy_refused,
            "it refuses the user name or the password",
            "check both, or ask the proxy's administrator."},
    wording{cause::proxy_unknown_scheme, exit_code::proxy_refused,
            "it requires an authentication scheme that is not supported: {schemes}",
            "Basic and Digest (MD5, SHA-256, SHA-512-256) are supported. Ask the "
            "proxy's administrator for one of them, or for access without "
            "authentication."},
    wording{cause::proxy_user_has_colon, exit_code::proxy_refused, "{error}",
            "it offers no other authentication. Ask the proxy's administrator for a "
            "user name without a colon."},
    wording{cause::proxy_bad_gateway, exit_code::proxy_refused,
            "it refuses a tunnel to {host} port {port}: {status}",
            "the proxy could not connect to the target. Ask its administrator "
            "whether the proxy itself can reach {host} port {port}."},
    wording{cause::proxy_unavailable, exit_code::proxy_refused,
            "it refuses a tunnel to {host} port {port}: {status}",
            "the target refused the proxy's connection, or the proxy could not find "
            "the name, or is overloaded. Ask whether the server is running, and "
            "whether the proxy can reach it."},
    wording{cause::proxy_gateway_timeout, exit_code::proxy_refused,
            "it refuses a tunnel to {host} port {port}: {status}",
            "the target does not answer the proxy. Ask its administrator to allow "
            "TCP {port} from the proxy to {host}."},
    wording{cause::proxy_finds_no_name, exit_code::proxy_refused,
            "it refuses a tunnel to {host} port {port}: {status}",
            "the proxy could not find the name {host}. Check its spelling, use its "
            "address, or ask the proxy's administrator which name server it uses."},
    wording{cause::proxy_invalid_target, exit_code::proxy_refused,
            "it refuses a tunnel to {host} port {port}: {status}",
            "the proxy does not consider {host} port {port} a valid target. Check "
            "its spelling."},
    wording{cause::proxy_target_refused, exit_code::proxy_refused,
            "it refuses a tunnel to {host} port {port}: {status}",
            "the target refuses the proxy's connection: nothing listens there, or a "
            "firewall rejects it. Ask the server's administrator whether the server "
            "runs on TCP port {port}."},
    wording{cause::proxy_target_unreachable, exit_code::proxy_refused,
            "it refuses a tunnel to {host} port {port}: {status}",
            "the proxy has no route to the target. Ask its administrator for a "
            "route to {host}."},
    wording{cause::proxy_overloaded, exit_code::proxy_refused,
            "it refuses a tunnel to {host} port {port}: {status}",
            "the proxy is overloaded or shutting down. Try again later, or ask its "
            "administrator."},
    wording{cause::proxy_refuses, exit_code::proxy_refused,
            "it refuses a tunnel to {host} port {port}: {status}",
            "ask the proxy's administrator to allow CONNECT to {host} port {port}."},
};

}  // namespace tmss10
