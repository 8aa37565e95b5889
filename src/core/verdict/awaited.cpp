// SPDX-License-Identifier: MIT
#include <tmss10/core/run/failure_cause.hpp>
#include <tmss10/core/verdict/awaited.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>

#include <variant>

namespace tmss10 {
namespace {

/// What an event says about the target.
enum class evidence { none, up, down };

struct to_evidence {
  evidence operator()(const event::reply& at) const {
    return at.late ? evidence::none : evidence::up;
  }
  evidence operator()(const event::connection_made& /*at*/) const { return evidence::up; }
  evidence operator()(const event::not_connected& at) const { return of(at.why); }
  evidence operator()(const event::connection_failed& at) const { return of(at.why); }
  evidence operator()(const event::bad_reply& /*at*/) const { return evidence::down; }
  evidence operator()(const event::lost& /*at*/) const { return evidence::down; }
  evidence operator()(const event::closed_at_once& /*at*/) const {
    return evidence::down;
  }
  evidence operator()(const event::disconnected& /*at*/) const { return evidence::down; }
  evidence operator()(const event::connecting& /*at*/) const { return evidence::none; }
  evidence operator()(const event::resolved& /*at*/) const { return evidence::none; }
  evidence operator()(const event::attempt& /*at*/) const { return evidence::none; }
  evidence operator()(const event::connected& /*at*/) const { return evidence::none; }
  evidence operator()(const event::proxy_connected& /*at*/) const {
    return evidence::none;
  }
  evidence operator()(const event::tunnelled& /*at*/) const { return evidence::none; }
  evidence operator()(const event::greeted& /*at*/) const { return evidence::none; }
  evidence operator()(const event::established& /*at*/) const { return evidence::none; }
  evidence operator()(const event::banner& /*at*/) const { return evidence::none; }
  evidence operator()(const event::unsent& /*at*/) const { return evidence::none; }
  evidence operator()(const event::sent& /*at*/) const { return evidence::none; }
  evidence operator()(const event::attempted& /*at*/) const { return evidence::none; }
  evidence operator()(const event::retransmitted& /*at*/) const { return evidence::none; }
  evidence operator()(const event::held_up& /*at*/) const { return evidence::none; }
  evidence operator()(const event::path_found& /*at*/) const { return evidence::none; }
  evidence operator()(const event::sizes_found& /*at*/) const { return evidence::none; }
  evidence operator()(const event::idle_step& /*at*/) const { return evidence::none; }
  evidence operator()(const event::idle_found& /*at*/) const { return evidence::none; }
  evidence operator()(const event::observed& /*at*/) const { return evidence::none; }
  evidence operator()(const event::way_tried& /*at*/) const { return evidence::none; }
  evidence operator()(const event::part_examined& /*at*/) const { return evidence::none; }

 private:
  static evidence of(const failure& why) {
    return says_down(cause_of(why)) ? evidence::down : evidence::none;
  }
};

}  // namespace

bool has_come(awaited what, const ping_event& happened) {
  if (what == awaited::nothing) return false;
  const auto wanted = what == awaited::up ? evidence::up : evidence::down;
  return std::visit(to_evidence{}, happened) == wanted;
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
  if (const auto* at = std::get_if<event::closed_at_once>(&happened)) {
    return option + "the connection was " + (at->was_reset ? "reset" : "closed") +
           " at once";
  }
  return option + "a ping was not answered";
}

bool is_in_vain(awaited what, const ping_event& happened) {
  const auto* at = std::get_if<event::not_connected>(&happened);
  return what == awaited::down && at != nullptr && !says_down(cause_of(at->why)) &&
         !may_pass(cause_of(at->why));
}

}  // namespace tmss10
