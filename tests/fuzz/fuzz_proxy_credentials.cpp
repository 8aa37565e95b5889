// SPDX-License-Identifier: MIT
// The input is the text of a proxy credentials file.
#include "script.hpp"
#include <tmss10/core/proxy/proxy_credentials.hpp>

#include <string>

using namespace tmss10;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(std::as_bytes(std::span(data, size)));
  const auto credentials = parse_proxy_credentials(text);
  if (!credentials) {
    fuzz::require(credentials.error() == errc::proxy_credentials_malformed,
                  "a refusal has one reason");
    return 0;
  }
  const auto& user = credentials->user();
  fuzz::require(size <= max_proxy_credentials_size, "a text has a longest size");
  fuzz::require(!user.empty() && user.find(':') == std::string::npos,
                "a user name is what stands before the first colon");
  fuzz::require(!user.starts_with("\xEF\xBB\xBF"), "a byte order mark is no user name");
  const std::string line = user + ":" + credentials->password();
  fuzz::require(!fuzz::has_control_character(line), "credentials are one line");
  fuzz::require(text == line || text == line + "\n" || text == line + "\r\n",
                "credentials are the text, but for one line end at most");
  return 0;
}
