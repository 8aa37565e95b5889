// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/run/size_search.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

using tmss10::direction_sizes;
using tmss10::is_decided;
using tmss10::next_sizes;
using tmss10::size_result;
using tmss10::take_results;

namespace {

/// A path that drops larger packets, and whose sender may learn a limit.
struct imagined_path {
  std::uint32_t hole = 0;  // the largest packet that passes
  std::optional<std::uint32_t> told = {};

  [[nodiscard]] size_result send(std::uint32_t size) const {
    if (told && size > *told) return {size, *told, false, *told, true};
    if (size > hole) return {size, {}, true, {}, false};
    return {size, size, false, {}, false};
  }
};

struct search_result {
  direction_sizes found;
  int rounds = 0;
};

search_result search(const imagined_path& path, std::uint32_t limit,
                     std::size_t most = tmss10::sizes_at_once) {
  search_result out{{102, {}, limit, false}};
  for (auto sizes = next_sizes(out.found, most); !sizes.empty();
       sizes = next_sizes(out.found, most)) {
    REQUIRE(sizes.size() <= most);
    REQUIRE(std::is_sorted(sizes.begin(), sizes.end()));
    std::vector<size_result> results;
    for (const auto size : sizes)
      results.push_back(path.send(size));
    take_results(out.found, results);
    REQUIRE(++out.rounds < (most == tmss10::sizes_at_once ? 10 : 30));
  }
  return out;
}

size_result arrived(std::uint32_t size) {
  return {size, size, false, {}, false};
}
size_result vanished(std::uint32_t size) {
  return {size, {}, true, {}, false};
}

}  // namespace

TEST_CASE("size search: few connections find a hole as exactly, in more rounds") {
  for (const std::size_t most : {1U, 2U, 3U, 8U}) {
    for (const std::uint32_t hole : {103U, 576U, 1353U, 1412U, 1499U}) {
      CAPTURE(most, hole);
      const auto found = search({hole}, 1500, most).found;
      CHECK(found.passed == hole);
      CHECK(found.vanished == hole + 1);
    }
    CHECK(search({1500}, 1500, most).rounds == 1);
  }
}

TEST_CASE("size search: where everything passes, one round is enough") {
  for (const std::uint32_t limit : {576U, 1280U, 1400U, 1500U, 9000U, 9216U}) {
    CAPTURE(limit);
    const auto out = search({limit}, limit);
    CHECK(out.rounds == 1);
    CHECK(out.found == direction_sizes{limit, {}, limit, false});
  }
}

TEST_CASE("size search: every hole is found exactly, the usual ones in two rounds") {
  for (std::uint32_t hole = 103; hole < 1500; ++hole) {
    CAPTURE(hole);
    const auto out = search({hole}, 1500);
    CHECK(out.found == direction_sizes{hole, hole + 1, 1500, false});
    CHECK(out.rounds <= (hole >= 1245 ? 2 : 4));
  }
}

TEST_CASE("size search: a hole of Ethernet's size on a path of jumbo frames is found") {
  for (const std::uint32_t hole : {1400U, 1500U, 4470U, 8999U}) {
    CAPTURE(hole);
    const auto out = search({hole}, 9000);
    CHECK(out.found == direction_sizes{hole, hole + 1, 9000, false});
    CHECK(out.rounds <= 5);
  }
}

TEST_CASE("size search: what the sender has learnt is the limit, and no hole") {
  const auto out = search({1500, 1400}, 1500);
  CHECK(out.found == direction_sizes{1400, {}, 1400, true});
  CHECK(out.rounds == 1);
}

TEST_CASE("size search: a hole below what the sender has learnt is found") {
  direction_sizes at{102, {}, 1500, false};
  take_results(at, {{1500, {}, false, 1400, true}, vanished(1390), arrived(1350)});
  CHECK(at == direction_sizes{1350, 1390, 1400, true});
  CHECK(next_sizes(at).front() > 1350);
  CHECK(next_sizes(at).back() < 1390);
}

TEST_CASE("size search: a small packet that was lost by chance is no hole") {
  direction_sizes at{102, {}, 1500, false};
  take_results(at, {vanished(1300), arrived(1400), vanished(1450)});
  CHECK(at == direction_sizes{1400, 1450, 1500, false});
  take_results(at, {arrived(1450)});
  CHECK_FALSE(at.vanished);
  CHECK_FALSE(is_decided(at));
}

TEST_CASE("size search: a hole above a limit that was lowered later is still known") {
  direction_sizes at{102, {}, 1500, false};
  take_results(at, {vanished(1500), {1483, {}, false, 1400, false}, arrived(1400)});
  CHECK(at == direction_sizes{1400, 1500, 1400, false});
  CHECK(is_decided(at));
  CHECK(next_sizes(at).empty());
}

TEST_CASE("size search: a round without results is asked again") {
  direction_sizes at{102, {}, 1500, false};
  const auto first = next_sizes(at);
  take_results(at, {});
  CHECK(next_sizes(at) == first);
}

TEST_CASE("size search: nothing is waited for below a packet that arrived") {
  const std::vector<std::uint32_t> tried{1300, 1400, 1500};
  CHECK_FALSE(tmss10::is_enough(tried, {}));
  CHECK_FALSE(tmss10::is_enough(tried, {arrived(1400)}));
  CHECK(tmss10::is_enough(tried, {arrived(1500)}));
  CHECK(tmss10::is_enough(tried, {arrived(1400), vanished(1500)}));
  CHECK_FALSE(tmss10::is_enough(tried, {vanished(1500), vanished(1400)}));
}
