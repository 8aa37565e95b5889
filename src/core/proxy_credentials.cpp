// SPDX-License-Identifier: MIT
#include "secret_file.hpp"
#include <tmss10/core/ascii.hpp>
#include <tmss10/core/proxy_credentials.hpp>
#include <tmss10/core/secret_text.hpp>

#include <system_error>
#include <utility>

namespace tmss10 {
namespace {

/// What some editors put before UTF-8. It would become a part of the user name.
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Without the file's name: it may be the credentials themselves, by mistake.
std::system_error credentials_file_error(std::error_code error) {
  return {error, "proxy credentials file"};
}

}  // namespace

proxy_credentials::proxy_credentials(std::string user, std::string password)
    : user_(std::move(user)), password_(std::move(password)) {
  wipe(password);
}

proxy_credentials::~proxy_credentials() {
  wipe(password_);
}

proxy_credentials::proxy_credentials(proxy_credentials&& other) noexcept
    : user_(std::move(other.user_)), password_(std::move(other.password_)) {
  wipe(other.password_);
}

proxy_credentials& proxy_credentials::operator=(proxy_credentials&& other) noexcept {
  user_.swap(other.user_);
  password_.swap(other.password_);
  return *this;
}

result<proxy_credentials> parse_proxy_credentials(std::string_view text) {
  if (text.size() > max_proxy_credentials_size) {
    return failed(errc::proxy_credentials_malformed);
  }
  text = without_line_end(text);
  const auto user = text.substr(0, text.find(':'));
  if (user.empty() || user.size() == text.size() || text.starts_with(byte_order_mark) ||
      has_control_character(text)) {
    return failed(errc::proxy_credentials_malformed);
  }
  return proxy_credentials(std::string(user), std::string(text.substr(user.size() + 1)));
}

proxy_credentials load_proxy_credentials(const std::filesystem::path& file) {
  // One byte more than the longest right file.
  const auto content = read_secret_file(file, max_proxy_credentials_size + 1);
  if (!content) throw credentials_file_error(content.error());
  auto credentials = parse_proxy_credentials(content->text);
  if (!credentials) throw credentials_file_error(credentials.error());
  return std::move(*credentials);
}

}  // namespace tmss10
