// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "core/report/live_columns.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/base/text_columns.hpp>
#include <tmss10/core/report/live_table.hpp>

#include <algorithm>
#include <chrono>
#include <deque>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

constexpr std::chrono::steady_clock::time_point now{1h};

/// A target whose pings the test decides; one is sent each second until now.
struct pinged {
  explicit pinged(std::string called) : name(std::move(called)) {}

  void answered(nanoseconds time, nanoseconds ago = 0s) {
    ++totals.transmitted;
    ++totals.received;
    totals.round_trips.add(time);
    totals.outage.answered(now - ago, now - ago);
    event::reply reply;
    reply.round_trip = time;
    last.on(reply);
  }
  void lost(nanoseconds ago = 1s) {
    ++totals.transmitted;
    ++totals.lost;
    totals.outage.lost(now - ago, errc::timed_out);
    last.on(event::lost{1, 1s, errc::timed_out});
  }
  [[nodiscard]] live_state state() const { return live_state_of(totals, last); }
  [[nodiscard]] live_target row() const { return {name, state(), &totals, &last}; }

  std::string name;
  statistics totals;
  recent_pings last;
};

pinged up(const std::string& name, int pings = 5) {
  pinged out(name);
  for (int i = 0; i < pings; ++i)
    out.answered(300us, 20s);
  return out;
}

pinged down(const std::string& name) {
  auto out = up(name);
  out.lost(12s);
  return out;
}

pinged losing(const std::string& name) {
  auto out = down(name);
  out.answered(600us);
  return out;
}

std::vector<live_target> rows_of(const std::deque<pinged>& all) {
  std::vector<live_target> out;
  for (const auto& one : all)
    out.push_back(one.row());
  return out;
}

live_style style_for(const std::deque<pinged>& all) {
  live_style out;
  for (const auto& one : all)
    out.name_columns = std::max(out.name_columns, columns_of(one.name));
  return out;
}

/// The lines of a frame as a terminal shows them: without escape sequences.
std::vector<std::string> lines_of(const std::string& frame) {
  std::vector<std::string> out(1);
  for (std::size_t i = 0; i < frame.size(); ++i) {
    if (frame[i] == '\x1b') {
      while (std::string_view("HKJhlm").find(frame[i]) == std::string_view::npos)
        ++i;
    } else if (frame[i] == '\n') {
      out.emplace_back();
    } else if (frame[i] != '\r') {
      out.back() += frame[i];
    }
  }
  return out;
}

std::vector<std::string> frame_of(const std::deque<pinged>& all, terminal_size size) {
  return lines_of(live_frame(rows_of(all), size, style_for(all), now));
}

TEST_CASE("live_table: the worst come first, each with its figures") {
  const std::deque<pinged> all{up("a:5000"), losing("b:5000"), down("c:5000")};
  CHECK(frame_of(all, {100, 24}) ==
        std::vector<std::string>{
            "3 targets: 1 up, 1 losing, 1 down",
            "target  state      last ms    avg ms    p95 ms   loss   outage  last pings",
            "c:5000  down          lost      0.30      0.30  16.7%   12.0 s  #####x",
            "b:5000  losing        0.60      0.35      0.60  14.3%   12.0 s  =====x#",
            "a:5000  up            0.30      0.30      0.30     0%        -  #####"});
}

TEST_CASE("live_table: a frame is drawn over the one before") {
  const std::deque<pinged> all{up("a"), up("b")};
  const auto frame = live_frame(rows_of(all), {80, 5}, style_for(all), now);
  CHECK(frame.starts_with("\x1b[?2026h\x1b[H"));
  CHECK(frame.ends_with("#####\x1b[J\x1b[?2026l"));
  CHECK(frame.find("\x1b[2J") == std::string::npos);
  CHECK(frame.find("last pings\x1b[K\r\n") != std::string::npos);
}

TEST_CASE("live_table: what does not fit is counted") {
  std::deque<pinged> all;
  for (int i = 0; i < 3000; ++i)
    all.push_back(up("site" + std::to_string(i)));
  all[1999] = down("site1999");
  all[2000] = losing("site2000");
  const auto lines = frame_of(all, {80, 8});
  REQUIRE(lines.size() == 8);
  CHECK(lines[0] == "3,000 targets: 2,998 up, 1 losing, 1 down");
  CHECK(lines[2].starts_with("site1999  down"));
  CHECK(lines[3].starts_with("site2000  losing"));
  CHECK(lines[4].starts_with("site0     up"));
  CHECK(lines[7] == "2,995 more: 2,995 up");
  for (auto& one : all)
    one = down(one.name);
  CHECK(frame_of(all, {80, 2})[1] == "2,999 more: 2,999 down");
  CHECK(frame_of(all, {80, 1}) == std::vector<std::string>{"3,000 targets: 3,000 down"});
}

TEST_CASE("live_table: rows of one state keep their places") {
  std::deque<pinged> all{up("a"), up("b"), up("c")};
  all[2].answered(9ms);
  all[0].answered(1us);
  const auto lines = frame_of(all, {80, 24});
  CHECK(lines[2].starts_with("a "));
  CHECK(lines[3].starts_with("b "));
  CHECK(lines[4].starts_with("c "));
}

