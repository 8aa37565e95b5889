// SPDX-License-Identifier: MIT
#include "event_source.hpp"
#include "wide_text.hpp"

#include <windows.h>

#include <cstddef>
#include <system_error>

namespace tmss10 {
namespace {

std::wstring event_source_key(const std::string& name) {
  return L"SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\" + wide_of(name);
}

void must_succeed(LSTATUS status) {
  if (status == ERROR_SUCCESS) return;
  throw std::system_error(status, std::system_category(),
                          "the source of events can't be registered");
}

}  // namespace

std::wstring program_file() {
  // A path is never longer.
  std::wstring out(32'768, L'\0');
  const auto size =
      GetModuleFileNameW(nullptr, out.data(), static_cast<DWORD>(out.size()));
  out.resize(size);
  return out;
}

void add_event_source(const std::string& name) {
  HKEY key = nullptr;
  must_succeed(RegCreateKeyExW(HKEY_LOCAL_MACHINE, event_source_key(name).c_str(), 0,
                               nullptr, 0, KEY_SET_VALUE, nullptr, &key, nullptr));
  const auto file = program_file();
  const DWORD types =
      EVENTLOG_ERROR_TYPE | EVENTLOG_WARNING_TYPE | EVENTLOG_INFORMATION_TYPE;
  const auto set = [key](const wchar_t* value, DWORD type, const void* data,
                         std::size_t size) {
    return RegSetValueExW(key, value, 0, type, static_cast<const BYTE*>(data),
                          static_cast<DWORD>(size));
  };
  const auto with_file = set(L"EventMessageFile", REG_EXPAND_SZ, file.c_str(),
                             (file.size() + 1) * sizeof(wchar_t));
  const auto with_types = set(L"TypesSupported", REG_DWORD, &types, sizeof(types));
  RegCloseKey(key);
  must_succeed(with_file);
  must_succeed(with_types);
}

void remove_event_source(const std::string& name) {
  RegDeleteKeyW(HKEY_LOCAL_MACHINE, event_source_key(name).c_str());
}

}  // namespace tmss10
