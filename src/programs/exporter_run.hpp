// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/exporter/exporter_options.hpp>

namespace tmss10 {

/// Answers Prometheus until a signal ends it; with --check, only reads the files. Throws
/// std::exception naming what is wrong when it can't begin.
void run_exporter(const exporter_options& options);

}  // namespace tmss10
