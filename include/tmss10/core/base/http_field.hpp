// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace tmss10 {

/// A header field of a request or a reply.
struct http_field {
  std::string name;
  std::string value;
};

}  // namespace tmss10
