// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/session.hpp>

#include <memory>

namespace tmss10 {

/// Where a session stays open from one run to the next. When this goes, the session is
/// closed in order.
struct kept_session {
  kept_session() = default;
  ~kept_session();
  kept_session(const kept_session&) = delete;
  kept_session& operator=(const kept_session&) = delete;
  kept_session(kept_session&&) = delete;
  kept_session& operator=(kept_session&&) = delete;

  std::shared_ptr<session> open;
};

/// Takes the session out; null if there is none. Fails with the reason why it has ended
/// meanwhile.
[[nodiscard]] result<std::shared_ptr<session>> take_open(kept_session& from);

}  // namespace tmss10
