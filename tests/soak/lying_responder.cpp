// SPDX-License-Identifier: MIT
#include "lying_responder.hpp"

#include <tmss10/core/wire/answer.hpp>
#include <tmss10/core/wire/packet_codec.hpp>
#include <tmss10/core/wire/protocol.hpp>

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/use_awaitable.hpp>

#include <cstddef>
#include <exception>
#include <span>
#include <utility>

namespace tmss10::soak {
namespace {

using asio::ip::tcp;

/// A response with that payload.
bytes saying(const std::string& text) {
  const auto payload = std::as_bytes(std::span(text));
  response said;
  said.payload.assign(payload.begin(), payload.end());
  bytes out;
  packet_codec().encode(said, out);
  return out;
}

std::string repeated(std::size_t count, const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i)
    out += text;
  return out;
}

/// One larger than an answer may be.
std::string too_large() {
  const std::string begin = R"({"program":")";
  const std::string end = R"("})";
  return begin + std::string(max_observation_size + 1 - begin.size() - end.size(), 'x') +
         end;
}

/// An IP and a TCP header with these TCP options, of which there are four bytes.
std::string request_with(const std::string& options) {
  return R"({"syn":"4500002c1234400034060000c6336407c0000209)"
         R"(9cb01388000000010000000060)" +
         ("02faf000000000" + options) + "\"}";
}

void add_wrong_types(std::vector<observe_lie>& to) {
  const std::vector<std::string> members{
      R"("program":7)",   R"("program":["x"])", R"("version":{})",
      R"("system":true)", R"("time":1)",        R"("time":"yesterday")",
      R"("address":7)",   R"("address":"::g")", R"("address":null)",
      R"("port":"7")",    R"("port":-1)",       R"("port":65536)",
      R"("port":1.5)",    R"("port":1e99)",     R"("syn":45)",
      R"("syn":["45"])",  R"("syn":"4g")",
  };
  for (const auto& member : members)
    to.push_back({"wrong: " + member, saying("{" + member + "}")});
}

}  // namespace

std::vector<observe_lie> observe_lies() {
  constexpr std::size_t depth = 1000;
  const auto nested = repeated(depth, "[") + repeated(depth, "]");
  const auto objects = repeated(depth, R"({"x":)") + "1" + repeated(depth, "}");
  std::vector<observe_lie> out{
      {"an object of 4,097 bytes", saying(too_large())},
      {"65,000 bytes", saying(std::string(max_payload_size, '{'))},
      {"nothing", saying("")},
      {"half an object", saying(R"({"program":"x")")},
      {"two objects", saying("{}{}")},
      {"no object", saying("[]")},
      {"broken UTF-8", saying("{\"program\":\"\xFF\xC0\xAF\"}")},
      {"arrays in each other, 1,000 deep", saying("{\"x\":" + nested + "}")},
      {"objects in each other, 1,000 deep", saying(objects)},
      {"a syn of odd length", saying(R"({"syn":"450"})")},
      {"an empty syn", saying(R"({"syn":""})"), true},
      {"a syn that is too short", saying(R"({"syn":"45"})"), true},
      {"a syn with an option of length 0", saying(request_with("0200ffff")), true},
      {"a syn with an option of length 1", saying(request_with("0201ffff")), true},
      {"a syn with an option beyond its end", saying(request_with("02ff05b4")), true},
      {"an empty object", saying("{}"), true},
      {"texts that command a terminal",
       saying(R"({"program":"\u001b[2J","version":"\u009b2J\r\n","system":"\u202e)"
              R"(moor\u0000","address":"127.0.0.1","port":7})"),
       true},
      {"a refusal",
       [] {
         response refused;
         refused.rc = return_code::bad_request;
         bytes all;
         packet_codec().encode(refused, all);
         return all;
       }()},
      {"five bytes", bytes(5)},
      {"a packet without a body", bytes(packet_header_size)},
      {"a reset", {}},
  };
  add_wrong_types(out);
  return out;
}

lying_responder::lying_responder(observe_lie lie)
    : lie_(std::move(lie)),
      acceptor_(io_, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {
  asio::co_spawn(io_, serve(), asio::detached);
  thread_ = std::thread([this] { io_.run(); });
}

lying_responder::~lying_responder() {
  io_.stop();
  thread_.join();
}

std::uint16_t lying_responder::port() const {
  return acceptor_.local_endpoint().port();
}

/// Ends with the first error: the client has gone, or the test is over.
asio::awaitable<void> lying_responder::serve() {
  try {
    for (;;) {
      tcp::socket socket = co_await acceptor_.async_accept(asio::use_awaitable);
      session over(std::move(socket), protocol(role::responder, key_));
      co_await over.flush();  // the greeting
      co_await answer(over);
    }
  } catch (const std::exception&) {
  }
}

asio::awaitable<void> lying_responder::answer(session& over) {
  packet_codec codec;
  for (;;) {
    const auto happened = co_await over.next();
    if (!happened || *happened == protocol_event::closed) co_return over.close();
    if (*happened != protocol_event::message) continue;
    const auto said = tmss10::answer_request(codec, over.wire().plaintext());
    bytes plaintext;
    codec.encode(said.response, plaintext);
    if (said.observes) {
      if (lie_.plaintext.empty()) co_return over.reset();
      plaintext = lie_.plaintext;
    }
    if (!over.wire().send(plaintext)) co_return over.close();
    co_await over.flush();
  }
}

}  // namespace tmss10::soak
