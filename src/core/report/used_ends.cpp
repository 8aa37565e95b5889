// SPDX-License-Identifier: MIT
#include <tmss10/core/report/used_ends.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace tmss10 {

void used_ends::add(const std::string& address, const std::string& local_address,
                    const std::string& interface_name) {
  auto one = fmt::format("{} from {}", address, local_address);
  if (!interface_name.empty()) one += fmt::format(" ({})", interface_name);
  if (std::find(kept_.begin(), kept_.end(), one) != kept_.end()) return;
  if (kept_.size() < most_kept) {
    kept_.push_back(std::move(one));
  } else {
    has_more_ = true;
  }
}

std::string used_ends::text() const {
  if (kept_.empty()) return {};
  return fmt::format(" at {}{}", fmt::join(kept_, ", "), has_more_ ? ", and others" : "");
}

}  // namespace tmss10
