// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/wire/key.hpp>

#include <memory>
#include <vector>

namespace tmss10 {

/// The site keys that a responder accepts: the one in use and, for a while after they
/// were replaced, those before it. Copying allocates nothing: every connection has one.
struct accepted_keys {
  using list = std::vector<std::shared_ptr<const site_key>>;

  std::shared_ptr<const site_key> current;
  /// The latest first; a null pointer is an empty list.
  std::shared_ptr<const list> former;
};

}  // namespace tmss10
