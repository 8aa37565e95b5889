// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace tmss10 {

/// The text formats that Prometheus reads.
enum class metric_format {
  /// Prometheus' own, version 0.0.4 (Prometheus, "Exposition formats").
  prometheus_text,
  /// OpenMetrics, version 1.0.0.
  open_metrics,
};

/// What an HTTP answer calls the format, as its Content-Type.
[[nodiscard]] std::string_view content_type_of(metric_format format);

/// The format that this Accept header prefers (RFC 9110, section 12.5.1): of two with the
/// same weight, the one that is named more exactly, and then the one that is named first.
/// Prometheus' own if the header accepts neither, or if there is none: then an answer is
/// better than no answer.
[[nodiscard]] metric_format format_for(std::string_view accept);

}  // namespace tmss10
