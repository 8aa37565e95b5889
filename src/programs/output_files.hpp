// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/options/usage_error.hpp>

namespace tmss10 {

/// Throws usage_error when two of the files that the command line names are one, by
/// whatever names, and one of them would be written to; when a report would be in the
/// regular file that standard output or standard error is; or when it would be in the
/// pipe of another report.
void check_output_files(const ping_options& options);

/// The reports of a command line that was not checked which can be written without harm
/// to anything else: each that has its file, or standard output, for itself.
[[nodiscard]] report_options usable_reports(const ping_options& options);

/// A report would be in a file of the targets, which only their file names: then none is
/// written.
class shared_target_file : public usage_error {
  using usage_error::usage_error;
};

}  // namespace tmss10