TEST_CASE("live_table: nothing is known yet") {
  const std::deque<pinged> all{pinged("a")};
  CHECK(frame_of(all, {100, 24})[2] ==
        "a     starting         -         -         -      -        -");
  CHECK(frame_of({}, {100, 24})[0] == "0 targets: ");
}

TEST_CASE("live_table: pings without a known time have a mark of their own") {
  auto one = up("a", 2);
  one.last.on(event::held_up{1s, 1});
  one.last.on(event::unsent{});
  const auto line = frame_of({one}, {100, 24})[2];
  CHECK(line.ends_with("  ##?x"));
}

TEST_CASE("live_table: colours take no columns") {
  const std::deque<pinged> all{down("a"), losing("b"), up("c")};
  auto style = style_for(all);
  style.color = true;
  const auto frame = live_frame(rows_of(all), {80, 24}, style, now);
  CHECK(frame.find("\x1b[31ma     down    \x1b[0m") != std::string::npos);
  CHECK(frame.find("#####\x1b[31mx\x1b[0m") != std::string::npos);
  CHECK(lines_of(frame) == frame_of(all, {80, 24}));
  style.block_elements = true;
  CHECK(live_frame(rows_of(all), {80, 24}, style, now).find("\u2588\u2588") !=
        std::string::npos);
}

TEST_CASE("live_table: a name has nothing in it that a terminal obeys") {
  const std::deque<pinged> all{up("a\x1b[2J\nb")};
  auto style = style_for(all);
  style.name_columns = 20;
  CHECK(lines_of(live_frame(rows_of(all), {80, 24}, style, now))[2].starts_with(
      "a\\x1b[2J\\x0ab "));
}

TEST_CASE("live_table: no frame is wider or higher than the terminal") {
  for (const std::string name : {"a:500", "\u6771\u4eac\u6771\u4eac:5000"}) {
    for (const std::size_t length : {5U, 120U}) {
      for (const std::size_t count : {1U, 3U, 30U, 300U}) {
        for (const int downs : {0, 1, 1000}) {
          std::deque<pinged> all;
          for (std::size_t i = 0; i < count; ++i) {
            const auto called = name + std::string(length - 5, 'n');
            all.push_back(static_cast<int>(i) < downs ? down(called) : up(called, 150));
          }
          for (const std::size_t columns :
               {1U, 2U, 12U, 20U, 33U, 79U, 80U, 133U, 200U}) {
            for (const std::size_t rows : {1U, 2U, 3U, 5U, 8U, 24U, 60U}) {
              const auto lines = frame_of(all, {columns, rows});
              std::size_t widest = 0;
              for (const auto& line : lines)
                widest = std::max(widest, columns_of(line));
              const bool fits =
                  lines.size() <= rows && widest <= std::max<std::size_t>(columns - 1, 1);
              CAPTURE(name, length, count, downs, columns, rows, widest, lines);
              if (!fits) FAIL();
            }
          }
        }
      }
    }
  }
  SUCCEED();
}

TEST_CASE("live_columns: a narrow terminal loses columns before names are shortened") {
  const auto wide = columns_for(199, 20);
  CHECK(wide.name == 20);
  CHECK(wide.outage > 0);
  CHECK(wide.bars == recent_pings::most_kept);
  const auto usual = columns_for(79, 20);
  CHECK(usual.average > 0);
  CHECK(usual.p95 > 0);
  CHECK(usual.outage == 0);
  CHECK(usual.bars >= 10);
  const auto narrow = columns_for(39, 20);
  CHECK(narrow.name == 20);
  CHECK(narrow.state > 0);
  CHECK(narrow.last == 0);
  CHECK(columns_for(19, 20).name == 9);
  CHECK(columns_for(10, 20).state == 0);
  CHECK(columns_for(10, 20).name == 10);
}

TEST_CASE("live_columns: a long name gets what others do not need") {
  CHECK(columns_for(79, 120).name == 40);
  CHECK(columns_for(199, 120).name == 120);
  CHECK(columns_for(199, 60).name == 60);
  CHECK(columns_for(199, 60).bars > 40);
}

TEST_CASE("live_state: it follows from the last pings and the outage") {
  CHECK(pinged("a").state() == live_state::starting);
  CHECK(up("a").state() == live_state::up);
  CHECK(down("a").state() == live_state::down);
  CHECK(losing("a").state() == live_state::losing);
  auto recovered = losing("a");
  for (std::size_t i = 0; i < recent_pings::most_kept; ++i)
    recovered.answered(300us);
  CHECK(recovered.state() == live_state::up);
  pinged unsent("a");
  ++unsent.totals.unsent;
  unsent.totals.outage.not_connected(now, errc::timed_out);
  CHECK(unsent.state() == live_state::down);
}

TEST_CASE("live_state: slow answers are slow only when they go on") {
  auto target = up("a", 100);
  for (int i = 0; i < 4; ++i)
    target.answered(5ms);
  CHECK(target.state() == live_state::up);
  target.answered(5ms);
  CHECK(target.state() == live_state::slow);
  target.answered(300us);
  CHECK(target.state() == live_state::up);
  auto barely = up("a", 100);
  for (int i = 0; i < 5; ++i)
    barely.answered(900us);
  CHECK(barely.state() == live_state::up);
}

}  // namespace
}  // namespace tmss10
