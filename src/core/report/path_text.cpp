// SPDX-License-Identifier: MIT
#include "path_text.hpp"

#include "wrapped.hpp"
#include <tmss10/core/base/machine_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

namespace tmss10 {
namespace {

std::string words_of(const hop_answer& one) {
  switch (one.what) {
    case hop_reply::icmp_refusal: return icmp_words(*one.icmp);
    case hop_reply::reset: return "refused";
    case hop_reply::connection: return "connected";
    case hop_reply::not_sent: return one.error.message();
    case hop_reply::silence:
    case hop_reply::hop_limit_exceeded: break;
  }
  return one.was_repeated ? "answered when asked again" : "";
}

std::string numbers_of(const icmp_error& icmp) {
  return fmt::format("{} type {}, code {}", icmp.is_v6 ? "ICMPv6" : "ICMP", icmp.type,
                     icmp.code);
}

bool is_same(const hop_answer& one, const hop_answer& other) {
  return one.what == other.what && one.sender == other.sender;
}

/// All times at which the same was answered.
std::string times_of(const path_hop& hop, const hop_answer& one, bool verbose) {
  std::string out;
  for (const auto& other : hop.answers) {
    if (!is_same(one, other) || other.was_repeated) continue;
    out += fmt::format("{}{:.2f}", out.empty() ? "" : " ", milliseconds_of(other.took));
    if (!verbose) break;
  }
  return out.empty() ? std::string() : out + " ms";
}

bool refuses(const hop_answer& one) {
  return one.what == hop_reply::icmp_refusal || one.what == hop_reply::reset;
}

hop_row row_of(const path_hop& hop, const hop_answer& one, bool verbose) {
  if (one.what == hop_reply::not_sent)
    return {{}, "not sent", {}, words_of(one), {}, true};
  hop_row out{{}, one.sender, times_of(hop, one, verbose), words_of(one)};
  out.is_refusal = refuses(one);
  if (!verbose) return out;
  if (!hop.name.empty() && one.sender == hop.answer()->sender)
    out.who += fmt::format(" ({})", hop.name);
  if (one.icmp) out.icmp = numbers_of(*one.icmp);
  return out;
}

/// One row for each different answer of a hop.
void add_rows(std::vector<hop_row>& to, const path_hop& hop, bool verbose) {
  std::vector<const hop_answer*> shown;
  for (const auto& one : hop.answers) {
    if (one.what == hop_reply::silence) continue;
    const bool is_known = std::any_of(
        shown.begin(), shown.end(), [&one](const auto* at) { return is_same(*at, one); });
    if (!is_known) shown.push_back(&one);
  }
  for (const auto* one : shown) {
    to.push_back(row_of(hop, *one, verbose));
    if (one == shown.front()) to.back().number = std::to_string(hop.number);
  }
  if (shown.empty()) to.push_back({std::to_string(hop.number), "*"});
}

/// Whether a hop's answer is that the router at the hop before refuses: its filter comes
/// after its look at the hop limit.
bool is_of_router_before(const path_hop& hop, const path_hop* before) {
  const auto* const one = hop.end();
  if (one == nullptr || one->what != hop_reply::icmp_refusal || before == nullptr)
    return false;
  return std::any_of(before->answers.begin(), before->answers.end(),
                     [one](const auto& router) {
                       return router.what == hop_reply::hop_limit_exceeded &&
                              router.sender == one->sender;
                     });
}

/// The last row of that router; null without one.
hop_row* row_of_router(std::vector<hop_row>& rows, const std::string& address) {
  // With its name, if that is known.
  const auto at = std::find_if(rows.rbegin(), rows.rend(), [&address](const auto& row) {
    return (row.who + " ").starts_with(address + " ");
  });
  return at == rows.rend() ? nullptr : &*at;
}

/// False without a row.
bool put_refusal(hop_row* row, std::string words, std::string icmp = {}) {
  if (row == nullptr) return false;
  row->what = std::move(words);
  if (!icmp.empty()) row->icmp = std::move(icmp);
  row->is_refusal = true;
  return true;
}

/// The refusal goes to the line of the router from which it comes.
bool put_on_line_before(std::vector<hop_row>& rows, const path_hop& hop,
                        const path_hop* before, const path_judgement& judged,
                        bool verbose) {
  const auto* const one = hop.end();
  if (one == nullptr) return false;
  if (is_of_router_before(hop, before)) {
    auto refused = row_of(hop, *one, verbose);
    return put_refusal(row_of_router(rows, one->sender), std::move(refused.what),
                       std::move(refused.icmp));
  }
  const bool is_before = before != nullptr && before->number == judged.hop;
  if (one->what != hop_reply::reset || judged.whom.empty() || !is_before) return false;
  return put_refusal(row_of_router(rows, judged.whom),
                     fmt::format("refused in the name of {}", one->sender));
}

/// The hop to which the way is shown: that of a connection, or the first that ends it.
const path_hop* last_to_show(const path& of) {
  const auto at = std::find_if(of.hops.begin(), of.hops.end(), [](const auto& hop) {
    return hop.end() != nullptr && hop.end()->what == hop_reply::connection;
  });
  return at != of.hops.end() ? &*at : first_end(of.hops);
}

/// Without the answer that ends the way, which stands on another line.
path_hop without_end(path_hop hop) {
  std::erase_if(hop.answers, [](const auto& one) { return one.is_end(); });
  return hop;
}

}  // namespace

std::vector<hop_row> path_rows(const path& of, const path_judgement& judged,
                               bool verbose) {
  std::vector<hop_row> out;
  std::size_t last = 0;  // hop with an answer
  for (const auto& hop : of.hops) {
    if (hop.answer() != nullptr) last = hop.number;
  }
  const auto* const end = last_to_show(of);
  const auto loop = find_loop(of);
  for (const auto& hop : of.hops) {
    if (hop.number > last) {
      out.push_back({std::to_string(hop.number), "* and nothing from here on"});
      out.back().is_refusal = true;
      break;
    }
    const auto* const before = find_hop(of.hops, hop.number - 1U);
    if (!put_on_line_before(out, hop, before, judged, verbose)) {
      add_rows(out, hop, verbose);
    } else if (const auto rest = without_end(hop); rest.answer() != nullptr) {
      add_rows(out, rest, verbose);
    }
    if (&hop == end) break;
    if (!loop.routers.empty() && hop.number >= loop.from + 2 * loop.routers.size()) {
      out.push_back({{}, "and so on"});
      break;
    }
  }
  return out;
}

namespace {

std::string line_of(const hop_row& row, std::size_t who, std::size_t time) {
  if (row.time.empty() && row.what.empty() && row.icmp.empty())
    return fmt::format("{:>3}  {}", row.number, row.who);
  auto out =
      fmt::format("{:>3}  {:<{}}  {:>{}}", row.number, row.who, who, row.time, time);
  if (!row.what.empty()) out += "  " + row.what;
  if (!row.icmp.empty())
    out += fmt::format("{}[{}]", row.what.empty() ? "  " : " ", row.icmp);
  return out;
}

/// That the name has further addresses, which were not looked at.
std::string note_on_addresses(const path& of) {
  if (of.addresses < 2) return {};
  return fmt::format(
      "{} has {} addresses; this looks at {} (use -4, -6 or an address for another one)",
      of.name, of.addresses, of.address);
}

/// What there is to say of a way on which nothing is wrong.
std::string words_for_open(const path& of, const path_judgement& judged) {
  return fmt::format("{} port {} answers, {} {} away.", of.address, of.port, judged.hop,
                     judged.hop == 1 ? "hop" : "hops");
}

}  // namespace

std::vector<std::string> path_hops(const path& of, bool verbose) {
  std::vector<std::string> out{fmt::format(
      "path to {} port {}, by TCP connection requests:", of.address, of.port)};
  const auto rows = path_rows(of, judge_path(of), verbose);
  std::size_t who = 0;
  std::size_t time = 11;  // "12345.67 ms"
  for (const auto& row : rows) {
    if (!row.time.empty() || !row.what.empty() || !row.icmp.empty())
      who = std::max(who, row.who.size());
    time = std::max(time, row.time.size());
  }
  for (const auto& row : rows)
    out.push_back(line_of(row, who, time));
  return out;
}

std::vector<std::string> path_lines(const path& of, bool verbose, std::size_t columns) {
  const auto judged = judge_path(of);
  std::vector<std::string> out;
  add_wrapped(out, note_on_addresses(of), columns);
  for (auto& line : path_hops(of, verbose))
    out.push_back(std::move(line));
  add_wrapped(out, judged.sentence, columns);
  add_wrapped(out, judged.advice, columns);
  return out;
}

std::vector<std::string> path_verdict(const path& of, std::size_t columns) {
  const auto judged = judge_path(of);
  std::vector<std::string> out;
  const bool is_open = judged.sentence.empty() && judged.finding == path_finding::open;
  add_wrapped(out, note_on_addresses(of), columns);
  add_wrapped(out, is_open ? words_for_open(of, judged) : judged.sentence, columns);
  add_wrapped(out, judged.advice, columns);
  return out;
}

}  // namespace tmss10
