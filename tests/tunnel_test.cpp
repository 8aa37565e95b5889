// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hex.hpp"
#include "support/net_proxied_dial.hpp"
#include "support/random_bytes.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/tunnel.hpp>

#include <asio/buffer.hpp>
#include <asio/read.hpp>

#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::head_of;
using test::plain_request;
using test::proxied_dial;
using test::request_from;

const std::string opened = head_of("200 Connection established");

/// A dial whose proxy answers the first request like that.
failure failure_after(const std::string& reply, bool with_credentials = false) {
  proxied_dial run(with_credentials);
  CHECK(request_from(*run.client) == plain_request);
  test::say(*run.client, reply);
  auto out = run.fail();
  CHECK(out.where == stage::proxy_tunnel);
  CHECK(out.host == "target.example");
  CHECK(out.port == 5000);
  CHECK(out.address.empty());
  REQUIRE(out.proxy);
  CHECK(out.proxy->host == "127.0.0.1");
  CHECK(out.proxy->port == run.listener.port());
  CHECK(out.proxy->address == "127.0.0.1");
  CHECK(!run.listener.is_called_within(0ms));
  return out;
}

TEST_CASE("tunnel: any 2xx opens it, and the socket leads on to the target") {
  for (const std::string status : {"200 OK", "200", "204 No Content", "299 "}) {
    CAPTURE(status);
    proxied_dial run;
    CHECK(request_from(*run.client) == plain_request);
    test::say(*run.client, head_of(status, "Via: proxy\r\nContent-Length: 7\r\n"));
    REQUIRE(!run.finish());
    CHECK(run.call.target->early.empty());
    CHECK(run.call.target->connection.address == "127.0.0.1");
    CHECK(run.call.target->connection.socket.is_open());
    CHECK(run.client->hears_nothing_for(1ms));
  }
}

/// What the initiator finds behind the head when the proxy sends so much more in one go.
void check_early(std::size_t count) {
  CAPTURE(count);
  const auto behind = test::random_bytes(count);
  proxied_dial run;
  (void)request_from(*run.client);
  run.client->write(test::joined(test::bytes_of(opened), behind));
  REQUIRE(!run.finish());
  auto got = run.call.target->early;
  if (count > 0) CHECK(!got.empty());
  // What did not come together with the head is in the socket still.
  bytes rest(count - got.size());
  asio::read(run.call.target->connection.socket, asio::buffer(rest.data(), rest.size()));
  append(got, rest);
  CHECK(got == behind);
}

TEST_CASE("tunnel: what comes together with the reply is the target's") {
  for (const std::size_t count : {1, 8, 900, 984, 985, 986, 1024, 4096, 16'384}) {
    check_early(count);
  }
}

TEST_CASE("tunnel: a reply that comes byte by byte") {
  proxied_dial run;
  (void)request_from(*run.client);
  run.client->write_byte_by_byte(test::bytes_of(opened));
  REQUIRE(!run.finish());
  CHECK(run.call.target->early.empty());
}

TEST_CASE("tunnel: a reply of the largest size, and one byte more") {
  const auto fill = [](std::size_t size) {
    const std::string rest = head_of("200 OK", "X: \r\n");
    return head_of("200 OK", "X: " + std::string(size - rest.size(), 'x') + "\r\n");
  };
  proxied_dial run;
  (void)request_from(*run.client);
  test::say(*run.client, fill(max_reply_head_size) + "early");
  REQUIRE(!run.finish());
  CHECK(failure_after(fill(max_reply_head_size + 1)).error == errc::http_head_too_large);
}

TEST_CASE("tunnel: interim replies are passed over") {
  const std::string interim = head_of("103 Early Hints", "Link: </x>\r\n");
  for (const bool apart : {false, true}) {
    proxied_dial run;
    (void)request_from(*run.client);
    std::string said;
    for (int i = 0; i < 8; ++i) {
      said += interim;
      if (!apart) continue;
      test::say(*run.client, interim);
      CHECK(!run.ends_within(1ms));
    }
    test::say(*run.client, (apart ? "" : said) + opened + "early");
    REQUIRE(!run.finish());
    CHECK(run.call.target->early == test::bytes_of("early"));
  }
}

TEST_CASE("tunnel: a proxy that sends interim replies for ever is none") {
  std::string said;
  while (said.size() < max_reply_head_size)
    said += head_of("100 Continue");
  CHECK(failure_after(said).error == errc::http_head_too_large);
}

TEST_CASE("tunnel: any other status is a refusal, and is told") {
  for (const int status : {300, 302, 400, 403, 404, 405, 500, 502, 503, 504, 999}) {
    CAPTURE(status);
    const auto failed = failure_after(
        head_of(std::to_string(status) + " Be gone", "Content-Length: 4\r\n") + "page");
    CHECK(failed.error == errc::proxy_refused_tunnel);
    CHECK(failed.proxy->status == status);
    CHECK(failed.proxy->reason == "Be gone");
  }
}

TEST_CASE("tunnel: what Squid says of a refusal is told, too") {
  const auto why = [](const std::string& fields) {
    return failure_after(head_of("503 Service Unavailable", fields)).proxy->why;
  };
  CHECK(why("") == tunnel_refusal::unknown);
  CHECK(why("X-Squid-Error: ERR_DNS_FAIL 0\r\n") == tunnel_refusal::name_not_found);
  CHECK(why("X-Squid-Error: ERR_CONNECT_FAIL 111\r\n") == tunnel_refusal::target_refused);
}

TEST_CASE("tunnel: what is not HTTP is known by its first bytes, and told") {
  for (const std::string said :
       {"SSH-2.0-OpenSSH_9.2\r\n", "TMSS10\x01", "\x05\xff", "X"}) {
    CAPTURE(said);
    const auto failed = failure_after(said);
    CHECK(failed.error == errc::not_http);
    CHECK(failed.first_bytes == test::bytes_of(said));
    CHECK(failed.proxy->status == 0);
  }
}

TEST_CASE("tunnel: what begins as HTTP, and is none of ours, has a reason of its own") {
  const std::string said = "HTTP/2 200 OK\r\n\r\n";
  const auto failed = failure_after(said);
  CHECK(failed.error == errc::http_version_unknown);
  CHECK(failed.first_bytes == test::bytes_of(said));
}

TEST_CASE("tunnel: an IPv6 target is asked for in brackets") {
  proxied_dial run([](dial_settings& to) { to.host = "2001:db8::7"; });
  CHECK(request_from(*run.client) == connect_request("[2001:db8::7]:5000", ""));
  test::say(*run.client, opened);
  REQUIRE(!run.finish());
}

TEST_CASE("tunnel: through a proxy with an IPv6 address") {
  test::net_loop loop;
  test::net_listener listener(loop, "::1");
  test::dial_call call(loop);
  auto settings = test::dial_to("target.example", 5000);
  settings.proxy = test::proxy_at(listener.port(), true);
  settings.proxy->host = "::1";
  const auto task = call.start(loop, settings);
  {
    auto first = listener.accept();
    (void)request_from(first);
    test::say(first, head_of("407 No", "Proxy-Authenticate: Basic\r\n"));
  }
  auto second = listener.accept();
  CHECK(request_from(second) == test::basic_request);
  test::say(second, opened);
  REQUIRE(!loop.finish(task));
  CHECK(call.begun.front().proxy == "[::1]:" + std::to_string(listener.port()));
  CHECK(call.target->connection.address == "::1");
}

}  // namespace
}  // namespace tmss10
