// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/report/run_record.hpp>

#include <string>

namespace tmss10 {

/// A whole run as a page in HTML for people to read, print and send: what is wrong and
/// whom to ask, then the facts. It has no script and asks for nothing outside. Texts from
/// outside can't be markup in it; no credentials are in it.
[[nodiscard]] std::string report_page(const finished_run& of);

}  // namespace tmss10
