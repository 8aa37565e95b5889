// SPDX-License-Identifier: MIT
#include <tmss10/net/event_feed.hpp>

#include <utility>

namespace tmss10 {

event_feed::event_feed(listener to, std::size_t target)
    : to_(std::move(to)), target_(target) {}

void event_feed::tell(ping_event happened, time_point at) {
  flush();
  counted_.on(happened, at);
  happened.target = target_;
  to_(happened);
}

void event_feed::note(const event::held_up& what, time_point at) {
  counted_.on(what, at);
  noted_.length += what.length;
  noted_.slots += what.slots;
}

void event_feed::flush() {
  const auto noted = std::exchange(noted_, {});
  if (noted.length <= std::chrono::nanoseconds(0)) return;
  ping_event happened = noted;
  happened.target = target_;
  to_(happened);
}

}  // namespace tmss10
