// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/base/file_warning.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace tmss10 {

/// A user name and a password for a proxy, or for a server of ours. The password is wiped
/// when it goes; moved, never copied.
class proxy_credentials {
 public:
  proxy_credentials(std::string user, std::string password);
  ~proxy_credentials();
  proxy_credentials(proxy_credentials&& other) noexcept;
  proxy_credentials& operator=(proxy_credentials&& other) noexcept;
  proxy_credentials(const proxy_credentials&) = delete;
  proxy_credentials& operator=(const proxy_credentials&) = delete;

  [[nodiscard]] const std::string& user() const { return user_; }
  [[nodiscard]] const std::string& password() const { return password_; }

 private:
  std::string user_;
  std::string password_;
};

/// The longest text of a credentials file. Proxies that take 8,192 bytes of a header
/// field, a common limit, can be given so much in base64.
constexpr std::size_t max_proxy_credentials_size = 4096;

/// Reads the text of a credentials file: "user:password", then at most one line end (LF
/// or CRLF) and nothing else. The user name ends at the first ':' and is not empty; the
/// password may be. Bytes over 127 are taken as they are, a byte order mark is not. Fails
/// with proxy_credentials_malformed.
[[nodiscard]] result<proxy_credentials> parse_proxy_credentials(std::string_view text);

/// Loads a credentials file, which must be a regular file. Throws std::system_error: the
/// system's reason why it can't be read, file_is_fifo, file_is_device or
/// file_not_regular, or proxy_credentials_malformed. The message names the option and the
/// file, but no file that is not there and has a ':' in its name: that may be the
/// credentials themselves, by mistake. `warn` is called when others than the file's owner
/// may read or write it (not on Windows).
[[nodiscard]] proxy_credentials load_proxy_credentials(const std::filesystem::path& file,
                                                       const file_warning& warn = {});

/// The same for the file of another option, "--credentials" say, which a message names.
[[nodiscard]] proxy_credentials load_credentials(const std::string& option,
                                                 const std::filesystem::path& file,
                                                 const file_warning& warn = {});

}  // namespace tmss10
