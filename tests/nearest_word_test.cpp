// SPDX-License-Identifier: MIT
#include "core/base/nearest_word.hpp"

#include "catch.hpp"

#include <array>
#include <string>

namespace tmss10 {
namespace {

constexpr std::array<std::string_view, 5> some_words{"count", "port", "max-loss",
                                                     "timeout", "connect-timeout"};

TEST_CASE("nearest_word: a word with a few letters wrong is found") {
  struct row {
    std::string misspelt;
    std::string word;
  };
  for (const auto& [misspelt, word] :
       {row{"count", "count"}, row{"kount", "count"}, row{"counts", "count"},
        row{"cout", "count"}, row{"cuont", "count"}, row{"ocunt", "count"},
        row{"COUNT", "count"}, row{"prt", "port"}, row{"max_loss", "max-loss"},
        row{"maxlos", "max-loss"}, row{"time-out", "timeout"},
        row{"connecttimeout", "connect-timeout"}}) {
    CAPTURE(misspelt);
    CHECK(nearest_word(misspelt, some_words) == word);
  }
}

TEST_CASE("nearest_word: a word with too many letters wrong is another one") {
  for (const std::string text : {"", "c", "ct", "host", "kuont", "size", "max", "time",
                                 "count count", "connect"}) {
    CAPTURE(text);
    CHECK(nearest_word(text, some_words).empty());
  }
  CHECK(nearest_word(std::string(1'000'000, 'a'), some_words).empty());
  CHECK(nearest_word("count", {}).empty());
}

TEST_CASE("nearest_word: of several words the first of the nearest is meant") {
  constexpr std::array<std::string_view, 3> words{"ipv4", "ipv6", "ipv60"};
  CHECK(nearest_word("ipv5", words) == "ipv4");
  CHECK(nearest_word("ipv6", words) == "ipv6");
}

}  // namespace
}  // namespace tmss10
