// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/failure_wording.hpp>

#include <array>

namespace tmss10 {

/// What is said of name look-ups and connection requests.
inline constexpr std::array wordings_of_connecting{
    wording{cause::name_not_found, exit_code::name_not_found, "the name was not found",
            "check the spelling, and that this machine uses the right name server."},
    wording{cause::no_address, exit_code::name_not_found,
            "the name exists, but has no address",
            "the name has no A or AAAA record. Ask whoever runs its domain for the "
            "server's own name."},
    wording{cause::resolver_silent, exit_code::name_not_found,
            "no answer from the name server in {seconds} s",
            "this machine can't reach its name server. Ask whoever runs it, or use "
            "the address instead of the name."},
    wording{cause::resolver_failed, exit_code::name_not_found, "{error}",
            "this machine's name server reports a failure. Try again, or use the "
            "address instead of the name."},
    wording{cause::no_address_of_family, exit_code::name_not_found,
            "no address of the requested family", "leave out -4 or -6."},
    wording{cause::mapped_address, exit_code::name_not_found,
            "an IPv4-mapped address is an IPv4 address, and -6 asks for IPv6",
            "leave out -6, or use the server's IPv6 address."},
    wording{cause::no_interface, exit_code::usage,
            "there is no network interface \"{zone}\"",
            "put one of this machine's interfaces after the %, as in fe80::1%eth0. "
            "Only URLs need %25."},
    wording{cause::deadline_in_resolve, exit_code::name_not_found,
            "the deadline (-w) expired {seconds} s into the name look-up",
            "allow more time with -w, or use the address instead of the name."},
    wording{cause::refused, exit_code::refused, "connection refused",
            "the host is up, but nothing listens there, or a firewall rejects it. "
            "Ask the server's administrator whether the server runs on TCP port "
            "{port}."},
    wording{cause::connect_timed_out, exit_code::connect_timed_out,
            "no answer to the connection request in {seconds} s",
            "a firewall is dropping the packets, or the host is down. Ask for "
            "outbound TCP {port} to {address}."},
    wording{cause::network_unreachable, exit_code::unreachable, "{error}",
            "this machine, or a router on the path, has no route to it. Ask the "
            "network's administrator for a route to {address}."},
    wording{cause::host_unreachable, exit_code::unreachable, "{error}",
            "a router or a firewall on the path reports it as unreachable or "
            "prohibited. Ask the network's administrator to allow TCP {port} to "
            "{address}."},
    wording{cause::prohibited, exit_code::unreachable, "administratively prohibited",
            "a firewall rejects it. Ask its administrator to allow outbound TCP "
            "{port} to {address}."},
    wording{cause::prohibited_by, exit_code::unreachable,
            "{sender} says: administratively prohibited",
            "a firewall there rejects it. Ask the administrator of {sender} to allow TCP "
            "{port} to {address}."},
    wording{cause::prohibited_here, exit_code::unreachable,
            "this machine itself says: {icmp}",
            "a firewall on this machine rejects it. Ask this machine's administrator to "
            "allow outbound TCP {port} to {address}."},
    wording{cause::port_unreachable_at, exit_code::refused,
            "{sender} says: port unreachable",
            "a firewall there rejects it; a host where nothing listens resets the "
            "connection instead. Ask the administrator of {sender} to allow TCP {port} "
            "to {address}."},
    wording{cause::network_unreachable_at, exit_code::unreachable,
            "{sender} says: network unreachable",
            "that router has no route to it. Ask the administrator of {sender} for a "
            "route to {address}."},
    wording{cause::host_unreachable_at, exit_code::unreachable, "{sender} says: {icmp}",
            "the host does not answer that router, or a firewall there rejects it. Ask "
            "the administrator of {sender} whether {address} is up, and to allow TCP "
            "{port} to it."},
    wording{cause::hop_limit_exceeded_at, exit_code::unreachable,
            "{sender} says: hop limit exceeded",
            "the packets go in a circle, from router to router. Ask the administrator of "
            "{sender} to check the route to {address}."},
    wording{
        cause::own_hop_limit_small, exit_code::unreachable,
        "{sender} says: hop limit exceeded",
        "this machine sends with a hop limit of only {hops}: {address} is further away, "
        "or the packets go in a circle. Ask this machine's administrator for the usual "
        "64 (Linux: net.ipv4.ip_default_ttl, net.ipv6.conf.*.hop_limit)."},
    wording{cause::neighbour_silent, exit_code::unreachable,
            "no answer on the local network (ARP or neighbour discovery)",
            "the host, or the router that leads to it, is down, or its address is wrong. "
            "Check {address}, and this machine's route to it."},
    wording{cause::ipv6_off, exit_code::unreachable, "IPv6 is disabled on this machine",
            "ask this machine's administrator to enable it, or use the server's "
            "IPv4 address."},
    wording{cause::not_for_tcp, exit_code::unreachable, "{error}",
            "the address stands for many hosts, but a TCP connection needs exactly "
            "one. Use the server's own address."},
    wording{cause::source_not_here, exit_code::usage,
            "--source {source} is not an address of this machine",
            "use one of this machine's addresses, or leave out --source."},
    wording{cause::source_of_other_family, exit_code::usage,
            "--source {source} is not of the same family as the address to connect "
            "to",
            "an IPv4 source reaches IPv4 addresses only, and an IPv6 source IPv6 "
            "addresses. Use one of the same family, or leave out --source."},
    wording{cause::source_is_loopback, exit_code::usage,
            "--source {source} is a loopback address, which reaches this machine "
            "only",
            "use the address of the network interface that leads to {address}, or "
            "leave out --source."},
    wording{cause::interface_not_here, exit_code::usage,
            "--interface {interface} is not a network interface of this machine",
            "use one of this machine's network interfaces, or leave out --interface."},
    wording{cause::interface_down, exit_code::usage, "--interface {interface} is down",
            "it is disabled, or not connected to a network. Enable it and check its "
            "cable, or leave out --interface."},
    wording{cause::interface_without_address, exit_code::usage,
            "--interface {interface} has no address of the same family as the address "
            "to connect to",
            "an IPv4 address is reached from an IPv4 address, and an IPv6 address from "
            "an IPv6 address. Give the interface one, or leave out --interface."},
    wording{cause::interface_not_permitted, exit_code::usage,
            "this system does not permit --interface {interface}",
            "Linux permits it to everybody since version 5.7, and to root before. Use "
            "--source with the interface's address instead."},
    wording{cause::source_not_on_interface, exit_code::usage,
            "--source {source} is not an address of --interface {interface}",
            "use one of the interface's addresses, or leave out one of these options."},
    wording{cause::no_local_port, exit_code::usage, "no local port is free",
            "connections from this machine use them all, or did until just now. "
            "Wait a minute, and find the program that opens them."},
    wording{cause::invalid_address, exit_code::usage, "{error}",
            "nothing can connect to such an address. If it begins with fe80, it "
            "needs its zone, as in fe80::1%eth0."},
    wording{cause::deadline_in_connect, exit_code::connect_timed_out,
            "the deadline (-w) expired {seconds} s into the connection request",
            "allow more time with -w. If there is still no answer, a firewall is "
            "dropping the packets, or the host is down."},
};

}  // namespace tmss10
