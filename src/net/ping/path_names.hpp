// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/path.hpp>

#include <asio/awaitable.hpp>

#include <functional>

namespace tmss10 {

/// Fills in the names of the hops that answered, as far as they are known within 1 s, or
/// when `is_over` says that there is no more time.
[[nodiscard]] asio::awaitable<void> look_up_names(path& of,
                                                  std::function<bool()> is_over);

}  // namespace tmss10
