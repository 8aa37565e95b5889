// SPDX-License-Identifier: MIT
#include "service_notify.hpp"
#include "service_process.hpp"

#include <windows.h>

#include <array>
#include <csignal>
#include <exception>
#include <mutex>
#include <utility>

namespace tmss10 {
namespace {

/// Milliseconds in which the next state may be expected. Look-ups can delay a start, and
/// the sessions' good-byes an end.
constexpr DWORD start_hint = 60'000;
constexpr DWORD stop_hint = 10'000;

/// What the service manager knows of this process.
struct service_process {
  std::function<int()> program;
  std::wstring name;
  int exit_code = 0;

  std::mutex mutex;
  SERVICE_STATUS_HANDLE handle = nullptr;
  DWORD state = SERVICE_STOPPED;

  /// False: that would be a step back.
  bool change_to(DWORD next, DWORD hint = 0);
};

service_process& this_service() {
  static service_process one;
  return one;
}

bool service_process::change_to(DWORD next, DWORD hint) {
  const std::scoped_lock lock(mutex);
  if (handle == nullptr || state == next) return false;
  if (state == SERVICE_STOP_PENDING && next != SERVICE_STOPPED) return false;
  state = next;
  SERVICE_STATUS status{};
  status.dwServiceType = SERVICE_WIN32_OWN_PROCESS;
  status.dwCurrentState = next;
  status.dwWaitHint = hint;
  if (next == SERVICE_RUNNING) {
    status.dwControlsAccepted =
        SERVICE_ACCEPT_STOP | SERVICE_ACCEPT_SHUTDOWN | SERVICE_ACCEPT_PARAMCHANGE;
  }
  if (next == SERVICE_STOPPED && exit_code != 0) {
    status.dwWin32ExitCode = ERROR_SERVICE_SPECIFIC_ERROR;
    status.dwServiceSpecificExitCode = static_cast<DWORD>(exit_code);
  }
  SetServiceStatus(handle, &status);
  return true;
}

/// On the main thread. Before the service runs, and after its end, no such order comes:
/// the signals have their handlers.
DWORD WINAPI on_control(DWORD control, DWORD /*type*/, void* /*data*/,
                        void* /*context*/) {
  switch (control) {
    case SERVICE_CONTROL_STOP:
    case SERVICE_CONTROL_SHUTDOWN:
      if (this_service().change_to(SERVICE_STOP_PENDING, stop_hint)) std::raise(SIGTERM);
      return NO_ERROR;
    case SERVICE_CONTROL_PARAMCHANGE: SetEvent(reload_event()); return NO_ERROR;
    case SERVICE_CONTROL_INTERROGATE: return NO_ERROR;
    default: return ERROR_CALL_NOT_IMPLEMENTED;
  }
}

/// On a thread of the system's. The first argument is the service's name.
void WINAPI service_main(DWORD count, wchar_t** arguments) {
  auto& service = this_service();
  if (count > 0) service.name = arguments[0];
  service.handle =
      RegisterServiceCtrlHandlerExW(service.name.c_str(), on_control, nullptr);
  if (service.handle == nullptr) return;
  service.change_to(SERVICE_START_PENDING, start_hint);
  service.exit_code = service.program();
  service.change_to(SERVICE_STOPPED);
}

}  // namespace

std::optional<int> run_as_service(std::function<int()> program) {
  auto& service = this_service();
  service.program = std::move(program);
  std::wstring any_name;  // a process with one service needs none
  const std::array<SERVICE_TABLE_ENTRYW, 2> services{
      {{any_name.data(), service_main}, {}}};
  if (StartServiceCtrlDispatcherW(services.data()) == 0) return std::nullopt;
  return service.exit_code;
}

bool is_service() {
  return this_service().handle != nullptr;
}

const std::wstring& service_name() {
  return this_service().name;
}

void* reload_event() {
  static const HANDLE event = CreateEventW(nullptr, FALSE, FALSE, nullptr);
  return event;
}

void notify_service_manager(std::string_view state) {
  if (state == "READY=1") this_service().change_to(SERVICE_RUNNING);
  if (state == "STOPPING=1") this_service().change_to(SERVICE_STOP_PENDING, stop_hint);
}

void notify_reloading() {}  // the manager has no such state

}  // namespace tmss10
