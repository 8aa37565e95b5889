// SPDX-License-Identifier: MIT
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/run/address_kind.hpp>
#include <tmss10/core/run/family_of_text.hpp>
#include <tmss10/core/verdict/attempt_result.hpp>
#include <tmss10/core/verdict/family_note.hpp>

#include <fmt/format.h>

#include <system_error>
#include <variant>

namespace tmss10 {
namespace {

bool is_silence(const event::attempt& at) {
  if (at.icmp) return is_neighbour_silence(*at.icmp);
  return at.error == errc::stopped || at.error == errc::timed_out ||
         at.error == std::errc::timed_out;
}

/// Whether somebody else than this machine has refused.
bool is_refusal(const event::attempt& at) {
  if (at.icmp) return !at.icmp->is_from_here;
  return at.error == std::errc::connection_refused && !is_loopback_text(at.address);
}

/// The address that a connection was made to; none at other events.
const std::string* connected_address(const ping_event& happened) {
  if (const auto* at = std::get_if<event::connected>(&happened)) return &at->address;
  const auto* at = std::get_if<event::proxy_connected>(&happened);
  return at != nullptr ? &at->address : nullptr;
}

std::string text_of_note(const event::attempt& failed) {
  const auto address = printable(failed.address);
  const auto* const other = is_ipv6_text(failed.address) ? "IPv4" : "IPv6";
  if (is_silence(failed)) {
    return fmt::format("note: {} did not answer; connected by {}", address, other);
  }
  return fmt::format("note: {}: {}; connected by {}", address,
                     attempt_result(failed.error, failed.icmp), other);
}

}  // namespace

std::optional<std::string> family_note::on(const ping_event& happened) {
  if (has_said_) return std::nullopt;
  if (std::holds_alternative<event::connecting>(happened)) first_.reset();
  if (const auto* at = std::get_if<event::attempt>(&happened)) {
    if (!first_) first_ = *at;
  }
  const auto* const address = connected_address(happened);
  if (address == nullptr || !first_) return std::nullopt;
  if (!is_silence(*first_) && !is_refusal(*first_)) return std::nullopt;
  if (is_ipv6_text(first_->address) == is_ipv6_text(*address)) return std::nullopt;
  has_said_ = true;
  return text_of_note(*first_);
}

}  // namespace tmss10
