// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failure_cause.hpp>
#include <tmss10/core/verdict/exit_code.hpp>

#include <span>
#include <string_view>

namespace tmss10 {

/// What is said of a cause. The sentence goes on from the name of the peer or of the
/// proxy. Filled in are {host}, {port} and {address} of the target, {zone} of the address
/// that was typed, {source}, {interface}, the time that passed in {seconds}, or as {time}
/// with the unit, {service}, the {bytes} that came and how many, as {count} or as {size}
/// with the unit, {status}, {location} and {schemes} of a proxy, {proxy}, the one that
/// opened a tunnel, {sender} of an ICMP error and its meaning, {icmp}, the hop limit with
/// which the packet started that it is about, {hops}, and {error}, the message of the
/// code.
struct wording {
  cause what = cause::local;
  exit_code code = exit_code::usage;
  std::string_view sentence;
  std::string_view hint;
};

/// The words of every cause, in the order of the causes. docs/failures.md shows them.
[[nodiscard]] std::span<const wording> failure_wordings();

[[nodiscard]] const wording& words_for(cause what);

}  // namespace tmss10
