// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include "support/temporary_directory.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/proxy/proxy_credentials.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using test::error_of;
using test::temporary_directory;

struct good_text {
  std::string text;
  std::string user;
  std::string password;
};

const std::vector<good_text> good_texts{
    {"fred:secret", "fred", "secret"},
    {"fred:", "fred", ""},
    {"fred::", "fred", ":"},
    {"fred:a:b@c/d?e#f%20g", "fred", "a:b@c/d?e#f%20g"},
    {" fred : secret ", " fred ", " secret "},
    {"DOMAIN\\fred:\"secret\"", "DOMAIN\\fred", "\"secret\""},
    {"fr\xC3\xA9"
     "d:\xE2\x82\xAC",
     "fr\xC3\xA9"
     "d",
     "\xE2\x82\xAC"},
    {"fr\xE9"
     "d:\x80\xFF",
     "fr\xE9"
     "d",
     "\x80\xFF"},
    {"a:\xEF\xBB\xBF", "a", "\xEF\xBB\xBF"},
    {"a:" + std::string(4000, 'b'), "a", std::string(4000, 'b')},
};

/// What is wrong, and a text with the password "secret" that is.
const std::vector<std::pair<std::string, std::string>> bad_texts{
    {"nothing", ""},
    {"a line end alone", "\n"},
    {"no colon", "secret"},
    {"no colon before a line end", "secret\n"},
    {"no user name", ":secret"},
    {"nothing but a colon", ":"},
    {"two LF", "fred:secret\n\n"},
    {"two CRLF", "fred:secret\r\n\r\n"},
    {"LF CR", "fred:secret\n\r"},
    {"CR alone", "fred:secret\r"},
    {"CR CR LF", "fred:secret\r\r\n"},
    {"a line end before", "\nfred:secret"},
    {"a line for each", "fred:\nsecret"},
    {"a second line", "fred:secret\njane:other"},
    {"a tab in it", "fred:\tsecret"},
    {"a NUL in the user name", std::string("fr\0d:secret", 11)},
    {"a NUL in the password", std::string("fred:secret\0", 12)},
    {"DEL in it", "fred:secret\x7F"},
    {"ESC in it", "fred\x1B[31m:secret"},
    {"a byte order mark",
     "\xEF\xBB\xBF"
     "fred:secret"},
    {"UTF-16", std::string("\xFF\xFE"
                           "f\0:\0s\0e\0c\0r\0e\0t\0",
                           18)},
};

/// Why a credentials file can't be loaded, and what the user is told.
std::pair<std::error_code, std::string> load_failure(const std::filesystem::path& file) {
  try {
    (void)load_proxy_credentials(file);
  } catch (const std::system_error& error) {
    return {error.code(), error.what()};
  }
  return {};
}

TEST_CASE("proxy_credentials: the first colon parts user and password") {
  for (const auto& [text, user, password] : good_texts) {
    for (const std::string line_end : {"", "\n", "\r\n"}) {
      CAPTURE(text);
      const auto got = parse_proxy_credentials(text + line_end);
      REQUIRE(error_of(got) == std::error_code{});
      CHECK(got->user() == user);
      CHECK(got->password() == password);
    }
  }
}

TEST_CASE("proxy_credentials: any other text is refused") {
  for (const auto& [what, text] : bad_texts) {
    CAPTURE(what);
    CHECK(error_of(parse_proxy_credentials(text)) == errc::proxy_credentials_malformed);
  }
}

TEST_CASE("proxy_credentials: every truncation is other credentials, or refused") {
  const std::string whole = "fred:secret\r\n";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    const auto got = parse_proxy_credentials(whole.substr(0, size));
    REQUIRE(got.has_value() == (size >= 5 && size <= 11));
    if (!got) continue;
    CHECK(got->user() == "fred");
    CHECK(got->password() == whole.substr(5, size - 5));
  }
}

TEST_CASE("proxy_credentials: no control character gets in") {
  for (unsigned value = 0; value < 256; ++value) {
    const char c = static_cast<char>(value);
    const bool control = value < 0x20 || value == 0x7F;
    CAPTURE(value);
    CHECK(parse_proxy_credentials(std::string("a") + c + "b:c").has_value() == !control);
    CHECK(parse_proxy_credentials(std::string("a:b") + c + "c").has_value() == !control);
  }
}

TEST_CASE("proxy_credentials: a text has its longest size") {
  const std::string longest = "a:" + std::string(max_proxy_credentials_size - 2, 'b');
  CHECK(parse_proxy_credentials(longest));
  CHECK(error_of(parse_proxy_credentials(longest + "b")) ==
        errc::proxy_credentials_malformed);
  CHECK(error_of(parse_proxy_credentials(longest + "\n")) ==
        errc::proxy_credentials_malformed);
}

