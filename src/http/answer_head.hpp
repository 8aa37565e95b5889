// SPDX-License-Identifier: MIT
#pragma once

#include "http_answer.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace tmss10 {

/// The status line and the header fields of an answer, to be sent before its body; to a
/// HEAD request, all there is to send. They say that the connection is closed after it,
/// that nothing of it may be stored, and that a browser must not guess its type; a page
/// may load and run nothing. `server` is for the Server field; there is none if it is
/// empty.
///
/// Throws std::invalid_argument when a field's name is no token, or when a text for the
/// head has a control character: it could begin another field.
[[nodiscard]] std::string answer_head(const http_answer& answer, std::string_view server,
                                      std::chrono::system_clock::time_point now);

}  // namespace tmss10
