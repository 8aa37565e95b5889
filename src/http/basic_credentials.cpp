// SPDX-License-Identifier: MIT
#include "basic_credentials.hpp"

#include <tmss10/core/base/ascii.hpp>

#include <openssl/evp.h>

#include <utility>

namespace tmss10 {
namespace {

/// RFC 4648, section 4, with its padding. Empty when it is none.
secret_text from_base64(std::string_view text) {
  const auto size = text.find_last_not_of('=') + 1;
  const auto padding = text.size() - size;
  if (text.size() % 4 != 0 || padding > 2 || text.find('=') < size) return {};
  secret_text out(text.size() / 4 * 3);
  const auto* const from = reinterpret_cast<const unsigned char*>(text.data());
  auto* const to = reinterpret_cast<unsigned char*>(out.text.data());
  if (EVP_DecodeBlock(to, from, static_cast<int>(text.size())) < 0) return {};
  out.text.resize(out.text.size() - padding);
  return out;
}

std::optional<basic_credentials> read_credentials(std::string_view value) {
  constexpr std::string_view scheme = "basic ";
  if (lower_case(value.substr(0, scheme.size())) != scheme) return std::nullopt;
  const auto plain = from_base64(without_blanks(value.substr(scheme.size())));
  const auto colon = plain.text.find(':');
  // A control character is in none (RFC 7617, section 2).
  if (colon == std::string::npos || has_control_character(plain.text))
    return std::nullopt;
  secret_text password(plain.text.size() - colon - 1);
  plain.text.copy(password.text.data(), password.text.size(), colon + 1);
  return basic_credentials{plain.text.substr(0, colon), std::move(password)};
}

}  // namespace

std::optional<basic_credentials> take_credentials(http_request& from) {
  std::optional<basic_credentials> out;
  int count = 0;
  for (auto& field : from.fields) {
    if (lower_case(field.name) != "authorization") continue;
    ++count;
    if (auto read = read_credentials(field.value)) out.emplace(std::move(*read));
    wipe(field.value);
    field.name.clear();
  }
  std::erase_if(from.fields, [](const http_field& field) { return field.name.empty(); });
  if (count != 1) out.reset();
  return out;
}

http_answer credentials_needed(std::string_view realm) {
  auto out = line_answer(401, "a user name and a password are needed");
  out.fields.push_back({"WWW-Authenticate",
                        "Basic realm=\"" + std::string(realm) + "\", charset=\"UTF-8\""});
  return out;
}

}  // namespace tmss10
