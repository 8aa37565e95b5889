// SPDX-License-Identifier: MIT
#include "json_comparison.hpp"

#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/verdict/run_comparison.hpp>

#include <fmt/format.h>

#include <utility>

namespace tmss10 {
namespace {

/// In four digits: more would depend on the mathematical library.
json rounded_p(double p) {
  return json::parse(fmt::format("{:.4g}", p));
}

}  // namespace

json comparison_object(const compared_runs& of) {
  const auto found = compare(of);
  json out{{"run", of.before.id},
           {"began", utc_time(of.before.began)},
           {"worse", found.is_worse()},
           {"sentence", printable(found.sentence)}};
  auto parts = json::array();
  for (const auto& item : found.items) {
    json one{{"part", name_of(item.what)}, {"change", name_of(item.is)}};
    put_text(one, "before", item.before);
    put_text(one, "now", item.now);
    put_text(one, "sentence", item.sentence);
    if (item.p) one["p"] = rounded_p(*item.p);
    parts.push_back(std::move(one));
  }
  out["parts"] = std::move(parts);
  return out;
}

}  // namespace tmss10
