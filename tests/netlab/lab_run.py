# SPDX-License-Identifier: MIT
"""Carries out a case in a lab of its own."""

from collections import Counter
import os
import re
import shlex
import time

from case_run import CaseRun, Failed
from child import Child
from faults import read_faults
from lab import Lab
from names import LabNames, read_names
from processes import busy_seconds

PORT = 5000  # the namespaces are the case's own
ETC = ("hosts", "resolv.conf")  # files of a case that stand in for those in /etc
# What anybody may do: no privileges, and nothing that could get one. The program is opened before, since
# this user may not be able to reach it.
AS_NOBODY = ["sh", "-c", 'exec 3<"$0" && exec setpriv --reuid=65534 --regid=65534 --clear-groups '
             '--bounding-set=-all --inh-caps=-all --no-new-privs /proc/self/fd/3 "$@"']
GRACE = float(os.environ.get("NETLAB_GRACE", "0.2"))  # seconds beyond the limits of a run


class LabRun(CaseRun):
    """The client runs on one side of the lab, the responder on the other."""

    measures_time = True
    more_lines = {"as", "lab", "names", "within", "round-trip", "met", "retransmitted"}
    listen: list[str] = []  # on every address
    grace = GRACE

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.begins = self.folder / "begins"  # a file that is made when the program is

    def start_surroundings(self) -> None:
        if "within" not in self.case.fields or "peer" in self.case.fields:
            raise Failed("the case has no 'within', or it has a peer")
        self.start_lab()
        self.values["port"] = str(PORT)
        if "names" in self.case.fields:
            names = read_names(self.case.fields["names"])
            self.stack.enter_context(LabNames(self.lab.name, self.lab.server_addresses, names))
        super().start_surroundings()

    def start_lab(self) -> None:
        faults = read_faults(self.case.fields.get("lab", ""))
        self.lab = self.stack.enter_context(Lab())
        self.lab.set(faults)

    def change_faults(self, text: str) -> None:
        self.lab.set(read_faults(text))

    def start(self, command: list[str], **how) -> Child:
        side = "server" if command[0] == "TMSS10Responder" else "client"
        program = [self.programs.get(command[0], command[0]), *command[1:]]
        if side == "client" and "first" not in self.case.fields:
            program = self.as_user(program)
        etc = [self.folder / name for name in ETC if name in self.case.files]
        for file in etc:
            file.chmod(0o644)  # as in /etc: for everybody
        return super().start(self.lab.command(side, program, etc), **how)

    def as_user(self, command: list[str]) -> list[str]:
        return [*AS_NOBODY, *command] if self.case.fields.get("as") == "nobody" else command

    def behind(self, script: str, command: list[str]) -> list[str]:
        """Root runs the script, which may change the client's side."""
        program, *arguments = command
        first, begin = script.rsplit("\n", 1)
        script = f"{first}\n: > {shlex.quote(str(self.begins))}\n{begin}"
        return ["/bin/sh", "-c", script, "sh",
                *self.as_user([self.programs[program], *arguments])]

    def start_responder(self, port: int = PORT) -> None:
        super().start_responder(port)

    def start_program(self) -> Child:
        self.busy_before = self.busy_seconds()
        self.program = super().start_program()
        self.last_event = None  # until the first one, or until it waits for the network
        return self.program

    def await_event(self, event: str, program: Child) -> None:
        if match := re.fullmatch(r"(\d+(?:\.\d+)?) s later", event):
            due = self.time_of_last_event() + float(match[1])
            with self.changed:
                while not program.ended and (left := due - time.monotonic()) > 0:
                    self.changed.wait(left)
            if program.ended:
                raise Failed(f"the program ended before {event}")
        elif event != "at once":
            super().await_event(event, program)
        self.last_event = time.monotonic()

    def time_of_last_event(self) -> float:
        """A busy machine may take a second to start the program: that is no part of what a case measures."""
        if self.last_event is None:
            self.await_that(lambda: self.program.ended or self.program.has_event_loop(), "the program has started")
            self.last_event = time.monotonic()
        return self.last_event

    def act(self, action: str, program: Child) -> None:
        if action.startswith("set "):
            self.change_faults(action.removeprefix("set "))
        elif action == "pause responder":
            self.responder.send("STOP")
        else:
            super().act(action, program)

    def stop_responder(self, signal: str) -> None:
        self.responder.send("CONT")
        super().stop_responder(signal)

    def check_surroundings(self) -> list[str]:
        self.busy_at_end = self.busy_seconds()
        return [*self.check_time(), *self.check_round_trips(), *self.check_lab(),
                *super().check_surroundings()]

    def check_lab(self) -> list[str]:
        counters = self.lab.set({})
        met = Counter(counters["c2s"]) + Counter(counters["s2c"])
        return [*self.check_faults(met), *self.check_retransmitted(counters)]

    def busy_seconds(self) -> float:
        """Of all that takes part: how long it worked, or waited for a processor."""
        return sum([*(child.busy_seconds() for child in self.children), *map(busy_seconds, self.lab.copiers())])

    def preparing_seconds(self) -> float:
        """What commands took that ran before the program."""
        return max(0.0, self.begins.stat().st_mtime - self.program.started_at) if self.begins.exists() else 0.0

    def seconds_of_run(self) -> float:
        """How long the run waited for the network, or for nothing; not for this machine, which may be slow."""
        return self.program.seconds - self.preparing_seconds() - (self.busy_at_end - self.busy_before)

    def check_time(self) -> list[str]:
        limit = float(self.case.fields["within"].removesuffix(" s"))
        if (seconds := self.seconds_of_run()) <= limit + self.grace:
            return []
        return [f"the run waited for {seconds:.3f} s of {self.program.seconds:.3f} s, "
                f"not up to {limit:g} s and {self.grace:g} s"]

    def check_round_trips(self) -> list[str]:
        if "round-trip" not in self.case.fields:
            return []
        low, high = re.fullmatch(r"(\d+) to (\d+) ms", self.case.fields["round-trip"]).groups()
        times = re.findall(r" time=([\d.]+) ms", self.program.text("stdout"))
        return [f"a round-trip time of {time} ms, not {low} to {high} ms" for time in times
                if not float(low) <= float(time) <= float(high)]

    def check_faults(self, met: Counter) -> list[str]:
        names = self.case.fields.get("met", "").split()
        return [f"no packet met the fault {name}" for name in names if met[name] == 0]

    def check_retransmitted(self, counters: dict[str, dict[str, int]]) -> list[str]:
        """Each segment that the lab dropped is sent again once; nothing else is."""
        if "retransmitted" not in self.case.fields:
            return []
        text = self.program.text("stdout")
        told = re.search(r" needed retransmission \((\d+) segments?\)", text)
        summary = int(told[1]) if told else 0
        replies = sum(int(count) for count in re.findall(r" retrans=\+(\d+)", text))
        dropped = counters["c2s"]["loss"]
        return [f"{dropped} segments were dropped, but {told} told {where}"
                for told, where in ((summary, "in the summary"), (replies, "behind replies"))
                if told != dropped]
