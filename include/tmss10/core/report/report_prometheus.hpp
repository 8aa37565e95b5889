// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/metrics/exposition.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>

#include <chrono>
#include <set>
#include <string>

namespace tmss10 {

/// The figures of runs in the text format of Prometheus (version 0.0.4), as the textfile
/// collector of node_exporter reads it: a whole file. Every figure has the labels target
/// and port, and those of its outcome. A figure that there is not yet, such as a
/// round-trip time without an answer, is left out. Bytes that are not printable are \xNN
/// in labels; a text that looks like that already has \x5c in place of its backslash, so
/// that other targets have other labels. Two with the same ones would spoil the file for
/// its readers: only the first of them is in it. docs/output.md says what the figures
/// mean.
class prometheus_figures {
 public:
  /// Those of a run that is over at `now`.
  void add(const run_outcome& outcome, std::chrono::system_clock::time_point now);
  /// Those of a run that goes on: they say so in place of its success and its exit code,
  /// which nobody knows yet.
  void add_so_far(const run_outcome& so_far, std::chrono::system_clock::time_point now);

  /// What was added, the figures of each name together, as the format demands.
  [[nodiscard]] std::string text() const;

 private:
  class target_figures;

  /// Without a verdict the run goes on.
  void add(const verdict* judged, const run_outcome& outcome,
           std::chrono::system_clock::time_point now);

  exposition figures_;
  std::set<exposition::label_set> added_;
};

/// The file of one run, at its end and while it goes on.
[[nodiscard]] std::string prometheus_text(const run_outcome& outcome,
                                          std::chrono::system_clock::time_point now);
[[nodiscard]] std::string prometheus_text_so_far(
    const run_outcome& so_far, std::chrono::system_clock::time_point now);

}  // namespace tmss10
