// SPDX-License-Identifier: MIT
#include "core/report/svg_plot.hpp"

#include "catch.hpp"
#include "core/report/svg_axis.hpp"
#include "support/arguments.hpp"

#include <chrono>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

const std::chrono::system_clock::time_point plot_begin{1'795'248'309s};

ping_points plotted(int count, int lost_each = 0) {
  ping_points out;
  for (int i = 0; i < count; ++i) {
    const auto at = plot_begin + i * 1s;
    if (lost_each > 0 && i % lost_each == 0) {
      out.lost(at);
    } else {
      out.answered(at, 300us + (i % 7) * 10us);
    }
  }
  return out;
}

std::size_t count_in(const std::string& text, std::string_view part) {
  std::size_t out = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++out;
  return out;
}

TEST_CASE("svg_plot: no picture of no pings") {
  CHECK(svg_plot({}, svg_width::wide).empty());
  CHECK(svg_histogram({}).empty());
}

TEST_CASE("svg_plot: a picture has its text alternative") {
  const auto picture = svg_plot(plotted(20), svg_width::wide);
  CHECK(test::contains(picture,
                       "role=\"img\" aria-label=\"Round-trip times of 20 pings: "
                       "from 0.30 ms to 0.36 ms\""));
  CHECK(count_in(picture, "<circle") == 20);
  CHECK(!test::contains(picture, "class=\"lost\""));
}

TEST_CASE("svg_plot: a loss has another shape than an answer, and parts the line") {
  const auto picture = svg_plot(plotted(20, 5), svg_width::narrow);
  CHECK(test::contains(picture, "class=\"lost\""));
  CHECK(count_in(picture, "<circle") == 16);
  CHECK(test::contains(picture, "4 lost"));
}

TEST_CASE("svg_plot: what could not be sent has a shape of its own") {
  auto pings = plotted(3);
  pings.unsent(plot_begin + 3s);
  CHECK(test::contains(svg_plot(pings, svg_width::wide), "class=\"unsent\""));
  CHECK(test::contains(plot_words(pings), "1 could not be sent"));
}

TEST_CASE("svg_plot: only losses, and one ping, are pictures too") {
  CHECK(test::contains(svg_plot(plotted(4, 1), svg_width::wide), "class=\"lost\""));
  CHECK(count_in(svg_plot(plotted(1), svg_width::wide), "<circle") == 1);
}

TEST_CASE("svg_plot: a picture of 100,000 pings has a bound") {
  const auto picture = svg_plot(plotted(100'000, 3), svg_width::wide);
  CHECK(picture.size() < 60'000);
  CHECK(test::contains(picture, "100,000 pings"));
}

TEST_CASE("svg_plot: axes end at round numbers, with their unit") {
  const auto axis = milliseconds_axis(48.7);
  CHECK(axis.end == 60);
  CHECK(axis.labels.front() == "0");
  CHECK(axis.labels.back() == "60 ms");
  CHECK(milliseconds_axis(0).end > 0);
  CHECK(elapsed_axis(0.004).labels.back() == "4 ms");
  CHECK(elapsed_axis(20).labels.back() == "20 s");
  CHECK(elapsed_axis(3600).labels.back() == "60 min");
  CHECK(elapsed_axis(86'400).labels.back() == "20 h");
  CHECK(elapsed_axis(864'000).labels.back() == "10 days");
  CHECK(elapsed_axis(0).labels.empty());
}

TEST_CASE("svg_histogram: bars have their ranges and counts") {
  round_trip_times times;
  for (int i = 0; i < 100; ++i)
    times.add(300us + i * 1us);
  const auto picture = svg_histogram(times);
  CHECK(test::contains(picture, "0.30 to 0.32 ms"));
  CHECK(test::contains(picture, "aria-label=\"Histogram of the round-trip times: "));
}

}  // namespace
}  // namespace tmss10
