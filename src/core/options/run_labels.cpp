// SPDX-License-Identifier: MIT
#include <tmss10/core/options/run_labels.hpp>

namespace tmss10 {
namespace {

/// Empty, which is no label, for what is not known.
std::string name_of(address_family family) {
  switch (family) {
    case address_family::any: return "any";
    case address_family::v4: return "ipv4";
    case address_family::v6: return "ipv6";
    case address_family::unknown: break;
  }
  return {};
}

}  // namespace

std::vector<metric_label> metric_labels_of(const ping_options& options,
                                           const std::string& proxy) {
  std::vector<metric_label> out{{"mode", options.connect_only ? "connect" : "ping"},
                                {"proxy", proxy},
                                {"family", name_of(options.family)},
                                {"source", options.source.value_or("")}};
  // Not without the option: the figures of a run keep their labels that way.
  if (options.interface_name) out.push_back({"interface", *options.interface_name});
  const auto& own = options.reports.labels;
  out.insert(out.end(), own.begin(), own.end());
  return out;
}

}  // namespace tmss10
