// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace tmss10 {

/// Runs a program as the service for which Windows' service manager has started this
/// process; returns the exit code. Nothing when it has not, and then nothing was run. To
/// be called once.
///
/// The service is starting until notify_service_manager() says that it is ready. Then
/// the manager may stop it, which raises SIGTERM, as does the end of the machine.
[[nodiscard]] std::optional<int> run_as_service(std::function<int()> program);

/// Whether the above runs the program.
[[nodiscard]] bool is_service();

/// The service's name; empty if this is none.
[[nodiscard]] const std::wstring& service_name();

/// An event that is set when the manager says that the parameters have changed.
[[nodiscard]] void* reload_event();

}  // namespace tmss10
