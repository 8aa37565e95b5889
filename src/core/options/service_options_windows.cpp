// SPDX-License-Identifier: MIT
#include "option_values.hpp"
#include "service_options.hpp"
#include <tmss10/core/base/safe_text.hpp>

#include <fmt/format.h>

namespace tmss10 {
namespace {

void take_order(service_order& order, service_order given) {
  if (order != service_order::none && order != given)
    throw option_values::invalid(
        "--install-service, --uninstall-service and --service were given together; use "
        "one of them");
  order = given;
}

}  // namespace

void option_values::add_service_options(CLI::App& app, service_order& order) {
  const auto add_order = [&](const char* name, service_order given, const char* help) {
    return app.add_flag_callback(
        name, [&order, given] { take_order(order, given); }, help);
  };
  add_order("--install-service", service_order::install,
            "Install a Windows service with the other options,\nor give the installed "
            "service these options")
      ->group("Service");
  add_order("--uninstall-service", service_order::uninstall,
            "Stop and remove the Windows service")
      ->group("Service");
  // For the service manager alone: not in --help.
  add_order("--service", service_order::run, "")->group("");
}

void option_values::require_full_path(service_order order, const char* option,
                                      const std::optional<std::filesystem::path>& file) {
  if (order != service_order::install || !file || file->is_absolute()) return;
  throw usage_error(
      fmt::format("{} {}: give its full path; a service starts in another directory",
                  option, printable(file->string())));
}

}  // namespace tmss10
