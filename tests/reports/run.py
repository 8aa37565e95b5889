#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""All reports of one run agree: run.py PING RESPONDER [FILTER]

Each course is run with -v, --json, --csv and --prometheus at once, and again with --nagios in place of -v. The JSON
is valid by its schema; its events make its summary; and text, CSV, Prometheus and Nagios have the same numbers."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
import os
import shlex
import sys
import tempfile

from course_run import CourseRun, Programs, Stuck, faults_of_run
from courses import COURSES, Course
from nagios_agreement import Limits

AT_ONCE = 6  # they wait more than they work
TRIES = 5  # alone, for a course that was not taken
BESIDE_COURSE = "it did not take its course"
LIMITS = [Limits(), Limits((10000, 20), (20000, 60)), Limits(warn=(0.0001, 100)), Limits(crit=(0.0001, 100)),
          Limits((10000, 0.5), (20000, 100)), Limits((10000, 0.5), (20000, 1))]


def trial(programs: Programs, course: Course, limits: Limits | None) -> list[str]:
    """What was wrong with it."""
    with tempfile.TemporaryDirectory(prefix="tmss10-reports-") as folder, ExitStack() as stack:
        run = CourseRun(programs, Path(folder), stack)
        form = ["-v"] if limits is None else ["--nagios", *limits.arguments()]
        try:
            target = course.prepare(run)
            run.run([*form, *shlex.split(course.options), *target], course.during)
        except Stuck as stuck:
            return [str(stuck)]
        summary, faults = faults_of_run(run, limits)
        if not faults and not course.is_meant(summary):
            faults = [f"{BESIDE_COURSE}: {summary}"]
        return faults


def trials(wanted: str) -> list[tuple[Course, Limits | None]]:
    """The first course, where everything is well, with all limits; the others with one in turn, and one more."""
    chosen = [course for course in COURSES if wanted in course.name]
    out: list[tuple[Course, Limits | None]] = [(course, None) for course in chosen]
    out += [(COURSES[0], limits) for limits in LIMITS if COURSES[0] in chosen]
    turns = cycle(LIMITS)
    return out + [(course, next(turns)) for course in chosen if course is not COURSES[0] for _ in range(2)]


def main(argv: list[str]) -> int:
    if len(argv) not in (3, 4) or not all(os.access(program, os.X_OK) for program in argv[1:3]):
        print(__doc__, file=sys.stderr)
        return 2
    programs = Programs(*(str(Path(program).resolve()) for program in argv[1:3]))
    every = trials(argv[3] if len(argv) == 4 else "")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        results = list(pool.map(lambda each: trial(programs, *each), every))
    failed = 0
    for (course, limits), faults in zip(every, results):
        # A machine that does much else can spoil a course, but no agreement.
        tries = TRIES
        while faults and faults[0].startswith(BESIDE_COURSE) and tries:
            tries -= 1
            faults = trial(programs, course, limits)
        if faults:
            failed += 1
            form = "text" if limits is None else " ".join(["--nagios", *limits.arguments()])
            print("\n    ".join([f"FAILED: {course.name}, {form}", *faults]))
    print(f"{len(every) - failed} passed, {failed} failed")
    return 1 if failed or not every else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
