// SPDX-License-Identifier: MIT
#include "target_list.hpp"
#include "target_options.hpp"
#include <tmss10/core/options/target_entry.hpp>

namespace tmss10 {

ping_options options_of(const target_entry& target, const ping_options& common) {
  ping_options out = common;
  out.host = target.host;
  out.port = target.port;
  if (!target.own) return out;
  const auto& own = *target.own;
  out.connect_only = own.connect_only.value_or(common.connect_only);
  if (own.key_file) out.key_file = *own.key_file;
  if (own.proxy) out.proxy = *own.proxy;
  if (own.source) out.source = own.source;
  out.family = own.family.value_or(common.family);
  out.payload_size = own.payload_size.value_or(common.payload_size);
  if (out.connect_only) {
    out.key_file.reset();
    out.payload_size = 0;
  }
  for (const auto& label : own.labels)
    set_label(out.reports.labels, label);
  return out;
}

std::vector<target_entry> targets_of(const std::vector<std::string>& hosts,
                                     const ping_options& common) {
  target_list out(common.port);
  for (const auto& host : hosts)
    out.add({host, {}, {}, {}}, 0);
  return out.take();
}

}  // namespace tmss10
