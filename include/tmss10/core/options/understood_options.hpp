// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/run/run_description.hpp>

#include <vector>

namespace tmss10 {

/// What a run does differently from one without options, as options in the order of
/// --help; and always its count or what is in place of it. A value is in one form,
/// however it was typed. What may be secret is left out: of a proxy its user name and
/// password, of a header for it all but the name, of a logon all but the port.
[[nodiscard]] std::vector<understood_option> understood_options(
    const ping_options& options);

/// The same of a run with several targets. The targets are not among them.
[[nodiscard]] std::vector<understood_option> understood_options(
    const table_options& options);

}  // namespace tmss10
