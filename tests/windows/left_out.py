# SPDX-License-Identifier: MIT
"""The command-line cases that say nothing about Windows, and why."""

from case_file import Case

# Catch2's patterns of unit tests that fail under Wine 8 alone.
WINE_RESETS = "Wine ends a connection with FIN where the program asked for RST"
UNIT_TESTS = {
    WINE_RESETS: [
        "pinger: an end before message 2 is another key*",
        "pinger: a cut costs the pings on their way*",
        "pinger: a connection that can't be made again*",
        "responder: an end without a close message is told as a fault",
        "session: a FIN in a session is an end without close*",
        "session: an end between message 1 and message 2*",
        "session: an end within message 2*",
        "session: a responder whose peer ends before message 1*",
        "tunnel: a proxy that closes or resets the connection*",
    ],
}


def why_left_out(case: Case) -> str | None:
    if "first" in case.fields:
        return "a shell begins them"
    if case.fields.get("stdout to"):
        return "the standard output is one that only POSIX has"
    actions = {action for _, action in case.steps}
    if "signal TERM" in actions and case.fields["run"].startswith("TMSS10Ping"):
        return "Windows has no SIGTERM that another program could send"
    if actions & {"signal HUP", "signal STOP", "signal CONT"}:
        return "Windows has no such signal"
    return None
