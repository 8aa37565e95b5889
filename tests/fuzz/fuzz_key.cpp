// SPDX-License-Identifier: MIT
// The input is the text of a key file.
#include "script.hpp"
#include <tmss10/core/wire/key.hpp>

#include <cctype>
#include <string>

using namespace tmss10;

namespace {

std::string hex_of(bytes_view from) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const std::byte value : from) {
    out += digits[std::to_integer<std::size_t>(value) / 16];
    out += digits[std::to_integer<std::size_t>(value) % 16];
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(std::as_bytes(std::span(data, size)));
  const auto key = parse_key(text);
  if (!key) {
    fuzz::require(key.error() == errc::key_wrong_length ||
                      key.error() == errc::key_not_hex ||
                      key.error() == errc::key_all_zero,
                  "a refusal has one of three reasons");
    return 0;
  }
  fuzz::require(!key->is_open_mode(), "a key file never means open mode");
  std::string lower(text.substr(0, 2 * site_key::size));
  for (char& digit : lower) {
    digit = static_cast<char>(std::tolower(static_cast<unsigned char>(digit)));
  }
  fuzz::require(hex_of(key->secret()) == lower, "the key is what the digits say");
  const auto end = text.substr(2 * site_key::size);
  fuzz::require(end.empty() || end == "\n" || end == "\r\n", "one line end at most");
  return 0;
}
