// SPDX-License-Identifier: MIT
#include "owner_only_file.hpp"
#include <tmss10/core/key.hpp>
#include <tmss10/core/safe_text.hpp>

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <string>
#include <utility>

namespace tmss10 {
namespace {

constexpr std::size_t digits = 2 * site_key::size;

/// A text that is wiped when it goes.
struct secret_text {
  std::string text;
  explicit secret_text(std::size_t size) : text(size, '\0') {}
  ~secret_text() { OPENSSL_cleanse(text.data(), text.size()); }
  secret_text(const secret_text&) = delete;
  secret_text& operator=(const secret_text&) = delete;
  secret_text(secret_text&&) = delete;
  secret_text& operator=(secret_text&&) = delete;
};

int digit_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

std::string_view without_line_end(std::string_view text) {
  if (text.ends_with('\n')) {
    text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
  }
  return text;
}

std::system_error key_file_error(std::error_code error,
                                 const std::filesystem::path& file) {
  return {error, "key file " + printable(file.string())};
}

std::error_code last_system_error() {
  return {errno != 0 ? errno : EIO, std::generic_category()};
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
    const int high = digit_value(text[2 * i]);
    const int low = digit_value(text[2 * i + 1]);
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

site_key load_key(const std::filesystem::path& file) {
  std::error_code error;
  if (std::filesystem::is_directory(file, error)) {
    throw key_file_error(std::make_error_code(std::errc::is_a_directory), file);
  }
  errno = 0;
  std::ifstream in;
  in.rdbuf()->pubsetbuf(nullptr, 0);  // no second copy of the secret in a stream's buffer
  in.open(file, std::ios::binary);
  if (!in) throw key_file_error(last_system_error(), file);
  secret_text content(digits + 3);  // one byte more than the longest right file
  in.read(content.text.data(), static_cast<std::streamsize>(content.text.size()));
  if (in.bad()) throw key_file_error(last_system_error(), file);
  const auto length = static_cast<std::size_t>(in.gcount());
  auto key = parse_key(std::string_view(content.text).substr(0, length));
  if (!key) throw key_file_error(key.error(), file);
  return std::move(*key);
}

void generate_key_file(const std::filesystem::path& file) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::array<unsigned char, site_key::size> secret{};
  if (RAND_priv_bytes(secret.data(), static_cast<int>(secret.size())) != 1) {
    throw std::runtime_error("the system gave no random bytes for a key");
  }
  secret_text content(digits + 1);
  for (std::size_t i = 0; i < secret.size(); ++i) {
    content.text[2 * i] = hex[secret[i] >> 4U];
    content.text[2 * i + 1] = hex[secret[i] & 0xFU];
  }
  content.text.back() = '\n';
  OPENSSL_cleanse(secret.data(), secret.size());
  if (const auto error = write_owner_only_file(file, content.text)) {
    throw key_file_error(error, file);
  }
}

}  // namespace tmss10
