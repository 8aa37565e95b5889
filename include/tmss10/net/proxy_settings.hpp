// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/http_field.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tmss10 {

class proxy_credentials;

/// An HTTP proxy, what to say when it asks who we are, and what else it is told.
struct proxy_settings {
  std::string host;
  std::uint16_t port = 0;
  std::shared_ptr<const proxy_credentials> credentials;
  std::vector<http_field> headers;
};

}  // namespace tmss10
