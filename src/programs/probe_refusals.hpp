// SPDX-License-Identifier: MIT
#pragma once

#include "http/http_answer.hpp"
#include <tmss10/core/exporter/probe_request.hpp>

#include <cstddef>
#include <string>

namespace tmss10 {

// Answers to requests for a probe that is not made: each is a line for people.

/// 500, without what is wrong: whoever asks need not know the exporter's files.
[[nodiscard]] http_answer internal_error();
/// 400: the request names this module.
[[nodiscard]] http_answer no_module(const std::string& name);
/// 403. `what`: why, to follow the target.
[[nodiscard]] http_answer not_allowed(const probe_request& of, const char* what);
/// 503: the client has ended its side, and so the probe.
[[nodiscard]] http_answer abandoned();
/// 503: so many probes run already.
[[nodiscard]] http_answer no_turn(std::size_t at_once);
/// 503: another probe has the session that this one would go on with.
[[nodiscard]] http_answer session_in_use(const probe_request& of);
/// 503.
[[nodiscard]] http_answer stopping();

}  // namespace tmss10
