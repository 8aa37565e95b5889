// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include "support/hex.hpp"
#include "support/temporary_directory.hpp"
#include <tmss10/core/wire/key.hpp>

#include <filesystem>
#include <string>
#include <system_error>
#include <type_traits>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using test::error_of;
using test::temporary_directory;
using test::to_hex;

const std::string digits =
    "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f";

std::string secret_of(const site_key& key) {
  return to_hex(key.secret());
}

/// Why a key file can't be loaded, and what the user is told.
std::pair<std::error_code, std::string> load_failure(const std::filesystem::path& file) {
  try {
    (void)load_key(file);
  } catch (const std::system_error& error) {
    return {error.code(), error.what()};
  }
  return {};
}

struct bad_text {
  std::string what;
  std::string text;
  errc expected;
};

std::vector<bad_text> bad_texts() {
  const std::string zeros(64, '0');
  auto with = [](std::size_t at, char other) {
    std::string text = digits;
    text[at] = other;
    return text;
  };
  return {
      {"nothing", "", errc::key_wrong_length},
      {"a line end alone", "\n", errc::key_wrong_length},
      {"a digit less", digits.substr(1), errc::key_wrong_length},
      {"a digit more", digits + "0", errc::key_wrong_length},
      {"twice the key", digits + digits, errc::key_wrong_length},
      {"two LF", digits + "\n\n", errc::key_wrong_length},
      {"two CRLF", digits + "\r\n\r\n", errc::key_wrong_length},
      {"LF CR", digits + "\n\r", errc::key_wrong_length},
      {"CR alone", digits + "\r", errc::key_wrong_length},
      {"CR CR LF", digits + "\r\r\n", errc::key_wrong_length},
      {"a blank before", " " + digits, errc::key_wrong_length},
      {"a blank after", digits + " ", errc::key_wrong_length},
      {"a line end before", "\n" + digits, errc::key_wrong_length},
      {"a second line", digits + "\nx", errc::key_wrong_length},
      {"a byte order mark", "\xEF\xBB\xBF" + digits, errc::key_wrong_length},
      {"a NUL after", digits + std::string(1, '\0'), errc::key_wrong_length},
      {"0x before", "0x" + digits, errc::key_wrong_length},
      {"0x at the start", "0x" + digits.substr(2), errc::key_not_hex},
      {"g first", with(0, 'g'), errc::key_not_hex},
      {"G last", with(63, 'G'), errc::key_not_hex},
      {"/ in it", with(20, '/'), errc::key_not_hex},
      {": in it", with(20, ':'), errc::key_not_hex},
      {"@ in it", with(21, '@'), errc::key_not_hex},
      {"a backquote in it", with(21, '`'), errc::key_not_hex},
      {"a minus in it", with(20, '-'), errc::key_not_hex},
      {"a blank in it", with(31, ' '), errc::key_not_hex},
      {"a line end in it", with(31, '\n'), errc::key_not_hex},
      {"a NUL in it", with(31, '\0'), errc::key_not_hex},
      {"all zero", zeros, errc::key_all_zero},
      {"all zero with LF", zeros + "\n", errc::key_all_zero},
  };
}

TEST_CASE("key: 64 hex digits in either case are a key, with one line end or none") {
  std::string upper = digits;
  for (char& digit : upper) {
    if (digit >= 'a') digit = static_cast<char>(digit - 'a' + 'A');
  }
  for (const auto& text : {digits, upper}) {
    for (const std::string line_end : {"", "\n", "\r\n"}) {
      const auto key = parse_key(text + line_end);
      REQUIRE(key);
      CHECK(secret_of(*key) == digits);
    }
  }
}

TEST_CASE("key: every digit has its value") {
  const std::string all =
      "00112233445566778899aAbBcCdDeEfFFfEeDdCcBbAa99887766554433221100";
  const auto key = parse_key(all);
  REQUIRE(key);
  CHECK(secret_of(*key) ==
        "00112233445566778899aabbccddeeffffeeddccbbaa99887766554433221100");
}

TEST_CASE("key: one bit other than zero is a key") {
  for (const std::size_t at : {0U, 31U, 63U}) {
    std::string text(64, '0');
    text[at] = '1';
    CHECK(parse_key(text));
  }
}

TEST_CASE("key: any other text is refused") {
  for (const auto& [what, text, expected] : bad_texts()) {
    CAPTURE(what);
    CHECK(error_of(parse_key(text)) == expected);
  }
}

TEST_CASE("key: a file's key is loaded, with one line end or none") {
  const temporary_directory directory;
  for (const std::string line_end : {"", "\n", "\r\n"}) {
    const auto file = directory.write("site.key", digits + line_end);
    CHECK(secret_of(load_key(file)) == digits);
  }
}

TEST_CASE("key: a bad file is an error that names the file and not the key") {
  const temporary_directory directory;
  for (const auto& [what, text, expected] : bad_texts()) {
    CAPTURE(what);
    const auto file = directory.write("site.key", text);
    const auto [code, message] = load_failure(file);
    CHECK(code == expected);
    CHECK(message.find(file.string()) != std::string::npos);
    CHECK(message.find(make_error_code(expected).message()) != std::string::npos);
    CHECK(message.find(digits.substr(8, 8)) == std::string::npos);
    CHECK(message.find('\n') == std::string::npos);
  }
}

TEST_CASE("key: a file that can't be read is an error, never open mode") {
  const temporary_directory directory;
  const auto file = directory.write("file", digits);
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
    CHECK(message.find(path.string()) != std::string::npos);
  }
}

TEST_CASE("key: a large file is refused for its length") {
  const temporary_directory directory;
  const auto file = directory.write("large", std::string(1'000'000, 'a'));
  CHECK(load_failure(file).first == errc::key_wrong_length);
}

TEST_CASE("key: open mode is 32 zero bytes, and no key is open mode") {
  const auto open = site_key::open_mode();
  CHECK(open.is_open_mode());
  CHECK(secret_of(open) == std::string(64, '0'));
  CHECK(!parse_key(digits)->is_open_mode());
}

TEST_CASE("key: a key moves, is wiped where it was, and is never copied") {
  static_assert(!std::is_copy_constructible_v<site_key>);
  static_assert(!std::is_copy_assignable_v<site_key>);
  site_key first = std::move(*parse_key(digits));
  site_key second = std::move(first);
  CHECK(secret_of(second) == digits);
  CHECK(first.is_open_mode());  // NOLINT(bugprone-use-after-move): that is the question
  site_key third = site_key::open_mode();
  third = std::move(second);
  CHECK(secret_of(third) == digits);
  CHECK(second.is_open_mode());  // NOLINT(bugprone-use-after-move)
  site_key& same = third;
  third = std::move(same);
  CHECK(secret_of(third) == digits);
}

TEST_CASE("key: every errc") {
  CHECK(error_of(parse_key("")) == errc::key_wrong_length);
  CHECK(error_of(parse_key(std::string(64, 'x'))) == errc::key_not_hex);
  CHECK(error_of(parse_key(std::string(64, '0'))) == errc::key_all_zero);
}

}  // namespace
}  // namespace tmss10
