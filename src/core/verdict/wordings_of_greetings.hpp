// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/failure_wording.hpp>

#include <array>

namespace tmss10 {

/// What is said of the wait for a greeting.
inline constexpr std::array wordings_of_greetings{
    wording{cause::silent, exit_code::no_responder,
            "connected, but no greeting in {seconds} s; nothing was sent",
            "TCP gets through, but no TMSS10Responder answers. A genuine TapeTrack "
            "server is silent here, and is not harmed: test it with --connect-only."},
    wording{cause::greeting_unfinished, exit_code::no_responder,
            "connected, but only {count} of the 8 bytes of a greeting came in "
            "{seconds} s; nothing was sent",
            "a TMSS10Responder sends all of them at once. Check the port, and have "
            "the firewalls on the path checked for TCP {port}."},
    wording{cause::closed_before_greeting, exit_code::no_responder,
            "connected, but closed after {time} without a greeting; nothing was sent",
            "TCP gets through, but no TMSS10Responder answers. A TapeTrack server "
            "does this to an address in its time-out table: wait, or ask its "
            "administrator. A load balancer does it when no server runs behind it, and "
            "a server to an address that it does not allow."},
    wording{cause::reset_before_greeting, exit_code::no_responder,
            "connected, but reset after {time} without a greeting; nothing was sent",
            "the connection is accepted, then aborted: by a firewall that does not "
            "allow it, or that answers for a server which is down, or by the server's "
            "own program. Have the firewalls on the path checked for TCP {port}, and "
            "ask the server's administrator whether it turns this address away."},
    wording{cause::closed_late, exit_code::no_responder,
            "connected, but closed after {seconds} s without a greeting; nothing "
            "was sent",
            "TCP gets through, but no TMSS10Responder answers. Another service "
            "listens there and gave up waiting, or a firewall on the path ended the "
            "connection. Check the port; test a genuine TapeTrack server with "
            "--connect-only."},
    wording{cause::reset_late, exit_code::no_responder,
            "connected, but reset after {seconds} s without a greeting; nothing was "
            "sent",
            "TCP gets through, but no TMSS10Responder answers. A firewall or a load "
            "balancer on the path gave up the connection, or the service that listens "
            "there was stopped. Check the port, and have the firewalls checked for TCP "
            "{port}; test a genuine TapeTrack server with --connect-only."},
    wording{cause::closed_in_greeting, exit_code::no_responder,
            "connected, but closed after {count} of the 8 bytes of a greeting; "
            "nothing was sent",
            "the TMSS10Responder was stopped at that moment, or something on the "
            "path ends the connection. Try again, or ask the server's "
            "administrator."},
    wording{cause::reset_in_greeting, exit_code::no_responder,
            "connected, but reset after {count} of the 8 bytes of a greeting; nothing "
            "was sent",
            "a firewall on the path aborted the connection, or the TMSS10Responder was "
            "killed at that moment. Try again, and have the firewalls checked for "
            "inspection of TCP {port}."},
    wording{cause::closed_at_once, exit_code::no_responder,
            "connected, but closed at once, after {time}; nothing was sent",
            "TCP gets through, but the server turns this address away. A TapeTrack "
            "server does this to an address in its time-out table: wait, or ask its "
            "administrator. A load balancer does it when no server runs behind it."},
    wording{cause::reset_at_once, exit_code::no_responder,
            "connected, but reset at once, after {time}; nothing was sent",
            "the connection is accepted, then aborted: by a firewall that does not "
            "allow it, or that answers for a server which is down, or by the server's "
            "own program. Have the firewalls on the path checked for TCP {port}, and "
            "ask the server's administrator whether it turns this address away."},
    wording{cause::another_service, exit_code::no_responder,
            "{service} answers there: \"{bytes}\"; nothing was sent",
            "check the port, or ask the server's administrator for it; no "
            "TMSS10Responder listens on this one."},
    wording{cause::another_version, exit_code::no_responder, "{error}",
            "use the same version of TMSS10Ping and TMSS10Responder; the server's "
            "administrator knows which one runs there."},
    wording{cause::busy, exit_code::no_responder, "{error}",
            "try again later, or ask the responder's administrator for a higher "
            "--max-connections or --max-per-address."},
    wording{cause::deadline_in_greeting, exit_code::no_responder,
            "connected, but the deadline (-w) expired {seconds} s into the wait for "
            "a greeting; nothing was sent",
            "allow more time with -w. If there is still none, no TMSS10Responder "
            "answers; test a genuine TapeTrack server with --connect-only."},
};

}  // namespace tmss10
