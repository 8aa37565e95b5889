// SPDX-License-Identifier: MIT
#include <tmss10/core/run/failed_attempts.hpp>

#include <algorithm>

namespace tmss10 {

void failed_attempts::add(const failure& why) {
  ++count_;
  const auto of = cause_of(why);
  auto at = std::find_if(kinds_.begin(), kinds_.end(),
                         [of](const kind& one) { return one.of == of; });
  if (at == kinds_.end()) at = kinds_.insert(at, kind{of, 0, {}});
  ++at->count;
  at->last = why;
}

void failed_attempts::replace_each(const std::function<failure(const failure&)>& by) {
  for (auto& one : kinds_)
    one.last = by(one.last);
}

}  // namespace tmss10
