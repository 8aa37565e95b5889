// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/wire/key.hpp>
#include <tmss10/net/dial_settings.hpp>
#include <tmss10/net/ping/probing.hpp>
#include <tmss10/net/proxy_settings.hpp>

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace tmss10 {

struct examiner_settings {
  /// What a run without an examination would connect to, and how.
  dial_settings dial;
  /// The way that such a run would not take, to compare: through that proxy.
  std::optional<proxy_settings> other_proxy;
  /// The limit of an answer to a ping.
  std::chrono::nanoseconds reply_timeout{std::chrono::seconds(5)};
  std::size_t payload_size = 0;
  std::uint8_t max_hops = 30;
};

/// How long the parts of an examination may take. With 10 s of pings after it, all of it
/// ends within a minute.
namespace examiner_limits {
inline constexpr std::chrono::seconds look_up{12};
inline constexpr std::chrono::seconds ways{15};
/// Of each stage of a way.
inline constexpr std::chrono::seconds stage{5};
/// path_finder and size_finder end a second earlier by themselves.
inline constexpr std::chrono::seconds path{9};
inline constexpr std::chrono::seconds sizes{11};
/// Most addresses of a name that are tried.
inline constexpr std::size_t addresses = 32;
}  // namespace examiner_limits

/// Finds out all there is to know of a target before its pings: its addresses, each way
/// to it by itself and all at the same time, the path to it, and the largest packets.
/// What one part does not find keeps no other from being looked at.
class examiner final : public probing {
 public:
  /// `key` must outlive it. `listen` is called on the executor and may call stop().
  examiner(const asio::any_io_executor& executor, examiner_settings settings,
           const site_key& key, listener listen);
  ~examiner() override;
  examiner(const examiner&) = delete;
  examiner& operator=(const examiner&) = delete;
  examiner(examiner&&) = delete;
  examiner& operator=(examiner&&) = delete;

  /// Tells event::resolved or event::not_connected of the name, event::way_tried for each
  /// way, event::path_found and event::sizes_found where these can be looked at, and
  /// event::part_examined after each part. Returns why a run without an examination would
  /// have no connection.
  [[nodiscard]] asio::awaitable<std::optional<failure>> run() override;
  void stop() override;

 private:
  class implementation;
  std::unique_ptr<implementation> implementation_;
};

}  // namespace tmss10
