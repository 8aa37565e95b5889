// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_proxied_dial.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/tunnel.hpp>

#include <functional>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::basic_request;
using test::challenge;
using test::head_of;
using test::plain_request;
using test::proxied_dial;
using test::request_from;
using test::say;

const std::string opened = head_of("200 OK");
constexpr bool with_credentials = true;

TEST_CASE("tunnel: credentials are sent only when they are asked for") {
  proxied_dial run(with_credentials);
  CHECK(request_from(*run.client) == plain_request);
  say(*run.client, opened);
  CHECK(!run.finish());
}

TEST_CASE("tunnel: a connection that the proxy keeps is used again, without the body") {
  for (const std::size_t body : {0, 1, 900, 5000, 65'536}) {
    CAPTURE(body);
    proxied_dial run(with_credentials);
    CHECK(request_from(*run.client) == plain_request);
    say(*run.client, challenge(body));
    CHECK(request_from(*run.client) == basic_request);
    say(*run.client, opened + "early");
    CHECK(!run.finish());
    CHECK(run.call.target->early == test::bytes_of("early"));
    CHECK(!run.listener.is_called_within(0ms));
  }
}

TEST_CASE("tunnel: a body that comes byte by byte") {
  proxied_dial run(with_credentials);
  (void)request_from(*run.client);
  run.client->write_byte_by_byte(test::bytes_of(challenge(20)));
  CHECK(request_from(*run.client) == basic_request);
  say(*run.client, opened);
  CHECK(!run.finish());
}

/// A first reply after which the next request must come on another connection.
void check_connects_again(const std::string& reply,
                          const std::function<void(test::net_socket&)>& then = {}) {
  CAPTURE(reply.substr(0, 120));
  proxied_dial run(with_credentials);
  CHECK(request_from(*run.client) == plain_request);
  (void)run.client->write_some(view_of(reply));
  if (then) then(*run.client);
  auto first = std::move(*run.client);
  run.accept_another();
  CHECK(request_from(*run.client) == basic_request);
  say(*run.client, opened + "early");
  REQUIRE(!run.finish());
  CHECK(run.call.target->early == test::bytes_of("early"));
  // The first one is gone: no descriptor is kept.
  (void)first.read_to_end();
  CHECK(first.end());
}

TEST_CASE("tunnel: where the proxy does not keep the connection, there is another") {
  const std::string asks = "Proxy-Authenticate: Basic\r\n";
  check_connects_again(head_of("407 No", asks));
  check_connects_again(
      head_of("407 No", asks + "Connection: close\r\nContent-Length: 0\r\n"));
  check_connects_again(
      head_of("407 No", asks + "Proxy-Connection: close\r\nContent-Length: 0\r\n"));
  check_connects_again(head_of("407 No", asks + "Transfer-Encoding: chunked\r\n") +
                       "0\r\n\r\n");
  check_connects_again("HTTP/1.0 407 No\r\n" + asks + "Content-Length: 0\r\n\r\n");
}

TEST_CASE("tunnel: a body that is longer than another connection is worth") {
  check_connects_again(challenge(65'537));
  check_connects_again(head_of(
      "407 No", "Proxy-Authenticate: Basic\r\nContent-Length: 18446744073709551615\r\n"));
}

TEST_CASE("tunnel: a body that is longer than it should be") {
  check_connects_again(challenge(10) + "more");
}

TEST_CASE("tunnel: a connection that ends within the body") {
  const auto cut = challenge(100).substr(0, challenge(100).size() - 1);
  check_connects_again(cut, [](test::net_socket& at) { at.send_fin(); });
}

TEST_CASE("tunnel: a kept connection that ends before the second reply") {
  for (const bool politely : {true, false}) {
    CAPTURE(politely);
    check_connects_again(challenge(), [politely](test::net_socket& at) {
      if (!politely) (void)request_from(at);
      politely ? at.send_fin() : at.reset();
    });
  }
}

TEST_CASE("tunnel: another connection that ends, too, is no reason for a third") {
  for (const bool politely : {true, false}) {
    proxied_dial run(with_credentials);
    (void)request_from(*run.client);
    say(*run.client, challenge());
    run.client->close();
    run.accept_another();
    (void)request_from(*run.client);
    politely ? run.client->close() : run.client->reset();
    const auto failed = run.fail();
    CHECK(failed.where == stage::proxy_tunnel);
    const bool as_it_ended = failed.error == errc::ended_without_close ||
                             failed.error == std::errc::connection_reset;
    CHECK(as_it_ended);
    CHECK(!run.listener.is_called_within(5ms));
  }
}

TEST_CASE("tunnel: a proxy that is gone at the second connection") {
  proxied_dial run(with_credentials);
  (void)request_from(*run.client);
  run.listener.close();
  say(*run.client, head_of("407 No", "Proxy-Authenticate: Basic\r\n"));
  const auto failed = run.fail();
  CHECK(failed.where == stage::proxy_connect);
  CHECK(failed.error == std::errc::connection_refused);
  REQUIRE(failed.proxy);
  CHECK(failed.proxy->address == "127.0.0.1");
}

TEST_CASE("tunnel: no credentials, the wrong ones, and a scheme that is not ours") {
  const auto fails = [](bool has_some, const std::string& first,
                        const std::string& second = {}) {
    proxied_dial run(has_some);
    (void)request_from(*run.client);
    say(*run.client, first);
    if (!second.empty()) {
      CHECK(request_from(*run.client) == basic_request);
      say(*run.client, second);
    }
    auto out = run.fail();
    CHECK(out.where == stage::proxy_tunnel);
    REQUIRE(out.proxy);
    CHECK(out.proxy->status == 407);
    return out;
  };
  CHECK(fails(false, challenge()).error == errc::proxy_wants_credentials);
  CHECK(fails(false, challenge()).proxy->schemes == "basic");
  CHECK(fails(true, challenge(), challenge()).error == errc::proxy_wrong_credentials);
  const auto unknown = fails(true, challenge(0, "NTLM, Negotiate"));
  CHECK(unknown.error == errc::proxy_unknown_scheme);
  CHECK(unknown.proxy->schemes == "ntlm, negotiate");
  const auto none = fails(true, head_of("407 No", "Content-Length: 0\r\n"));
  CHECK(none.error == errc::proxy_unknown_scheme);
  CHECK(none.proxy->schemes == "none is named");
}

TEST_CASE("tunnel: a refusal after the credentials were taken is that refusal") {
  proxied_dial run(with_credentials);
  (void)request_from(*run.client);
  say(*run.client, challenge());
  (void)request_from(*run.client);
  say(*run.client, head_of("403 Forbidden"));
  const auto failed = run.fail();
  CHECK(failed.error == errc::proxy_refused_tunnel);
  CHECK(failed.proxy->status == 403);
}

TEST_CASE("tunnel: Digest is answered, and again with a new nonce when one is stale") {
  proxied_dial run(with_credentials);
  (void)request_from(*run.client);
  const std::string digest =
      "Digest realm=\"x\", qop=\"auth\", algorithm=SHA-256, nonce=";
  say(*run.client, challenge(3, digest + "\"one\""));
  auto request = request_from(*run.client);
  CHECK(request.find("Digest username=\"user\"") != std::string::npos);
  CHECK(request.find("nonce=\"one\"") != std::string::npos);
  CHECK(request.find("uri=\"target.example:5000\"") != std::string::npos);
  CHECK(request.find("secret") == std::string::npos);
  say(*run.client, challenge(3, digest + "\"two\", stale=true"));
  request = request_from(*run.client);
  CHECK(request.find("nonce=\"two\"") != std::string::npos);
  say(*run.client, opened);
  CHECK(!run.finish());
}

#ifdef __linux__  // elsewhere 127.0.0.2 is not an address of the machine
TEST_CASE("tunnel: each connection comes from the local address that is asked for") {
  proxied_dial run([](dial_settings& to) { to.from.address = "127.0.0.2"; },
                   with_credentials);
  for (int i = 0; i < 2; ++i) {
    if (i > 0) run.accept_another();
    const auto from = run.client->socket().remote_endpoint().address();
    CHECK(from.to_string() == "127.0.0.2");
    (void)request_from(*run.client);
    say(*run.client, i > 0 ? opened : head_of("407 No", "Proxy-Authenticate: Basic\r\n"));
  }
  CHECK(!run.finish());
}
#endif

}  // namespace
}  // namespace tmss10
