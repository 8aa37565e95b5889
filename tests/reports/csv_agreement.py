# SPDX-License-Identifier: MIT
"""Whether a CSV file says of each ping what the JSON of the same run says."""

import csv
from pathlib import Path

COLUMNS = ["sequence", "time", "outcome", "round_trip_ms", "wire_size", "late", "retransmits", "reason", "target"]
OUTCOMES = {"reply": "answered", "bad_reply": "bad_reply", "lost": "lost", "unsent": "unsent",
            "connection_made": "connected", "connection_failed": "not_connected", "closed_at_once": "closed_at_once"}


def expected_row(event: dict, host: str) -> dict[str, str]:
    """The row of an event that decides a ping. Only JSON leaves out why it was closed at once."""
    time = event.get("round_trip_ms", event.get("took_ms"))
    return {"sequence": str(event["sequence"]),
            "time": event["time"],
            "outcome": OUTCOMES[event["event"]],
            "round_trip_ms": "" if time is None else f"{time:.6f}",
            "wire_size": str(event.get("wire_size", "")),
            "late": "true" if event.get("late") else "false",
            "retransmits": str(event.get("retransmits", "")),
            "reason": "noticed late by this machine" if event.get("noticed_late") else event.get("reason", ""),
            "target": host}


def faults_of_csv(path: Path, events: list[dict]) -> list[str]:
    data = path.read_bytes()
    out = [] if b"\r" not in data and data.endswith(b"\n") else ["CSV: its lines do not end in line feeds"]
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        rows = list(reader)
    if reader.fieldnames != COLUMNS:
        out.append(f"CSV: the columns are {reader.fieldnames}")
    decided = [event for event in events if event["event"] in OUTCOMES]
    if len(rows) != len(decided):
        out.append(f"CSV: {len(rows)} lines for {len(decided)} events")
    for row, event in zip(rows, decided):
        expected = expected_row(event, events[-1]["host"])
        if event["event"] == "closed_at_once" and row["reason"]:
            expected["reason"] = row["reason"]
        if row != expected:
            out.append(f"CSV has {row}, JSON {event}")
    return out
