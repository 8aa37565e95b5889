# SPDX-License-Identifier: MIT
"""Who may have what probed, and requests that nobody should send."""

from contextlib import closing
import base64
import subprocess

from asking import closed_port, raw_answer
from support import ExporterTests, Files, Silent, own_certificate


class AccessTests(ExporterTests):
    def test_other_addresses_need_a_list(self):
        done = subprocess.run([self.program, "--listen", "0.0.0.0:0"], capture_output=True, text=True, check=False)
        assert done.returncode == 2 and "--allow" in done.stderr, done

    def test_targets_that_are_not_allowed(self):
        with self.exporter("--allow", "192.0.2.0/24", "--allow", "localhost.example:1-65535") as exporter:
            for target in ("127.0.0.1:5000", "169.254.169.254", "[::ffff:127.0.0.1]", "0.0.0.0", "[::1]",
                           "192.0.2.1:22", "localhost"):
                said = exporter.probe(target)
                assert said.status == 403 and said.body.count("\n") == 1, (target, said)
            assert exporter.own('refused_requests_total{reason="not_allowed"}') == 7

    def test_a_name_may_not_lead_to_this_machine(self):
        # localhost is the one name that every machine has; as an address of a network, it is meant.
        with self.peer() as peer, self.exporter("--allow", "0.0.0.0/0:1-65535") as exporter:
            said = exporter.probe(f"localhost:{peer.port}")
            assert said.status == 403 and "may not be probed" in said.body, said
        with self.peer() as peer, self.exporter("--allow", "127.0.0.0/8:1-65535") as exporter:
            said = exporter.probe(f"localhost:{peer.port}")
            assert said.status == 200 and said.value("probe_success") == 1, said

    def test_through_a_proxy_only_what_is_in_the_list_itself(self):
        allowed = ["127.0.0.1", "::1", "a.example", "192.0.2.0/24", ".example.com"]
        options = [word for one in allowed for word in ("--allow", one)]
        with closing(Files()) as files, closing(Silent()) as proxy, \
                self.with_modules(files, f'[modules.p]\nproxy = "http://127.0.0.1:{proxy.port}"\n', *options
                                  ) as exporter:
            for target, status in (("127.0.0.1", 200), ("[::1]", 200), ("A.example.", 200), ("127.0.0.1:22", 403),
                                   ("127.0.0.2", 403), ("localhost", 403), ("192.0.2.0", 403), ("192.0.2.7", 403),
                                   ("b.example.com", 403), ("169.254.169.254", 403)):
                said = exporter.probe(target, "p", X_Prometheus_Scrape_Timeout_Seconds="0.4")
                assert said.status == status, (target, said)
                assert status == 200 or "through a proxy, --allow must name it itself" in said.body, said

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

    # Credentials and TLS

    def test_who_is_not_let_in_is_counted_and_logged(self):
        with closing(Files(credentials="prometheus:secret\n")) as files, \
                self.exporter("--credentials", files.path("credentials")) as exporter:
            right = {"Authorization": "Basic " + base64.b64encode(b"prometheus:secret").decode()}
            wrong = {"Authorization": "Basic " + base64.b64encode(b"oops-my-password:x").decode()}
            assert exporter.ask("/metrics").status == 401
            assert exporter.ask("/probe?target=a", **wrong).status == 401
            exporter.await_log("a request from 127.0.0.1 was refused: it has no user name and password")
            exporter.await_log("a request from 127.0.0.1 was refused: the user name or the password is wrong")
            for path, method in (("/probe", "GET"), ("/nothing", "GET"), ("/", "PUT")):
                exporter.ask(path, method, **right)
            said = exporter.ask("/metrics", **right)
            for code, count in ((200, 0), (400, 1), (401, 2), (403, 0), (404, 1), (405, 1)):
                assert said.value(f'tmss10_exporter_http_requests_total{{code="{code}"}}') == count, (code, said.body)
            assert not [line for line in exporter.log() if "oops" in line], exporter.log()

    def test_a_flood_of_wrong_credentials_does_not_fill_the_log(self):
        with closing(Files(credentials="prometheus:secret\n")) as files, \
                self.exporter("--credentials", files.path("credentials")) as exporter:
            for _ in range(1300):
                with closing(exporter.connect()) as peer:
                    assert raw_answer(peer, b"GET / HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 401 ")
            exporter.await_log(r"\d+ lines? (was|were) left out")
            told = [line for line in exporter.log() if line.startswith("a request from ")]
            assert 1000 <= len(told) < 1300, len(told)

    def test_http_where_https_is_spoken(self):
        with closing(Files()) as files, self.exporter(*own_certificate(files)) as exporter:
            for request in (b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", b"POST / HTTP/1.0\r\n\r\n"):
                with closing(exporter.connect()) as peer:
                    said = raw_answer(peer, request)
                assert said.startswith(b"HTTP/1.1 400 ") and b"this port speaks HTTPS" in said, said
            assert exporter.ask("/-/ready").status == 200
            assert exporter.own('http_requests_total{code="400"}') == 2

    # Bad requests

    def test_bad_requests(self):
        with self.exporter() as exporter:
            for path in ("/probe", "/probe?target=", "/probe?target=a&target=b", "/probe?target=-P",
                         "/probe?target=a:0", "/probe?target=a&module=none", "/probe?target=a&modul=x",
                         "/probe?target=10.0.0.0/8", "/probe?target=user@a", "/probe?target=a%00b",
                         "/probe?target=1.2.3", "/probe?target=0x7f.1", "/probe?target=2130706433",
                         "/probe?target=010.0.0.1", "/probe?target=127.1:5000", "/probe?target=1.2.3.4.5",
                         "/probe?target=" + "a" * 3000, "/probe?target=a&debug=maybe"):
                said = exporter.ask(path)
                assert said.status == 400 and said.body.count("\n") == 1, (path[:60], said)
            assert exporter.ask("/nothing").status == 404
            assert exporter.ask("/probe?target=" + "a" * 65536).status == 414
            assert exporter.ask("/-/healthy").body == "healthy\n"

    def test_methods(self):
        with self.exporter() as exporter:
            for path in ("/", "/probe?target=a", "/nothing"):
                said = exporter.ask(path, "POST")
                assert (said.status, said.body, said.fields["allow"]) == (405, "use GET or HEAD\n", "GET, HEAD"), said
            for method in ("GET", "POST"):
                said = exporter.ask("/-/reload", method)
                assert said.status == 404 and "--enable-reload" in said.body, said
            assert "/-/reload" not in exporter.ask("/nothing").body
        with self.exporter("--enable-reload") as exporter:
            for method in ("GET", "PUT", "DELETE"):
                said = exporter.ask("/-/reload", method)
                assert (said.status, said.body, said.fields["allow"]) == (405, "use POST\n", "POST"), said
            said = exporter.ask("/-/reload", "POST")
            assert (said.status, said.body) == (200, "reloaded: 1 module is in use\n"), said
            assert exporter.ask("/probe?target=a", "POST").status == 405
            assert "/-/reload" in exporter.ask("/nothing").body
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
