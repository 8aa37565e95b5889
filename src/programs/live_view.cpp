// SPDX-License-Identifier: MIT
#include "live_view.hpp"

#include <tmss10/core/base/text_columns.hpp>
#include <tmss10/core/run/live_state.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace tmss10 {

live_view::live_view(const ping_options& options, std::vector<std::string> names,
                     text_stream& out)
    : out_(out), names_(std::move(names)), last_(names_.size()) {
  style_.block_elements = locale_is_utf8();
  style_.color = terminal_.wants_color(options.color);
  for (const auto& name : names_)
    style_.name_columns = std::max(style_.name_columns, columns_of(name));
  out_.write(live_begin);
}

live_view::~live_view() {
  out_.write(live_end);
}

bool live_view::can_be_shown() {
  return terminal(stdout).obeys_escapes();
}

bool live_view::draw(const find_pings& find) {
  static const statistics nothing;
  std::vector<live_target> rows;
  rows.reserve(names_.size());
  for (std::size_t i = 0; i < names_.size(); ++i) {
    live_target row;
    row.name = names_[i];
    row.last = &last_[i];
    row.totals = &nothing;
    if (const auto* pings = find(i)) {
      row.totals = &pings->totals();
      row.state = live_state_of(*row.totals, *row.last);
    }
    rows.push_back(row);
  }
  return out_.write(live_frame(rows, {terminal_.columns(), terminal_.rows()}, style_,
                               std::chrono::steady_clock::now()));
}

}  // namespace tmss10
