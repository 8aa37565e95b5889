// SPDX-License-Identifier: MIT
#include "core/base/file_named.hpp"

#include "catch.hpp"
#include "support/temporary_directory.hpp"

#include <filesystem>
#include <string>

namespace tmss10 {
namespace {

TEST_CASE("file_named: a name in UTF-8 is the same text again") {
  for (const std::string text :
       {"", "-", "site.key", "Schl\u00fcssel.key", "\u65e5\u672c/\U0001f511 \"x\""}) {
    CHECK(file_named(text).string() == text);
  }
}

TEST_CASE("file_named: each character of UTF-8 is one of the system's name") {
  CHECK(file_named("\u00fc").native() == std::filesystem::path(u8"\u00fc").native());
  CHECK(file_named("\U0001f511").native() ==
        std::filesystem::path(u8"\U0001f511").native());
}

TEST_CASE("file_named: a file with that name is found") {
  const test::temporary_directory directory;
  std::filesystem::create_directory(directory.path() / u8"Schl\u00fcssel \U0001f511");
  const auto name = directory.path().string() + "/Schl\u00fcssel \U0001f511";
  CHECK(std::filesystem::is_directory(file_named(name)));
}

TEST_CASE("file_named: a text that is no UTF-8 is no file, and no failure") {
  const test::temporary_directory directory;
  CHECK(!std::filesystem::exists(file_named(directory.path().string() + "/\xfc.key")));
  CHECK(!std::filesystem::exists(file_named(directory.path().string() + "/\xf0\x9f")));
}

}  // namespace
}  // namespace tmss10
