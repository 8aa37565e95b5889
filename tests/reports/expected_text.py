# SPDX-License-Identifier: MIT
"""What `-v` must print of a run, written from the run's JSON: the same numbers, rounded."""

import math

# As str.format has them, of the fields of an event.
LINES = {
    "resolved": "resolved {host} to {addresses} in {took_ms:.3f} ms",
    "attempt": "tried {what}{address} port {port}{source} for {took_ms:.3f} ms: {reason}",
    "connected": "connected to {address} port {port} from {local_address} port {local_port} in {took_ms:.3f} ms",
    "proxy_connected":
        "connected to proxy {address} port {port} from {local_address} port {local_port} in {took_ms:.3f} ms",
    "tunnelled": "tunnel to {host}:{port} open in {took_ms:.3f} ms",
    "greeted": "greeting received in {took_ms:.3f} ms",
    "established": "handshake done in {took_ms:.3f} ms ({key})",
    "reply": "{wire_size} bytes from {peer}: seq={sequence} time={round_trip_ms:.3f} ms{marks}",
    "bad_reply": "bad reply from {peer}: seq={sequence} ({reason})",
    "unsent": "not sent to {peer}: seq={sequence} ({reason})",
    "lost": "no reply from {peer}: seq={sequence} ({why})",
    "connection_made": "connected to {peer}: seq={sequence} time={took_ms:.3f} ms{marks}",
    "connection_failed": "no connection to {peer}: seq={sequence} ({reason})",
    "closed_at_once": "{how} at once by {peer}: seq={sequence} (after {after_ms:.2f} ms)",
    "banner": 'banner from {peer}: seq={sequence} "{first_bytes}" (after {after_ms:.2f} ms)',
    "disconnected": "disconnected from {peer}: {reason}",
}


def noticed_late(event: dict) -> str:
    return " (noticed late)" if event.get("noticed_late") else ""


def more_fields(event: dict) -> dict:
    """What a line has that is no field of its own."""
    match event["event"]:
        case "resolved":
            return {"addresses": ", ".join(event["addresses"])}
        case "attempt":
            source = event.get("local_address")
            return {"what": "proxy " if event.get("of_proxy") else "",
                    "source": f" from {source}" if source else ""}
        case "established":
            return {"key": "open mode" if event["open_mode"] else "site key"}
        case "reply":
            late = " (late)" if event["late"] else noticed_late(event)
            again = f" retrans=+{event['retransmits']}" if event["retransmits"] else ""
            return {"marks": late + again}
        case "connection_made":
            return {"marks": noticed_late(event)}
        case "closed_at_once":
            return {"how": "reset" if event.get("reset") else "closed"}
        case "lost":
            waited = f"{event['waited_ms'] / 1000:.2f} s"
            return {"why": waited if event["timed_out"] else "connection lost"}
    return {}


def observed_lines(event: dict) -> list[str]:
    """How the server sees the connection, what is remarkable in that, and what the server is."""
    out = []
    if "address" in event:
        line = f"seen by the server as {event['address']} port {event['port']}"
        if event["through_proxy"]:
            line += " (through the proxy)"
        elif "nat" in event:
            line += " (NAT)" if event["nat"] else " (no NAT)"
        line += f", {plural(event['hops'], 'hop')}" if "hops" in event else ""
        fate = event.get("tcp_options", {}).get("mss")
        mss = event.get("syn", {}).get("mss")
        if fate in ("changed", "removed"):
            line += f", {f'MSS {mss}' if mss else 'no MSS'} (sent {event['mss_sent']})"
        elif mss is not None:
            line += f", MSS {mss}"
        out.append(line)
    out += event["remarks"]
    if "program_version" in event:
        out.append(f"the server is {event['program']} {event['program_version']} on {event['system']}")
    return out


def percent_text(percent: float, is_all: bool) -> str:
    """Three digits; 100 only when it is all."""
    if not is_all:
        percent = min(percent, 99.9)
    if percent in (0, 100):
        return f"{percent:.0f}"
    decimals = max(0, 2 - math.floor(math.log10(percent)))
    text = f"{percent:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def plural(count: int, what: str) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")


