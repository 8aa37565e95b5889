#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The exporter as Prometheus meets it: run.py PING RESPONDER EXPORTER [FILTER]

Real responders, real sockets, and every answer that a request can get."""

from contextlib import closing
from pathlib import Path
import base64
import subprocess
import sys
import threading
import time

from access import AccessTests
from asking import LIMIT, closed_port
from load import LoadTests
from support import Again, Files, Silent, at_once, own_certificate, wait_until

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "service"))
from named_tests import run_tests  # noqa: E402


class Tests(AccessTests, LoadTests):
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
            assert said.value("tmss10_probe_loss_ratio") == 1, said.body
            assert said.value("tmss10_probe_pings_unsent_total") == 4, "all of the module's pings were due"

    def test_keys_that_differ(self):
        with closing(Files(key="ab" * 32 + "\n")) as files, self.peer() as peer, \
                self.with_modules(files, f'[modules.site]\nkey-file = "{files.path("key")}"\n') as exporter:
            said = exporter.probe(f"127.0.0.1:{peer.port}", "site")
            assert said.value("probe_success") == 0 and said.failure()[1].startswith("keys_differ"), said.body
            assert said.value("tmss10_probe_exit_code") == 10

    def test_the_scrape_time_out_is_kept(self):
        with closing(Silent()) as server, self.exporter() as exporter:
            for limit in ("1.5", "3"):
                began = time.monotonic()
                said = exporter.probe(f"127.0.0.1:{server.port}", X_Prometheus_Scrape_Timeout_Seconds=limit)
                took = time.monotonic() - began
                assert float(limit) - 0.6 < took < float(limit) + 3, took
                assert said.value("probe_success") == 0 and said.failure() == ("greeting", "silent"), said.body
                assert said.value('tmss10_probe_pings{result="unsent"}') == 4, said.body

    def test_pings_without_an_answer_in_time_are_lost(self):
        with closing(Files()) as files, self.peer() as peer, self.with_modules(files, self.KEPT) as exporter:
            target = f"127.0.0.1:{peer.port}"
            assert exporter.probe(target, "kept").value("probe_success") == 1
            peer.child.send("STOP")
            try:
                said = exporter.probe(target, "kept", X_Prometheus_Scrape_Timeout_Seconds="2.5")
            finally:
                peer.child.send("CONT")
            assert said.failure() == ("exchange", "pings_not_answered"), said.body
            assert said.value("tmss10_probe_loss_ratio") == 1, said.body
            assert said.value("tmss10_probe_pings_lost_total") == 1, said.body
            assert said.value('tmss10_probe_stage_duration_seconds{stage="exchange"}') > 1.5, said.body

    def test_a_bare_connection_that_is_closed_at_once_is_lost(self):
        with closing(Files()) as files, closing(Silent()) as server, \
                self.with_modules(files, "[modules.tcp]\nconnect-only = true\ncount = 2\n") as exporter:
            server.close_connections()
            said = exporter.probe(f"127.0.0.1:{server.port}", "tcp")
            assert said.failure()[1].endswith("_at_once"), said.body
            assert said.value("tmss10_probe_loss_ratio") == 1, said.body
            assert said.value('tmss10_probe_pings{result="answered"}') == 0, said.body
            assert said.value("tmss10_probe_round_trip_seconds_count") == 0, said.body

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
            first, second = words.splitlines()[:2]
            assert first.startswith("TMSS10Exporter ") and "module kept: count 1, keep-connection; at most " in first
            assert second == "an earlier probe has left a session open", words
            assert " bytes from 127.0.0.1" in words, words
            assert exporter.own("kept_sessions") == 1

    def test_a_kept_session_that_the_server_ended(self):
        with closing(Files()) as files, self.with_modules(files, self.KEPT) as exporter:
            with self.peer() as peer:
                target = f"127.0.0.1:{peer.port}"
                port = str(peer.port)
                assert exporter.probe(target, "kept").value("probe_success") == 1
            down = exporter.probe(target, "kept")
            assert down.value("probe_success") == 0
            assert down.value("tmss10_probe_session_age_seconds") is None, "there is no session"
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

    # The program

    def test_process_metrics(self):
        with self.exporter() as exporter:
            said = exporter.ask("/metrics")
            for name in ("cpu_seconds_total", "resident_memory_bytes", "virtual_memory_bytes", "open_fds", "max_fds"):
                assert said.value(f"process_{name}") > 0, (name, said.body)
            assert abs(said.value("process_start_time_seconds")
                       - said.value("tmss10_exporter_start_time_seconds")) < LIMIT
            assert abs(said.value("process_open_fds") - exporter.descriptors()) <= 2

    def test_the_end_is_logged(self):
        with closing(Silent()) as server, self.exporter() as exporter:
            probe = threading.Thread(target=lambda: exporter.probe(f"127.0.0.1:{server.port}"))
            probe.start()
            wait_until(lambda: exporter.own("running_probes") == 1)
            exporter.stop()
            exporter.await_log("stopping: SIGTERM, with 1 probe running")
            exporter.await_log("stopped")
            probe.join()

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

    def test_check_of_a_key_that_does_not_fit(self):
        with closing(Files()) as files, closing(Files()) as others:
            certificate, of_others = own_certificate(files), own_certificate(others)
            done = subprocess.run([self.program, "--check", *certificate[:2], *of_others[2:], "--modules",
                                   files.path("none")], capture_output=True, text=True, check=False, timeout=LIMIT)
            assert done.returncode == 2, done
            lines = done.stderr.splitlines()
            assert len(lines) == 2 and files.path("none") in lines[0] and others.path("key") in lines[1], done.stderr

    def test_a_reload_tells_of_all_files_that_are_wrong(self):
        with closing(Files(credentials="prometheus:secret\n")) as files, \
                self.with_modules(files, "[modules.a]\ncount = 1\n", "--credentials", files.path("credentials")
                                  ) as exporter:
            files.write("modules.toml", f"[modules.a]\nkey-file = '{files.path('no-key')}'\n[modules.b]\nc = 1\n")
            files.write("credentials", "none\n")
            exporter.child.send("HUP")
            exporter.await_log(r"the files stay as they were: .*modules\.toml:2: module \"a\": key-file: .*no-key: .*")
            exporter.await_log(r"the files stay as they were: .*modules\.toml:4: module \"b\": \"c\": .*count")
            exporter.await_log(r"the files stay as they were: --credentials: .*")

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
            assert said.body == "the files stay as they were; the exporter's log says why\n", said
            exporter.await_log(r"the files stay as they were: .*modules\.toml:2: .*")
            assert exporter.probe(target, "b").value("probe_success") == 1
            assert exporter.own("reload_successful") == 0
            assert "failed" in exporter.ask("/").body

    def test_a_reload_says_how_many_faults_there_are(self):
        with closing(Files()) as files, \
                self.with_modules(files, "[modules.a]\ncount = 1\n", "--enable-reload") as exporter:
            assert exporter.ask("/-/reload", "POST").body == "reloaded: 2 modules are in use\n"
            files.write("modules.toml", "[modules.a]\ncuont = 1\nkount = 1\n")
            assert exporter.ask("/-/reload", "POST").status == 500
            assert " (the first of 2 faults; all are in the log)" in exporter.ask("/").body

    def test_reload_of_a_certificate(self):
        with closing(Files()) as files, \
                self.exporter(*own_certificate(files), "--enable-reload") as exporter:
            assert exporter.ask("/-/reload", "POST").status == 200
            with closing(Files()) as others:
                own_certificate(others)
                files.write("key", Path(others.path("key")).read_text())
            said = exporter.ask("/-/reload", "POST")
            assert said.status == 500, said
            assert files.directory.name not in said.body, said
            exporter.await_log(r"the files stay as they were: key file .*: the key does not fit the certificate.*")
            assert exporter.ask("/-/ready").status == 200

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
                # As many as one session lets wait, and one that has it.
                answers = [said for _ in range(8) for said in at_once(8, lambda: exporter.probe(target, "a"))]
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


if __name__ == "__main__":
    sys.exit(run_tests(Tests(*sys.argv[1:4]), sys.argv[4:]))
