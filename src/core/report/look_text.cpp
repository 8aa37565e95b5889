// SPDX-License-Identifier: MIT
#include "look_text.hpp"

#include "examination_text.hpp"
#include "idle_text.hpp"
#include "path_text.hpp"
#include "size_text.hpp"
#include <tmss10/core/run/idle_limit.hpp>
#include <tmss10/core/verdict/observation_wording.hpp>

#include <utility>
#include <variant>

namespace tmss10 {
namespace {

using lines = std::vector<std::string>;

lines observation_lines(const observation& seen) {
  lines out;
  if (auto line = observation_line(seen); !line.empty()) out.push_back(std::move(line));
  for (auto& remark : observation_remarks(seen))
    out.push_back(std::move(remark));
  const auto& said = seen.said;
  if (!said.version.empty() || !said.system.empty())
    out.push_back("the server is " + server_text(said));
  return out;
}

struct to_look_lines {
  const look_style& style;

  lines operator()(const event::path_found& at) const {
    if (style.facts_only) return path_hops(*at.way, style.verbose);
    return style.quiet ? path_verdict(*at.way, style.columns)
                       : path_lines(*at.way, style.verbose, style.columns);
  }
  lines operator()(const event::sizes_found& at) const {
    if (style.facts_only) return size_figures(*at.sizes);
    return style.quiet ? size_verdict(*at.sizes, style.columns)
                       : size_lines(*at.sizes, style.columns);
  }
  lines operator()(const event::observed& at) const {
    return style.verbose && !style.quiet ? observation_lines(*at.seen) : lines();
  }
  lines operator()(const event::way_tried& at) const {
    return {"  " + way_line(*at.way, style.verbose)};
  }
  lines operator()(const event::idle_step& at) const {
    return style.quiet ? lines() : idle_lines(*at.at, style.verbose);
  }
  lines operator()(const event::idle_found& at) const {
    return style.quiet ? idle_verdict(*at.range, style.columns)
                       : idle_lines(*at.range, style.columns);
  }
  template <typename Other>
  lines operator()(const Other& /*at*/) const {
    return {};
  }
};

}  // namespace

std::vector<std::string> look_lines(const ping_event& happened, const look_style& style) {
  return std::visit(to_look_lines{style}, happened);
}

}  // namespace tmss10
