// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/report/run_record.hpp>
#include <tmss10/core/run/run_facts.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tmss10 {

/// The largest report that is read. One with all that a report can have takes a few MB.
constexpr std::size_t largest_baseline = std::size_t{16} << 20U;

/// Why a report is of no use for a comparison, to follow its name: "it is no JSON".
class bad_baseline : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Reads the document of --report FILE.json (see report_document()). What it has of names
/// is made printable. Fields that are not known here are passed over. Throws bad_baseline
/// if it is no such document, is of another version, or was redacted.
[[nodiscard]] run_facts read_baseline(std::string_view text);

/// Throws bad_baseline unless it is a report of that target.
void check_target_of_baseline(const run_facts& before, std::string_view host,
                              std::uint16_t port);

/// The same facts of a run that has ended: those that read_baseline() finds in its
/// report_document(). `outcome` has its verdict.
[[nodiscard]] run_facts facts_of(const run_record& record, const run_outcome& outcome);

}  // namespace tmss10
