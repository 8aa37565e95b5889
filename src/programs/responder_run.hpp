// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/options/responder_options.hpp>

namespace tmss10 {

/// Answers pings until SIGINT or SIGTERM; events go to standard error. Throws
/// std::system_error when it can't start (key file, address).
void run_responder(const responder_options& options);

}  // namespace tmss10
