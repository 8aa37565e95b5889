// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hex.hpp"
#include <tmss10/core/run/connection_request.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using test::from_hex;
using test::joined;

/// As Linux sends them: MSS 1460, SACK permitted, time stamps, window scale 7.
const std::string linux_options = "020405b40402080a010203040000000001030307";

/// From 198.51.100.7 to 192.0.2.9, hop limit 52.
bytes ipv4_header(std::size_t options = 0) {
  auto out = from_hex("4500003c1234400034060000c6336407c0000209");
  out[0] = static_cast<std::byte>(0x45 + options);
  out.resize(out.size() + 4 * options, std::byte{1});
  return out;
}

/// From 2001:db8::7 to 2001:db8::9, hop limit 52.
bytes ipv6_header(unsigned next = 6) {
  auto out = from_hex(
      "6000000000280634"
      "20010db8000000000000000000000007"
      "20010db8000000000000000000000009");
  out[6] = static_cast<std::byte>(next);
  return out;
}

/// From port 40112 to port 5000, with these options and flags.
bytes tcp_header(const bytes& options, unsigned flags = 0x02) {
  auto out = from_hex("9cb0138800000001000000005002faf000000000");
  out[12] = static_cast<std::byte>((5 + options.size() / 4) << 4);
  out[13] = static_cast<std::byte>(flags);
  append(out, options);
  return out;
}

bytes request_with(const std::string& options) {
  return joined(ipv4_header(), tcp_header(from_hex(options)));
}

TEST_CASE("connection_request: an IPv4 one is read with its options") {
  const auto read = read_connection_request(request_with(linux_options));
  REQUIRE(read);
  CHECK(read->source == "198.51.100.7");
  CHECK(read->source_port == 40'112);
  CHECK(read->destination == "192.0.2.9");
  CHECK(read->destination_port == 5'000);
  CHECK(read->hop_limit == 52);
  CHECK(read->mss == 1'460);
  CHECK(read->window_scale == 7);
  CHECK(read->sack_permitted);
  CHECK(read->timestamps);
}

TEST_CASE("connection_request: an IPv6 one is, too") {
  const auto read =
      read_connection_request(joined(ipv6_header(), tcp_header(from_hex(linux_options))));
  REQUIRE(read);
  CHECK(read->source == "2001:db8::7");
  CHECK(read->destination == "2001:db8::9");
  CHECK(read->source_port == 40'112);
  CHECK(read->hop_limit == 52);
  CHECK(read->mss == 1'460);
}

TEST_CASE("connection_request: options of IPv4 and extensions of IPv6 are passed over") {
  const auto tcp = tcp_header(from_hex(linux_options));
  const auto v4 = read_connection_request(joined(ipv4_header(10), tcp));
  REQUIRE(v4);
  CHECK(v4->mss == 1'460);
  const auto extensions =
      joined(from_hex("2b00000000000000"),            // hop by hop, then routing
             from_hex("3c01000000000000"), bytes(8),  // 16 bytes, then destination
             from_hex("0600000000000000"));           // then TCP
  const auto v6 = read_connection_request(joined(ipv6_header(0), extensions, tcp));
  REQUIRE(v6);
  CHECK(v6->mss == 1'460);
  // A fragment, or another protocol, is no connection request.
  CHECK(!read_connection_request(joined(ipv6_header(44), bytes(8), tcp)));
  CHECK(!read_connection_request(joined(ipv6_header(17), tcp)));
}

TEST_CASE("connection_request: without options it has none") {
  const auto read = read_connection_request(request_with(""));
  REQUIRE(read);
  CHECK(!read->mss);
  CHECK(!read->window_scale);
  CHECK(!read->sack_permitted);
  CHECK(!read->timestamps);
}

TEST_CASE("connection_request: cut anywhere, it is none") {
  for (const auto& ip : {ipv4_header(), ipv4_header(3), ipv6_header()}) {
    const auto whole = joined(ip, tcp_header(from_hex(linux_options)));
    for (std::size_t size = 0; size < whole.size(); ++size) {
      CAPTURE(size);
      CHECK(!read_connection_request(bytes_view(whole).first(size)));
    }
    CHECK(read_connection_request(joined(whole, bytes(7))));
  }
}

TEST_CASE("connection_request: what is none is not taken for one") {
  const auto tcp = tcp_header(from_hex(linux_options));
  auto header = ipv4_header();
  header[9] = std::byte{17};  // UDP
  CHECK(!read_connection_request(joined(header, tcp)));
  header = ipv4_header();
  header[0] = std::byte{0x44};  // a header of 16 bytes
  CHECK(!read_connection_request(joined(header, tcp)));
  for (const unsigned version : {0U, 5U, 15U}) {
    header[0] = static_cast<std::byte>(version << 4 | 5U);
    CHECK(!read_connection_request(joined(header, tcp)));
  }
  for (const unsigned flags : {0x00U, 0x10U, 0x12U, 0x04U}) {
    CAPTURE(flags);
    CHECK(!read_connection_request(joined(ipv4_header(), tcp_header({}, flags))));
  }
  auto short_header = tcp_header({});
  short_header[12] = std::byte{0x40};  // 16 bytes
  CHECK(!read_connection_request(joined(ipv4_header(), short_header)));
  auto long_header = tcp_header({});
  long_header[12] = std::byte{0xF0};  // 60 bytes
  CHECK(!read_connection_request(joined(ipv4_header(), long_header)));
}

TEST_CASE("connection_request: an option with an impossible length ends the options") {
  for (const std::string length : {"00", "01", "ff", "11"}) {
    CAPTURE(length);
    const auto read =
        read_connection_request(request_with("020405b4"
                                             "04" +
                                             length +
                                             "080a01020304"
                                             "00000000"));
    REQUIRE(read);
    CHECK(read->mss == 1'460);
    CHECK(!read->sack_permitted);
    CHECK(!read->timestamps);
  }
  // Its kind is the last byte.
  const auto read = read_connection_request(request_with("020405b401010102"));
  REQUIRE(read);
  CHECK(read->mss == 1'460);
}

TEST_CASE("connection_request: an option with another length than its own is none") {
  const auto read =
      read_connection_request(request_with("020305"
                                           "01"
                                           "030307"
                                           "01"
                                           "040301"
                                           "01"
                                           "0806"
                                           "01020304"
                                           "0101"));
  REQUIRE(read);
  CHECK(!read->mss);
  CHECK(read->window_scale == 7);
  CHECK(!read->sack_permitted);
  CHECK(!read->timestamps);
}

TEST_CASE("connection_request: nothing after the end of the options is read") {
  const auto read = read_connection_request(request_with("00010101" + linux_options));
  REQUIRE(read);
  CHECK(!read->mss);
  CHECK(!read->sack_permitted);
}

}  // namespace
}  // namespace tmss10
