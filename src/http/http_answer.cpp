// SPDX-License-Identifier: MIT
#include "http_answer.hpp"

namespace tmss10 {

http_answer line_answer(int status, std::string_view line) {
  http_answer out;
  out.status = status;
  out.body = std::string(line) + "\n";
  return out;
}

http_answer method_refusal(std::string_view allowed) {
  auto out = line_answer(405, "only " + std::string(allowed) + " can be used here");
  out.fields.push_back({"Allow", std::string(allowed)});
  return out;
}

}  // namespace tmss10
