// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/report/page_verdict.hpp>
#include <tmss10/core/verdict/run_comparison.hpp>

namespace tmss10 {

/// Adds the notes of a run.
void add_notes(const run_record& record, page_verdict& to);
/// The same, and what the server's sight of the connection shows, what TCP did besides,
/// and warnings.
void add_remarks(const run_record& record, const run_outcome& outcome, page_verdict& to);
/// Adds what is different from an earlier run: what got worse is part of the sentence.
void add_comparison(const run_comparison& found, page_verdict& to);

}  // namespace tmss10
