// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/exporter/own_addresses.hpp>

#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using texts = std::vector<std::string>;

constexpr own_addresses::time_point start{};

TEST_CASE("own_addresses: the system is asked once in ten seconds, whoever asks") {
  int asked = 0;
  own_addresses addresses([&asked] { return texts{std::to_string(++asked)}; });
  CHECK(addresses.at(start) == texts{"1"});
  for (int i = 0; i < 1000; ++i)
    CHECK(addresses.at(start + i * 9ms) == texts{"1"});
  CHECK(asked == 1);
  CHECK(addresses.at(start + 10s) == texts{"2"});
  CHECK(addresses.at(start + 19s) == texts{"2"});
  CHECK(addresses.at(start + 20s) == texts{"3"});
}

TEST_CASE(
    "own_addresses: a system that can't be asked now is asked for the next request") {
  texts answer;
  own_addresses addresses([&answer] { return answer; });
  CHECK(addresses.at(start).empty());
  answer = {"192.0.2.7"};
  CHECK(addresses.at(start + 1s) == answer);
  const auto before = answer;
  answer.clear();
  CHECK(addresses.at(start + 20s) == before);
  answer = {"192.0.2.8"};
  CHECK(addresses.at(start + 21s) == answer);
}

}  // namespace
}  // namespace tmss10
