// SPDX-License-Identifier: MIT
#include <tmss10/net/ping/kept_session.hpp>

#include <utility>

namespace tmss10 {

kept_session::~kept_session() {
  if (open) open->close_in_order();
}

result<std::shared_ptr<session>> take_open(kept_session& from) {
  auto out = std::exchange(from.open, nullptr);
  if (!out) return out;
  if (const auto ended = out->ended_unasked()) {
    out->close();
    return failed(*ended);
  }
  return out;
}

}  // namespace tmss10
