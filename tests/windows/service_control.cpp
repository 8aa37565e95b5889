// SPDX-License-Identifier: MIT
// Asks and orders Windows' service manager, and prints what it says:
//   service_control state NAME      "stopped 2": with that exit code of the service
//   service_control config NAME     start, account, description and command line, one on
//   each line service_control start|stop|reload NAME service_control event FILE TEXT the
//   text as Event Viewer shows it, with the message 1 of that program
#include <windows.h>

#include <array>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

[[noreturn]] void fail(const char* what) {
  throw std::runtime_error(what + (": " + std::to_string(GetLastError())));
}

void must(bool holds, const char* what) {
  if (!holds) fail(what);
}

void print(const wchar_t* text) {
  std::array<char, 4096> out{};
  WideCharToMultiByte(CP_UTF8, 0, text == nullptr ? L"" : text, -1, out.data(),
                      static_cast<int>(out.size()), nullptr, nullptr);
  std::printf("%s\n", out.data());
}

/// Lives as long as the program.
SC_HANDLE open_service(const std::wstring& name) {
  const auto manager = OpenSCManagerW(nullptr, nullptr, SC_MANAGER_CONNECT);
  must(manager != nullptr, "no service manager");
  const auto service = OpenServiceW(manager, name.c_str(), SERVICE_ALL_ACCESS);
  must(service != nullptr, "no such service");
  return service;
}

void print_state(SC_HANDLE service) {
  static const std::map<DWORD, const char*> names{
      {SERVICE_STOPPED, "stopped"},
      {SERVICE_START_PENDING, "starting"},
      {SERVICE_STOP_PENDING, "stopping"},
      {SERVICE_RUNNING, "running"},
  };
  SERVICE_STATUS status{};
  must(QueryServiceStatus(service, &status) != 0, "no state");
  const auto name = names.find(status.dwCurrentState);
  std::printf("%s %lu\n", name == names.end() ? "?" : name->second,
              status.dwWin32ExitCode == ERROR_SERVICE_SPECIFIC_ERROR
                  ? status.dwServiceSpecificExitCode
                  : status.dwWin32ExitCode);
}

void print_config(SC_HANDLE service) {
  constexpr std::size_t most = 8192;  // the system's limit
  alignas(QUERY_SERVICE_CONFIGW) std::array<unsigned char, most> memory{};
  DWORD size = 0;
  auto* const config = reinterpret_cast<QUERY_SERVICE_CONFIGW*>(memory.data());
  must(QueryServiceConfigW(service, config, most, &size) != 0, "no configuration");
  alignas(SERVICE_DESCRIPTIONW) std::array<unsigned char, most> more{};
  must(QueryServiceConfig2W(service, SERVICE_CONFIG_DESCRIPTION, more.data(), most,
                            &size) != 0,
       "no description");
  std::printf("%s\n", config->dwStartType == SERVICE_DEMAND_START ? "manual" : "other");
  print(config->lpServiceStartName);
  print(reinterpret_cast<SERVICE_DESCRIPTIONW*>(more.data())->lpDescription);
  print(config->lpBinaryPathName);
}

void print_event(const wchar_t* file, const wchar_t* text) {
  const auto module = LoadLibraryExW(
      file, nullptr, LOAD_LIBRARY_AS_DATAFILE | LOAD_LIBRARY_AS_IMAGE_RESOURCE);
  must(module != nullptr, "the program can't be loaded");
  std::array<DWORD_PTR, 1> inserts{reinterpret_cast<DWORD_PTR>(text)};
  std::array<wchar_t, 4096> out{};
  const auto size = FormatMessageW(
      FORMAT_MESSAGE_FROM_HMODULE | FORMAT_MESSAGE_ARGUMENT_ARRAY, module, 1, 0,
      out.data(), static_cast<DWORD>(out.size()), reinterpret_cast<va_list*>(&inserts));
  must(size > 0, "no message");
  print(out.data());
}

void order(SC_HANDLE service, DWORD control) {
  SERVICE_STATUS status{};
  must(ControlService(service, control, &status) != 0, "refused");
}

void carry_out(const std::vector<std::wstring>& words) {
  if (words[1] == L"event") return print_event(words[2].c_str(), words.at(3).c_str());
  const auto service = open_service(words[2]);
  if (words[1] == L"state") return print_state(service);
  if (words[1] == L"config") return print_config(service);
  if (words[1] == L"start")
    return must(StartServiceW(service, 0, nullptr) != 0, "not started");
  if (words[1] == L"stop") return order(service, SERVICE_CONTROL_STOP);
  if (words[1] == L"reload") return order(service, SERVICE_CONTROL_PARAMCHANGE);
  throw std::runtime_error("unknown order");
}

}  // namespace

int wmain(int argc, wchar_t** argv) try {
  if (argc < 3) throw std::runtime_error("service_control ORDER NAME");
  carry_out({argv, argv + argc});
  return EXIT_SUCCESS;
} catch (const std::exception& error) {
  std::fprintf(stderr, "service_control: %s\n", error.what());
  return EXIT_FAILURE;
}
