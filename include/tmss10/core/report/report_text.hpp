// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/color.hpp>
#include <tmss10/core/base/timestamp.hpp>
#include <tmss10/core/report/used_ends.hpp>
#include <tmss10/core/run/ping_event.hpp>
#include <tmss10/core/run/run_description.hpp>
#include <tmss10/core/run/run_figures.hpp>
#include <tmss10/core/run/statistics.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>
#include <tmss10/core/verdict/examination_judgement.hpp>
#include <tmss10/core/verdict/run_comparison.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace tmss10 {

struct text_style {
  bool quiet = false;
  bool verbose = false;
  timestamp_format timestamps = timestamp_format::none;
  /// Lines that tell of losses and the like are coloured, for a terminal.
  bool color = false;
  /// BEL is before the line feed of each answered ping, as in ping; a late answer is one,
  /// too.
  bool audible = false;
  /// Whether it is an examination: then more of how the connections are made is shown,
  /// and less of single pings.
  bool examines = false;
  /// Where a sentence goes on in another line, unless a word is longer.
  std::size_t columns = 80;
  /// Whether the run goes on until somebody or something ends it.
  bool endless = false;
};

/// The events of a run as the lines a person reads. It prints nothing itself. Every line
/// ends in a line feed.
class text_report {
 public:
  explicit text_report(text_style style) : style_(style) {}

  /// What -v shows of a run that begins: three lines; empty without -v.
  [[nodiscard]] std::string begin(const run_description& run,
                                  std::chrono::system_clock::time_point now) const;

  /// The lines of one event that happened at `now`; empty when the style leaves it out.
  [[nodiscard]] std::string on(const ping_event& happened,
                               std::chrono::system_clock::time_point now);

  /// A line that only -v shows, of what is no event; empty without -v.
  [[nodiscard]] std::string detail(const std::string& text,
                                   std::chrono::system_clock::time_point now) const;

  /// What an examination means, and whom to ask, with its blank line before.
  [[nodiscard]] std::string verdict(const std::string& host,
                                    const examination_judgement& of,
                                    std::chrono::system_clock::time_point now) const;

  /// What is different from an earlier run. `follows`: it comes after verdict(), in the
  /// same block; otherwise it has the same heading, with its blank line before.
  [[nodiscard]] std::string comparison(const std::string& host, const run_comparison& of,
                                       bool follows,
                                       std::chrono::system_clock::time_point now) const;

  /// The statistics block, with its blank line before. Empty when there is nothing to say
  /// but why the only attempt at a connection failed.
  [[nodiscard]] std::string summary(const run_figures& figures,
                                    std::chrono::system_clock::time_point now) const;

 private:
  [[nodiscard]] std::string painted(std::string line, tone of) const;

  text_style style_;
  std::string host_;        // as long as there is no address
  std::string address_;     // what the lines call the peer
  std::uint16_t port_ = 0;  // with host_
  std::string proxy_;
  bool has_ways_ = false;  // whether a line has told of one
  used_ends used_;         // of the connections, to the proxy if there is one
};

/// The totals so far, and since when the target is down if it is, on one line.
[[nodiscard]] std::string snapshot_line(const run_figures& figures);

/// How lines for standard error look.
struct error_style {
  bool color = false;
  timestamp_format timestamps = timestamp_format::none;
  /// Where a hint goes on in another line, unless a word is longer.
  std::size_t columns = 80;
};

/// "TMSS10Ping: <sentence>" and "  hint: <hint>". A sentence is one line, for `grep`.
[[nodiscard]] std::string failure_lines(const diagnosis& told, const error_style& style,
                                        std::chrono::system_clock::time_point now);

}  // namespace tmss10
