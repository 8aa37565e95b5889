// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace tmss10 {

/// Tells the service manager that started this process how it is: "READY=1",
/// "STOPPING=1", one or several lines as sd_notify(3) has them. Windows' manager is
/// told of these two. Without such a manager, and where there is none, nothing happens;
/// it is nobody's failure when nobody listens.
void notify_service_manager(std::string_view state);

/// "RELOADING=1", with the moment at which it began.
void notify_reloading();

}  // namespace tmss10
