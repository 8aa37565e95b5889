// SPDX-License-Identifier: MIT
#include "core/report/path_text.hpp"

#include "catch.hpp"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

using namespace tmss10;
using namespace std::chrono_literals;

namespace {

using lines = std::vector<std::string>;

icmp_error icmp_from(const std::string& sender, std::uint8_t type, std::uint8_t code) {
  icmp_error out;
  out.sender = sender;
  out.type = type;
  out.code = code;
  return out;
}

hop_answer router(const std::string& address, std::chrono::nanoseconds took) {
  hop_answer out{hop_reply::hop_limit_exceeded, address, took};
  out.icmp = icmp_from(address, 11, 0);
  return out;
}

const hop_answer silence{};

path path_of(std::initializer_list<hop_answer> answers) {
  path out{"192.0.2.7", 5000, 30};
  for (const auto& one : answers)
    out.hops.push_back({static_cast<std::uint8_t>(out.hops.size() + 1), {one}});
  return out;
}

}  // namespace

TEST_CASE("path text: a path to its end, with a silent hop") {
  const auto of = path_of({router("192.168.1.1", 420us),
                           router("10.4.0.1", 3100us),
                           silence,
                           router("203.0.113.9", 11200us),
                           {hop_reply::connection, "192.0.2.7", 12300us}});
  CHECK(path_lines(of, false, 200) ==
        lines{
            "path to 192.0.2.7 port 5000, by TCP connection "
            "requests:",
            "  1  192.168.1.1      0.42 ms",
            "  2  10.4.0.1         3.10 ms",
            "  3  *",
            "  4  203.0.113.9     11.20 ms",
            "  5  192.0.2.7       12.30 ms  connected",
        });
}

TEST_CASE("path text: a path that breaks ends with what is known") {
  const auto of = path_of({router("192.168.1.1", 420us), router("203.0.113.9", 11200us),
                           silence, silence, silence});
  CHECK(
      path_lines(of, false, 200) ==
      lines{
          "path to 192.0.2.7 port 5000, by TCP connection requests:",
          "  1  192.168.1.1      0.42 ms",
          "  2  203.0.113.9     11.20 ms",
          "  3  * and nothing from here on",
          "the request gets as far as 203.0.113.9, hop 2. It, or what comes right "
          "after it, drops TCP 5000, or the answers are dropped on the way back.",
          "Ask whoever runs 203.0.113.9 to allow TCP 5000 to 192.0.2.7, and the answers.",
      });
}

TEST_CASE("path text: a prohibition is shown where it arises") {
  hop_answer prohibited{hop_reply::icmp_refusal, "203.0.113.9", 11300us};
  prohibited.icmp = icmp_from("203.0.113.9", 3, 13);
  const auto of = path_of({router("203.0.113.9", 11200us), prohibited, prohibited});
  const auto shown = path_lines(of, false, 200);
  REQUIRE(shown.size() == 4);
  CHECK(shown[1] == "  1  203.0.113.9     11.20 ms  administratively prohibited");
  CHECK(path_lines(of, true, 200)[1] ==
        "  1  203.0.113.9     11.20 ms  administratively prohibited [ICMP type 3, code "
        "13]");
}

TEST_CASE("path text: all that answered at a hop are shown, with -v at all times") {
  auto of = path_of({router("10.0.0.1", 1ms)});
  of.hops[0].answers.push_back(router("10.0.0.2", 2ms));
  of.hops[0].answers.push_back(router("10.0.0.1", 3ms));
  of.hops[0].name = "one.example";
  CHECK(path_lines(of, false, 200)[1] == "  1  10.0.0.1      1.00 ms");
  CHECK(path_lines(of, false, 200)[2] == "     10.0.0.2      2.00 ms");
  CHECK(path_lines(of, true, 200)[1] ==
        "  1  10.0.0.1 (one.example)  1.00 3.00 ms  [ICMP type 11, code 0]");
  CHECK(path_lines(of, true, 200)[2] ==
        "     10.0.0.2                     2.00 ms  [ICMP type 11, code 0]");
}

TEST_CASE("path text: a time that includes a repetition is none of the hop's") {
  auto late = router("10.0.0.1", 1001ms);
  late.was_repeated = true;
  const auto shown = path_lines(path_of({late}), false, 200);
  CHECK(shown[1] == "  1  10.0.0.1               answered when asked again");
}

TEST_CASE("path text: a circle is shown once, and a bit") {
  const auto shown =
      path_lines(path_of({router("10.0.0.1", 1ms), router("10.0.0.2", 1ms),
                          router("10.0.0.1", 1ms), router("10.0.0.2", 1ms),
                          router("10.0.0.1", 1ms), router("10.0.0.2", 1ms)}),
                 false, 200);
  REQUIRE(shown.size() == 9);
  CHECK(shown[6] == "     and so on");
}

TEST_CASE("path text: sentences go on in further lines where the terminal ends") {
  const auto of = path_of({router("203.0.113.9", 11200us), silence, silence});
  const auto shown = path_lines(of, false, 60);
  REQUIRE(shown.size() > 4);
  CHECK(shown[3] == "the request gets as far as 203.0.113.9, hop 1. It, or what");
  CHECK(shown[4] == "  comes right after it, drops TCP 5000, or the answers are");
  for (const auto& line : shown)
    CHECK(line.size() <= 60);
}

TEST_CASE("path text: that a name has further addresses is said first") {
  auto of = path_of({{hop_reply::connection, "192.0.2.7", 1ms}});
  of.name = "www.example";
  CHECK(path_lines(of, false, 200).size() == 2);
  of.addresses = 3;
  CHECK(path_lines(of, false, 200).front() ==
        "www.example has 3 addresses; this looks at 192.0.2.7 (use -4, -6 or an address "
        "for another one)");
}

TEST_CASE("path text: in short, it is what the hops mean") {
  CHECK(
      path_verdict(path_of({router("10.0.0.1", 1ms), silence, silence}), 200) ==
      lines{
          "the request gets as far as 10.0.0.1, hop 1. It, or what comes right after "
          "it, drops TCP 5000, or the answers are dropped on the way back.",
          "Ask whoever runs 10.0.0.1 to allow TCP 5000 to 192.0.2.7, and the answers."});
  CHECK(path_verdict(
            path_of({router("10.0.0.1", 1ms), {hop_reply::connection, "192.0.2.7", 2ms}}),
            200) == lines{"192.0.2.7 port 5000 answers, 2 hops away."});
}

TEST_CASE("path text: a refusal is on the line of that one of two routers") {
  auto of = path_of({router("10.0.0.1", 1ms), {hop_reply::reset, "192.0.2.7", 2ms}});
  of.from_one_port =
      path_of({router("10.0.0.2", 1ms), {hop_reply::reset, "192.0.2.7", 2ms}}).hops;
  of.from_one_port[0].answers[0].hops_left = 64;
  of.reset_left = {64, 64};
  of.hops[0].answers.push_back(of.from_one_port[0].answers[0]);
  const auto shown = path_lines(of, false, 200);
  REQUIRE(shown.size() == 5);
  CHECK(shown[1] == "  1  10.0.0.1      1.00 ms");
  CHECK(shown[2] == "     10.0.0.2      1.00 ms  refused in the name of 192.0.2.7");
}
