// SPDX-License-Identifier: MIT
#include "used_interface.hpp"

#include <tmss10/net/address_text.hpp>
#include <tmss10/net/network_interface.hpp>

#include <variant>

namespace tmss10 {
namespace {

template <typename Event>
std::optional<ping_event> if_it_is(const ping_event& happened) {
  const auto* const at = std::get_if<Event>(&happened);
  if (at == nullptr) return std::nullopt;
  ping_event out = happened;
  const auto local = read_address(at->local_address);
  if (local) std::get<Event>(out).interface_name = interface_with(*local);
  return out;
}

}  // namespace

std::optional<ping_event> with_interface(const ping_event& happened) {
  auto out = if_it_is<event::connected>(happened);
  return out ? out : if_it_is<event::proxy_connected>(happened);
}

}  // namespace tmss10
