# SPDX-License-Identifier: MIT
"""Many requests at once, files that change under them, and the end of the program."""

from contextlib import closing
import socket
import threading
import time

from asking import Exporter
from support import ExporterTests, Files, Silent, at_once, wait_until


class LoadTests(ExporterTests):
    def test_at_once(self):
        with closing(Silent()) as server, self.exporter("--at-once", "2") as exporter:
            answers = at_once(6, lambda: exporter.probe(f"127.0.0.1:{server.port}",
                                                        X_Prometheus_Scrape_Timeout_Seconds="1.5"))
            counts = [sum(said.status == status for said in answers) for status in (200, 503)]
            assert sum(counts) == 6 and counts[0] >= 2 and counts[1] >= 2, [said.status for said in answers]
            assert exporter.own('refused_requests_total{reason="no_turn"}') == counts[1]

    def test_health_does_not_wait_behind_probes(self):
        with closing(Silent()) as server, self.exporter("--at-once", "20") as exporter:
            # 20 run, 20 wait, and the others get their 503 at once.
            threads = [threading.Thread(target=lambda: exporter.probe(f"127.0.0.1:{server.port}"))
                       for _ in range(150)]
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

    def test_whoever_waits_for_a_session_and_goes_leaves_its_place(self):
        module = "[modules.kept]\nkeep-connection = true\nconnect-timeout = 12\n"
        with closing(Files()) as files, closing(Silent()) as server, self.with_modules(files, module) as exporter:
            target = f"127.0.0.1:{server.port}"
            first = threading.Thread(target=lambda: exporter.probe(target, "kept"))
            first.start()
            try:
                wait_until(lambda: exporter.own("running_probes") == 1)
                asking = f"GET /probe?target={target}&module=kept HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
                peers = [exporter.connect() for _ in range(5)]
                for peer in peers:
                    peer.sendall(asking)
                wait_until(lambda: exporter.own("waiting_probes") == 5)
                for peer in peers:
                    peer.close()
                wait_until(lambda: exporter.own("waiting_probes") == 0)
                assert exporter.own("running_probes") == 1, "the first one had ended: nothing was shown"
                answers = at_once(10, lambda: exporter.probe(target, "kept",
                                                             X_Prometheus_Scrape_Timeout_Seconds="1.5"))
                assert all(said.status == 503 and "its session" in said.body for said in answers), answers
            finally:
                first.join()

    def test_a_client_that_ends_its_side_is_told_so(self):
        with closing(Silent()) as server, self.exporter() as exporter, closing(exporter.connect()) as peer:
            peer.sendall(f"GET /probe?target=127.0.0.1:{server.port} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            peer.shutdown(socket.SHUT_WR)
            said = b""
            while more := peer.recv(4096):
                said += more
            assert said.startswith(b"HTTP/1.1 503 ") and b"ended its side" in said, said

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
