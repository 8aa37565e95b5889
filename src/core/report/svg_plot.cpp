// SPDX-License-Identifier: MIT
#include "svg_plot.hpp"

#include "core/verdict/short_time.hpp"
#include "count_text.hpp"
#include "html_text.hpp"
#include "svg_axis.hpp"
#include <tmss10/core/base/machine_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

namespace tmss10 {
namespace {

/// What is drawn: a time, or marks at a time.
struct drawn_point {
  double seconds = 0;  // since the first ping
  std::optional<double> milliseconds = {};
  bool is_lost = false;
  bool is_unsent = false;
};

struct drawing {
  std::vector<drawn_point> points = {};
  double seconds = 0;
  double milliseconds = 0;  // the longest
  std::uint64_t pings = 0;
  std::uint64_t lost = 0;
  std::uint64_t unsent = 0;
  std::optional<timed_round_trip> shortest = {};
  std::optional<timed_round_trip> longest = {};
};

drawing drawing_of(const ping_points& pings) {
  drawing out;
  if (pings.all().empty()) return out;
  auto begin = pings.all().front().begin;
  for (const auto& point : pings.all())
    begin = std::min(begin, point.begin);
  const auto since_begin = [begin](std::chrono::system_clock::time_point at) {
    return seconds_of(at - begin);
  };
  const auto add = [&](const timed_round_trip& one) {
    out.points.push_back({since_begin(one.sent), milliseconds_of(one.took)});
    if (!out.longest || one.took > out.longest->took) out.longest = one;
    if (!out.shortest || one.took < out.shortest->took) out.shortest = one;
  };
  for (const auto& point : pings.all()) {
    out.seconds = std::max(out.seconds, since_begin(point.end));
    out.pings += point.pings;
    out.lost += point.lost;
    out.unsent += point.unsent;
    if (point.shortest && point.longest) {
      const bool in_order = point.shortest->sent <= point.longest->sent;
      add(in_order ? *point.shortest : *point.longest);
      if (point.pings > 1) add(in_order ? *point.longest : *point.shortest);
    }
    if (point.lost + point.unsent > 0) {
      out.points.push_back(
          {since_begin(point.begin), std::nullopt, point.lost > 0, point.unsent > 0});
    }
  }
  if (out.longest) out.milliseconds = milliseconds_of(out.longest->took);
  return out;
}

/// Where the axes are, in pixels.
struct frame {
  double width = 800;
  double height = 240;
  double left = 62;
  double right = 784;
  double top = 26;
  double bottom = 206;
};

frame frame_of(svg_width width) {
  if (width == svg_width::wide) return {};
  return {360, 230, 58, 350, 26, 196};
}

class plot {
 public:
  plot(const ping_points& pings, svg_width width)
      : words_(plot_words(pings)),
        what_(drawing_of(pings)),
        in_(frame_of(width)),
        times_(milliseconds_axis(what_.milliseconds)),
        elapsed_(elapsed_axis(what_.seconds)) {}

  std::string text() {
    out_ = fmt::format("<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">",
                       in_.width, in_.height, html(words_));
    add_grid();
    add_line();
    add_longest();
    add_misses();
    return out_ + "</svg>";
  }

 private:
  [[nodiscard]] double x(double seconds) const {
    if (what_.seconds <= 0) return (in_.left + in_.right) / 2;
    return in_.left + seconds / what_.seconds * (in_.right - in_.left);
  }
  [[nodiscard]] double y(double milliseconds) const {
    return in_.bottom - milliseconds / times_.end * (in_.bottom - in_.top);
  }

  void add_text(double at_x, double at_y, std::string_view anchor,
                std::string_view text) {
    out_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>",
                        at_x, at_y, anchor, html(text));
  }