def received_line(summary: dict) -> list[str]:
    if not summary["lost"] and not summary["unsent"] and not summary["undecided"]:
        return []
    line = f"{summary['received']} packets received"
    if summary["lost"] or summary["unsent"]:
        percent = percent_text(summary["loss_percent"], not summary["received"])
        unsent = f", {summary['unsent']} could not be sent"
        line += f"{unsent}, {percent}% loss" if summary["unsent"] else f", {percent}% packet loss"
    if summary["late"]:
        line += f", {summary['late']} late"
    if summary["undecided"]:
        line += f", {summary['undecided']} still unanswered"
    return [line]


def length_text(milliseconds: float) -> str:
    if milliseconds < 1000:
        return f"{milliseconds:.0f} ms"
    text = f"{milliseconds / 1000:.2f}"
    return text.rstrip("0").rstrip(".") + " s"


def outage_line(summary: dict) -> list[str]:
    if not summary["outages"]:
        return []
    line = f"down {length_text(summary['down_ms'])} in {plural(summary['outages'], 'outage')}"
    if (percent := summary.get("availability_percent")) is not None:
        line += f", {percent_text(percent, not summary['down_ms'])}% available"
    return [line + ("" if "end" in summary["outage_list"][-1] else ", down now")]


def outage_lines(summary: dict) -> list[str]:
    told = summary.get("outage_list", [])
    more = summary["outages"] - len(told)
    return ([f"{plural(more, 'outage')} before these"] if more else []) + [
        f"down from {one['begin']} {'to ' + one['end'] if 'end' in one else 'until now'}, "
        f"{length_text(one['length_ms'])}: {one['reason']}" for one in told]


def failed_lines(summary: dict) -> list[str]:
    return [f"{plural(kind['count'], 'attempt')} failed: {kind['failure']['sentence']}"
            for kind in summary.get("failed_attempts", [])]


def were(count: int, what: str, then: str) -> list[str]:
    return [f"{plural(count, what)} {'was' if count == 1 else 'were'} {then}"] if count else []


def held_up_line(summary: dict) -> list[str]:
    parts = were(summary["held_up"], "ping", "held up") + were(summary["noticed_late"], "answer", "noticed late")
    return [", and ".join(parts) + " by this machine"] if parts else []


def times_line(names: str, times: dict) -> str:
    """"min/avg/max" as "0.290/0.300/0.310 ms", of the fields min_ms, avg_ms and max_ms."""
    return "/".join(f"{times[name + '_ms']:.3f}" for name in names.split("/")) + " ms"


def figures_lines(summary: dict) -> list[str]:
    out = []
    times = summary.get("round_trip")
    if times:
        out.append("round-trip min/avg/max = " + times_line("min/avg/max", times))
    if summary["retransmitted_segments"]:
        out.append(f"{summary['retransmitted_pings']} of {summary['transmitted']} pings needed retransmission "
                   f"({plural(summary['retransmitted_segments'], 'segment')})")
    if times:
        names = "mdev/median/p90/p95/p99"
        out.append(f"{names} = " + times_line(names, times))
        out.append("first/jitter = " + times_line("first/jitter", times))
    if summary["longest_outage_ms"]:
        out.append(f"longest outage = {summary['longest_outage_ms'] / 1000:.2f} s")
    out += outage_lines(summary)
    if summary["bytes_sent"]:
        out.append(f"{summary['bytes_sent']} bytes sent, {summary['bytes_received']} bytes received")
    if system := summary.get("system_round_trip"):
        out.append("the system's own round-trip smoothed/min = " + times_line("smoothed/min", system))
    return out


def option_text(option: dict) -> str:
    value = option.get("value")
    if value is None:
        return option["name"]
    return f"{option['name']} " + (value if value and " " not in value else f'"{value}"')


