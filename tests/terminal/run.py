#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a person sees in a terminal: run.py PING RESPONDER [FILTER]

Each test runs TMSS10Ping in a real terminal (tmux) against a real responder, and reads the screen."""

from contextlib import closing
from pathlib import Path
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "cli"))
from child import Child  # noqa: E402
from screen import LIMIT, Screen  # noqa: E402

UTF8 = {"LANG": "C.UTF-8"}
ASCII = {"LANG": "C"}
SKIPPED = 77  # what CTest takes for "not run"
RED, CYAN, PLAIN = (rf"\x1b\[{code}m" for code in (31, 36, 39))
TIME = r"\d+\.\d\d ms"
BARS = "[\u2581-\u2588]+"
STATUS_REST = rf"0 lost, last {TIME}, p95 {TIME} {BARS}"
STATUS = rf"\d+ sent, {STATUS_REST}"
SNAPSHOT = r"(\^\\)*\d+/\d+ packets, 0% loss, round-trip min/avg/max = .* ms"
UNANSWERED = r"\d+ packets received, \d+ still unanswered"
SUMMARY = ("--- 127.0.0.1 TMSS10Ping statistics ---", r"\d+ packets transmitted",
           r"round-trip min/avg/max = .* ms")


class Responder:
    def __init__(self, program: str, port: int = 0):
        self.changed = threading.Condition()
        self.child = Child([program, "-v", "-P", str(port), "--listen", "127.0.0.1"], self.changed)
        self.await_log(1)
        self.port = int(re.search(r":(\d+)$", self.child.text("stderr").splitlines()[0])[1])

    def await_log(self, lines: int) -> None:
        """The second line of its log is the first client's connection."""
        with self.changed:
            self.changed.wait_for(
                lambda: self.child.lines["stderr"] >= lines or self.child.ended, LIMIT)

    def close(self) -> None:
        self.child.send("CONT")
        self.child.send("TERM")
        self.child.end.join()


