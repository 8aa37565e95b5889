// SPDX-License-Identifier: MIT
#include <tmss10/core/run/path.hpp>

#include <algorithm>

namespace tmss10 {
namespace {

/// A router that passes on for another one may answer at two hops (MPLS); one that
/// answers at three has been passed again.
constexpr int passes_of_a_loop = 3;

const hop_answer* router_at(const path_hop& hop) {
  const auto at = std::find_if(
      hop.answers.begin(), hop.answers.end(),
      [](const auto& one) { return one.what == hop_reply::hop_limit_exceeded; });
  return at == hop.answers.end() ? nullptr : &*at;
}

}  // namespace

bool hop_answer::is_end() const {
  return what != hop_reply::silence && what != hop_reply::hop_limit_exceeded;
}

const hop_answer* path_hop::answer() const {
  const auto at = std::find_if(answers.begin(), answers.end(), [](const auto& one) {
    return one.what != hop_reply::silence;
  });
  return at == answers.end() ? nullptr : &*at;
}

const hop_answer* path_hop::end() const {
  const auto at = std::find_if(answers.begin(), answers.end(),
                               [](const auto& one) { return one.is_end(); });
  return at == answers.end() ? nullptr : &*at;
}

const path_hop* last_router(const std::vector<path_hop>& hops) {
  const auto at = std::find_if(hops.rbegin(), hops.rend(), router_at);
  return at == hops.rend() ? nullptr : &*at;
}

const path_hop* first_end(const std::vector<path_hop>& hops) {
  const auto at = std::find_if(hops.begin(), hops.end(),
                               [](const auto& one) { return one.end() != nullptr; });
  return at == hops.end() ? nullptr : &*at;
}

const path_hop* find_hop(const std::vector<path_hop>& hops, std::size_t number) {
  const auto at = std::find_if(hops.begin(), hops.end(), [number](const auto& one) {
    return one.number == number;
  });
  return at == hops.end() ? nullptr : &*at;
}

const path_hop* find_router(const std::vector<path_hop>& hops,
                            const std::string& address) {
  const auto at = std::find_if(hops.begin(), hops.end(), [&address](const auto& one) {
    const auto* const router = router_at(one);
    return router != nullptr && router->sender == address;
  });
  return at == hops.end() ? nullptr : &*at;
}

path_loop find_loop(const path& of) {
  for (const auto& hop : of.hops) {
    const auto* const router = router_at(hop);
    // Where addresses are translated, routers may answer in the name of the target.
    if (router == nullptr || router->sender == of.address) continue;
    const auto is_pass = [router](const path_hop& other) {
      const auto* const again = router_at(other);
      return again != nullptr && again->sender == router->sender;
    };
    const auto passes = std::count_if(of.hops.begin(), of.hops.end(), is_pass);
    if (passes < passes_of_a_loop) continue;
    // All from one pass to the next are part of it.
    path_loop out{hop.number, {router->sender}};
    const auto first = std::find_if(of.hops.begin(), of.hops.end(), is_pass);
    for (auto at = first + 1; at != of.hops.end() && !is_pass(*at); ++at) {
      if (const auto* const other = router_at(*at)) out.routers.push_back(other->sender);
    }
    return out;
  }
  return {};
}

bool seems_to_limit_reports(const path& of) {
  // A round trip after which TCP sends a request again (RFC 6298, section 2).
  constexpr std::chrono::seconds slow{1};
  bool has_gap = false;
  for (const auto& hop : of.hops) {
    const auto* const router = router_at(hop);
    if (router == nullptr) continue;
    for (const auto& one : hop.answers) {
      if (!one.was_repeated && one.took >= slow) return false;
      has_gap = has_gap || one.what == hop_reply::silence ||
                (&one == router && one.was_repeated);
    }
    const auto* const again = find_hop(of.from_one_port, hop.number);
    // Where another one answered before, it may be a hop of another way.
    const auto* const last = last_router(of.from_one_port);
    has_gap = has_gap || (again != nullptr && again->answer() == nullptr &&
                          last != nullptr && last->number > hop.number);
  }
  return has_gap;
}

int hops_back(std::uint8_t hops_left) {
  const int at_first = hops_left <= 64 ? 64 : hops_left <= 128 ? 128 : 255;
  return at_first - hops_left + 1;
}

}  // namespace tmss10
