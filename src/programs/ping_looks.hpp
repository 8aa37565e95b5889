// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/wire/key.hpp>
#include <tmss10/net/dial_settings.hpp>
#include <tmss10/net/ping/probing.hpp>
#include <tmss10/net/proxy_settings.hpp>

#include <asio/any_io_executor.hpp>

#include <memory>
#include <optional>

namespace tmss10 {

/// Throws usage_error if this system does not have what the looks take that the command
/// line asks for.
void check_looks(const ping_options& options);

/// The look at the way to the target that the command line asks for; null without one.
/// `admits`: dial_settings::admits, for a look at the path.
/// Throws like check_looks.
[[nodiscard]] std::unique_ptr<probing> look_of(const asio::any_io_executor& executor,
                                               const ping_options& options,
                                               std::optional<proxy_settings> proxy,
                                               const site_key& key,
                                               probing::listener listen,
                                               address_filter admits = {});

}  // namespace tmss10
