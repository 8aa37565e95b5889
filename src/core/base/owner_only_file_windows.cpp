// SPDX-License-Identifier: MIT
#include "owner_only_file.hpp"

#include <windows.h>
// clang-format off: it needs the one above.
#include <sddl.h>
// clang-format on

namespace tmss10 {
namespace {

/// A protected list of one entry: the file's owner has all rights, nobody else any
/// (Security Descriptor Definition Language, "OW" is the owner-rights SID).
constexpr wchar_t owner_only[] = L"D:P(A;;FA;;;OW)";

std::error_code last_error() {
  return {static_cast<int>(::GetLastError()), std::system_category()};
}

std::error_code write_all(HANDLE file, std::string_view content) {
  DWORD written = 0;
  if (!::WriteFile(file, content.data(), static_cast<DWORD>(content.size()), &written,
                   nullptr)) {
    return last_error();
  }
  if (written != content.size())
    return std::make_error_code(std::errc::no_space_on_device);
  return ::FlushFileBuffers(file) ? std::error_code{} : last_error();
}

}  // namespace

std::error_code write_owner_only_file(const std::filesystem::path& file,
                                      std::string_view content) {
  SECURITY_ATTRIBUTES attributes{sizeof(SECURITY_ATTRIBUTES), nullptr, FALSE};
  if (!::ConvertStringSecurityDescriptorToSecurityDescriptorW(
          owner_only, SDDL_REVISION_1, &attributes.lpSecurityDescriptor, nullptr)) {
    return last_error();
  }
  const HANDLE handle = ::CreateFileW(file.c_str(), GENERIC_WRITE, 0, &attributes,
                                      CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr);
  auto error = handle == INVALID_HANDLE_VALUE ? last_error() : std::error_code{};
  ::LocalFree(attributes.lpSecurityDescriptor);
  if (error) return error;
  error = write_all(handle, content);
  ::CloseHandle(handle);
  if (error) ::DeleteFileW(file.c_str());
  return error;
}

}  // namespace tmss10
