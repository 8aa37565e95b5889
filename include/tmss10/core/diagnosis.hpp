// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/bytes.hpp>
#include <tmss10/core/exit_code.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <system_error>

namespace tmss10 {

/// The stages of a connection, in their order.
enum class stage { resolve, connect, greeting, handshake, exchange };

/// What went wrong: the stage, what was tried, and what came back.
struct failure {
  stage where = stage::resolve;
  /// An errc of ours, or the system's code in std::system_category.
  std::error_code error;
  std::string host;
  std::uint16_t port = 0;
  /// The address that was tried; empty as long as there is none.
  std::string address;
  std::chrono::nanoseconds waited{0};
  /// What the peer sent in place of a greeting.
  bytes first_bytes;
  /// Why the connection before this one ended; none when this was the first.
  std::error_code lost_before;
};

/// What the user is told of a failure.
struct diagnosis {
  std::string sentence;
  /// Who can mend it, and how.
  std::string hint;
  exit_code code = exit_code::usage;
};

[[nodiscard]] diagnosis diagnose(const failure& what);

}  // namespace tmss10
