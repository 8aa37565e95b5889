// SPDX-License-Identifier: MIT
#include <tmss10/core/awaited.hpp>

#include <variant>

namespace tmss10 {
namespace {

bool is_answer(const ping_event& happened) {
  const auto* reply = std::get_if<event::reply>(&happened);
  return (reply != nullptr && !reply->late) ||
         std::holds_alternative<event::connection_made>(happened);
}

bool is_failure(const ping_event& happened) {
  return std::holds_alternative<event::lost>(happened) ||
         std::holds_alternative<event::bad_reply>(happened) ||
         std::holds_alternative<event::disconnected>(happened) ||
         std::holds_alternative<event::not_connected>(happened) ||
         std::holds_alternative<event::connection_failed>(happened) ||
         std::holds_alternative<event::closed_at_once>(happened);
}

}  // namespace

bool has_come(awaited what, const ping_event& happened) {
  if (what == awaited::up) return is_answer(happened);
  return what == awaited::down && is_failure(happened);
}

}  // namespace tmss10
