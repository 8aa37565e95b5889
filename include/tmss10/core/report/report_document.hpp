// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/report/run_record.hpp>

#include <string>

namespace tmss10 {

/// Grows when a field goes or changes its meaning, not when one is added.
constexpr int report_document_version = 1;

/// A whole run as one JSON document (RFC 8259) with its final line feed: the same facts
/// as on the page of report_page(). docs/output.md says what the fields mean,
/// docs/tmss10ping-report.schema.json which ones there are. Text is escaped as
/// everywhere, then UTF-8; no credentials are in it.
[[nodiscard]] std::string report_document(const finished_run& of);

}  // namespace tmss10
