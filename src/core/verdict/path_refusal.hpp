// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/path_judgement.hpp>

namespace tmss10 {

/// What it means that a way ends with that answer, which is a reset or an ICMP error.
/// `end`: its hop; null if only the request without a limit had it.
[[nodiscard]] path_judgement judge_refusal(const path& of, const path_hop* end,
                                           const hop_answer& answer);

}  // namespace tmss10