  void add_grid() {
    std::string lines;
    for (std::size_t i = 0; i < times_.marks.size(); ++i) {
      const double at = y(times_.marks[i]);
      lines += fmt::format("M{:.1f} {:.1f}H{:.1f}", in_.left, at, in_.right);
      add_text(in_.left - 6, at + 4, "end", times_.labels[i]);
    }
    for (std::size_t i = 0; i < elapsed_.marks.size(); ++i) {
      const double at = x(elapsed_.marks[i]);
      lines += fmt::format("M{:.1f} {:.1f}v5", at, in_.bottom);
      const bool is_near_end = at > in_.right - 20;
      add_text(is_near_end ? in_.right : at, in_.bottom + 20,
               is_near_end ? "end" : "middle", elapsed_.labels[i]);
    }
    out_ += fmt::format("<path class=\"grid\" d=\"{}\"/>", lines);
  }

  /// From answer to answer, with a gap where there was none.
  void add_line() {
    constexpr std::size_t most_dots = 100;
    constexpr double dot = 3;
    const bool has_dots = what_.points.size() <= most_dots;
    std::string line;
    std::string dots;
    bool is_on = false;
    for (const auto& point : what_.points) {
      if (!point.milliseconds) {
        is_on = false;
        continue;
      }
      const auto at =
          fmt::format("{:.1f} {:.1f}", x(point.seconds), y(*point.milliseconds));
      line += (is_on ? "L" : "M") + at;
      is_on = true;
      if (!has_dots) continue;
      dots += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{}\"/>",
                          x(point.seconds), y(*point.milliseconds), dot);
    }
    if (line.empty()) return;
    out_ += fmt::format("<path class=\"line\" d=\"{}\"/>", line);
    if (!dots.empty()) out_ += fmt::format("<g class=\"dots\">{}</g>", dots);
  }

  /// The longest time has its figure if it stands out.
  void add_longest() {
    constexpr double stands_out = 2;
    if (!what_.longest || what_.longest->took < what_.shortest->took * stands_out) return;
    for (const auto& point : what_.points) {
      if (point.milliseconds != milliseconds_of(what_.longest->took)) continue;
      const double at = x(point.seconds);
      const bool is_right = at > (in_.left + in_.right) / 2;
      add_text(is_right ? at - 7 : at + 7, y(*point.milliseconds) - 6,
               is_right ? "end" : "start", short_time(what_.longest->took));
      return;
    }
  }

  /// In a row above the plot: crosses for losses, squares for what could not be sent.
  void add_misses() {
    constexpr double size = 4;
    const double row = in_.top - 13;
    std::string crosses;
    std::string squares;
    double last_cross = -1;
    double last_square = -1;
    for (const auto& point : what_.points) {
      const double at = x(point.seconds);
      if (point.is_lost && at - last_cross >= 1) {
        crosses += fmt::format("M{:.1f} {:.1f}l{} {}m0 {}l{} {}", at - size, row - size,
                               2 * size, 2 * size, -2 * size, -2 * size, 2 * size);
        last_cross = at;
      }
      if (point.is_unsent && at - last_square >= 1) {
        squares += fmt::format("M{:.1f} {:.1f}h{}v{}h{}z", at - size, row - size,
                               2 * size, 2 * size, -2 * size);
        last_square = at;
      }
    }
    if (!crosses.empty()) out_ += fmt::format("<path class=\"lost\" d=\"{}\"/>", crosses);
    if (!squares.empty())
      out_ += fmt::format("<path class=\"unsent\" d=\"{}\"/>", squares);
  }

  std::string words_;
  drawing what_;
  frame in_;
  svg_axis times_;
  svg_axis elapsed_;
  std::string out_;
};

}  // namespace

std::string plot_words(const ping_points& pings) {
  const auto what = drawing_of(pings);
  auto out = fmt::format("Round-trip times of {}", counted(what.pings, "ping"));
  if (what.longest && what.shortest->took != what.longest->took) {
    out += fmt::format(": from {} to {}", short_time(what.shortest->took),
                       short_time(what.longest->took));
  } else if (what.longest) {
    out += ": " + short_time(what.longest->took);
  }
  if (what.lost > 0) out += fmt::format("; {} lost", grouped(what.lost));
  if (what.unsent > 0) out += fmt::format("; {} could not be sent", grouped(what.unsent));
  return out;
}

std::string svg_plot(const ping_points& pings, svg_width width) {
  return pings.all().empty() ? std::string() : plot(pings, width).text();
}

}  // namespace tmss10
