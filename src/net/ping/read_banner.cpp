// SPDX-License-Identifier: MIT
#include "read_banner.hpp"

#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/run/ping_event.hpp>
#include <tmss10/core/wire/greeting.hpp>
#include <tmss10/net/as_tuple.hpp>

#include <asio/buffer.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace tmss10 {
namespace {

constexpr auto most_bytes = event::banner::most_bytes;

/// Whether more would say nothing more about the service.
bool is_enough(bytes_view banner) {
  if (banner.size() >= most_bytes) return true;
  if (std::find(banner.begin(), banner.end(), std::byte{'\n'}) != banner.end()) {
    return true;
  }
  const auto greeting = check_greeting(banner);
  return greeting ? *greeting : greeting.error() != errc::not_a_greeting;
}

}  // namespace

asio::awaitable<heard> read_banner(asio::ip::tcp::socket& from, bytes early) {
  const auto began = std::chrono::steady_clock::now();
  heard out;
  out.banner = std::move(early);
  if (out.banner.size() > most_bytes) out.banner.resize(most_bytes);
  std::array<std::byte, most_bytes> room{};
  while (!is_enough(out.banner)) {
    const auto buffer = asio::buffer(room.data(), most_bytes - out.banner.size());
    const auto [error, count] = co_await from.async_read_some(buffer, awaitable_tuple);
    if (out.banner.empty()) out.after = std::chrono::steady_clock::now() - began;
    append(out.banner, bytes_view(room).first(count));
    out.end = error;
    if (error) break;
  }
  co_return out;
}

}  // namespace tmss10
