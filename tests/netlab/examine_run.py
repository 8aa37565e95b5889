# SPDX-License-Identifier: MIT
"""Carries out a case with --examine in the place of its own command: an examination ends within its minute whatever
the network does, and says something."""

from dataclasses import replace
import re
import shlex

from case_run import Failed
from chain_run import ChainRun
from lab_run import LabRun

MOST_SECONDS = 60.0
# What the way to the target depends on; with a value, and alone.
KEPT = {"-k", "-x", "--proxy", "--proxy-credentials", "--proxy-header", "--source", "--interface", "-P", "--port"}
KEPT_ALONE = {"-4", "-6"}
VERDICT = re.compile(r"^--- .* TMSS10Ping verdict ---\n(\S)", re.MULTILINE)


def examining(command: str) -> str:
    """The command of a case, which has one target."""
    words = shlex.split(command)
    if words[0] != "TMSS10Ping" or words[-1].startswith("-"):
        raise Failed(f"no target: {command}")
    out = ["TMSS10Ping", "--examine", "-q"]
    for word, value in zip(words[1:], words[2:]):
        name = word.partition("=")[0]
        if name in KEPT_ALONE or (name in KEPT and "=" in word):
            out.append(word)
        elif name in KEPT:
            out += [word, value]
    return shlex.join([*out, words[-1]])


class Examining:
    """Before LabRun or ChainRun: their surroundings and faults, but not what the case expects."""

    limit = MOST_SECONDS + 15.0
    grace = 1.0

    def carry_out(self) -> list[str]:
        fields = {**self.case.fields, "run": examining(self.case.fields["run"])}
        self.case = replace(self.case, fields=fields)
        self.start_surroundings()
        program = self.start_program()
        for event, action in self.case.steps:
            if action.startswith("signal "):
                continue  # it would end the examination
            after = event if event.endswith((" s later", "at once")) else "1 s later"
            try:
                self.await_event(after, program)
            except Failed:
                break  # it has ended
            self.act(action, program)
        self.await_that(lambda: program.ended, "the examination ends")
        return self.problems_of(program)

    def problems_of(self, program) -> list[str]:
        out = []
        self.busy_at_end = self.busy_seconds()
        if self.seconds_of_run() > MOST_SECONDS + self.grace:
            out.append(f"the examination took {program.seconds:.1f} s")
        if not re.fullmatch(r"\d+", program.exit_text()) or int(program.exit_text()) > 12:
            out.append(f"it ended with {program.exit_text()}")
        is_usage = program.exit_text() == "2" and program.text("stderr")
        if not is_usage and not VERDICT.search(program.text("stdout")):
            out.append("there is no verdict: " + program.text("stdout") + program.text("stderr"))
        return out


class ExaminingLabRun(Examining, LabRun):
    """Of cases/."""


class ExaminingChainRun(Examining, ChainRun):
    """Of path_cases/."""
