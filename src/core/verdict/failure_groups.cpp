// SPDX-License-Identifier: MIT
#include <tmss10/core/verdict/diagnosis.hpp>
#include <tmss10/core/verdict/failure_groups.hpp>

#include <algorithm>
#include <utility>

namespace tmss10 {

void failure_groups::add(kind what, std::string_view name) {
  ++count_;
  const auto known = std::find_if(kinds_.begin(), kinds_.end(), [&what](const kind& one) {
    return one.where == what.where && one.of == what.of &&
           one.members.words == what.members.words;
  });
  if (known != kinds_.end()) {
    ++known->members.count;
  } else if (kinds_.size() == most_kept) {
    ++ungrouped_;
  } else {
    what.members.count = 1;
    what.members.first_name = name;
    kinds_.push_back(std::move(what));
  }
}

void failure_groups::add(const failure& why, std::string_view name) {
  add(kind{why.where, cause_of(why), group{common_sentence(why), 0, {}, why}}, name);
}

void failure_groups::add(std::string_view words, std::string_view name) {
  add(kind{{}, {}, group{std::string(words), 0, {}, {}}}, name);
}

std::vector<failure_groups::group> failure_groups::by_frequency() const {
  std::vector<group> out;
  out.reserve(kinds_.size());
  for (const auto& one : kinds_)
    out.push_back(one.members);
  std::stable_sort(out.begin(), out.end(), [](const group& one, const group& other) {
    return one.count > other.count;
  });
  return out;
}

}  // namespace tmss10
