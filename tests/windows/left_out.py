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
        "pinger: a peer that resets at once*",
        "connection_pinger: a peer that resets every connection at once*",
        "connection_pinger: a tunnel that is reset at once*",
        "http_server: who reads a byte now and then is ended",
        "http_server: who reads slowly gives way to another address",
        "responder: an end without a close message is told as a fault",
        "session: a reset before the greeting is whole*",
        "session: a FIN in a session is an end without close*",
        "session: an end between message 1 and message 2*",
        "session: an end within message 2*",
        "session: a responder whose peer ends before message 1*",
        "tunnel: a proxy that closes or resets the connection*",
    ],
}

# By the names of the cases.
CASES = {
    "Wine tells a program of a reset as of an orderly end, or not at all": [
        "a server that resets at once", "to a server that resets at once", "a proxy that resets at once",
        "a reset after seconds", "half a greeting, then a reset", "a proxy that opens a tunnel and resets it",
        "a proxy that opens a tunnel and resets it, with --connect-only",
        "a reset after message 1 means the same, or a firewall",
        "a connection that is reset loses its ping, and the next one gets a new connection"],
    "they show what only Linux's TCP tells a program": [
        "a greeting, then silence", "silence within message 2", "an end seconds after message 1 says nothing of the keys",
        "a reset seconds after message 1 says nothing of the keys", "-v shows the stages and microseconds",
        "a path that swallows the replies", "a path that swallows everything",
        "a stall does not delay the schedule", "SIGINT after a loss", "SIGINT before the first reply",
        "the log of a time-out"],
    "Windows has no control characters in file names, no modes, and other words for a wrong path": [
        "control characters in the name of a key file are escaped",
        "control characters in the name of a new key file are escaped",
        "--generate-key makes a file for its owner alone", "--generate-key below a regular file",
        "--generate-key without a name", "Prometheus' file below a regular file"],
    "Windows has other names for interfaces": [
        "--interface lo", "--interface lo with --source", "--interface is a label of the figures"],
    "Windows has numbers for the zones of addresses": ["a zone that is an interface, in brackets"],
    "Windows connects nobody to 0.0.0.0 and ::": [
        "0.0.0.0 is this machine, and it is said", "so is ::, with -C", "a plugin says so below its line"],
    "Windows has no /dev/null": ["two reports for nobody"],
    "Windows has no /dev/stdout": [
        "two reports in the pipe that standard output is", "lines for people and a report in one pipe",
        "a plugin's line and a report in the pipe that standard output is",
        "figures of a run that can't begin, to the pipe that standard output is"],
    "to Windows, the names of variables are the same in capitals": [
        "the variable in capitals is named as it is"],
}


def why_left_out(case: Case) -> str | None:
    if "first" in case.fields:
        return "a shell begins them"
    if case.fields.get("stdout to"):
        return "the standard output is one that only POSIX has"
    actions = {action for _, action in case.steps}
    # The responder is ended by Ctrl-C, and does not tell by what.
    if "signal TERM" in actions and not case.fields["run"].startswith("TMSS10Responder"):
        return "Windows has no SIGTERM that another program could send"
    if actions & {"signal HUP", "signal STOP", "signal CONT"}:
        return "Windows has no such signal"
    if "signal QUIT" in actions:
        return "Wine 8 delivers no Ctrl-Break"
    given = [case.fields["run"], *case.environment.values()]
    if any(character in text for text in given for character in ("<rlo>", "<raw-csi>")):
        return "Windows has no such characters in what a program with a code page is given"
    return next((reason for reason, names in CASES.items() if case.name in names), None)
