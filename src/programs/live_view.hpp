// SPDX-License-Identifier: MIT
#pragma once

#include "system/terminal.hpp"
#include "system/text_stream.hpp"
#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/report/live_table.hpp>
#include <tmss10/core/run/recent_pings.hpp>
#include <tmss10/net/ping/pinging.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace tmss10 {

/// The table of several targets that is drawn over itself in a terminal, as long as it is
/// there.
class live_view {
 public:
  /// What is pinged there now; null if nothing is.
  using find_pings = std::function<const pinging*(std::size_t target)>;

  /// `out` goes to the terminal, and must outlive it.
  live_view(const ping_options& options, std::vector<std::string> names,
            text_stream& out);
  ~live_view();
  live_view(const live_view&) = delete;
  live_view& operator=(const live_view&) = delete;
  live_view(live_view&&) = delete;
  live_view& operator=(live_view&&) = delete;

  /// Whether standard output is a terminal that can show it.
  [[nodiscard]] static bool can_be_shown();

  void on(const ping_event& happened) { last_.at(happened.target).on(happened); }
  /// False when it can't be written any more.
  bool draw(const find_pings& find);

 private:
  text_stream& out_;
  terminal terminal_{stdout};
  live_style style_;
  std::vector<std::string> names_;
  std::vector<recent_pings> last_;
};

}  // namespace tmss10