class Tests:
    def __init__(self, ping: str, responder: str):
        self.ping = ping
        self.responder = responder

    def screen(self, options: str, port: int, variables: dict[str, str], columns: int = 80):
        return closing(Screen(f"{self.ping} {options} 127.0.0.1:{port}", variables, columns))

    @staticmethod
    def end_of_stopped_run(screen: Screen) -> list[str]:
        """The lines at the end, but for one: on a busy machine a ping may be on its way."""
        return [line for line in screen.wait_for_end("exit 0") if not re.fullmatch(UNANSWERED, line)]

    def test_status_snapshot_and_summary(self):
        """The status is written over in its line; the snapshot key and Ctrl-C find it out of the
        way, and it leaves nothing behind."""
        with closing(Responder(self.responder)) as peer, \
                self.screen("-q -t -i 0.05", peer.port, UTF8) as screen:
            screen.wait_for(STATUS)
            screen.wait_for(rf"[2-9]\d sent, {STATUS_REST}")
            screen.press("C-\\")
            screen.wait_for(SNAPSHOT, STATUS)
            screen.press("C-\\")
            screen.wait_for(SNAPSHOT, SNAPSHOT, STATUS)
            screen.press("C-c")
            lines = self.end_of_stopped_run(screen)
            wanted = [SNAPSHOT, SNAPSHOT, *SUMMARY, "exit 0"]
            assert len(lines) == len(wanted) and all(map(re.fullmatch, wanted, lines)), lines

    def test_an_idle_search_shows_what_it_waits_for(self):
        """Its line counts on once a second, makes way for other lines, and leaves nothing behind."""
        begin = "round 1: 8 connections, idle for up to 60 s"
        status = r"round 1: idle for [2-9] s of 60 s, 8 connections waiting, about \d+ s left"
        with closing(Responder(self.responder)) as peer, \
                self.screen("--idle-limit 60", peer.port, UTF8) as screen:
            screen.wait_for(begin, status)
            screen.press("C-c")
            lines = screen.wait_for_end("exit 130")
            assert [line.replace("^C", "") for line in lines][-2:] == [begin, "exit 130"], lines

    def test_snapshots_in_time_find_the_status_out_of_the_way(self):
        with closing(Responder(self.responder)) as peer, \
                self.screen("-q -t -i 0.05 --snapshot-every 2", peer.port, UTF8) as screen:
            screen.wait_for(STATUS)
            screen.wait_for_end(SNAPSHOT, STATUS)
            screen.wait_for_end(SNAPSHOT, SNAPSHOT, STATUS)
            screen.press("C-c")
            lines = self.end_of_stopped_run(screen)
            assert all(re.fullmatch(SNAPSHOT, line) for line in lines[:-len(SUMMARY) - 1]), lines

    def test_the_bell_is_no_part_of_a_line(self):
        with closing(Responder(self.responder)) as peer, \
                self.screen("-a -c 2", peer.port, UTF8) as screen:
            screen.wait_for(*[rf"44 bytes from 127\.0\.0\.1: seq={i} time={TIME}" for i in (1, 2)], *SUMMARY, "exit 0")

    def test_an_answer_is_shown_before_the_next_ping(self):
        with closing(Responder(self.responder)) as peer, \
                self.screen("-q -t -i 100", peer.port, UTF8) as screen:
            screen.wait_for(rf"1 sent, 0 lost, last {TIME}, p95 {TIME} {BARS}")

    def test_a_connection_is_shown_before_the_next_ping(self):
        with closing(Responder(self.responder)) as peer, \
                self.screen("-C -q -t -i 100", peer.port, UTF8) as screen:
            screen.wait_for(rf"1 sent, 0 lost, last {TIME}, p95 {TIME} {BARS}")

    def test_a_snapshot_while_nobody_reads_ends_nothing(self):
        """The pipe is full, so it waits in a write when its signal comes."""
        with closing(Responder(self.responder)) as peer:
            with subprocess.Popen([self.ping, "-t", "-i", "0", f"127.0.0.1:{peer.port}"],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
                stays = 0
                end = time.monotonic() + LIMIT
                while stays < 20 and time.monotonic() < end:  # in write(1, ...)
                    call = Path(f"/proc/{child.pid}/syscall").read_text()
                    stays = stays + 1 if call.startswith("1 0x1 ") else 0
                    time.sleep(0.01)
                child.send_signal(signal.SIGQUIT)
                for _ in range(2000):
                    child.stdout.readline()
                child.send_signal(signal.SIGINT)
                lines, errors = child.communicate(timeout=LIMIT)
                assert b" packets, 0% loss" in errors, errors
                assert b" packets transmitted" in lines and child.returncode == 0, child.returncode

    def test_standard_input_is_left_for_the_shell(self):
        with closing(Responder(self.responder)) as peer, \
                self.screen("-q -c 3 -i 0.3", peer.port, UTF8) as screen:
            screen.press("for the shell", "Enter")
            screen.wait_for_end(*SUMMARY, "exit 0", "typed for the shell")

    def test_losses_are_red_crosses(self):
        with closing(Responder(self.responder)) as peer, \
                self.screen("-q -t -i 0.05 -W 0.3", peer.port, UTF8) as screen:
            screen.wait_for(STATUS)
            peer.child.send("STOP")
            screen.wait_for(rf"\d+ sent, {RED}\d+ lost{PLAIN}, last lost, p95 {TIME} {BARS}{RED}x+.*",
                            colors=True)

    def test_status_fits_the_width(self):
        with closing(Responder(self.responder)) as peer, \
                self.screen("-q -t -i 0.05", peer.port, UTF8, columns=64) as screen:
            full = screen.wait_for(rf"\d\d sent, {STATUS_REST}")
            screen.wait_for(rf"\d\d\d sent, {STATUS_REST}")
            assert len(full[0]) <= 61
            screen.resize(30)
            cut = screen.wait_for(r"\d+ sent, 0 lost, last \d[^\u2581-\u2588]*")
            assert len(cut[0]) <= 27

    def test_ascii_locale_has_ascii_bars(self):
        with closing(Responder(self.responder)) as peer, \
                self.screen("-q -t -i 0.05", peer.port, ASCII) as screen:
            screen.wait_for(rf"\d+ sent, 0 lost, last {TIME}, p95 {TIME} [_.:=+*#-]+")

    def test_dumb_terminal_has_no_status(self):
        with closing(Responder(self.responder)) as peer, \
                self.screen("-q -t -i 0.05", peer.port, UTF8 | {"TERM": "dumb"}) as screen:
            peer.await_log(10)
            screen.press("C-\\")
            screen.wait_for(SNAPSHOT)
            screen.press("C-c")
            lines = self.end_of_stopped_run(screen)
            # The key itself may be shown, in a line of its own.
            wanted = [SNAPSHOT, *SUMMARY, "exit 0"]
            lines = [line for line in lines if line != "^C"]
            assert len(lines) == len(wanted) and all(map(re.fullmatch, wanted, lines)), lines

    def test_failed_attempts_stand_above_the_status(self):
        with closing(Responder(self.responder)) as peer, \
                self.screen("-q -t -i 0.1", peer.port, UTF8, columns=200) as screen:
            screen.wait_for(STATUS)
            peer.close()
            told = (rf"TMSS10Ping: 127\.0\.0\.1 port {peer.port}: .*refused.*", r"  hint: .*")
            screen.wait_for(*told, r"\d+ sent, \d+ lost.*")
            with closing(Responder(self.responder, peer.port)):
                screen.wait_for(*told, rf"\d+ sent, \d+ lost(?:, \d+ not sent)?, last {TIME}.*")

    def test_colors_are_for_what_went_wrong(self):
        with closing(Responder(self.responder)) as peer, \
                self.screen("-c 2 -i 1 -W 0.3", peer.port, UTF8, columns=200) as screen:
            screen.wait_for(r"44 bytes .*")
            peer.child.send("STOP")
            screen.wait_for(r"44 bytes .*", rf"{RED}no reply from 127\.0\.0\.1: seq=2 .*{PLAIN}",
                            r"--- 127\.0\.0\.1 .*", "2 packets transmitted",
                            rf"{RED}1 packets received, 50% packet loss{PLAIN}",
                            rf"{RED}down .*{PLAIN}", r"round-trip .*", "exit 1", colors=True)

    def test_a_hint_goes_on_where_the_terminal_ends(self):
        with self.screen("-c 1", 1, UTF8, columns=60) as screen:
            screen.wait_for(r"TMSS10Ping: 127\.0\.0\.1 port 1: connection refused",
                            r"  hint: the host is up, but nothing listens there, or a",
                            r"        firewall rejects it\. Ask the server's administrator",
                            r"        whether the server runs on TCP port 1\.", "exit 4")

    def test_a_table_is_drawn_over_itself(self):
        """It follows the size of the terminal, and is gone at the end."""
        with closing(Responder(self.responder)) as peer, \
                self.screen(f"-t -i 0.05 127.1:{peer.port} 127.0.0.1:1", peer.port, UTF8) as screen:
            up = rf"127.*:{peer.port} .* up .*{BARS}"
            screen.wait_for(r"3 targets: 2 up, 1 down", r"target +state .*", r"127\.0\.0\.1:1 .*down.*", up, up)
            screen.resize(50)
            screen.wait_for(r"3 targets: 2 up, 1 down", r"target +state .*", r"127\.0\.0\.1:1 .*down.*", *[rf"127.*:{peer.port} .*up.*"] * 2)
            screen.press("C-c")
            ok = rf"127.*:{peer.port} +ok +\d+/\d+ .*"
            screen.wait_for_end("--- TMSS10Ping statistics ---", "3 targets: 2 ok, 1 failed", "failed: 1 connection refused",
                                r"round-trip .*", *[".*"] * 4, "exit 4")

    def test_no_color_and_what_overrides_it(self):
        for options, variables, start in (("", {"NO_COLOR": "1"}, ""),
                                          ("--color never", {}, ""),
                                          ("--color always", {"NO_COLOR": "1"}, RED),
                                          ("--color auto", {"NO_COLOR": ""}, RED)):
            end = PLAIN if start else ""
            with self.screen(f"{options} -c 1", 1, UTF8 | variables, columns=200) as screen:
                screen.wait_for(rf"{start}TMSS10Ping: 127\.0\.0\.1 port 1: connection refused{end}",
                                rf"{CYAN if start else ''}  hint: .*{end}", "exit 4", colors=True)


def main() -> int:
    if shutil.which("tmux") is None:
        print("tmux is not installed")
        return 1 if "CI" in os.environ else SKIPPED
    tests = Tests(*sys.argv[1:3])
    wanted = sys.argv[3] if len(sys.argv) > 3 else ""
    names = [name for name in dir(Tests) if name.startswith("test_") and wanted in name]
    failed = 0
    for name in names:
        try:
            getattr(tests, name)()
            print(f"passed  {name}")
        except AssertionError as error:
            failed += 1
            print(f"FAILED  {name}: {error}")
    print(f"{len(names) - failed} passed, {failed} failed")
    return 1 if failed or not names else 0


if __name__ == "__main__":
    sys.exit(main())
