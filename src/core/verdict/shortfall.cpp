// SPDX-License-Identifier: MIT
#include <tmss10/core/verdict/idle_judgement.hpp>
#include <tmss10/core/verdict/shortfall.hpp>
#include <tmss10/core/verdict/size_judgement.hpp>

#include <variant>

namespace tmss10 {
namespace {

struct to_shortfall {
  std::string operator()(const event::sizes_found& at) const {
    return fault_text(*at.sizes);
  }
  std::string operator()(const event::idle_found& at) const {
    return judge_idle(*at.range).shortfall;
  }
  template <typename Other>
  std::string operator()(const Other& /*at*/) const {
    return {};
  }
};

}  // namespace

std::string shortfall_of(const ping_event& happened) {
  return std::visit(to_shortfall{}, happened);
}

}  // namespace tmss10
