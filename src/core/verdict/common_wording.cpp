// SPDX-License-Identifier: MIT
#include "common_wording.hpp"

#include <array>

namespace tmss10 {
namespace {

struct replacement {
  std::string_view what;
  std::string_view by;
};

/// In this order: a longer one comes before those that are part of it.
constexpr std::array replacements{
    replacement{", after up to {seconds} s", ""},
    replacement{", after {time}", ""},
    replacement{" after {time}", ""},
    replacement{" after {seconds} s without", " late, without"},
    replacement{" after {seconds} s", ""},
    replacement{" {seconds} s into ", " in "},
    replacement{" in {seconds} s", ""},
    replacement{": {size} came, \"{bytes}\"", ""},
    replacement{": \"{bytes}\"", ""},
    replacement{"only {count} of the 8 bytes of", "only a part of"},
    replacement{"only {count} of the 50 bytes of", "only a part of"},
    replacement{"{count} of the 8 bytes of", "a part of"},
    replacement{"{count} of the 50 bytes of", "a part of"},
    replacement{" to {host} port {port}", ""},
    replacement{"{status}{location}", "{status}"},
};

}  // namespace

std::string common_wording(std::string_view sentence) {
  std::string out(sentence);
  for (const auto& [what, by] : replacements) {
    const auto at = out.find(what);
    if (at != std::string::npos) out.replace(at, what.size(), by);
  }
  return out;
}

}  // namespace tmss10
