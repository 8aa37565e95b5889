// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/responder/socket_search.hpp>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <initializer_list>
#include <string>

namespace tmss10 {
namespace {

using socket_address = std::array<unsigned char, 16>;

socket_address v4(unsigned char a, unsigned char b, unsigned char c, unsigned char d) {
  return {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, a, b, c, d};
}

socket_address v6(unsigned char first, unsigned char last) {
  return {first, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last};
}

/// An address as the kernel writes it on this machine: words in its own byte order.
std::string digits_of(const socket_address& address) {
  const bool is_v4 = address[10] == 0xFF && address[11] == 0xFF;
  std::string out;
  for (std::size_t at = is_v4 ? 12 : 0; at < address.size();
       at += sizeof(std::uint32_t)) {
    std::uint32_t word = 0;
    std::memcpy(&word, address.data() + at, sizeof word);
    char text[9];
    std::snprintf(text, sizeof text, "%08X", word);
    out += text;
  }
  return out;
}

/// A line of the list, with port 5000.
std::string line(const socket_address& address, const std::string& state,
                 const std::string& inode) {
  return "  12: " + digits_of(address) + ":1388 00000000:0000 " + state +
         " 00000000:00000000 00:00000000 00000000    33        0 " + inode +
         " 1 0000000000000000 100 0 0 10 0";
}

constexpr const char* listens = "0A";
constexpr const char* connected = "01";

std::uint64_t found_at(const socket_address& address,
                       std::initializer_list<std::string> lines) {
  socket_search search(address, 5000);
  for (const auto& each : lines)
    search.look_at(each);
  return search.found() ? search.found()->inode : 0;
}

TEST_CASE("socket_search: lines of /proc/net/tcp and tcp6 are read") {
  const auto row = parse_listed_socket(line(v4(127, 0, 0, 1), listens, "4711"));
  REQUIRE(row);
  CHECK(row->address == v4(127, 0, 0, 1));
  CHECK(row->port == 5000);
  CHECK(row->listens);
  CHECK(row->user == 33);
  CHECK(row->inode == 4711);
  const auto other =
      parse_listed_socket(line(v6(0x20, 7), connected, "18446744073709551615"));
  REQUIRE(other);
  CHECK(other->address == v6(0x20, 7));
  CHECK(!other->listens);
  CHECK(other->inode == ~std::uint64_t{0});
}

TEST_CASE("socket_search: the heading, garbage and half a line are no socket") {
  for (const char* text :
       {"", "\n", "  sl  local_address rem_address   st tx_queue rx_queue",
        ":::::", "a b:c", "0: 0100007F 00000000:0000 0A 0:0 0:0 0 33 0 4711 1",
        "0: 0100007:1388 00000000:0000 0A 0:0 0:0 0 33 0 4711 1",
        "0: 0100007G:1388 00000000:0000 0A 0:0 0:0 0 33 0 4711 1",
        "0: 0100007F:11388 00000000:0000 0A 0:0 0:0 0 33 0 4711 1",
        "0: 0100007F:1388 00000000:0000 0A 0:0 0:0 0 -1 0 4711 1",
        "0: 0100007F:1388 00000000:0000 0A 0:0 0:0 0 4294967296 0 4711 1",
        "0: 0100007F:1388 00000000:0000 0A 0:0 0:0 0 33 0 18446744073709551616 1"}) {
    CAPTURE(text);
    CHECK(!parse_listed_socket(text));
  }
  const auto whole = line(v4(127, 0, 0, 1), listens, "4711");
  const auto enough = whole.find("4711") + 5;  // with the space after it
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    CHECK(parse_listed_socket(whole.substr(0, size)).has_value() == (size >= enough));
  }
}

TEST_CASE("socket_search: what is in the way of an address is found") {
  const auto here = v4(127, 0, 0, 1);
  CHECK(found_at(here, {line(here, listens, "1")}) == 1);
  CHECK(found_at(here, {line(v4(0, 0, 0, 0), listens, "1")}) == 1);
  CHECK(found_at(v4(0, 0, 0, 0), {line(here, listens, "1")}) == 1);
  CHECK(found_at(here, {line(v6(0, 0), listens, "1")}) == 1);
  CHECK(found_at(v6(0, 0), {line(v6(0x20, 7), listens, "1")}) == 1);
  CHECK(found_at(v6(0x20, 7), {line(v6(0, 0), listens, "1")}) == 1);
  CHECK(found_at(here, {line(here, connected, "1")}) == 1);
}

TEST_CASE("socket_search: what is not in the way is passed over") {
  const auto here = v4(127, 0, 0, 1);
  CHECK(found_at(here, {line(v4(127, 0, 0, 2), listens, "1")}) == 0);
  CHECK(found_at(here, {line(v6(0, 1), listens, "1")}) == 0);
  CHECK(found_at(v6(0, 0), {line(here, listens, "1")}) == 0);
  CHECK(found_at(v6(0, 0), {line(v4(0, 0, 0, 0), listens, "1")}) == 0);
  CHECK(found_at(here, {line(here, connected, "0")}) == 0);
  socket_search another_port(here, 5001);
  another_port.look_at(line(here, listens, "1"));
  CHECK(!another_port.found());
}

TEST_CASE("socket_search: the likeliest is found in any order") {
  const auto here = v4(127, 0, 0, 1);
  const auto listener = line(here, listens, "1");
  const auto connection = line(here, connected, "2");
  const auto any_v6 = line(v6(0, 0), listens, "3");
  CHECK(found_at(here, {connection, any_v6, listener}) == 1);
  CHECK(found_at(here, {listener, any_v6, connection}) == 1);
  CHECK(found_at(here, {connection, any_v6}) == 3);
  CHECK(found_at(here, {any_v6, connection}) == 3);
}

}  // namespace
}  // namespace tmss10
