// SPDX-License-Identifier: MIT
#include "http/http_places.hpp"

#include "catch.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace tmss10 {
namespace {

address_group group_named(char name) {
  const std::array address{std::byte{192}, std::byte{0}, std::byte{2},
                           static_cast<std::byte>(name)};
  return address_group(address);
}

http_phase phase_of(char letter) {
  switch (letter) {
    case 'h': return http_phase::head;
    case 'w': return http_phase::waiting;
    case 's': return http_phase::writing;
    case 'l': return http_phase::leaving;
    default: return http_phase::closed;
  }
}

/// "Ah Bw": the oldest is of address A and in the head, the next one of B and waiting.
std::vector<http_place> places_in(std::string_view text) {
  std::vector<http_place> out;
  for (std::size_t i = 0; i + 1 < text.size(); i += 3)
    out.push_back({group_named(text[i]), phase_of(text[i + 1])});
  return out;
}

/// Its number; -1: the newcomer is refused.
int gives_way(std::string_view text, char newcomer) {
  CAPTURE(text, newcomer);
  const auto out = who_gives_way(places_in(text), group_named(newcomer));
  return out ? static_cast<int>(*out) : -1;
}

int gives_way_to_nobody(std::string_view text) {
  CAPTURE(text);
  const auto out = who_gives_way(places_in(text), std::nullopt);
  return out ? static_cast<int>(*out) : -1;
}

TEST_CASE("http_places: whoever has its answer goes first, the oldest one") {
  CHECK(gives_way("Ah Al Bl Ah", 'C') == 1);
  CHECK(gives_way("As As Bl", 'B') == 2);
  CHECK(gives_way_to_nobody("Ah Al Bl") == 1);
}

TEST_CASE("http_places: of half requests, the oldest of the address that has most") {
  CHECK(gives_way("Bh Ah Ah", 'C') == 1);
  CHECK(gives_way("Bh Ah Ah", 'B') == 1);
  CHECK(gives_way("Bh Ah Ah", 'A') == 1);
  CHECK(gives_way("Bh Ah Bh Ah Ah", 'B') == 1);
  CHECK(gives_way_to_nobody("Bh Ah Ah") == 1);
}

TEST_CASE("http_places: where all have the same, the oldest") {
  CHECK(gives_way("Ah Bh Ch", 'D') == 0);
  CHECK(gives_way("Ah Bh Ch", 'A') == 0);
  CHECK(gives_way("Aw Bh Ch", 'D') == 1);
  CHECK(gives_way_to_nobody("Aw Bh Ch") == 1);
}

TEST_CASE("http_places: of those with as many half requests, whoever has more in all") {
  CHECK(gives_way("Bh Aw Aw Ah", 'A') == 3);
  CHECK(gives_way("Bh Aw Aw Ah", 'C') == 3);
}

TEST_CASE("http_places: what waits for an answer keeps its place") {
  CHECK(gives_way("Aw Aw Aw", 'B') == -1);
  CHECK(gives_way("Aw Aw Aw", 'A') == -1);
  CHECK(gives_way("Aw Aw Bh Bh", 'A') == 2);
  CHECK(gives_way_to_nobody("Aw Bw") == -1);
}

TEST_CASE("http_places: who reads slowly gives way to an address that has less") {
  CHECK(gives_way("As As As", 'B') == 0);
  CHECK(gives_way("As Bh As", 'C') == 0);
  CHECK(gives_way("Bs As As As", 'B') == 1);
  // Half requests of the same address go before.
  CHECK(gives_way("As Ah As", 'B') == 1);
  CHECK(gives_way("Bh As As Ah", 'C') == 3);
}

TEST_CASE("http_places: slow readers do not push each other out") {
  CHECK(gives_way("As As As", 'A') == -1);
  CHECK(gives_way("As Bs", 'A') == -1);
  CHECK(gives_way("As Bs", 'C') == -1);
  CHECK(gives_way("Bs As As", 'B') == -1);
  CHECK(gives_way("As As Bh", 'A') == -1);
  CHECK(gives_way_to_nobody("As As As") == -1);
}

TEST_CASE("http_places: an address that comes alone uses all of them") {
  CHECK(gives_way("Ah Ah Ah", 'A') == 0);
  CHECK(gives_way("Aw Ah As", 'A') == 1);
}

TEST_CASE("http_places: whoever holds them slowly is left with its share") {
  auto places = places_in("As As As As As As As As");
  int refused = 0;
  for (int i = 0; i < 8; ++i) {
    const auto out = who_gives_way(places, group_named('B'));
    if (!out) {
      ++refused;
      continue;
    }
    places.erase(places.begin() + static_cast<std::ptrdiff_t>(*out));
    places.push_back({group_named('B'), http_phase::writing});
  }
  CHECK(refused == 4);
  CHECK(std::ranges::count(places, group_named('A'), &http_place::from) == 4);
}

TEST_CASE("http_places: without any there is nobody to give way") {
  CHECK_FALSE(who_gives_way({}, group_named('A')));
  CHECK_FALSE(who_gives_way({}, std::nullopt));
}

}  // namespace
}  // namespace tmss10
