// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/failure_wording.hpp>

#include <array>

namespace tmss10 {

/// What is said of reaching a proxy.
inline constexpr std::array wordings_of_proxies{
    wording{cause::proxy_name_not_found, exit_code::proxy_unreachable,
            "the name was not found", "check the spelling of the proxy's name."},
    wording{cause::proxy_no_address, exit_code::proxy_unreachable,
            "the name exists, but has no address",
            "the name has no A or AAAA record. Check the proxy's name."},
    wording{cause::proxy_resolver_silent, exit_code::proxy_unreachable,
            "no answer from the name server in {seconds} s",
            "this machine can't reach its name server. Ask whoever runs it, or use "
            "the proxy's address instead of its name."},
    wording{cause::proxy_resolver_failed, exit_code::proxy_unreachable, "{error}",
            "use the proxy's address instead of its name."},
    wording{cause::proxy_no_address_of_family, exit_code::proxy_unreachable,
            "no address of the requested family",
            "leave out -4 or -6: they apply to the connection to the proxy."},
    wording{cause::proxy_refused, exit_code::proxy_unreachable, "connection refused",
            "no proxy listens there. Check its port, or ask the proxy's "
            "administrator whether it is running."},
    wording{cause::proxy_timed_out, exit_code::proxy_unreachable,
            "no answer to the connection request in {seconds} s",
            "a firewall is dropping the packets to the proxy, or it is down. Check "
            "its address, or ask the proxy's administrator."},
    wording{cause::proxy_unreachable, exit_code::proxy_unreachable, "{error}",
            "the path to the proxy is blocked. Ask the network's administrator to "
            "open it."},
    wording{
        cause::proxy_unreachable_at, exit_code::proxy_unreachable,
        "{sender} says: {icmp}",
        "the path to the proxy is blocked there. Ask the administrator of {sender} to "
        "open it."},
    wording{cause::proxy_needs_ipv6, exit_code::proxy_unreachable,
            "IPv6 is disabled on this machine",
            "ask this machine's administrator to enable it, or use the proxy's IPv4 "
            "address."},
    wording{cause::proxy_not_for_tcp, exit_code::proxy_unreachable, "{error}",
            "the address stands for many hosts. Check the proxy's address."},
    wording{cause::deadline_in_proxy_resolve, exit_code::proxy_unreachable,
            "the deadline (-w) expired {seconds} s into the name look-up",
            "allow more time with -w, or use the proxy's address instead of its "
            "name."},
    wording{cause::deadline_in_proxy_connect, exit_code::proxy_unreachable,
            "the deadline (-w) expired {seconds} s into the connection request",
            "allow more time with -w. If there is still no answer, a firewall is "
            "dropping the packets to the proxy, or it is down."},
};

}  // namespace tmss10
