// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/verdict/size_judgement.hpp>

#include <string>

using tmss10::direction_sizes;
using tmss10::judge_sizes;
using tmss10::packet_sizes;

namespace {

packet_sizes ethernet() {
  packet_sizes out;
  out.host = out.address = "192.0.2.7";
  out.port = 5000;
  out.there = out.back = direction_sizes{1500, {}, 1500, false};
  out.believed_before = out.believed = out.interface_mtu = 1500;
  out.advertised_mss = out.send_mss = 1460;
  return out;
}

std::string text_of(const packet_sizes& found) {
  std::string out;
  for (const auto& sentence : judge_sizes(found).sentences)
    out += sentence + "\n";
  return out;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("size judgement: a path without a small link is fine") {
  const auto judged = judge_sizes(ethernet());
  CHECK_FALSE(judged.has_hole);
  CHECK_FALSE(judged.clamp_mss);
  CHECK(judged.name == "ok");
  CHECK(judged.sentences.front().starts_with("fine: "));
  CHECK(has(text_of(ethernet()),
            "not testable above 1500 bytes: that is the MTU of this "
            "system's network interface"));
  CHECK(tmss10::fault_text(ethernet()).empty());
}

TEST_CASE("size judgement: a hole is named with its direction and the MSS to clamp to") {
  struct {
    direction_sizes there;
    direction_sizes back;
    bool is_v6;
    std::uint32_t mss;
    std::string text;
  } const cases[] = {
      {{1412, 1413, 1500, false},
       {1500, {}, 1500, false},
       false,
       1372,
       "192.0.2.7 port 5000: on the way there, packets of more than 1412 bytes are "
       "dropped "
       "silently"},
      {{1500, {}, 1500, false},
       {1353, 1354, 1500, false},
       true,
       1293,
       "192.0.2.7 port 5000: on the way back, packets of more than 1353 bytes are "
       "dropped "
       "silently"},
      {{1412, 1413, 1500, false},
       {1353, 1360, 1500, false},
       false,
       1313,
       "192.0.2.7 port 5000: on the way there, packets of more than 1412 bytes are "
       "dropped "
       "silently; on the way back, packets of more than 1353 bytes or a little more "
       "(under "
       "1360) are dropped silently"},
  };
  for (const auto& one : cases) {
    auto found = ethernet();
    found.there = one.there;
    found.back = one.back;
    found.is_v6 = one.is_v6;
    const auto judged = judge_sizes(found);
    CHECK(judged.has_hole);
    CHECK(judged.name == "hole");
    CHECK(judged.clamp_mss == one.mss);
    CHECK(judged.sentences.front().starts_with("a hole: "));
    CHECK(tmss10::fault_text(found) == one.text);
    CHECK(has(text_of(found), "clamp the MSS to " + std::to_string(one.mss)));
  }
}

TEST_CASE("size judgement: a smaller link that says so is no hole") {
  auto found = ethernet();
  found.there = {1400, {}, 1400, true};
  found.believed = 1400;
  const auto judged = judge_sizes(found);
  CHECK_FALSE(judged.has_hole);
  CHECK(judged.name == "smaller_link");
  CHECK(has(text_of(found), "on the way there, a link takes no more than 1400 bytes"));
  CHECK(tmss10::fault_text(found).empty());
}

TEST_CASE("size judgement: it says why nothing larger could be tested") {
  auto found = ethernet();
  found.there.passed = found.there.limit = 1400;
  found.back = found.there;
  CHECK(has(text_of(found), "above 1400 bytes: the MSS in the server's answer"));
  CHECK(
      has(text_of(found), "above 1400 bytes: the server's system sends no larger ones"));
  found.believed = found.believed_before = 1400;
  CHECK(has(text_of(found), "above 1400 bytes: this system knows of no larger path MTU"));
  found.there = found.back = {tmss10::largest_tried, {}, tmss10::largest_tried, false};
  CHECK(has(text_of(found), "above 9216 bytes: larger packets are not tried"));
}

TEST_CASE("size judgement: a responder that admits few is why it took longer") {
  auto found = ethernet();
  CHECK(!has(text_of(found), "--max-per-address"));
  found.few_admitted = true;
  CHECK(has(text_of(found), "raise its --max-per-address"));
}

TEST_CASE("size judgement: a search that was cut short claims nothing") {
  auto found = ethernet();
  found.back = {102, {}, 1500, false};
  CHECK(judge_sizes(found).name == "unknown");
  CHECK(judge_sizes(found).sentences.front() ==
        "the search ended before everything was known");
  CHECK_FALSE(has(text_of(found), "fine"));
}

TEST_CASE("size judgement: a system that probes for itself is noted") {
  auto found = ethernet();
  CHECK_FALSE(has(text_of(found), "tcp_mtu_probing"));
  found.mtu_probing = true;
  CHECK(has(text_of(found), "net.ipv4.tcp_mtu_probing is on"));
}
