// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/temporary_directory.hpp"
#include <tmss10/core/wire/key.hpp>

#include <windows.h>
// clang-format off: they need the one above.
#include <aclapi.h>
#include <sddl.h>
// clang-format on

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {
namespace {

/// Wine 8 has access lists of the mode of a file: SYSTEM, its owner, and everyone.
bool is_under_wine() {
  return ::GetProcAddress(::GetModuleHandleW(L"ntdll.dll"), "wine_get_version") !=
         nullptr;
}

struct local_memory {
  void operator()(void* memory) const { ::LocalFree(memory); }
};

/// The access list of a file, and its owner.
class access_list {
 public:
  explicit access_list(const std::filesystem::path& file) {
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    REQUIRE(::GetNamedSecurityInfoW(
                file.c_str(), SE_FILE_OBJECT,
                OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION, &owner_, nullptr,
                &entries_, nullptr, &descriptor) == ERROR_SUCCESS);
    descriptor_.reset(descriptor);
    REQUIRE(entries_ != nullptr);  // everybody may do everything, else
  }

  [[nodiscard]] int size() const { return entries_->AceCount; }

  /// Whether it takes none of its folder's entries.
  [[nodiscard]] bool is_protected() const {
    SECURITY_DESCRIPTOR_CONTROL control = 0;
    DWORD revision = 0;
    REQUIRE(::GetSecurityDescriptorControl(descriptor_.get(), &control, &revision));
    return (control & SE_DACL_PROTECTED) != 0;
  }

  /// Whom it names that is neither the owner nor the system itself, in SDDL's form.
  [[nodiscard]] std::vector<std::wstring> others() const {
    std::vector<std::wstring> out;
    for (DWORD i = 0; i < entries_->AceCount; ++i) {
      void* entry = nullptr;
      REQUIRE(::GetAce(entries_, i, &entry));
      auto* const sid = &static_cast<ACCESS_ALLOWED_ACE*>(entry)->SidStart;
      if (::EqualSid(sid, owner_) || ::IsWellKnownSid(sid, WinCreatorOwnerRightsSid))
        continue;
      if (is_under_wine() && ::IsWellKnownSid(sid, WinLocalSystemSid)) continue;
      wchar_t* text = nullptr;
      REQUIRE(::ConvertSidToStringSidW(sid, &text));
      const std::unique_ptr<wchar_t, local_memory> holder(text);
      out.emplace_back(text);
    }
    return out;
  }

 private:
  std::unique_ptr<void, local_memory> descriptor_;
  PSID owner_ = nullptr;
  PACL entries_ = nullptr;
};

constexpr std::wstring_view everyone = L"S-1-1-0";

/// Lets everyone read and change a file, or a folder and what will be made in it.
void open_to_everyone(const std::filesystem::path& path) {
  PSID sid = nullptr;
  REQUIRE(::ConvertStringSidToSidW(everyone.data(), &sid));
  const std::unique_ptr<void, local_memory> sid_holder(sid);
  EXPLICIT_ACCESSW entry{};
  entry.grfAccessPermissions = FILE_ALL_ACCESS;
  entry.grfAccessMode = GRANT_ACCESS;
  entry.grfInheritance = SUB_CONTAINERS_AND_OBJECTS_INHERIT;
  entry.Trustee.TrusteeForm = TRUSTEE_IS_SID;
  entry.Trustee.ptstrName = static_cast<wchar_t*>(sid);
  PACL list = nullptr;
  REQUIRE(::SetEntriesInAclW(1, &entry, nullptr, &list) == ERROR_SUCCESS);
  const std::unique_ptr<ACL, local_memory> list_holder(list);
  REQUIRE(::SetNamedSecurityInfoW(std::wstring(path.native()).data(), SE_FILE_OBJECT,
                                  DACL_SECURITY_INFORMATION, nullptr, nullptr, list,
                                  nullptr) == ERROR_SUCCESS);
}

TEST_CASE("key: a made file has its owner in its access list, and nobody else") {
  const test::temporary_directory directory;
  const auto file = directory.path() / "site.key";
  generate_key_file(file);
  const access_list list(file);
  CHECK(list.size() == 1);
  CHECK(list.others().empty());
  // Wine has no such mark.
  CHECK(list.is_protected() != is_under_wine());
}

TEST_CASE("key: a made file takes no entry of a folder that is open to everyone") {
  const test::temporary_directory directory;
  open_to_everyone(directory.path());
  const auto other = directory.write("other", "");
  open_to_everyone(other);  // Wine's files take nothing of their folder
  CHECK(access_list(other).others() == std::vector<std::wstring>{everyone.data()});
  const auto file = directory.path() / "site.key";
  generate_key_file(file);
  CHECK(access_list(file).others().empty());
}

}  // namespace
}  // namespace tmss10
