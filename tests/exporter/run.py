#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The exporter as Prometheus meets it: run.py PING RESPONDER EXPORTER [FILTER]

Real responders, real sockets, and every answer that a request can get."""

from contextlib import closing
from pathlib import Path
import base64
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time

from asking import LIMIT, Exporter, closed_port, raw_answer

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "service"))
from named_tests import run_tests  # noqa: E402
from running import Manager, Running  # noqa: E402


class Silent:
    """A server that accepts, and says nothing."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self.listener.getsockname()[1]

    def close(self) -> None:
        self.listener.close()


class Files:
    """Files in a directory of their own."""

    def __init__(self, **texts: str):
        self.directory = tempfile.TemporaryDirectory()
        for name, text in texts.items():
            self.write(name, text)

    def path(self, name: str) -> str:
        return str(Path(self.directory.name, name))

    def write(self, name: str, text: str) -> None:
        Path(self.path(name)).write_text(text)
        os.chmod(self.path(name), 0o600)

    def close(self) -> None:
        self.directory.cleanup()


def own_certificate(files: Files) -> list[str]:
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-keyout", files.path("key"), "-out", files.path("certificate"), "-days", "2", "-subj",
                    "/CN=localhost"], check=True, capture_output=True)
    return ["--tls-certificate", files.path("certificate"), "--tls-key", files.path("key")]


