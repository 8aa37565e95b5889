// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/exporter/probe_module.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace tmss10 {

/// A sentence for users of TMSS10Ping, in words of the exporter's: options are the keys
/// of its modules, and the deadline, unless the module has one, is Prometheus'
/// scrape_timeout.
[[nodiscard]] std::string in_module_words(std::string_view sentence,
                                          bool module_has_deadline);

/// "TMSS10Exporter 0.2.0, module slow: count 2, interval 1; at most 9.5 s": what a probe
/// is to do. Of files, which are nobody's business, their keys alone.
[[nodiscard]] std::string probe_line(const probe_module& module,
                                     std::chrono::nanoseconds limit);

}  // namespace tmss10
