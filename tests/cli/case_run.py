# SPDX-License-Identifier: MIT
"""Carries out one case and says what was not as it expects."""

from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
import os
import re
import secrets
import shlex
import socket
import subprocess
import tempfile
import threading
import time
import traceback

from case_file import Case
from checks import check_every_output, check_files, check_new_files, check_program
from child import Child
from matching import differences, insert
from needs import missing_features, missing_programs
from processes import used_standard_descriptors
from reader import make_reader, open_unread
from servers import start_server
from services import NotStarted, Services

LIMIT = 60.0  # seconds for a whole case; sanitizer builds are slow
SETTLE = 3.0  # seconds for what trails the program's end: counts, log lines
SIGNAL_PAUSE = 0.2  # seconds from one signal to the next, where there are several
stopping = threading.Event()  # ends every case that runs


class Failed(Exception):
    """The case can't go on."""


@dataclass
class Result:
    """What was wrong with a case; or it was not run because features of the machine or programs
    are missing."""
    problems: list[str] = field(default_factory=list)
    features: list[str] = field(default_factory=list)
    programs: list[str] = field(default_factory=list)


class CaseRun:
    """A case with all that was started for it; `stack` ends that, whatever happens."""

    limit = LIMIT
    measures_time = False  # then a machine that does something else can spoil a case
    more_lines: set[str] = set()  # of the case file, for runs of another kind
    listen = ["--listen", "127.0.0.1"]  # of a responder whose case does not say

    def __init__(self, case: Case, programs: dict[str, str], services: Services, folder: Path,
                 stack: ExitStack):
        self.case = case
        self.programs = programs
        self.services = services
        self.folder = folder
        self.stack = stack
        self.deadline = time.monotonic() + self.limit
        self.changed = threading.Condition()
        self.children: list[Child] = []
        self.responder: Child | None = None
        self.responder_stops = True
        self.peer = self.proxy = None
        self.beside: Child | None = None
        key, other = secrets.token_hex(32), secrets.token_hex(32)
        self.values = {"tmp": self.path_text(folder), "secret": services.account.password,
                       "key": self.path_text(folder / "key"),
                       "other-key": self.path_text(folder / "other.key"),
                       "esc": "\x1b", "lf": "\n", "bel": "\a", "csi": "\x9b",
                       "cr": "\r", "raw-csi": "\udc9b", "rlo": "\u202e"}
        self.secrets = [key, other, *services.account.secrets()]
        self.given = {"key": key, "other.key": other, **case.files}
        for name, text in self.given.items():
            text = insert(text.replace(r"\n", "\n").replace(r"\r", "\r"), self.values)
            (folder / name).touch(0o600)  # many are key files
            (folder / name).write_text(text, newline="")
            if len(text.strip()) > 16:
                self.secrets.append(text.strip())

    def path_text(self, path: Path) -> str:
        """As the programs are given it, and print it."""
        return str(path)

    def await_that(self, condition, what: str) -> None:
        """Children notify of their changes; peers, whom few cases wait for, are asked."""
        with self.changed:
            while not condition():
                left = self.deadline - time.monotonic()
                if stopping.is_set():
                    raise Failed("the tests were stopped")
                if left <= 0:
                    raise Failed(f"after {self.limit:g} s still waiting until {what}")
                self.changed.wait(min(left, 0.05))

    def start(self, command: list[str], **how) -> Child:
        child = Child([self.programs.get(command[0], command[0]), *command[1:]], self.changed,
                      **how)
        self.children.append(child)
        self.stack.callback(child.kill)
        return child

    def words(self, text: str) -> list[str]:
        return [insert(word, self.values) for word in shlex.split(text)]

    # The surroundings

    def start_responder(self, port: int = 0) -> None:
        words = self.words(self.case.fields["responder"])
        if "--listen" not in words:
            words += self.listen
        self.responder = self.start(["TMSS10Responder", *words, "-P", str(port)])
        self.await_that(lambda: self.responder.lines["stderr"] or self.responder.ended,
                        "the responder listens")
        found = re.search(r" listening on \S+:(\d+)\n", self.responder.text("stderr"))
        if not found:
            raise Failed("the responder did not start: " + self.responder.text("stderr"))
        self.values["port"] = self.values["responder-port"] = found[1]

    def start_server(self, name: str):
        port = self.values.get("responder-port")
        server = start_server(insert(name, self.values), self.services, int(port) if port else None)
        self.stack.callback(server.close)
        return server

    def stop_responder(self, signal: str) -> None:
        self.responder.send(signal)
        self.await_that(lambda: self.responder.ended, "the responder ends")

    def start_surroundings(self) -> None:
        fields = self.case.fields
        if "responder" in fields:
            self.start_responder()
        if "peer" in fields:
            self.peer = self.start_server(fields["peer"])
            self.values["port"] = str(self.peer.port)
        if "proxy" in fields:
            self.proxy = self.start_server(fields["proxy"])
            self.values["proxy-port"] = str(self.proxy.port)
        nobody = self.stack.enter_context(socket.socket())
        nobody.bind(("127.0.0.1", 0))  # taken, so that nobody comes to listen there
        self.values["closed-port"] = str(nobody.getsockname()[1])
        self.values.setdefault("port", self.values["closed-port"])
        if "beside" in fields:
            self.beside = self.start(self.words(fields["beside"]))
            self.await_that(lambda: self.beside.lines["stdout"] or self.beside.ended,
                            "the program beside prints a line")

    # The program and the steps

    def start_program(self) -> Child:
        command = self.words(self.case.fields["run"])
        how = {"variables": {name: insert(value, self.values)
                             for name, value in self.case.environment.items()}}
        if first := self.case.fields.get("first"):
            command = self.behind(insert(first, self.values) + '\nexec "$@"', command)
        where = self.case.fields.get("stdout to", "a reader")
        if where.startswith("a reader") or where == "a terminal":
            return self.start(command, reader=make_reader(where), **how)
        if where == "nothing":
            return self.start(self.behind('exec "$@" >&-', command),
                              stdout=subprocess.DEVNULL, **how)
        descriptor = open_unread(where)
        try:
            return self.start(command, stdout=descriptor, **how)
        finally:
            os.close(descriptor)

    def behind(self, script: str, command: list[str]) -> list[str]:
        """A shell that goes over into the command: the same process."""
        return ["/bin/sh", "-c", script, "sh", self.programs[command[0]], *command[1:]]

    def await_event(self, event: str, program: Child) -> None:
        if match := re.fullmatch(r"(stdout|stderr|log) has (\d+) lines?(?: with (.+))?", event):
            stream, count, text = match[1], int(match[2]), match[3] or ""
            child = self.responder if stream == "log" else program
            name = "stderr" if stream == "log" else stream
            self.await_that(lambda: child.whole_lines(name, text) >= count or program.ended, event)
            met = child.whole_lines(name, text) >= count
        elif match := re.fullmatch(r"the peer has (\d+) connections?", event):
            self.await_that(lambda: self.peer.connections >= int(match[1]) or program.ended,
                            event)
            met = self.peer.connections >= int(match[1])
        elif event in ("the program listens", "stdout is full"):
            has_come = program.reader.is_full if event == "stdout is full" else program.listens
            self.await_that(lambda: program.ended or has_come(), event)
            met = not program.ended
        else:
            raise Failed(f"no such event: {event!r}")
        if not met:
            raise Failed(f"the program ended before {event}")

    def act(self, action: str, program: Child) -> None:
        match action.split():
            case ["signal", name]:
                program.send(name)
            case ["signal", name, "until", "it", "ends"]:
                while not program.ended_within(SIGNAL_PAUSE):
                    if time.monotonic() > self.deadline:
                        raise Failed("it does not end")
                    program.send(name)
            case ["read", "on"]:
                program.reader.read_on()
            case ["hang", "up"]:
                program.reader.hang_up()
            case ["stop", "responder"]:
                self.stop_responder("TERM")
            case ["kill", "responder"]:
                self.stop_responder("KILL")
                self.responder_stops = False
            case ["restart", "responder"]:
                self.stop_responder("TERM")
                self.start_responder(int(self.values["responder-port"]))
            case ["release", "peer"]:
                self.peer.release()
            case ["look", "at", "descriptors"]:
                if used := used_standard_descriptors(program.identifier()):
                    raise Failed(f"descriptors are used for something else: {used}")
            case ["look", "for", "secrets"]:
                if any(secret in program.command_line() for secret in self.secrets):
                    raise Failed("the command line has a secret: " + program.command_line())
            case _:
                raise Failed(f"no such action: {action!r}")

    def carry_out(self) -> list[str]:
        self.start_surroundings()
        program = self.start_program()
        self.values["pid"] = f"{program.identifier():06}"
        try:
            for event, action in self.case.steps:
                self.await_event(event, program)
                self.act(action, program)
            self.await_that(lambda: program.ended, "the program ends")
        except Failed as failure:
            program.kill()
            return [str(failure), *check_program(self.case, program, self.values)]
        return [*check_program(self.case, program, self.values), *self.check_surroundings(),
                *check_files(self.case, self.folder, self.values),
                *check_new_files(self.folder, set(self.given), self.secrets),
                *check_every_output(self.children, self.secrets)]

    def check_surroundings(self) -> list[str]:
        out = []
        if self.beside:
            self.beside.send("INT")
            self.await_that(lambda: self.beside.ended, "the program beside ends")
            if self.beside.exit_text() != "0":
                out.append(f"the program beside ended with {self.beside.exit_text()}")
        if self.peer:
            self.peer.settle(SETTLE)
        for name in ("received", "sent", "connections"):
            if name in self.case.fields:
                wanted = int(self.case.fields[name].split()[0])
                got = getattr(self.peer, name)
                if got != wanted:
                    out.append(f"{name}: {got}, not {wanted}")
        if self.proxy:
            self.proxy.settle(SETTLE)
        if "asked" in self.case.blocks:
            text = "".join(line + "\n" for line in self.proxy.asked)
            out += differences("asked", self.case.blocks["asked"], text, self.values)
        if self.responder and self.responder_stops:
            out += self.check_responder()
        return out

    def check_responder(self) -> list[str]:
        """Its log, when the case has it; its end in any case."""
        wanted = self.case.blocks.get("log")
        if not self.responder.ended:
            self.deadline = min(self.deadline, time.monotonic() + SETTLE)
            with suppress(Failed):
                self.await_that(
                    lambda: self.responder.lines["stderr"] >= len(wanted or []), "the log")
            self.deadline = time.monotonic() + self.limit
            self.stop_responder("TERM")
        out = []
        if wanted is not None:
            out = differences("log", wanted, self.responder.text("stderr"), self.values)
        if self.responder.exit_text() != "0" or self.responder.text("stdout"):
            out.append(f"the responder ended with {self.responder.exit_text()} and printed "
                       f"{self.responder.text('stdout')!r}")
        return out


def run_once(case: Case, programs: dict[str, str], services: Services,
             kind: type[CaseRun]) -> list[str]:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="tmss10-cli-"))
        try:
            return kind(case, programs, services, Path(folder), stack).carry_out()
        except (Failed, NotStarted) as error:
            return [str(error)]
        except Exception:  # a mistake in the case, or in this runner: the other cases go on
            return traceback.format_exc().splitlines()


def run_case(case: Case, programs: dict[str, str], services: Services,
             kind: type[CaseRun]) -> Result:
    lacks = Result(features=missing_features(case, programs), programs=missing_programs(case))
    if lacks != Result():
        return lacks
    for _ in range(int(case.fields.get("times", "1"))):
        if problems := run_once(case, programs, services, kind):
            return Result(problems)
    return Result()
