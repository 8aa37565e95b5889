// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// One of the media ranges of an Accept header (RFC 9110, section 12.5.1).
struct media_range {
  /// "text/plain", "text/*" or "*/*", in lower case.
  std::string type;
  /// Of its parameters; empty without one.
  std::string version = {};
  /// Its weight in thousandths (RFC 9110, section 12.4.2); 0: not acceptable.
  int quality = 1000;
};

/// The media ranges of an Accept header, in their order. One that is not well-formed is
/// left out. Parameters other than version are passed over.
[[nodiscard]] std::vector<media_range> media_ranges_of(std::string_view accept);

}  // namespace tmss10
