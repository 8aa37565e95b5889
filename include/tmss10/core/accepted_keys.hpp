// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/key.hpp>

#include <memory>

namespace tmss10 {

/// The site keys that a responder takes: the one in use and, for a while after it was
/// replaced, the one before it.
struct accepted_keys {
  std::shared_ptr<const site_key> current;
  std::shared_ptr<const site_key> former;  ///< or none
};

}  // namespace tmss10
