// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/service_order.hpp>

namespace tmss10 {

/// How a program is a Windows service.
struct service_identity {
  const char* name = "";
  const char* description = "";
};

/// Does what the command line says about the service, and says on standard output what
/// was done. The service starts with the other arguments of this command line, as
/// LocalService, when somebody starts it. False when there is nothing to do: the program
/// is to run.
///
/// Throws std::system_error or std::runtime_error when it can't be done.
[[nodiscard]] bool arrange_service(service_order order, const service_identity& service,
                                   int argc, const char* const* argv);

}  // namespace tmss10
