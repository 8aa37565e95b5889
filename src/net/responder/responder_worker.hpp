// SPDX-License-Identifier: MIT
#pragma once

#include "responder_connection.hpp"
#include "responder_deadlines.hpp"
#include "responder_state.hpp"
#include <tmss10/core/wire/packet.hpp>
#include <tmss10/core/wire/packet_codec.hpp>
#include <tmss10/net/responder/responder.hpp>

#include <asio/any_io_executor.hpp>
#include <asio/ip/tcp.hpp>

#include <array>
#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <unordered_map>

namespace tmss10 {

/// The connections of one thread, and what they share: the compressor, buffers, timers.
/// All of it is for that thread only, but for executor(), load() and reading counts().
class responder_worker {
 public:
  responder_worker(const asio::any_io_executor& executor,
                   const responder_settings& settings, responder_state& shared);

  /// Takes over a connection that was let in.
  void serve(asio::ip::tcp::socket socket, const asio::ip::tcp::endpoint& peer,
             admission::connection_id id);
  /// Ends the one that gives way to another, if it is still there.
  void end(admission::connection_id id);
  /// Ends all, and calls `on_gone` when they are gone. None may come after that.
  void stop(std::function<void()> on_gone);
  /// How many connections it has or is about to get.
  [[nodiscard]] std::size_t load() const { return load_.load(std::memory_order_relaxed); }
  /// One is on its way to serve(), or does not come after all.
  void expect() { load_.fetch_add(1, std::memory_order_relaxed); }
  void expect_no_more() { load_.fetch_sub(1, std::memory_order_relaxed); }

  [[nodiscard]] const asio::any_io_executor& executor() const { return executor_; }
  [[nodiscard]] responder_counts& counts() { return counts_; }

  // For connections.

  [[nodiscard]] const responder_settings& settings() const { return settings_; }
  [[nodiscard]] responder_state& shared() { return shared_; }
  [[nodiscard]] responder_deadlines& deadlines() { return deadlines_; }
  [[nodiscard]] packet_codec& codec() { return codec_; }
  /// Where bytes go that nobody reads.
  [[nodiscard]] std::array<std::byte, 4096>& waste() { return waste_; }
  /// A connection has ended; it goes when its last operation is over.
  void forget(admission::connection_id id);

 private:
  asio::any_io_executor executor_;
  const responder_settings& settings_;
  responder_state& shared_;
  responder_deadlines deadlines_;
  responder_counts counts_;
  packet_codec codec_;
  std::array<std::byte, 4096> waste_{};
  std::unordered_map<admission::connection_id, std::shared_ptr<responder_connection>>
      connections_;
  std::function<void()> on_gone_;
  std::atomic<std::size_t> load_{0};
};

}  // namespace tmss10