def run_lines(run: dict) -> list[str]:
    """What a run begins with."""
    zone = f" ({run['time_zone']})" if "time_zone" in run else ""
    facts = [run.get("system"), run.get("kernel"), f"UTC{run['utc_offset']}{zone}" if "utc_offset" in run else None]
    known = ", ".join(fact for fact in facts if fact)
    key = {True: "; open mode", False: "; site key", None: ""}[run.get("open_mode")]
    return [f"TMSS10Ping {run['program_version']}" + (f" on {known}" if known else "") + f", run {run['run']}",
            " ".join(["options:", *map(option_text, run["options"])]) + key,
            f"name servers: {', '.join(run.get('name_servers', [])) or 'not known'}"]


def ends_of(event: dict) -> str:
    """Both ends of a connection, and the interface of this one."""
    name = f" ({event['interface']})" if "interface" in event else ""
    return f"{event['address']} from {event['local_address']}{name}"


def target_lines(events: list[dict]) -> list[str]:
    """What was typed, and how it was reached: all ends of connections, each once."""
    asked = next(event for event in events if event["event"] == "connecting")
    used = dict.fromkeys(ends_of(event) for event in events if event["event"] in ("connected", "proxy_connected"))
    way = f" at {', '.join(used)}" if used else ""
    target = f"target {asked['host']} port {asked['port']}"
    return [target, f"via proxy {asked['proxy']}{way}"] if "proxy" in asked else [target + way]


def summary_lines(events: list[dict], peer: str) -> list[str]:
    summary = events[-1]
    if not summary["transmitted"] and summary["attempts"] <= 1:
        return []  # why that failed is told already
    out = ["", f"--- {peer} TMSS10Ping statistics ---", f"{summary['transmitted']} packets transmitted"]
    out += target_lines(events) + received_line(summary)
    if not summary["transmitted"]:
        out.append(f"no connection in {plural(summary['attempts'], 'attempt')} since {summary['began']}")
    out += failed_lines(summary) + outage_line(summary)
    if summary["reconnections"]:
        out.append(plural(summary["reconnections"], "reconnection"))
    return out + held_up_line(summary) + figures_lines(summary)


def expected_stdout(events: list[dict]) -> list[str]:
    """`events` are all of a run, the summary last."""
    out = run_lines(events[0])
    peer = ""  # the address; through a proxy, or without one, the name
    for event in events[:-1]:
        if event["event"] == "connecting" and not peer:
            peer = event["host"]
        if event["event"] in ("connected", "tunnelled"):
            peer = event.get("address") or event["host"]
        if event["event"] == "attempt" and event["connected"]:
            continue  # the next line says it
        if event["event"] == "observed":
            out += observed_lines(event)
        if event["event"] in LINES:
            out.append(LINES[event["event"]].format_map(event | more_fields(event) | {"peer": peer}))
    return out + summary_lines(events, peer)


def note_of(events: list[dict]) -> str:
    """What is said of a server that speaks first; only of SSH and of a responder."""
    banner = next((event for event in events if event["event"] == "banner"), None)
    if banner is None:
        return ""
    line = banner["first_bytes"].removesuffix("\\x0d\\x0a")
    service = banner["service"]
    return f'{service if service.startswith("a ") else f"an {service} server"} answers there: "{line}"'


def expected_stderr(events: list[dict], has_no_end: bool) -> list[str]:
    """A run without an end tells every attempt that failed: its hint once, as long as it stays the same."""
    out: list[str] = []
    told = hinted = ""
    for event in events:
        if event["event"] == "established":
            hinted = ""
        if event["event"] == "banner" and not any(line.startswith("note: ") for line in out):
            out.append(f"note: {note_of(events)}")
        failure = event.get("failure")
        is_last = event is events[-1]
        if not failure or (is_last and failure["sentence"] == told) or not (is_last or has_no_end):
            continue
        told = failure["sentence"]
        out.append(f"TMSS10Ping: {told}")
        if failure["hint"] and (is_last or failure["hint"] != hinted):
            out.append(f"  hint: {failure['hint']}")
        hinted = failure["hint"]
    return out + ([f"TMSS10Ping: {events[-1]['exceeded']}"] if "exceeded" in events[-1] else [])
