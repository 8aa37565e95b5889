// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/run_figures.hpp>

#include <string>

namespace tmss10 {

struct summary_style {
  /// What its heading calls the target.
  std::string target;
  /// "host:port"; empty without one.
  std::string proxy;
  bool verbose = false;
  /// Lines that tell of losses and the like are coloured, for a terminal.
  bool color = false;
  /// What was typed, "server.example port 5000"; for -v, as is the next one.
  std::string tried = {};
  /// The ends of the connections, to the proxy if there is one.
  std::string used = {};
  /// Whether the run was to go on trying.
  bool endless = false;
};

/// The statistics block at the end of a run, with its blank line before. Empty when there
/// is nothing to say but why the only attempt failed: of an endless run, there is how
/// long the target was down.
[[nodiscard]] std::string summary_text(const run_figures& figures,
                                       const summary_style& style);

}  // namespace tmss10
