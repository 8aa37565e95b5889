// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/idle_limit.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace tmss10 {

/// What is said while the search goes on: how a round begins and, when verbose, what
/// became of each connection. None of time that passes.
[[nodiscard]] std::vector<std::string> idle_lines(const idle_progress& at, bool verbose);

/// What was found: figures, what it means, what to do, in sentences of that width.
[[nodiscard]] std::vector<std::string> idle_lines(const idle_range& found,
                                                  std::size_t columns);

/// Only what it means.
[[nodiscard]] std::vector<std::string> idle_verdict(const idle_range& found,
                                                    std::size_t columns);

/// How far the search is, on one line of at most `columns`, without an end: "idle for 42
/// s of 347 s, 3 of its 8 connections still wait, about 310 s left".
[[nodiscard]] std::string idle_status_line(const idle_progress& at, std::size_t columns);

/// The name of an end, for programs.
[[nodiscard]] const char* name_of(idle_end end);

}  // namespace tmss10
