// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/metrics/exposition.hpp>
#include <tmss10/core/metrics/process_facts.hpp>

namespace tmss10 {

/// Adds what is known of a program under the names that Prometheus' client libraries have
/// for it (Prometheus, "Writing client libraries", "Process metrics").
void add_process_metrics(exposition& to, const process_facts& of);

}  // namespace tmss10
