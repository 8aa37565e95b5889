// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/ping_event.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>

#include <optional>

namespace tmss10 {

/// What is to be said when the addresses of a target are 0.0.0.0 or ::, to which systems
/// connect as to this machine itself (RFC 1122, section 3.2.1.3): a warning if a name
/// server answers so, a remark without a hint if the user typed it. None for all other
/// addresses. The exit code says nothing.
[[nodiscard]] std::optional<diagnosis> remark_on_unspecified(const event::resolved& at);

}  // namespace tmss10
