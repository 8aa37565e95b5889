// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/wire/key.hpp>
#include <tmss10/core/wire/protocol.hpp>
#include <tmss10/net/local_end.hpp>

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <asio/ip/tcp.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <system_error>

namespace tmss10 {

/// Which data it is that does not arrive.
enum class lost_data { handshake, ping };

/// What the system says of data that was sent on a connection.
enum class data_state {
  /// Nothing so far.
  under_way,
  acknowledged,
  /// An ICMP error came for some of it, and the connection goes on.
  reported,
  /// The connection was reset.
  reset,
};

/// A connection to the target that is brought to the data whose way is looked at.
/// Nothing here sets a limit: its owner closes it.
class path_connection {
 public:
  path_connection(const asio::any_io_executor& executor, const site_key& key,
                  lost_data which);
  ~path_connection();
  path_connection(const path_connection&) = delete;
  path_connection& operator=(const path_connection&) = delete;
  path_connection(path_connection&&) = delete;
  path_connection& operator=(path_connection&&) = delete;

  /// Connects from a local port, or from one of the system's choice: 0.
  [[nodiscard]] asio::awaitable<std::error_code> open(local_end from,
                                                      asio::ip::tcp::endpoint to,
                                                      std::uint16_t port);
  /// Reads the greeting and, before a ping, shakes hands. False when the connection ends
  /// before that.
  [[nodiscard]] asio::awaitable<bool> come_to_data();
  /// Sends all of the data. What the peer answers is left unread.
  void send_all();
  /// Sends a part of the data, or one more ping, with that hop limit; none: the system's
  /// own. What TCP sends again has the same limit until the next one is sent.
  void send_piece(std::optional<std::size_t> hop_limit);

  /// What became of it since it was asked last.
  [[nodiscard]] data_state state();
  /// It was connected, and a greeting came.
  [[nodiscard]] bool is_greeted() const { return is_greeted_; }
  [[nodiscard]] bool is_connected() const { return is_connected_; }
  /// The one that was asked for, or 0, unless it is connected.
  [[nodiscard]] std::uint16_t local_port() const { return local_port_; }
  /// Whether TCP has had to send data again: then it sends no more pieces.
  [[nodiscard]] bool is_worn();
  /// Ends what waits on it, with a reset for the peer.
  void close();

 private:
  [[nodiscard]] asio::awaitable<bool> read_until(protocol_event event);

  asio::ip::tcp::socket socket_;
  protocol wire_;
  lost_data which_;
  std::size_t pieces_ = 0;
  std::size_t piece_size_ = 1;
  std::uint32_t retransmits_before_ = 0;
  std::uint16_t local_port_ = 0;
  bool is_connected_ = false;
  bool is_greeted_ = false;
  bool was_reset_ = false;
};

}  // namespace tmss10
