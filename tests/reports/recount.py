# SPDX-License-Identifier: MIT
"""Whether the JSON summary of a run is what the run's events make it."""

from datetime import datetime
from math import ceil
from statistics import fmean, pstdev

PING_SIZE = 44  # bytes on the wire, without payload
PERCENTILES = {"median_ms": 50, "p90_ms": 90, "p95_ms": 95, "p99_ms": 99}
PERCENTILE_SLACK = 0.004  # as the documentation says
NANOSECOND = 1.001e-6  # in milliseconds: a figure is rounded to one
MOST_HELD_UP = 2000.0  # ms that a busy machine may have held up a run: its outages are that much shorter
CLOCK_SLACK = 100.0  # ms from an event to its time stamp, on a machine that does much else


def named(events: list[dict], *names: str) -> list[dict]:
    return [event for event in events if event["event"] in names]


def milliseconds(event: dict) -> float:
    return datetime.fromisoformat(event["time"].replace("Z", "+00:00")).timestamp() * 1000


def times_of(events: list[dict]) -> list[float]:
    """In the order of the answers."""
    known = [event for event in events if not event.get("noticed_late")]
    made = [event["took_ms"] for event in named(known, "connection_made")]
    return made or [event["round_trip_ms"] for event in named(known, "reply") if not event["late"]]


def jitter_of(times: list[float]) -> float:
    """RFC 3550, section 6.4.1."""
    jitter = 0.0
    for last, now in zip(times, times[1:]):
        jitter += (abs(now - last) - jitter) / 16
    return jitter


def nearest_rank(times: list[float], percent: int) -> float:
    return sorted(times)[ceil(len(times) * percent / 100) - 1]


def faults_of_times(summary: dict, times: list[float]) -> list[str]:
    told = summary.get("round_trip")
    if not times or not told:
        return [] if bool(times) == bool(told) else ["the times are left out, or there are none"]
    counted = {"min_ms": min(times), "avg_ms": fmean(times), "max_ms": max(times), "mdev_ms": pstdev(times),
               "first_ms": times[0], "jitter_ms": jitter_of(times)}
    slack = {name: NANOSECOND for name in counted}
    for name, percent in PERCENTILES.items():
        counted[name] = nearest_rank(times, percent)
        slack[name] = counted[name] * PERCENTILE_SLACK + NANOSECOND
    return [f"{name} is {told[name]}, counted {value}" for name, value in counted.items()
            if abs(told[name] - value) > slack[name]]


def counts_of(events: list[dict]) -> dict[str, int]:
    replies = named(events, "reply")
    out = {"received": len(named(events, "connection_made")) + sum(not each["late"] for each in replies),
           "lost": len(named(events, "lost", "bad_reply", "connection_failed")),
           "late": sum(each["late"] for each in replies),
           "noticed_late": sum(event.get("noticed_late", False) for event in events[:-1]),
           "bytes_received": sum(each["wire_size"] for each in replies),
           "reconnections": max(0, len(named(events, "established")) - 1)}
    out |= {"unsent": len(named(events, "unsent")), "attempts": len(named(events, "connecting"))}
    if sent := named(events, "sent"):
        out["transmitted"] = len(sent)
        if all(each["request"]["length"] == 0 for each in sent):
            out["bytes_sent"] = len(sent) * PING_SIZE
    return out


def faults_of_counts(summary: dict, events: list[dict]) -> list[str]:
    out = [f"{name} is {summary[name]}, counted {count}" for name, count in counts_of(events).items()
           if summary[name] != count]
    missed = summary["lost"] + summary["unsent"]
    decided = summary["received"] + missed
    if summary["transmitted"] + summary["unsent"] != decided + summary["undecided"]:
        out.append("what was transmitted is not received, lost or undecided")
    if summary.get("loss_percent") != (100 * missed / decided if decided else None):
        out.append(f"loss_percent is {summary.get('loss_percent')}")
    again = [event["retransmits"] for event in named(events, "reply") if event["retransmits"]]
    if summary["retransmitted_segments"] < sum(again):
        out.append(f"{summary['retransmitted_segments']} segments went again, the replies tell of {sum(again)}")
    if bool(summary["retransmitted_pings"]) != bool(summary["retransmitted_segments"]):
        out.append("there are retransmitted pings without segments, or segments without pings")
    return out


