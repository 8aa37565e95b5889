// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/failure_wording.hpp>

#include <array>

namespace tmss10 {

/// What is said once there is a session, and of this machine.
inline constexpr std::array wordings_of_sessions{
    wording{cause::lost_connection, exit_code::connection_lost,
            "the connection was lost: {error}",
            "the other side, or a firewall on the path, ended it. Ask the server's "
            "administrator whether it was restarted."},
    wording{cause::pings_not_answered, exit_code::not_all_answered,
            "pings arrived, but were not answered in time",
            "TCP delivers them, so the network is fine. Ask the server's "
            "administrator whether the TMSS10Responder hangs or is overloaded."},
    wording{cause::answers_lost, exit_code::not_all_answered,
            "pings arrived, but the answers did not get back",
            "the return path loses data. Have the firewalls on the path from the "
            "server checked for TCP {port}."},
    wording{cause::pings_not_delivered, exit_code::not_all_answered,
            "connected, but pings did not get through",
            "the network failed during the run, or a firewall forgot or cut the "
            "connection. Have the firewalls on the path checked for TCP {port}."},
    wording{cause::pings_not_sent, exit_code::not_all_answered,
            "connected, but this machine stopped sending the pings",
            "a firewall on this machine drops them, or it has no route any more. Ask "
            "this machine's administrator to allow outbound TCP {port} to {address}."},
    wording{cause::large_pings_vanish, exit_code::not_all_answered,
            "small packets get through, large ones vanish",
            "a link on the path carries smaller packets only and does not report it "
            "(an MTU black hole). Ask the network's administrator to let ICMP pass, "
            "or to lower the MTU."},
    wording{cause::connection_forgotten, exit_code::not_all_answered,
            "nothing got through on the connection any more, but a new one works",
            "a firewall on the path forgot or cut the connection, as many do with "
            "idle ones. Ask for a longer time-out there for TCP {port}, or ping "
            "more often with -i."},
    wording{cause::lost_with_connection, exit_code::not_all_answered,
            "the connection was lost ({error}), and pings with it",
            "the other side, or a firewall on the path, ended it, or something "
            "changed its data. Ask the server's administrator whether it was "
            "restarted."},
    wording{cause::answers_held_up, exit_code::not_all_answered,
            "answers came too late, after up to {seconds} s: data had to be sent "
            "again",
            "the network failed for a while, or loses packets. A longer time-out "
            "(-W) counts such answers."},
    wording{cause::answers_slow, exit_code::not_all_answered,
            "answers came too late, after up to {seconds} s",
            "the network, or the TMSS10Responder, is slower than the time-out, or "
            "was for a while. Ask the server's administrator, or use a longer "
            "time-out (-W)."},
    wording{cause::deadline_in_exchange, exit_code::not_all_answered,
            "the deadline (-w) expired with pings still to be sent or answered",
            "allow more time with -w, or send fewer pings with -c."},
    wording{cause::no_thread, exit_code::usage, "{error}",
            "this machine has reached its limit of processes and threads (ulimit "
            "-u), or is out of memory. Stop what is not needed, or use the address "
            "instead of the name."},
    wording{cause::no_descriptor, exit_code::usage, "{error}",
            "this machine has reached its limit of open files (ulimit -n). Raise "
            "it, or stop what is not needed."},
    wording{cause::local, exit_code::usage, "{error}", ""},
};

}  // namespace tmss10
