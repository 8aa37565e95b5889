// SPDX-License-Identifier: MIT
#include <tmss10/core/run/findings.hpp>

#include <variant>

namespace tmss10 {
namespace {

struct findings_taker {
  findings& to;

  void operator()(const event::resolved& at) const { to.addresses = at.addresses; }
  void operator()(const event::not_connected& at) const {
    if (at.why.where == stage::resolve) to.not_resolved = at.why;
  }
  void operator()(const event::way_tried& at) const { to.ways.push_back(*at.way); }
  void operator()(const event::path_found& at) const { to.way_there = at.way; }
  void operator()(const event::sizes_found& at) const { to.sizes = at.sizes; }
  void operator()(const event::observed& at) const { to.seen = at.seen; }
  void operator()(const event::part_examined& at) const {
    if (at.was_cut_short) to.cut_short.push_back(at.part);
  }
  template <typename Other>
  void operator()(const Other& /*at*/) const {}
};

}  // namespace

void take_event(findings& to, const ping_event& happened) {
  std::visit(findings_taker{to}, happened);
}

}  // namespace tmss10
