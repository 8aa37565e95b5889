// SPDX-License-Identifier: MIT
#pragma once

#include "script.hpp"
#include <tmss10/core/wire/channel.hpp>
#include <tmss10/core/wire/protocol.hpp>

#include <algorithm>
#include <cstddef>
#include <stdexcept>

namespace tmss10::fuzz {

/// The longest message with its length, and one ordinary read: more room than that is
/// never needed.
constexpr std::size_t most_room = length_size + 0xFFFF + 512;

inline void require_silence(protocol& side) {
  require(side.output().empty(), "after a failure there is nothing to send");
  side.send_close();
  require(side.output().empty(), "after a failure there is no close message");
  require(side.plaintext().empty(), "after a failure there is no plaintext");
  require(!side.established(), "after a failure there is no session");
  require(side.meaning_of_end() == errc::ended_without_close,
          "a failure is no clean end");
  try {
    static_cast<void>(side.next());
    require(false, "a failed connection has no next step");
  } catch (const std::logic_error&) {
  }
}

/// Gives `stream` to `side` in chunks of the sizes in `chunks`, over and over (0: as much
/// as there is room for), and each event to `handle`. False once the connection has
/// failed.
template <typename Handler>
[[nodiscard]] bool feed(protocol& side, bytes_view stream, bytes_view chunks,
                        Handler handle) {
  std::size_t turn = 0;
  bool closed = false;
  while (!stream.empty()) {
    const auto room = side.input_room();
    require(!room.empty(), "there is room for at least one byte");
    require(closed || room.size() <= most_room, "the room is bounded");
    auto size = chunks.empty()
                    ? std::size_t{0}
                    : std::to_integer<std::size_t>(chunks[turn++ % chunks.size()]);
    if (size == 0) size = room.size();
    size = std::min({size, room.size(), stream.size()});
    std::copy_n(stream.begin(), size, room.begin());
    stream = stream.subspan(size);
    side.commit_input(size);
    for (auto event = protocol_event::message; event != protocol_event::more;) {
      const auto next = side.next();
      if (!next) {
        require(!closed, "nothing after the close message is read");
        require_silence(side);
        return false;
      }
      event = *next;
      require(!closed || event == protocol_event::closed, "no event after the close");
      require((event == protocol_event::message) == !side.plaintext().empty(),
              "a message, and nothing else, has a plaintext");
      if (!closed) handle(event);
      if (event == protocol_event::closed) {
        closed = true;
        break;
      }
    }
  }
  return true;
}

}  // namespace tmss10::fuzz
