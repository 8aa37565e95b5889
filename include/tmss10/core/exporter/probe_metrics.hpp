// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/exporter/probe_facts.hpp>
#include <tmss10/core/metrics/exposition.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>

namespace tmss10 {

/// Adds what one probe found, without labels for its target: Prometheus has its own. A
/// metric has its name from blackbox_exporter if it means the same there, and begins with
/// "tmss10_probe_" otherwise. What is not known is left out: of a probe that failed
/// before its first ping, there is no loss.
///
/// `outcome` has the figures of this probe alone, over a connection that is kept as well.
void add_probe_metrics(exposition& to, const run_outcome& outcome,
                       const probe_facts& facts);

}  // namespace tmss10
