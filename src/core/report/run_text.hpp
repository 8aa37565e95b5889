// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/run_description.hpp>

#include <array>
#include <string>

namespace tmss10 {

/// What a run is, in three lines for people, without their line feeds: the program and
/// the system; the options; the name servers. Not printable yet.
[[nodiscard]] std::array<std::string, 3> run_lines(const run_description& run);

/// Its options, as a shell would have to be given them, more or less. Not printable yet.
[[nodiscard]] std::string options_text(const run_description& run);

/// "UTC+01:00 (CET)", or as much of that as is known. Not printable yet.
[[nodiscard]] std::string time_zone_text(const system_facts& of);

}  // namespace tmss10
