// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/path.hpp>
#include <tmss10/core/verdict/path_judgement.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace tmss10 {

/// A line of a hop. Texts of peers are in it as they came.
struct hop_row {
  std::string number = {};
  std::string who = {};
  std::string time = {};
  std::string what = {};
  /// "ICMP type 3, code 13"; empty without any, and unless it is wanted.
  std::string icmp = {};
  /// Whether the request gets no further there, and is not answered as it should be.
  bool is_refusal = false;
};

/// The hops as far as they matter: up to the one that ends the way, or after which there
/// is nothing.
[[nodiscard]] std::vector<hop_row> path_rows(const path& of, const path_judgement& judged,
                                             bool verbose);

/// The hops of a path in lines, the first of which says what it is. `verbose`: with
/// names, all times, ICMP types and codes. Texts of peers are in it as they came.
[[nodiscard]] std::vector<std::string> path_hops(const path& of, bool verbose);

/// A look at a path in lines: its hops, and what they mean, in sentences of that width.
/// `verbose`: with names, all times, ICMP types and codes. Texts of peers are in it as
/// they came.
[[nodiscard]] std::vector<std::string> path_lines(const path& of, bool verbose,
                                                  std::size_t columns);

/// Only what they mean, and whom to ask.
[[nodiscard]] std::vector<std::string> path_verdict(const path& of, std::size_t columns);

}  // namespace tmss10
