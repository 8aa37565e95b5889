// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hex.hpp"
#include "support/session.hpp"
#include <tmss10/core/run/connection_request.hpp>
#include <tmss10/core/run/peer_statement.hpp>
#include <tmss10/core/wire/packet_codec.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::bytes_of;

/// What is wrong with a text as an answer to Observe; no error if nothing is.
std::error_code refusal_of_text(const std::string& text) {
  const auto read = read_peer_statement(bytes_of(text));
  return read ? std::error_code() : read.error();
}

const std::string whole =
    R"({"program":"TMSS10Responder","version":"0.3.0","system":"Debian GNU/Linux 12",)"
    R"("time":"2026-11-30T08:05:09.042900Z","address":"198.51.100.7","port":40112,)"
    R"("syn":"4500003c"})";

TEST_CASE("peer_statement: every member is read") {
  const auto read = read_peer_statement(bytes_of(whole));
  REQUIRE(read);
  CHECK(read->program == "TMSS10Responder");
  CHECK(read->version == "0.3.0");
  CHECK(read->system == "Debian GNU/Linux 12");
  CHECK(read->address == "198.51.100.7");
  CHECK(read->port == 40'112);
  CHECK(test::to_hex(read->syn) == "4500003c");
  REQUIRE(read->time);
  const auto expected = std::chrono::sys_days(std::chrono::year(2026) / 11 / 30) + 8h +
                        5min + 9s + 42'900us;
  CHECK(*read->time == expected);
}

TEST_CASE("peer_statement: the published session's statement is read") {
  const auto session = test::load_sessions().at(2);
  packet_codec codec;
  response answered;
  REQUIRE(codec.decode(*session.message("what was observed").plaintext, answered));
  const auto read = read_peer_statement(answered.payload);
  REQUIRE(read);
  CHECK(read->address == "198.51.100.7");
  CHECK(read->port == 40'112);
  const auto request = read_connection_request(read->syn);
  REQUIRE(request);
  CHECK(request->source == "198.51.100.7");
  CHECK(request->source_port == 40'112);
  CHECK(request->destination == "192.0.2.9");
  CHECK(request->destination_port == 5'000);
  CHECK(request->hop_limit == 52);
  CHECK(request->mss == 1'412);
  CHECK(request->window_scale == 7);
  CHECK(request->sack_permitted);
  CHECK(request->timestamps);
}

TEST_CASE("peer_statement: every member may be missing") {
  const auto read = read_peer_statement(bytes_of("{}"));
  REQUIRE(read);
  CHECK(read->program.empty());
  CHECK(read->address.empty());
  CHECK(!read->port);
  CHECK(!read->time);
  CHECK(read->syn.empty());
}

TEST_CASE("peer_statement: unknown members are passed over, whatever they are") {
  const auto read = read_peer_statement(
      bytes_of(R"({"x":{"port":"no","address":[1]},"y":[[{"syn":0}],null,1.5e3,true],)"
               R"("z":"text","port":7,"w":-1})"));
  REQUIRE(read);
  CHECK(read->port == 7);
  CHECK(read->address.empty());
}

TEST_CASE("peer_statement: of a member that is there twice the last one counts") {
  const auto read = read_peer_statement(bytes_of(R"({"port":1,"port":2})"));
  REQUIRE(read);
  CHECK(read->port == 2);
}

TEST_CASE("peer_statement: 4,096 bytes are read, one more is not") {
  const std::string begin = R"({"program":")";
  const std::string end = R"("})";
  const auto sized = [&](std::size_t size) {
    return begin + std::string(size - begin.size() - end.size(), 'x') + end;
  };
  CHECK(!refusal_of_text(sized(max_observation_size)));
  CHECK(refusal_of_text(sized(max_observation_size + 1)) == errc::observation_too_large);
}

TEST_CASE("peer_statement: a known member of another type is refused") {
  const std::vector<std::string> values{"null", "true", "1",      "-1",   "1.5",
                                        "[]",   "{}",   "[\"\"]", "\"x\""};
  for (const std::string name : {"program", "version", "system"}) {
    for (const auto& value : values) {
      CAPTURE(name, value);
      const auto text = "{\"" + name + "\":" + value + "}";
      const auto expected =
          value == "\"x\"" ? std::error_code() : errc::observation_malformed;
      CHECK(refusal_of_text(text) == expected);
    }
  }
  for (const std::string name : {"time", "address", "syn"}) {
    for (const auto& value : values) {
      CAPTURE(name, value);
      CHECK(refusal_of_text("{\"" + name + "\":" + value + "}") ==
            errc::observation_malformed);
    }
  }
  for (const auto& value : {"null", "true", "-1", "1.5", "[]", "{}", "\"80\"", "65536",
                            "18446744073709551616"}) {
    CAPTURE(value);
    CHECK(refusal_of_text(std::string("{\"port\":") + value + "}") ==
          errc::observation_malformed);
  }
}

TEST_CASE("peer_statement: what is not one JSON object in UTF-8 is refused") {
  const std::vector<std::string> texts{
      "",
      " ",
      "null",
      "1",
      "\"{}\"",
      "[]",
      "[{}]",
      "{",
      "{}}",
      "{}{}",
      "{} x",
      "{\"a\":1,}",
      "{a:1}",
      "{\"a\":NaN}",
      "{\"a\":1e999}",
      "{\"a\":\"\xFF\"}",
      "{\"a\":\"\xC3\"}",
      "{\"a\":\"\xED\xA0\x80\"}",
      "{\"program\":\"\xC0\xAF\"}",
      "{\"a\":\"\\ud800\"}",
      "{\"a\":\"\n\"}",
      std::string("{\"a\":\"\0\"}", 9),
  };
  for (const auto& text : texts) {
    CAPTURE(text);
    CHECK(refusal_of_text(text) == errc::observation_malformed);
  }
}

TEST_CASE("peer_statement: cut anywhere, it is refused") {
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    CHECK(refusal_of_text(whole.substr(0, size)) == errc::observation_malformed);
  }
}

TEST_CASE("peer_statement: a nesting of 16 is passed over, a deeper one is refused") {
  const auto nested = [](std::size_t depth, char open, char close) {
    return "{\"x\":" + std::string(depth - 1, open) + std::string(depth - 1, close) + "}";
  };
  CHECK(!refusal_of_text(nested(16, '[', ']')));
  CHECK(refusal_of_text(nested(17, '[', ']')) == errc::observation_malformed);
  CHECK(refusal_of_text(nested(1'000, '[', ']')) == errc::observation_malformed);
  std::string objects;
  for (int i = 0; i < 400; ++i)
    objects += "{\"x\":";
  CHECK(refusal_of_text(objects) == errc::observation_malformed);
}

TEST_CASE("peer_statement: a time that is none is refused") {
  for (const std::string text :
       {"", "2026-11-30T08:05:09Z", "2026-11-30T08:05:09.0429Z",
        "2026-11-30T08:05:09.042900", "2026-11-30T08:05:09.042900+01:00",
        "2026-11-30 08:05:09.042900Z", "2026-13-30T08:05:09.042900Z",
        "2026-02-30T08:05:09.042900Z", "2026-11-30T24:05:09.042900Z",
        "2026-11-30T08:60:09.042900Z", "2026-11-30T08:05:61.042900Z",
        "1969-11-30T08:05:09.042900Z", "9999-11-30T08:05:09.042900Z",
        "+026-11-30T08:05:09.042900Z", "2026-11-30T08:05:09.042900Zx"}) {
    CAPTURE(text);
    CHECK(refusal_of_text("{\"time\":\"" + text + "\"}") == errc::observation_malformed);
  }
  CHECK(!refusal_of_text(R"({"time":"2200-12-31T23:59:60.999999Z"})"));
}

TEST_CASE("peer_statement: hex of odd length, or with another character, is refused") {
  for (const std::string text : {"4", "450", "4g", "0x", "45 0", " 45"}) {
    CAPTURE(text);
    CHECK(refusal_of_text("{\"syn\":\"" + text + "\"}") == errc::observation_malformed);
  }
  CHECK(!refusal_of_text(R"({"syn":""})"));
  CHECK(!refusal_of_text(R"({"syn":"aAfF"})"));
}

TEST_CASE("plain_address: one form for each address, and none for what is no address") {
  CHECK(plain_address("192.0.2.7") == "192.0.2.7");
  CHECK(plain_address("2001:DB8:0::7") == "2001:db8::7");
  CHECK(plain_address("fe80::1%eth0") == "fe80::1");
  CHECK(plain_address("::ffff:192.0.2.7") == "192.0.2.7");
  CHECK(plain_address("::1") == "::1");
  for (const std::string text : {"", "x", "192.0.2", ":", "1:2", "192.0.2.256", "%",
                                 "a.example.com", "192.0.2.7 ", "[::1]"}) {
    CAPTURE(text);
    if (text == "192.0.2") continue;  // inet_aton(3) reads that as 192.0.0.2
    CHECK(!plain_address(text));
  }
}

}  // namespace
}  // namespace tmss10
