// SPDX-License-Identifier: MIT
#include "core/base/secret_file.hpp"
#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/base/secret_text.hpp>
#include <tmss10/core/proxy/proxy_credentials.hpp>

#include <system_error>
#include <utility>

namespace tmss10 {
namespace {

/// What some editors put before UTF-8. It would become a part of the user name.
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Whether a name of no file may be the credentials themselves, by mistake. (The colon of
/// a drive with an absolute path is none.)
bool may_be_credentials(const std::filesystem::path& file) {
  const auto after_drive =
      file.has_root_directory() ? file.root_name().string().size() : 0;
  std::error_code error;
  return !exists(file, error) &&
         file.string().find(':', after_drive) != std::string::npos;
}

std::system_error credentials_file_error(std::error_code error, const std::string& option,
                                         const std::filesystem::path& file) {
  return {error, option + ": " +
                     (may_be_credentials(file) ? "a file (not user:password itself)"
                                               : printable(file.string()))};
}

proxy_credentials load_credentials_file(const std::string& option, const char* what,
                                        const std::filesystem::path& file,
                                        const file_warning& warn) {
  // One byte more than the longest right file.
  const auto read = read_secret_file(file, max_proxy_credentials_size + 1);
  if (!read) throw credentials_file_error(read.error(), option, file);
  auto credentials = parse_proxy_credentials(read->content.text);
  if (!credentials) throw credentials_file_error(credentials.error(), option, file);
  if (warn && !read->warning.empty())
    warn(what + (" " + printable(file.string())) + ": " + read->warning);
  return std::move(*credentials);
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

proxy_credentials load_proxy_credentials(const std::filesystem::path& file,
                                         const file_warning& warn) {
  return load_credentials_file("--proxy-credentials", "proxy credentials file", file,
                               warn);
}

proxy_credentials load_credentials(const std::string& option,
                                   const std::filesystem::path& file,
                                   const file_warning& warn) {
  return load_credentials_file(option, "credentials file", file, warn);
}

}  // namespace tmss10
