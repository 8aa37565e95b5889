// SPDX-License-Identifier: MIT
#include <tmss10/core/awaited.hpp>
#include <tmss10/core/diagnosis.hpp>
#include <tmss10/core/failure_cause.hpp>

#include <variant>

namespace tmss10 {
namespace {

bool is_answer(const ping_event& happened) {
  const auto* reply = std::get_if<event::reply>(&happened);
  return (reply != nullptr && !reply->late) ||
         std::holds_alternative<event::connection_made>(happened);
}

bool is_end(const ping_event& happened) {
  if (const auto* at = std::get_if<event::not_connected>(&happened)) {
    return says_down(cause_of(at->why));
  }
  if (const auto* at = std::get_if<event::connection_failed>(&happened)) {
    return says_down(cause_of(at->why));
  }
  return std::holds_alternative<event::lost>(happened) ||
         std::holds_alternative<event::bad_reply>(happened) ||
         std::holds_alternative<event::disconnected>(happened) ||
         std::holds_alternative<event::closed_at_once>(happened);
}

}  // namespace

bool has_come(awaited what, const ping_event& happened) {
  if (what == awaited::up) return is_answer(happened);
  return what == awaited::down && is_end(happened);
}

std::string words_for_down(const ping_event& happened) {
  const std::string option = "--until-down: ";
  if (const auto* at = std::get_if<event::not_connected>(&happened)) {
    return option + "it is down: " + diagnose(at->why).sentence;
  }
  if (const auto* at = std::get_if<event::connection_failed>(&happened)) {
    return option + "it is down: " + diagnose(at->why).sentence;
  }
  if (const auto* at = std::get_if<event::disconnected>(&happened)) {
    return option + "the connection was lost: " + at->reason.message();
  }
  if (std::holds_alternative<event::closed_at_once>(happened)) {
    return option + "the connection was closed at once";
  }
  return option + "a ping was not answered";
}

bool is_in_vain(awaited what, const ping_event& happened) {
  const auto* at = std::get_if<event::not_connected>(&happened);
  return what == awaited::down && at != nullptr && !says_down(cause_of(at->why)) &&
         !may_pass(cause_of(at->why));
}

}  // namespace tmss10
