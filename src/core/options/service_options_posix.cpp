// SPDX-License-Identifier: MIT
#include "service_options.hpp"

namespace tmss10 {

void option_values::add_service_options(CLI::App& /*app*/, service_order& /*order*/) {}

void option_values::require_full_path(
    service_order /*order*/, const char* /*option*/,
    const std::optional<std::filesystem::path>& /*file*/) {}

}  // namespace tmss10
