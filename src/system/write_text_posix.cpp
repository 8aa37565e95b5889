// SPDX-License-Identifier: MIT
#include "write_text.hpp"

#include <unistd.h>

#include <cerrno>
#include <poll.h>
#include <termios.h>

namespace tmss10 {
namespace {

/// A terminal whose window or connection was closed: every call says so.
bool was_hung_up(int descriptor) {
  termios settings{};
  return tcgetattr(descriptor, &settings) != 0 && errno == EIO;
}

/// Somebody else who has the same pipe or terminal may have made it non-blocking.
void await_room(int descriptor) {
  pollfd wanted{descriptor, POLLOUT, 0};
  poll(&wanted, 1, -1);
}

}  // namespace

// Not with fwrite and fflush: how much of the text they have written before they fail,
// as they do when a signal interrupts them, can't be known.
std::error_code write_text(std::FILE* stream, std::string_view text) {
  const int descriptor = fileno(stream);
  while (!text.empty()) {
    const auto written = write(descriptor, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
      continue;
    }
    const int error = errno;
    if (error == EAGAIN || error == EWOULDBLOCK) {
      await_room(descriptor);
    } else if (error == EIO && was_hung_up(descriptor)) {
      return make_error_code(std::errc::broken_pipe);
    } else if (error != EINTR) {
      return {error, std::generic_category()};
    }
  }
  return {};
}

}  // namespace tmss10
