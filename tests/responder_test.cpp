// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_answering.hpp"
#include "support/net_peer.hpp"
#include "support/random_bytes.hpp"
#include <tmss10/core/wire/packet_codec.hpp>
#include <tmss10/net/responder/responder.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::answering;
using test::net_loop;
using test::net_peer;
using test::net_socket;
using test::on_loopback;

TEST_CASE("responder: port 0 is a free port, and it is told") {
  net_loop loop;
  answering first(loop);
  answering second(loop);
  CHECK(first.port() != 0);
  CHECK(first.port() != second.port());
  const auto told = first.all<event::listening>();
  REQUIRE(told.size() == 1);
  CHECK(told[0].local.address == "127.0.0.1");
  CHECK(told[0].local.port == first.port());
}

TEST_CASE("responder: by default it listens on IPv4 and IPv6, on the same port") {
  net_loop loop;
  auto settings = on_loopback();
  settings.listen.clear();
  answering responder(loop, settings);
  const auto told = responder.all<event::listening>();
  REQUIRE(told.size() == 2);
  CHECK(told[0].local.address == "::");
  CHECK(told[1].local.address == "0.0.0.0");
  CHECK(told[0].local.port == told[1].local.port);
  for (const std::string address : {"127.0.0.1", "::1"}) {
    net_peer client(net_socket::to(loop, responder.port(), address), role::initiator);
    client.establish();
    CHECK(client.ping().rc == return_code::request_ok);
  }
  // The peers go by their own addresses: no ::ffff:127.0.0.1.
  const auto accepted = responder.all<event::accepted>();
  REQUIRE(accepted.size() == 2);
  CHECK(accepted[0].peer.address == "127.0.0.1");
  CHECK(accepted[1].peer.address == "::1");
}

TEST_CASE("responder: it listens on the addresses that it is given, and on no other") {
  net_loop loop;
  auto settings = on_loopback();
  settings.listen = {"127.0.0.1", "::1"};
  answering both(loop, settings);
  CHECK(both.all<event::listening>().size() == 2);
  settings.listen = {"::1"};
  answering responder(loop, settings);
  CHECK(net_peer(net_socket::to(loop, responder.port(), "::1"), role::initiator)
            .socket()
            .read(8)
            .size() == 8);
  CHECK_THROWS_AS(net_socket::to(loop, responder.port(), "127.0.0.1"), std::system_error);
}

/// What a responder with these settings says instead of listening.
std::system_error refusal_of(net_loop& loop, const responder_settings& settings) {
  const site_key key = site_key::open_mode();
  try {
    responder subject(loop.executor(), settings, key, [](const responder_event&) {});
  } catch (const std::system_error& error) {
    return error;
  }
  FAIL("it listens");
  throw std::logic_error("not reached");
}

TEST_CASE("responder: a port that is taken is an error that names the address") {
  net_loop loop;
  answering first(loop);
  auto settings = on_loopback();
  settings.port = first.port();
  const auto error = refusal_of(loop, settings);
  CHECK(error.code() == std::errc::address_in_use);
  const std::string what = error.what();
  CHECK(what.find("127.0.0.1 port " + std::to_string(first.port())) != std::string::npos);
}

TEST_CASE("responder: a port that is taken for one family is an error by default") {
  net_loop loop;
  for (const std::string address : {"127.0.0.1", "::1"}) {
    auto settings = on_loopback();
    settings.listen = {address == "::1" ? "::" : "0.0.0.0"};
    answering first(loop, settings);
    settings.port = first.port();
    settings.listen.clear();
    const auto code = refusal_of(loop, settings).code();
#ifdef _WIN32  // to one that is to have the port alone, it says so
    CHECK((code == std::errc::address_in_use || code == std::errc::permission_denied));
#else
    CHECK(code == std::errc::address_in_use);
#endif
  }
}

TEST_CASE("responder: an address that is not the machine's is an error that names it") {
  net_loop loop;
  auto settings = on_loopback();
  settings.listen = {"127.0.0.1", "192.0.2.1"};
  const auto error = refusal_of(loop, settings);
  CHECK(error.code() == std::errc::address_not_available);
  CHECK(std::string(error.what()).find("192.0.2.1") != std::string::npos);
  settings.listen = {"2001:db8::1"};
  CHECK(std::string(refusal_of(loop, settings).what()).find("2001:db8::1") !=
        std::string::npos);
}

TEST_CASE("responder: what is no address is an error that names it") {
  net_loop loop;
  auto settings = on_loopback();
  settings.listen = {"localhost"};
  CHECK_THROWS_WITH(refusal_of(loop, settings),
                    "--listen: \"localhost\" is not an address");
}

TEST_CASE("responder: its port is free again after it") {
  net_loop loop;
  auto settings = on_loopback();
  {
    answering first(loop, settings);
    settings.port = first.port();
    auto client = net_peer::client(loop, first.port());
    CHECK(client.ping().rc == return_code::request_ok);
  }
  answering second(loop, settings);
  CHECK(net_peer::client(loop, second.port()).ping().rc == return_code::request_ok);
}

TEST_CASE("responder: greets at once, and waits") {
  net_loop loop;
  answering responder(loop);
  auto client = net_socket::to(loop, responder.port());
  CHECK(client.read(8) == bytes{std::byte{'T'}, std::byte{'M'}, std::byte{'S'},
                                std::byte{'S'}, std::byte{'1'}, std::byte{'0'},
                                std::byte{1}, std::byte{0}});
  CHECK(client.hears_nothing_for(20ms));
  CHECK(responder.all<event::accepted>().at(0).peer.port == client.local_port());
}