def outages_of(events: list[dict]) -> tuple[list[dict], float]:
    """Each from the sending of a lost ping, or from when one was due that could not be sent, or from when a
    connection was tried that was not made, or from the last answer if that came later, to the next answer; and when
    the first ping was due."""
    out: list[dict] = []
    since, answered, tried, first = None, 0.0, 0.0, None
    sent: dict[int, float] = {}
    for event in events:
        now = milliseconds(event)
        began = None
        match event["event"]:
            case "sent":
                sent[event["sequence"]] = now
                first = now if first is None else first
            case "connecting":
                tried = now
            case "lost" | "bad_reply":
                began = sent[event["sequence"]]
            case "unsent":
                began = now - event["overdue_ms"]
            case "not_connected":
                began = tried
            case "reply" if not event["late"]:
                first = now - event["round_trip_ms"] if first is None else first
                if since is not None:
                    out.append({"begin": since, "end": now})
                since, answered = None, now
        if began is not None:
            since = min(since or began, max(began, answered))
            first = since if first is None else first
    if since is not None:
        out.append({"begin": since, "end": milliseconds(events[-1])})
    return out, first


def is_near(told: float, counted: float, slack: float) -> bool:
    """A length of time, from which the moments are taken in which this program stood still."""
    return counted - slack - MOST_HELD_UP <= told <= counted + slack


def begins_near(told: float, counted: float) -> bool:
    """The last answer before an outage moves on by what this program stood still after it."""
    return counted - CLOCK_SLACK <= told <= counted + CLOCK_SLACK + MOST_HELD_UP


def faults_of_outages(summary: dict, events: list[dict]) -> list[str]:
    if not named(events, "sent") or summary["held_up"]:
        return []  # when a connection was tried, or this program stood still, is in no event
    counted, first = outages_of(events)
    told = summary.get("outage_list", [])
    if summary["outages"] != len(counted) or len(told) != len(counted):
        return [f"{summary['outages']} outages, {len(told)} in the list, counted {len(counted)}"]
    out = []
    down = 0.0
    for one, other in zip(told, counted):
        length = other["end"] - other["begin"]
        down += length
        begin = milliseconds({"time": one["begin"]})
        if not begins_near(begin, other["begin"]) or not is_near(one["length_ms"], length, CLOCK_SLACK):
            out.append(f"an outage is {one}, counted {other}")
        if "end" in one and abs(milliseconds({"time": one["end"]}) - other["end"]) > CLOCK_SLACK:
            out.append(f"an outage ends at {one['end']}, counted {other}")
    if any("end" not in one for one in told[:-1]):
        out.append("an outage that is not the last goes on")
    up = milliseconds(events[-1]) - first - down if first is not None else 0
    longest = max((one["length_ms"] for one in told), default=0)
    slack = CLOCK_SLACK * (1 + len(told))
    for name, value in (("down_ms", down), ("up_ms", up)):
        if not is_near(summary[name], value, slack):
            out.append(f"{name} is {summary[name]}, counted {value}")
    if abs(summary["longest_outage_ms"] - longest) > NANOSECOND:
        out.append(f"longest_outage_ms is {summary['longest_outage_ms']}, the list has {longest}")
    told_time = summary["down_ms"] + summary["up_ms"]
    percent = 100 * summary["up_ms"] / told_time if told_time else None
    if (percent is None) != ("availability_percent" not in summary) or (
            percent is not None and abs(percent - summary["availability_percent"]) > 1e-6):
        out.append(f"availability_percent is {summary.get('availability_percent')}, counted {percent}")
    return out


def faults_of_failures(summary: dict, events: list[dict]) -> list[str]:
    """What failed in all, against the events: those of -C have no failure of their own."""
    told = sum(kind["count"] for kind in summary.get("failed_attempts", []))
    counted = len(named(events, "not_connected", "connection_failed"))
    return [] if told == counted else [f"{told} failed attempts, counted {counted}"]


def faults_of_summary(events: list[dict]) -> list[str]:
    """`events` are all of a run, the summary last."""
    summary = events[-1]
    found = (faults_of_counts(summary, events) + faults_of_times(summary, times_of(events)) +
             faults_of_outages(summary, events) + faults_of_failures(summary, events))
    return [f"JSON summary: {fault}" for fault in found]
