// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include "support/hex.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>

#include <string>
#include <vector>

namespace tmss10 {
namespace {

using test::contains;

failure refused_tunnel(int status, const std::string& reason) {
  failure out;
  out.where = stage::proxy_tunnel;
  out.error = errc::proxy_refused_tunnel;
  out.host = "server.example";
  out.port = 5000;
  out.proxy =
      failed_proxy{"proxy.example", 3128, "192.0.2.9", status, reason, {}, {}, {}};
  return out;
}

/// What stands behind "port 5000: ".
std::string status_of(int status, const std::string& reason) {
  const auto told = diagnose(refused_tunnel(status, reason));
  const std::string before =
      "proxy proxy.example (192.0.2.9) port 3128: it refuses a tunnel to server.example "
      "port 5000: ";
  REQUIRE(told.sentence.starts_with(before));
  return told.sentence.substr(before.size());
}

TEST_CASE("diagnosis: a refused tunnel names the proxy, the target and the status") {
  const auto told = diagnose(refused_tunnel(403, "Forbidden"));
  CHECK(told.sentence ==
        "proxy proxy.example (192.0.2.9) port 3128: it refuses a tunnel to "
        "server.example port 5000: 403 Forbidden");
  CHECK(told.hint ==
        "the proxy's rules forbid it. Ask its administrator to allow CONNECT to "
        "server.example port 5000; many proxies allow only port 443, and some require "
        "a User-Agent header, which --proxy-header can send.");
  CHECK(told.code == exit_code::proxy_refused);
}

TEST_CASE("diagnosis: a status without a reason phrase is a number alone") {
  CHECK(status_of(500, "") == "500");
  CHECK(status_of(500, " ") == "500  ");
}

TEST_CASE("diagnosis: a reason phrase can't harm, and has a limit") {
  CHECK(status_of(403, "\x1b[31m\r\n\"") == "403 \\x1b[31m\\x0d\\x0a\\x22");
  CHECK(status_of(403, "a\tb\x7f\xC2\x9B\xFF\\") ==
        "403 a\\x09b\\x7f\\xc2\\x9b\\xff\\x5c");
  CHECK(status_of(403, "{port}{}") == "403 {port}{}");
  CHECK(status_of(403, std::string(64, 'x')) == "403 " + std::string(64, 'x'));
  CHECK(status_of(403, std::string(16'000, 'x')) == "403 " + std::string(64, 'x'));
}

TEST_CASE("diagnosis: a proxy's address that is its host is not named twice") {
  auto what = refused_tunnel(502, "Bad Gateway");
  for (const std::string address : {"2001:db8::9", "192.0.2.9", ""}) {
    CAPTURE(address);
    what.proxy->address = address;
    what.proxy->host = address.empty() ? "proxy.example" : address;
    CHECK(diagnose(what).sentence.starts_with("proxy " + what.proxy->host +
                                              " port 3128: it refuses"));
  }
}

TEST_CASE("diagnosis: IPv6 addresses stand without brackets, as the host was typed") {
  auto what = refused_tunnel(403, "Forbidden");
  what.host = "2001:db8::7";
  what.proxy->address = "2001:db8::9";
  CHECK(diagnose(what).sentence ==
        "proxy proxy.example (2001:db8::9) port 3128: it refuses a tunnel to "
        "2001:db8::7 port 5000: 403 Forbidden");

  failure direct;
  direct.where = stage::connect;
  direct.error = errc::timed_out;
  direct.host = "server.example";
  direct.port = 5000;
  direct.address = "fe80::7%eth0";
  const auto told = diagnose(direct);
  CHECK(told.sentence.starts_with("server.example (fe80::7%eth0) port 5000: no answer"));
  CHECK(told.hint.ends_with("Ask for outbound TCP 5000 to fe80::7%eth0."));
}

TEST_CASE("diagnosis: a failure behind the proxy is the target's, not the proxy's") {
  failure what;
  what.where = stage::greeting;
  what.error = errc::timed_out;
  what.host = "server.example";
  what.port = 5000;
  CHECK(diagnose(what).sentence.starts_with("server.example port 5000: connected"));
}

TEST_CASE("diagnosis: a proxy's stage without a proxy is told of the target") {
  for (const auto where :
       {stage::proxy_resolve, stage::proxy_connect, stage::proxy_tunnel}) {
    for (int code = 1; code <= static_cast<int>(errc::stopped); ++code) {
      CAPTURE(static_cast<int>(where), code);
      failure what;
      what.where = where;
      what.error = {code, tmss10_category()};
      what.host = "server.example";
      what.port = 5000;
      const auto told = diagnose(what);
      CHECK(told.sentence.starts_with("server.example port 5000: "));
      CHECK(told.sentence.find('{') == std::string::npos);
    }
  }
}

TEST_CASE("diagnosis: what answers in a proxy's place is named, and shown in 16 bytes") {
  failure what = refused_tunnel(0, "");
  what.error = errc::not_http;
  what.first_bytes = test::bytes_of("220 mail.example.com ESMTP");
  const auto told = diagnose(what);
  CHECK(contains(told.sentence, ": that is not an HTTP proxy: \"220 mail.example\""));
  CHECK(contains(told.hint, "; SMTP answers there."));
  what.first_bytes = test::bytes_of("\x1b]0;\"\n{0}");
  CHECK(contains(diagnose(what).sentence, ": \"\\x1b]0;\\x22\\x0a{0}\""));
  CHECK(contains(diagnose(what).hint, "; another service answers there."));
  what.first_bytes.clear();
  CHECK(contains(diagnose(what).sentence, "that is not an HTTP proxy: \"\""));
}

TEST_CASE("diagnosis: the schemes that a proxy offers are shown without harm") {
  failure what = refused_tunnel(407, "Proxy Authentication Required");
  what.error = errc::proxy_unknown_scheme;
  what.proxy->schemes = "negotiate, \x1b[31mntlm{}";
  CHECK(diagnose(what).sentence.ends_with(
      "that is not supported: negotiate, \\x1b[31mntlm{}"));
  what.proxy->schemes = std::string(16'000, 'x');
  CHECK(diagnose(what).sentence.ends_with(": " + std::string(64, 'x')));
}

TEST_CASE("diagnosis: the wait is told in two decimals") {
  failure what = refused_tunnel(0, "");
  what.error = errc::timed_out;
  for (const auto& [waited, text] :
       std::vector<std::pair<std::chrono::nanoseconds, std::string>>{
           {std::chrono::milliseconds(1), "0.00"},
           {std::chrono::milliseconds(1234), "1.23"},
           {std::chrono::hours(1), "3600.00"}}) {
    what.waited = waited;
    CHECK(diagnose(what).sentence.ends_with("for a tunnel in " + text + " s"));
  }
}

}  // namespace
}  // namespace tmss10