class Tests:
    def __init__(self, ping: str, responder: str, exporter: str):
        self.ping_program = ping
        self.responder = responder
        self.program = exporter

    def exporter(self, *options: str, **more):
        return closing(Exporter(self.program, *options, **more))

    def peer(self, *options: str):
        return closing(Running(self.responder, *options))

    def with_modules(self, files: Files, text: str, *options: str):
        files.write("modules.toml", text)
        return self.exporter("--modules", files.path("modules.toml"), *options)

    # Probes

    def test_a_probe_that_succeeds(self):
        with self.peer() as peer, self.exporter() as exporter:
            said = exporter.probe(f"127.0.0.1:{peer.port}")
            assert said.status == 200, said
            assert said.fields["content-type"].startswith("text/plain; version=0.0.4")
            assert said.value("probe_success") == 1
            assert said.value("tmss10_probe_exit_code") == 0
            assert said.value("probe_ip_protocol") == 4
            assert said.value('tmss10_probe_pings{result="answered"}') == 4
            assert said.value("tmss10_probe_loss_ratio") == 0
            assert said.value("tmss10_probe_pings_sent_total") == 4
            assert said.value("tmss10_probe_round_trip_seconds_count") == 4
            for stage in ("connect", "greeting", "handshake", "exchange"):
                assert said.value(f'tmss10_probe_stage_duration_seconds{{stage="{stage}"}}') > 0, stage
            assert said.failure() is None

    def test_counters_go_on_from_probe_to_probe(self):
        with self.peer() as peer, self.exporter() as exporter:
            target = f"127.0.0.1:{peer.port}"
            for count in (1, 2, 3):
                assert exporter.probe(target).value("tmss10_probe_pings_sent_total") == 4 * count
            assert exporter.own("targets") == 1
            assert exporter.own('probes_total{result="success"}') == 3

    def test_a_closed_port(self):
        with self.exporter() as exporter:
            said = exporter.probe(f"127.0.0.1:{closed_port()}")
            assert said.status == 200 and said.value("probe_success") == 0
            assert said.value("tmss10_probe_exit_code") == 4
            assert said.failure() == ("connect", "refused"), said.body
            assert said.value("tmss10_probe_loss_ratio") != 0, "an outage is no loss of 0"

    def test_keys_that_differ(self):
        with closing(Files(key="ab" * 32 + "\n")) as files, self.peer() as peer, \
                self.with_modules(files, f'[modules.site]\nkey-file = "{files.path("key")}"\n') as exporter:
            said = exporter.probe(f"127.0.0.1:{peer.port}", "site")
            assert said.value("probe_success") == 0 and said.failure()[1].startswith("keys_differ"), said.body
            assert said.value("tmss10_probe_exit_code") == 10

    def test_the_scrape_time_out_is_kept(self):
        with closing(Silent()) as server, self.exporter() as exporter:
            began = time.monotonic()
            said = exporter.probe(f"127.0.0.1:{server.port}", X_Prometheus_Scrape_Timeout_Seconds="1.5")
            assert 0.9 < time.monotonic() - began < 1.5 + 3, time.monotonic() - began
            assert said.value("probe_success") == 0 and said.failure()[0] == "greeting", said.body

    def test_debug_shows_the_words_of_the_probe(self):
        with closing(Files(key="ab" * 32 + "\n")) as files, \
                self.with_modules(files, f'[modules.site]\nkey-file = "{files.path("key")}"\n') as exporter:
            said = exporter.probe(f"127.0.0.1:{closed_port()}", "site", debug=True)
            assert said.status == 200 and said.fields["content-type"].startswith("text/plain")
            assert "connection refused" in said.body and "hint: " in said.body, said.body
            assert "exit code: 4" in said.body and "probe_success 0" in said.body
            assert files.directory.name not in said.body, "no paths of files"

    def test_connect_only_without_a_watch(self):
        with closing(Files()) as files, closing(Silent()) as server, \
                self.with_modules(files, "[modules.tcp]\nconnect-only = true\ncount = 1\nwatch = 0\n") as exporter:
            said = exporter.probe(f"127.0.0.1:{server.port}", "tcp")
            assert said.value("probe_success") == 1, said.body
            assert said.value("probe_duration_seconds") < 0.1, "it does not wait for the server's word"

    def test_path_module(self):
        with closing(Files()) as files, self.peer() as peer, \
                self.with_modules(files, "[modules.path]\npath = true\n") as exporter:
            said = exporter.probe(f"127.0.0.1:{peer.port}", "path")
            assert said.value("probe_success") == 1, said.body
            assert said.value("tmss10_probe_hops") == 1, said.body

    def test_buckets_of_a_module(self):
        with closing(Files()) as files, self.peer() as peer, \
                self.with_modules(files, "[modules.b]\nbuckets = [0.5, 10]\n") as exporter:
            said = exporter.probe(f"127.0.0.1:{peer.port}", "b")
            assert said.value('tmss10_probe_round_trip_seconds_bucket{le="0.5"}') == 4, said.body
            assert said.value('tmss10_probe_round_trip_seconds_bucket{le="+Inf"}') == 4
            assert said.body.count("tmss10_probe_round_trip_seconds_bucket") == 3

    def test_open_metrics_by_the_accept_header(self):
        with self.peer() as peer, self.exporter() as exporter:
            for path in ("/metrics", f"/probe?target=127.0.0.1:{peer.port}"):
                said = exporter.ask(path, Accept="application/openmetrics-text;version=1.0.0")
                assert said.fields["content-type"].startswith("application/openmetrics-text"), said.fields
                assert said.body.endswith("# EOF\n")

    # Kept sessions

    KEPT = "[modules.kept]\nkeep-connection = true\ncount = 1\n"

    def test_a_session_is_kept(self):
        with closing(Files()) as files, self.peer("-v") as peer, \
                self.with_modules(files, self.KEPT) as exporter:
            target = f"127.0.0.1:{peer.port}"
            first = exporter.probe(target, "kept")
            assert first.value('tmss10_probe_stage_duration_seconds{stage="handshake"}') is not None
            for _ in range(3):
                said = exporter.probe(target, "kept")
                assert said.value("probe_success") == 1, said.body
                assert said.value('tmss10_probe_stage_duration_seconds{stage="connect"}') is None, said.body
                assert said.value("tmss10_probe_session_age_seconds") > 0
            assert said.value("tmss10_probe_reconnections_total") == 0
            assert said.value("tmss10_probe_pings_sent_total") == 4
            words = exporter.probe(target, "kept", debug=True).body
            assert words.startswith("over the session that an earlier probe has left open\n"), words
            assert " bytes from 127.0.0.1" in words, words
            assert exporter.own("kept_sessions") == 1

    def test_a_kept_session_that_the_server_ended(self):
        with closing(Files()) as files, self.with_modules(files, self.KEPT) as exporter:
            with self.peer() as peer:
                target = f"127.0.0.1:{peer.port}"
                port = str(peer.port)
                assert exporter.probe(target, "kept").value("probe_success") == 1
            assert exporter.probe(target, "kept").value("probe_success") == 0
            with closing(Again(self.responder, port)):
                said = exporter.probe(target, "kept")
                assert said.value("probe_success") == 1, said.body
                assert said.value("tmss10_probe_reconnections_total") == 1, said.body

    def test_an_idle_session_that_ended_is_made_again(self):
        with closing(Files()) as files, self.peer("--idle-timeout", "1") as peer, \
                self.with_modules(files, self.KEPT) as exporter:
            target = f"127.0.0.1:{peer.port}"
            exporter.probe(target, "kept")
            time.sleep(2.5)
            said = exporter.probe(target, "kept")
            assert said.value("probe_success") == 1, said.body
            assert said.value("tmss10_probe_reconnections_total") == 1, said.body

    def test_probes_of_one_kept_session_wait_their_turn(self):
        with closing(Files()) as files, self.peer() as peer, \
                self.with_modules(files, "[modules.kept]\nkeep-connection = true\ncount = 3\ninterval = 0.2\n"
                                  ) as exporter:
            answers = at_once(8, lambda: exporter.probe(f"127.0.0.1:{peer.port}", "kept"))
            assert all(said.value("probe_success") == 1 for said in answers)
            assert sorted(said.value("tmss10_probe_pings_sent_total") for said in answers) \
                == [3.0 * (i + 1) for i in range(8)]
            assert exporter.own("kept_sessions") == 1

    # Who may have what probed

    def test_other_addresses_need_a_list(self):
        done = subprocess.run([self.program, "--listen", "0.0.0.0:0"], capture_output=True, text=True, check=False)
        assert done.returncode == 2 and "--allow" in done.stderr, done

    def test_targets_that_are_not_allowed(self):
        with self.exporter("--allow", "192.0.2.0/24", "--allow", "localhost.example:1-65535") as exporter:
            for target in ("127.0.0.1:5000", "169.254.169.254", "[::ffff:127.0.0.1]", "0.0.0.0", "[::1]",
                           "192.0.2.1:22", "localhost"):
                said = exporter.probe(target)
                assert said.status in (400, 403) and said.body.count("\n") == 1, (target, said)
            assert exporter.own('refused_requests_total{reason="not_allowed"}') >= 5

    def test_a_name_may_not_lead_to_this_machine(self):
        # localhost is the one name that every machine has; as an address of a network, it is meant.
        with self.peer() as peer, self.exporter("--allow", "0.0.0.0/0:1-65535") as exporter:
            said = exporter.probe(f"localhost:{peer.port}")
            assert said.status == 403 and "may not be probed" in said.body, said
        with self.peer() as peer, self.exporter("--allow", "127.0.0.0/8:1-65535") as exporter:
            said = exporter.probe(f"localhost:{peer.port}")
            assert said.status == 200 and said.value("probe_success") == 1, said

    def test_a_foreign_host(self):
        with self.exporter("--host-name", "vantage.example") as exporter:
            for host, status in (("evil.example", 403), ("evil.example:10550", 403), ("127.0.0.1", 200),
                                 ("localhost:1", 200), ("vantage.example", 200), ("VANTAGE.example.:80", 200)):
                said = exporter.ask("/-/healthy", Host=host)
                assert said.status == status, (host, said)
            assert exporter.own('refused_requests_total{reason="foreign"}') == 2

    def test_a_page_of_another_site(self):
        with self.exporter("--enable-reload") as exporter:
            for fields, status in (({"Sec_Fetch_Site": "cross-site"}, 403), ({"Sec_Fetch_Site": "same-site"}, 403),
                                   ({"Sec_Fetch_Site": "none"}, 200), ({"Sec_Fetch_Site": "same-origin"}, 200),
                                   ({"Origin": "http://evil.example"}, 403), ({"Origin": "null"}, 403)):
                said = exporter.probe(f"127.0.0.1:{closed_port()}", **fields)
                assert said.status == status, (fields, said)
                said = exporter.ask("/-/reload", "POST", **fields)
                assert said.status == status, (fields, said)
                assert exporter.ask("/", **fields).status == 200, "a link may lead here"

    # Bad requests

    def test_bad_requests(self):
        with self.exporter() as exporter:
            for path in ("/probe", "/probe?target=", "/probe?target=a&target=b", "/probe?target=-P",
                         "/probe?target=a:0", "/probe?target=a&module=none", "/probe?target=a&modul=x",
                         "/probe?target=10.0.0.0/8", "/probe?target=user@a", "/probe?target=a%00b",
                         "/probe?target=" + "a" * 3000, "/probe?target=a&debug=maybe"):
                said = exporter.ask(path)
                assert said.status == 400 and said.body.count("\n") == 1, (path[:60], said)
            assert exporter.ask("/nothing").status == 404
            assert exporter.ask("/probe?target=" + "a" * 65536).status == 414
            assert exporter.ask("/-/healthy").body == "healthy\n"

    def test_methods(self):
        with self.exporter() as exporter:
            for path in ("/", "/probe?target=a", "/-/reload"):
                assert exporter.ask(path, "POST").status == 405, path
            assert exporter.ask("/-/reload").status == 404
        with self.exporter("--enable-reload") as exporter:
            assert exporter.ask("/-/reload").status == 405
            assert exporter.ask("/-/reload", "POST").status == 200
            assert exporter.ask("/probe?target=a", "POST").status == 405
            head = exporter.ask("/metrics", "HEAD")
            assert head.status == 200 and not head.body

    def test_hostile_bytes(self):
        with self.exporter() as exporter:
            for request in (b"GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03",
                            b"GET / HTTP/1.1\r\n\r\n", b"GET /probe?target=%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                            b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 1_000_000 + b"\r\n\r\n"):
                with closing(exporter.connect()) as peer:
                    try:
                        said = raw_answer(peer, request)
                    except ConnectionError:  # it reads no more of a million bytes
                        continue
                    assert said.startswith(b"HTTP/1.1 4"), (request[:40], said[:80])
            assert exporter.ask("/-/ready").status == 200

    # Pages

    def test_nothing_of_a_target_is_markup(self):
        with self.peer() as peer, self.exporter() as exporter:
            exporter.probe("<script>alert(1)</script>")
            exporter.probe(f"127.0.0.1:{peer.port}")
            exporter.probe(f"127.0.0.1:{closed_port()}")
            said = exporter.ask("/")
            assert said.status == 200 and said.fields["content-type"] == "text/html; charset=utf-8"
            assert "<script" not in said.body and "default-src 'none'" in said.fields["content-security-policy"]
            assert "connection refused" in said.body and f"127.0.0.1:{peer.port}" in said.body

    # Files

    def test_check(self):
        with closing(Files(good="[modules.a]\ncount = 1\n", bad="[modules.a]\ncuont = 1\n[modules.b]\njson = \"x\"\n")
                     ) as files:
            for name, code in (("good", 0), ("bad", 2), ("none", 2), (".", 2)):
                done = subprocess.run([self.program, "--check", "--modules", files.path(name)], capture_output=True,
                                      text=True, check=False, timeout=LIMIT)
                assert done.returncode == code, (name, done)
            done = subprocess.run([self.program, "--check", "--modules", files.path("bad")], capture_output=True,
                                  text=True, check=False, timeout=LIMIT)
            assert "bad:2: " in done.stderr and "bad:4: " in done.stderr, done.stderr

    def test_reload(self):
        with closing(Files()) as files, self.peer() as peer, \
                self.with_modules(files, "[modules.a]\ncount = 1\n", "--enable-reload") as exporter:
            target = f"127.0.0.1:{peer.port}"
            assert exporter.probe(target, "a").value("tmss10_probe_pings_sent_total") == 1
            files.write("modules.toml", "[modules.b]\ncount = 2\n")
            exporter.child.send("HUP")
            exporter.await_log("the files were loaded")
            assert exporter.probe(target, "a").status == 400
            assert exporter.probe(target, "b").value("tmss10_probe_pings_sent_total") == 2
            files.write("modules.toml", "[modules.b]\ncount = none\n")
            said = exporter.ask("/-/reload", "POST")
            assert said.status == 500 and files.directory.name not in said.body, said
            exporter.await_log(r"the files stay as they were: .*modules\.toml:2: .*")
            assert exporter.probe(target, "b").value("probe_success") == 1
            assert exporter.own("reload_successful") == 0
            assert "failed" in exporter.ask("/").body

    def test_reload_under_load(self):
        with closing(Files()) as files, self.peer() as peer, \
                self.with_modules(files, "[modules.a]\nkeep-connection = true\ncount = 1\n", "--enable-reload"
                                  ) as exporter:
            target = f"127.0.0.1:{peer.port}"
            ended = threading.Event()

            def reload() -> None:
                while not ended.is_set():
                    exporter.ask("/-/reload", "POST")

            thread = threading.Thread(target=reload)
            thread.start()
            try:
                answers = at_once(60, lambda: exporter.probe(target, "a"))
            finally:
                ended.set()
                thread.join()
            assert all(said.value("probe_success") == 1 for said in answers)

    def test_tls_and_credentials(self):
        with closing(Files(credentials="prometheus:secret\n")) as files, self.peer() as peer, \
                self.exporter(*own_certificate(files), "--credentials", files.path("credentials")) as exporter:
            assert exporter.ask("/metrics").status == 401
            wrong = base64.b64encode(b"prometheus:wrong").decode()
            right = base64.b64encode(b"prometheus:secret").decode()
            assert exporter.ask("/metrics", Authorization=f"Basic {wrong}").status == 401
            said = exporter.probe(f"127.0.0.1:{peer.port}", Authorization=f"Basic {right}")
            assert said.value("probe_success") == 1, said
            assert "secret" not in "\n".join(exporter.log())

    def test_a_port_that_is_taken(self):
        with self.exporter() as exporter:
            done = subprocess.run([self.program, "--listen", f"127.0.0.1:{exporter.port}"], capture_output=True,
                                  text=True, check=False, timeout=LIMIT)
            assert done.returncode == 2 and "can't listen" in done.stderr, done

    # Load

    def test_at_once(self):
        with closing(Silent()) as server, self.exporter("--at-once", "2") as exporter:
            answers = at_once(6, lambda: exporter.probe(f"127.0.0.1:{server.port}",
                                                        X_Prometheus_Scrape_Timeout_Seconds="1.5"))
            counts = [sum(said.status == status for said in answers) for status in (200, 503)]
            assert sum(counts) == 6 and counts[0] >= 2 and counts[1] >= 2, [said.status for said in answers]
            assert exporter.own('refused_requests_total{reason="no_turn"}') == counts[1]

    def test_health_does_not_wait_behind_probes(self):
        with closing(Silent()) as server, self.exporter("--at-once", "20") as exporter:
            threads = [threading.Thread(target=lambda: exporter.probe(f"127.0.0.1:{server.port}"))
                       for _ in range(60)]
            for one in threads:
                one.start()
            try:
                wait_until(lambda: exporter.own("running_probes") == 20)
                began = time.monotonic()
                assert exporter.ask("/-/healthy").status == 200
                assert time.monotonic() - began < 2
            finally:
                for one in threads:
                    one.join()

    def test_an_abandoned_scrape_ends_its_probe(self):
        with closing(Silent()) as server, self.exporter() as exporter:
            before = exporter.descriptors()
            for _ in range(20):
                with closing(exporter.connect()) as peer:
                    peer.sendall(f"GET /probe?target=127.0.0.1:{server.port} HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                 .encode())
                    wait_until(lambda: exporter.own("running_probes") > 0)
            wait_until(lambda: exporter.own('probes_total{result="abandoned"}') == 20)
            wait_until(lambda: exporter.descriptors() <= before)

    def test_a_thousand_scrapers(self):
        with self.peer() as peer, self.exporter() as exporter:
            answers = at_once(1000, lambda: exporter.probe(f"127.0.0.1:{peer.port}"))
            assert len(answers) == 1000
            assert all(said.status in (200, 503) for said in answers)
            assert sum(said.status == 200 for said in answers) >= 200
            assert exporter.ask("/-/healthy").status == 200

    def test_terminated_during_probes(self):
        with closing(Silent()) as server:
            exporter = Exporter(self.program)
            answers = []
            threads = [threading.Thread(target=lambda: answers.append(exporter.probe(f"127.0.0.1:{server.port}")))
                       for _ in range(10)]
            for one in threads:
                one.start()
            wait_until(lambda: exporter.own("running_probes") == 10)
            began = time.monotonic()
            exporter.close()
            assert time.monotonic() - began < 5
            for one in threads:
                one.join()
            assert [said.status for said in answers] == [503] * 10, answers

    def test_service_manager_is_told(self):
        with closing(Manager(False)) as manager, self.exporter(variables=manager.variables) as exporter:
            assert manager.next() == "READY=1"
            exporter.child.send("HUP")
            assert manager.next().startswith("RELOADING=1\nMONOTONIC_USEC=")
            assert manager.next() == "READY=1"
            exporter.child.send("TERM")
            assert manager.next() == "STOPPING=1"


class Again(Running):
    """A responder on a port that another one had."""

    def __init__(self, program: str, port: str):
        self.listen = ["-P", port, "--listen", "127.0.0.1"]
        super().__init__(program)


def at_once(count: int, call) -> list:
    """What so many calls return that run at the same time."""
    out = []
    threads = [threading.Thread(target=lambda: out.append(call())) for _ in range(count)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return out


def wait_until(is_so) -> None:
    until = time.monotonic() + LIMIT
    while not is_so():
        assert time.monotonic() < until, "it does not come"
        time.sleep(0.02)


if __name__ == "__main__":
    sys.exit(run_tests(Tests(*sys.argv[1:4]), sys.argv[4:]))