TEST_CASE("responder: a ping's payload comes back, up to the longest") {
  net_loop loop;
  answering responder(loop);
  auto client = net_peer::client(loop, responder.port());
  for (const std::size_t size : {0U, 1U, 1000U, 65'000U}) {
    const auto payload = test::random_bytes(size);
    const auto answer = client.ping(payload);
    CHECK(answer.rc == return_code::request_ok);
    CHECK(answer.payload == payload);
    CHECK(answer.feedback == 0);
    CHECK(answer.avail == 0);
    CHECK(answer.count == 0);
  }
  CHECK(responder.all<event::served>().size() == 4);
  for (const auto& served : responder.all<event::served>()) {
    CHECK(!served.refusal);
    CHECK(served.peer.port == client.socket().local_port());
  }
}

/// The response to that plaintext, on a connection that goes on.
struct answered {
  response said;
  std::error_code told;
};

answered answered_to(bytes_view plaintext) {
  net_loop loop;
  answering responder(loop);
  auto client = net_peer::client(loop, responder.port());
  client.send(plaintext);
  answered out;
  REQUIRE(packet_codec().decode(client.receive(), out.said));
  out.told = responder.all<event::served>().at(0).refusal;
  CHECK(client.ping().rc == return_code::request_ok);
  return out;
}

void check_refused(bytes_view plaintext, return_code rc, errc why) {
  const auto [said, told] = answered_to(plaintext);
  CHECK(said.rc == rc);
  CHECK(said.payload.empty());
  CHECK(told == why);
}

TEST_CASE("responder: a packet under 6 bytes is a bad request") {
  for (std::size_t size = 1; size < packet_header_size; ++size)
    check_refused(bytes(size), return_code::bad_request, errc::packet_truncated);
}

TEST_CASE("responder: an unknown function is told before anything else is looked at") {
  request asked;
  for (const unsigned function : {0U, 3U, 9U, 65'535U}) {
    asked.function = static_cast<function_code>(function);
    asked.flags = 1;
    check_refused(test::plaintext_of(asked), return_code::unknown_function,
                  errc::unknown_function);
    const auto header = test::plaintext_of(asked);
    check_refused(bytes_view(header).first(packet_header_size),
                  return_code::unknown_function, errc::unknown_function);
  }
}

TEST_CASE("responder: flags or optargs other than 0 are a bad request") {
  request flags;
  flags.flags = 1;
  check_refused(test::plaintext_of(flags), return_code::bad_request,
                errc::bad_request_fields);
  request optargs;
  optargs.optargs = 0x8000;
  check_refused(test::plaintext_of(optargs), return_code::bad_request,
                errc::bad_request_fields);
}

const bytes ping_header{std::byte{0}, std::byte{1}, std::byte{0},
                        std::byte{0}, std::byte{0}, std::byte{0}};

TEST_CASE("responder: a payload over the limit is too large, however small it was sent") {
  bytes packet = ping_header;
  gzip_compressor().compress(bytes(max_payload_size + 1), packet);
  check_refused(packet, return_code::too_large, errc::gzip_too_large);
  packet = ping_header;
  gzip_compressor().compress(bytes(10'000'000), packet);
  check_refused(packet, return_code::too_large, errc::gzip_too_large);
}

TEST_CASE("responder: a body that is not one gzip member is a bad request") {
  const auto right = test::plaintext_of(request{});
  check_refused(ping_header, return_code::bad_request, errc::gzip_truncated);
  check_refused(bytes_view(right).first(right.size() - 1), return_code::bad_request,
                errc::gzip_truncated);
  auto wrong = right;
  wrong.back() ^= std::byte{1};
  check_refused(wrong, return_code::bad_request, errc::gzip_corrupt);
  wrong = right;
  append(wrong, bytes_view(right).subspan(packet_header_size));
  check_refused(wrong, return_code::bad_request, errc::gzip_trailing_bytes);
}

TEST_CASE("responder: answers come in the order of the requests, sent all at once") {
  net_loop loop;
  answering responder(loop);
  auto client = net_peer::client(loop, responder.port());
  constexpr std::size_t many = 300;
  for (std::size_t i = 0; i < many; ++i) {
    request asked;
    asked.payload.assign(i, static_cast<std::byte>(i));
    REQUIRE(client.wire().send(test::plaintext_of(asked)));
  }
  client.flush();
  packet_codec codec;
  for (std::size_t i = 0; i < many; ++i) {
    response said;
    REQUIRE(codec.decode(client.receive(), said));
    CHECK(said.payload == bytes(i, static_cast<std::byte>(i)));
  }
}

TEST_CASE("responder: requests before a close message are answered before its own") {
  net_loop loop;
  answering responder(loop);
  auto client = net_peer::client(loop, responder.port());
  for (int i = 0; i < 3; ++i)
    REQUIRE(client.wire().send(test::plaintext_of(request{})));
  client.send_close();
  for (int i = 0; i < 3; ++i)
    CHECK(!client.receive().empty());
  CHECK(client.hears_close());
  CHECK(client.socket().hears_only_the_end());
  client.socket().close();
  const auto ended = responder.first<event::ended>();
  CHECK(ended.reason == errc::closed_by_peer);
  CHECK(ended.requests == 3);
  CHECK(ended.lasted > 0ns);
}

}  // namespace
}  // namespace tmss10