TEST_CASE("proxy_credentials: a file's credentials are loaded") {
  const temporary_directory directory;
  for (const auto& [text, user, password] : good_texts) {
    for (const std::string line_end : {"", "\n", "\r\n"}) {
      CAPTURE(text);
      const auto file = directory.write("proxy", text + line_end);
      const auto got = load_proxy_credentials(file);
      CHECK(got.user() == user);
      CHECK(got.password() == password);
    }
  }
}

TEST_CASE(
    "proxy_credentials: a bad file is an error with its name and without its text") {
  const temporary_directory directory;
  for (const auto& [what, text] : bad_texts) {
    CAPTURE(what);
    const auto file = directory.write("proxy", text);
    const auto [code, message] = load_failure(file);
    CHECK(code == errc::proxy_credentials_malformed);
    CHECK(message.find(printable(file.string())) != std::string::npos);
    CHECK(message.find(code.message()) != std::string::npos);
    CHECK(message.find("secret") == std::string::npos);
    CHECK(message.find("fred") == std::string::npos);
    CHECK(message.find('\n') == std::string::npos);
  }
}

TEST_CASE("proxy_credentials: a large file is refused") {
  const temporary_directory directory;
  for (const std::size_t more : {1U, 100'000U}) {
    const auto text = "a:" + std::string(max_proxy_credentials_size - 2 + more, 'b');
    CHECK(load_failure(directory.write("large", text)).first ==
          errc::proxy_credentials_malformed);
  }
}

TEST_CASE("proxy_credentials: a file that can't be read is an error that names it") {
  const temporary_directory directory;
  const auto file = directory.write("file", "fred:secret");
  const std::vector<std::pair<std::filesystem::path, std::errc>> rows{
      {directory.path() / "missing", std::errc::no_such_file_or_directory},
      {directory.path() / "no" / "such", std::errc::no_such_file_or_directory},
      {directory.path(), std::errc::is_a_directory},
      {"", std::errc::no_such_file_or_directory},
#ifndef _WIN32
      {file / "below", std::errc::not_a_directory},
#endif
  };
  for (const auto& [path, expected] : rows) {
    CAPTURE(path.string());
    const auto [code, message] = load_failure(path);
    CHECK(code == expected);
    CHECK(message == "--proxy-credentials: " + path.string() + ": " + code.message());
  }
}

#ifndef _WIN32  // where no file's name has a colon
TEST_CASE("proxy_credentials: what may be credentials in place of a file is not named") {
  const temporary_directory directory;
  for (const std::string name : {"fred:secret", "b:", "fred:sec/ret"}) {
    const auto [code, message] = load_failure(directory.path() / name);
    CHECK(code == std::errc::no_such_file_or_directory);
    CHECK(message ==
          "--proxy-credentials: a file (not user:password itself): " + code.message());
  }
  const auto there = directory.write("x:y", "nothing");
  CHECK(load_failure(there).second.starts_with("--proxy-credentials: " + there.string()));
}
#endif

TEST_CASE("proxy_credentials: the file of another option is loaded in the same way") {
  const temporary_directory directory;
  const auto file = directory.write("login", "fred:secret\n");
  std::vector<std::string> warnings;
  const auto warn = [&warnings](const std::string& text) { warnings.push_back(text); };
  const auto got = load_credentials("--credentials", file, warn);
  CHECK(got.user() == "fred");
  CHECK(got.password() == "secret");
#ifndef _WIN32
  std::filesystem::permissions(file, std::filesystem::perms(0644));
  warnings.clear();
  (void)load_credentials("--credentials", file, warn);
  REQUIRE(warnings.size() == 1);
  CHECK(warnings.front().starts_with("credentials file " + file.string() + ": "));
#endif
  try {
    (void)load_credentials("--credentials", directory.write("login", "secret"));
    FAIL("a file without a user name was loaded");
  } catch (const std::system_error& error) {
    CHECK(error.code() == errc::proxy_credentials_malformed);
    CHECK(std::string(error.what()).starts_with("--credentials: " + file.string()));
  }
}

TEST_CASE("proxy_credentials: they are moved, never copied") {
  CHECK_FALSE(std::is_copy_constructible_v<proxy_credentials>);
  CHECK_FALSE(std::is_copy_assignable_v<proxy_credentials>);
  CHECK(std::is_nothrow_move_constructible_v<proxy_credentials>);
  CHECK(std::is_nothrow_move_assignable_v<proxy_credentials>);

  for (const std::string password : {"short", "longer than what fits into a string"}) {
    proxy_credentials first("user", password);
    const proxy_credentials* const moved_from = &first;
    proxy_credentials second(std::move(first));
    CHECK(second.user() == "user");
    CHECK(second.password() == password);
    CHECK(moved_from->password().find_first_not_of('\0') == std::string::npos);

    proxy_credentials third("", "");
    third = std::move(second);
    CHECK(third.user() == "user");
    CHECK(third.password() == password);
  }
}

TEST_CASE("proxy_credentials: every errc") {
  CHECK(error_of(parse_proxy_credentials("")) == errc::proxy_credentials_malformed);
}

}  // namespace
}  // namespace tmss10
