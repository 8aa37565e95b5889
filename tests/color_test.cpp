// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/base/color.hpp>
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/report/report_text.hpp>

namespace tmss10 {
namespace {

TEST_CASE("color: every tone has its own, and the line end is outside") {
  CHECK(in_color("as it is\n", tone::plain) == "as it is\n");
  CHECK(in_color("late\n", tone::doubtful) == "\x1b[33mlate\x1b[0m\n");
  CHECK(in_color("lost", tone::bad) == "\x1b[31mlost\x1b[0m");
  CHECK(in_color("a hint\n", tone::remark) == "\x1b[36ma hint\x1b[0m\n");
  CHECK(in_color("", tone::bad).empty());
}

/// Whether the line of an event is coloured.
template <typename Event>
std::string start_of(const Event& happened, bool color) {
  text_report report({.color = color});
  const auto line = report.on(happened, {});
  return line.starts_with('\x1b') ? line.substr(0, 5) : std::string();
}

TEST_CASE("color: lines of losses are red, late ones yellow, good ones plain") {
  CHECK(start_of(event::lost{}, true) == "\x1b[31m");
  CHECK(start_of(event::lost{}, false).empty());
  CHECK(start_of(event::bad_reply{}, true) == "\x1b[31m");
  CHECK(start_of(event::connection_failed{}, true) == "\x1b[31m");
  CHECK(start_of(event::closed_at_once{}, true) == "\x1b[31m");
  CHECK(start_of(event::disconnected{}, true) == "\x1b[31m");
  event::reply reply;
  CHECK(start_of(reply, true).empty());
  reply.late = true;
  CHECK(start_of(reply, true) == "\x1b[33m");
}

TEST_CASE("color: a summary without a loss has none") {
  const text_report report({.color = true});
  run_figures figures;
  figures.totals.transmitted = 2;
  figures.totals.received = 2;
  CHECK(report.summary(figures, {}).find('\x1b') == std::string::npos);
  figures.totals.received = 1;
  CHECK(report.summary(figures, {}).find('\x1b') ==
        std::string::npos);  // not decided yet
  figures.totals.lost = 1;
  figures.totals.reconnections = 1;
  const auto text = report.summary(figures, {});
  CHECK(text.find("\x1b[31m1 packets received, 50% packet loss\x1b[0m\n") !=
        std::string::npos);
  CHECK(text.find("\x1b[33m1 reconnection\x1b[0m\n") != std::string::npos);
}

TEST_CASE("color: a failure is red and its hint cyan") {
  const diagnosis told{"it failed", "mend it", exit_code::refused};
  CHECK(failure_lines(told, {}, {}) == "TMSS10Ping: it failed\n  hint: mend it\n");
  CHECK(failure_lines(told, {true}, {}) ==
        "\x1b[31mTMSS10Ping: it failed\x1b[0m\n\x1b[36m  hint: mend it\x1b[0m\n");
  CHECK(failure_lines({"it failed", {}, exit_code::refused}, {true}, {}) ==
        "\x1b[31mTMSS10Ping: it failed\x1b[0m\n");
}

}  // namespace
}  // namespace tmss10
