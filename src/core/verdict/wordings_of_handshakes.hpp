// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/failure_wording.hpp>

#include <array>

namespace tmss10 {

/// What is said of the handshake.
inline constexpr std::array wordings_of_handshakes{
    wording{cause::handshake_unanswered, exit_code::no_responder,
            "greeted, but no answer to the handshake in {seconds} s",
            "the TMSS10Responder hangs, or data does not get through. Ask the "
            "server's administrator, and have the firewalls on the path checked for "
            "TCP {port}."},
    wording{cause::handshake_undelivered, exit_code::no_responder,
            "greeted, but the handshake did not get through in {seconds} s",
            "the connection opens, but data does not get through. Have the "
            "firewalls on the path checked for inspection of TCP {port}."},
    wording{cause::handshake_not_sent, exit_code::no_responder,
            "greeted, but this machine did not send the handshake",
            "a firewall on this machine drops it, or it has no route any more. Ask "
            "this machine's administrator to allow outbound TCP {port} to {address}."},
    wording{cause::handshake_silent, exit_code::no_responder,
            "greeted, and the handshake arrived, but no answer to it in {seconds} s",
            "TCP delivers it, so the network is fine. Ask the server's "
            "administrator whether the TMSS10Responder hangs."},
    wording{cause::handshake_unfinished, exit_code::no_responder,
            "greeted, but only {count} of the 50 bytes of the answer to the "
            "handshake came in {seconds} s",
            "a TMSS10Responder sends all of them at once. Have the firewalls on the "
            "path checked for inspection of TCP {port}."},
    wording{cause::handshake_ended, exit_code::no_responder,
            "greeted, but the connection ended after {seconds} s, with no answer to "
            "the handshake",
            "if the keys differed, it would have ended at once. Ask whether the "
            "TMSS10Responder hangs or was stopped, and have the firewalls on the "
            "path checked for TCP {port}."},
    wording{cause::handshake_cut, exit_code::no_responder,
            "greeted, but the connection ended after {count} of the 50 bytes of the "
            "answer to the handshake",
            "the TMSS10Responder was stopped at that moment, or a firewall on the "
            "path ended the connection. Try again, or ask the server's "
            "administrator."},
    wording{cause::handshake_lost, exit_code::no_responder,
            "greeted, but the connection was lost in the handshake: {error}",
            "the network failed at that moment, or a firewall on the path ended the "
            "connection. Try again, or ask the network's administrator."},
    wording{cause::handshake_broken, exit_code::no_responder,
            "greeted, but what followed is no answer to the handshake: {error}",
            "something on the path changes the data, or what listens there is no "
            "TMSS10Responder. Ask the server's administrator."},
    wording{cause::keys_differ, exit_code::keys_differ, "the keys differ",
            "use the same key file on both sides with -k, or none on either; the "
            "server's administrator knows which."},
    wording{cause::keys_differ_or_changed, exit_code::keys_differ,
            "the keys differ, or something changed the handshake",
            "if the TMSS10Responder has a key, use the same one here with -k: ask the "
            "server's administrator. If it has none, ask the network's administrator "
            "what adds or changes data on the path, such as a load balancer; the "
            "TMSS10Responder's log shows what arrived."},
    wording{cause::handshake_reset, exit_code::keys_differ,
            "the keys differ, or a firewall reset the connection in the handshake",
            "use the same key file on both sides with -k, or none on either; the "
            "server's administrator knows which. If that is so already, have the "
            "firewalls checked for inspection of TCP {port}."},
    wording{cause::deadline_in_handshake, exit_code::no_responder,
            "greeted, but the deadline (-w) expired {seconds} s into the handshake",
            "allow more time with -w. If there is still no answer, the "
            "TMSS10Responder hangs, or data does not get through."},
};

}  // namespace tmss10
