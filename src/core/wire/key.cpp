// SPDX-License-Identifier: MIT
#include "core/base/owner_only_file.hpp"
#include "core/base/secret_file.hpp"
#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/base/random_bytes.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/base/secret_text.hpp>
#include <tmss10/core/wire/key.hpp>

#include <openssl/crypto.h>

#include <algorithm>
#include <string>
#include <utility>

namespace tmss10 {
namespace {

constexpr std::size_t digits = 2 * site_key::size;

std::string name_of(const std::filesystem::path& file) {
  return "key file " + printable(file.string());
}

std::system_error key_file_error(std::error_code error,
                                 const std::filesystem::path& file) {
  return {error, name_of(file)};
}

}  // namespace

site_key::site_key(std::span<const std::byte, size> secret) {
  std::copy(secret.begin(), secret.end(), secret_.begin());
}

site_key::~site_key() {
  OPENSSL_cleanse(secret_.data(), secret_.size());
}

site_key::site_key(site_key&& other) noexcept : secret_(other.secret_) {
  OPENSSL_cleanse(other.secret_.data(), other.secret_.size());
}

site_key& site_key::operator=(site_key&& other) noexcept {
  if (this == &other) return *this;
  secret_ = other.secret_;
  OPENSSL_cleanse(other.secret_.data(), other.secret_.size());
  return *this;
}

bool site_key::is_open_mode() const {
  return std::all_of(secret_.begin(), secret_.end(),
                     [](std::byte value) { return value == std::byte{0}; });
}

result<site_key> parse_key(std::string_view text) {
  text = without_line_end(text);
  if (text.size() != digits) return failed(errc::key_wrong_length);
  site_key key = site_key::open_mode();
  std::array<std::byte, site_key::size> secret{};
  for (std::size_t i = 0; i < site_key::size; ++i) {
    const int high = hex_digit_value(text[2 * i]);
    const int low = hex_digit_value(text[2 * i + 1]);
    if (high < 0 || low < 0) {
      OPENSSL_cleanse(secret.data(), secret.size());
      return failed(errc::key_not_hex);
    }
    secret[i] = static_cast<std::byte>(high * 16 + low);
  }
  key = site_key(secret);
  OPENSSL_cleanse(secret.data(), secret.size());
  if (key.is_open_mode()) return failed(errc::key_all_zero);
  return key;
}

site_key load_key(const std::filesystem::path& file, const file_warning& warn) {
  // One byte more than the longest right file.
  const auto read = read_secret_file(file, digits + 3);
  if (!read) throw key_file_error(read.error(), file);
  auto key = parse_key(read->content.text);
  if (!key) throw key_file_error(key.error(), file);
  if (warn && !read->warning.empty()) warn(name_of(file) + ": " + read->warning);
  return std::move(*key);
}

void generate_key_file(const std::filesystem::path& file) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::array<std::byte, site_key::size> secret{};
  fill_random(secret);
  secret_text content(digits + 1);
  for (std::size_t i = 0; i < secret.size(); ++i) {
    const auto value = std::to_integer<unsigned>(secret.at(i));
    content.text[2 * i] = hex[value >> 4U];
    content.text[2 * i + 1] = hex[value & 0xFU];
  }
  content.text.back() = '\n';
  OPENSSL_cleanse(secret.data(), secret.size());
  if (const auto error = write_owner_only_file(file, content.text)) {
    throw key_file_error(error, file);
  }
}

}  // namespace tmss10
