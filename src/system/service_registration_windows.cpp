// SPDX-License-Identifier: MIT
#include "event_source.hpp"
#include "service_process.hpp"
#include "service_registration.hpp"
#include "text_stream.hpp"
#include "wide_text.hpp"
#include <tmss10/core/base/quoted_argument.hpp>

#include <windows.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <type_traits>

namespace tmss10 {
namespace {

constexpr std::string_view install_option = "--install-service";
/// With the rights of no user, and nothing to show to other machines.
constexpr wchar_t least_account[] = L"NT AUTHORITY\\LocalService";

struct close_service_handle {
  void operator()(SC_HANDLE handle) const { CloseServiceHandle(handle); }
};
using service_handle =
    std::unique_ptr<std::remove_pointer_t<SC_HANDLE>, close_service_handle>;

/// In words for what an administrator can change; otherwise in Windows'.
[[noreturn]] void refuse(const service_identity& service, const std::string& what) {
  const auto code = GetLastError();
  const std::string name = service.name;
  switch (code) {
    case ERROR_ACCESS_DENIED:
      throw std::runtime_error(what + " takes the rights of an administrator: choose " +
                               "'Run as administrator' for the command prompt");
    case ERROR_SERVICE_DOES_NOT_EXIST:
      throw std::runtime_error("there is no service " + name);
    case ERROR_SERVICE_MARKED_FOR_DELETE:
      throw std::runtime_error("the service " + name +
                               " is being removed: close the window of the services, "
                               "and try again");
    default:
      throw std::system_error(static_cast<int>(code), std::system_category(),
                              what + " failed");
  }
}

service_handle open_manager(const service_identity& service, DWORD rights,
                            const std::string& what) {
  service_handle out(OpenSCManagerW(nullptr, nullptr, rights));
  if (!out) refuse(service, what);
  return out;
}

/// What the service manager is to start: the program by its full path, with the other
/// arguments.
std::wstring service_command(int argc, const char* const* argv) {
  auto out = quoted_argument(utf8_of(program_file())) + " --service";
  for (int i = 1; i < argc; ++i)
    if (argv[i] != install_option) out += " " + quoted_argument(argv[i]);
  return wide_of(out);
}

service_handle create_service(const service_handle& manager,
                              const service_identity& service,
                              const std::wstring& command) {
  const auto name = wide_of(service.name);
  return service_handle(CreateServiceW(
      manager.get(), name.c_str(), name.c_str(), SERVICE_CHANGE_CONFIG,
      SERVICE_WIN32_OWN_PROCESS, SERVICE_DEMAND_START, SERVICE_ERROR_NORMAL,
      command.c_str(), nullptr, nullptr, nullptr, least_account, nullptr));
}

/// How it starts, and as whom, stays as an administrator has set it.
void change_command(const service_handle& manager, const service_identity& service,
                    std::wstring command, const std::string& what) {
  const service_handle opened(
      OpenServiceW(manager.get(), wide_of(service.name).c_str(), SERVICE_CHANGE_CONFIG));
  if (!opened || ChangeServiceConfigW(opened.get(), SERVICE_NO_CHANGE, SERVICE_NO_CHANGE,
                                      SERVICE_NO_CHANGE, command.data(), nullptr, nullptr,
                                      nullptr, nullptr, nullptr, nullptr) == 0) {
    refuse(service, what);
  }
}

void install(const service_identity& service, int argc, const char* const* argv) {
  const std::string what = "installing the service";
  const auto manager =
      open_manager(service, SC_MANAGER_CONNECT | SC_MANAGER_CREATE_SERVICE, what);
  const auto command = service_command(argc, argv);
  add_event_source(service.name);
  const auto created = create_service(manager, service, command);
  const std::string name = service.name;
  if (!created && GetLastError() == ERROR_SERVICE_EXISTS) {
    change_command(manager, service, command, what);
    (void)print("the service " + name + " has these options from its next start on\n");
    return;
  }
  if (!created) refuse(service, what);
  auto text = wide_of(service.description);
  SERVICE_DESCRIPTIONW description{text.data()};
  ChangeServiceConfig2W(created.get(), SERVICE_CONFIG_DESCRIPTION, &description);
  (void)print("the service " + name + " is installed. To start it, run: net start " +
              name + "\n");
}

/// Waits for its end as long as services are usually given.
void stop(const service_handle& opened, const service_identity& service,
          const std::string& what) {
  constexpr auto limit = std::chrono::seconds(30);
  constexpr auto pause = std::chrono::milliseconds(50);
  SERVICE_STATUS status{};
  if (ControlService(opened.get(), SERVICE_CONTROL_STOP, &status) == 0) {
    if (GetLastError() == ERROR_SERVICE_NOT_ACTIVE) return;
    refuse(service, what);
  }
  const auto end = std::chrono::steady_clock::now() + limit;
  while (QueryServiceStatus(opened.get(), &status) != 0) {
    if (status.dwCurrentState == SERVICE_STOPPED) return;
    if (std::chrono::steady_clock::now() > end)
      throw std::runtime_error("the service does not stop; it was not removed");
    std::this_thread::sleep_for(pause);
  }
  refuse(service, what);
}

void uninstall(const service_identity& service) {
  const std::string what = "removing the service";
  const auto manager = open_manager(service, SC_MANAGER_CONNECT, what);
  const std::string name = service.name;
  const service_handle opened(OpenServiceW(manager.get(), wide_of(name).c_str(),
                                           DELETE | SERVICE_STOP | SERVICE_QUERY_STATUS));
  if (!opened) refuse(service, what);
  stop(opened, service, what);
  if (DeleteService(opened.get()) == 0) refuse(service, what);
  remove_event_source(service.name);
  (void)print("the service " + name + " is removed\n");
}

}  // namespace

bool arrange_service(service_order order, const service_identity& service, int argc,
                     const char* const* argv) {
  constexpr int name_and_option = 2;
  switch (order) {
    case service_order::none: return false;
    case service_order::install: install(service, argc, argv); return true;
    case service_order::uninstall:
      if (argc > name_and_option)
        throw std::runtime_error("--uninstall-service takes no other options");
      uninstall(service);
      return true;
    case service_order::run: break;
  }
  if (is_service()) return false;
  throw std::runtime_error(
      "--service is for Windows' service manager; to run the program here, leave it out");
}

}  // namespace tmss10
