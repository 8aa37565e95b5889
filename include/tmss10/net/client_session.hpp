// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/ping_event.hpp>
#include <tmss10/core/wire/key.hpp>
#include <tmss10/net/dial.hpp>
#include <tmss10/net/session.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/awaitable.hpp>
#include <tl/expected.hpp>

#include <functional>
#include <memory>

namespace tmss10 {

/// Gets from a name to a session: dials, waits for the greeting, shakes hands. Each of
/// these stages has the settings' time-out as its limit, and tells its event. Returns the
/// session, or the failure of the stage that failed; errc::stopped when `limit` was
/// tripped.
[[nodiscard]] asio::awaitable<tl::expected<std::shared_ptr<session>, failure>>
open_client_session(dial_settings settings, const site_key& key, watchdog& limit,
                    const std::function<void(const ping_event&)>& tell);

}  // namespace tmss10
