// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include <tmss10/core/report/report_text.hpp>

#include <chrono>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

const std::chrono::system_clock::time_point now{1'795'000'000s + 1'002'003us};

diagnosis refused(const std::string& hint) {
  return {"192.0.2.7 port 5000: connection refused", hint, exit_code::refused};
}

std::string lines_of(const std::string& hint, const error_style& style = {}) {
  return failure_lines(refused(hint), style, now);
}

TEST_CASE("report_error: a failure is a sentence, and a hint if there is one") {
  CHECK(lines_of("") == "TMSS10Ping: 192.0.2.7 port 5000: connection refused\n");
  CHECK(lines_of("ask.") ==
        "TMSS10Ping: 192.0.2.7 port 5000: connection refused\n"
        "  hint: ask.\n");
}

TEST_CASE("report_error: a hint goes on below its start, where the terminal ends") {
  const std::string hint = "the host is up, but nothing listens there.";
  const std::string sentence = "TMSS10Ping: 192.0.2.7 port 5000: connection refused\n";
  CHECK(lines_of(hint, {.columns = 50}) == sentence + "  hint: " + hint + "\n");
  CHECK(lines_of(hint, {.columns = 49}) == sentence +
                                               "  hint: the host is up, but nothing "
                                               "listens\n        there.\n");
  CHECK(lines_of(hint, {.columns = 30}) == sentence +
                                               "  hint: the host is up, but\n"
                                               "        nothing listens there.\n");
}

TEST_CASE("report_error: without a terminal a hint has 80 columns") {
  std::string hint;
  for (int i = 0; i < 60; ++i)
    hint += "word ";
  test::check_layout(lines_of(hint));
  CHECK(test::lines_of(lines_of(hint)).size() > 5);
}

TEST_CASE("report_error: a character of several bytes takes one column") {
  std::string hint;
  for (int i = 0; i < 20; ++i)
    hint += "\xC3\xA4";
  CHECK(lines_of(hint + " b", {.columns = 30}) == lines_of(hint + " b"));
  CHECK(test::contains(lines_of(hint + " b", {.columns = 29}), "\n        b\n"));
}

TEST_CASE("report_error: a word that is too long for the terminal stays whole") {
  const std::string word(100, 'x');
  CHECK(test::contains(lines_of("a " + word + " b", {.columns = 40}),
                       "  hint: a\n        " + word + "\n        b\n"));
  CHECK(test::contains(lines_of("one two three four", {.columns = 1}),
                       "  hint: one two three four\n"));
}

TEST_CASE("report_error: a time stamp is before each line, and takes its room") {
  const std::string stamp = "[1795000001.002003] ";
  CHECK(lines_of("the host is up, but nothing listens there.",
                 {.timestamps = timestamp_format::epoch, .columns = 50}) ==
        stamp + "TMSS10Ping: 192.0.2.7 port 5000: connection refused\n" + stamp +
            "  hint: the host is up, but\n" + stamp + "        nothing listens there.\n");
  const auto longer = lines_of("the host is up, but nothing listens there.",
                               {.timestamps = timestamp_format::ctime, .columns = 63});
  CHECK(test::lines_of(longer).at(1).ends_with("]   hint: the host is up, but"));
}

TEST_CASE("report_error: each line of a hint has its own colour") {
  CHECK(test::contains(
      lines_of("the host is up, but nothing", {true, timestamp_format::epoch, 50}),
      "[1795000001.002003] \x1b[36m  hint: the host is up, "
      "but\x1b[0m\n[1795000001.002003] \x1b[36m        nothing\x1b[0m\n"));
}

}  // namespace
}  // namespace tmss10
