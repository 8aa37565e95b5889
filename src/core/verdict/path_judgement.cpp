// SPDX-License-Identifier: MIT
#include "path_data_judgement.hpp"
#include "path_places.hpp"
#include "path_refusal.hpp"
#include "path_ways_judgement.hpp"
#include <tmss10/core/verdict/path_judgement.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace tmss10 {
namespace {

/// The first hop at which a connection was made; null without one.
const path_hop* first_connection(const path& of) {
  const auto at = std::find_if(of.hops.begin(), of.hops.end(), [](const auto& hop) {
    return hop.end() != nullptr && hop.end()->what == hop_reply::connection;
  });
  return at == of.hops.end() ? nullptr : &*at;
}

/// The requests of this look had greater hop limits than other programs have here.
path_judgement judge_own_hop_limit(const path& of, const path_hop& open) {
  return {
      path_finding::beyond_own_hop_limit, open.number,
      fmt::format("{} is {} hops away, but this machine sends with a hop limit of only "
                  "{}: other connections do not get there.",
                  of.address, open.number, of.own_hop_limit),
      "Ask this machine's administrator for the usual 64 (Linux: "
      "net.ipv4.ip_default_ttl, net.ipv6.conf.*.hop_limit)."};
}

path_judgement judge_connection(const path& of, const path_hop* open) {
  if (auto judged = judge_data(of)) return std::move(*judged);
  if (auto judged = judge_ways(of, open)) return std::move(*judged);
  if (open != nullptr && of.own_hop_limit > 0 && open->number > of.own_hop_limit)
    return judge_own_hop_limit(of, *open);
  if (open == nullptr) {
    return {path_finding::open_too_far, 0,
            fmt::format("{} answers, but not within {} hops. How far it is, and which "
                        "way requests take, is not known.",
                        of.address, of.hops.size()),
            "Use a larger --max-hops."};
  }
  path_judgement out{path_finding::open, open->number};
  if (of.data == data_result::unknown || of.data == data_result::is_reset) {
    out.sentence = fmt::format(
        "{} accepts connections. Whether data gets through is not known.", of.address);
  }
  if (of.data == data_result::other_greeting) {
    out.finding = path_finding::open_without_greeting;
    out.sentence = fmt::format(
        "{} accepts connections, but what answers there is no TMSS10Responder that is "
        "ready, so no data was sent. A run without --path says what it is.",
        of.address);
  }
  if (of.data == data_result::no_greeting) {
    out.finding = path_finding::open_without_greeting;
    out.sentence = fmt::format(
        "{} accepts connections, but no greeting of a TMSS10Responder came, so no data "
        "was sent. It is another server, or what it sends is dropped on the way back: at "
        "which hop cannot be seen from here.",
        of.address);
  }
  return out;
}

path_judgement judge_loop(const path& of, const path_loop& loop) {
  path_judgement out{path_finding::loop, loop.from};
  const auto& routers = loop.routers;
  std::string between = routers.front();
  for (std::size_t i = 1; i < routers.size(); ++i)
    between += (i + 1 == routers.size() ? " and " : ", ") + routers[i];
  out.sentence =
      routers.size() == 1
          ? fmt::format(
                "the request goes round in a circle at {}, from hop {} on: a "
                "routing loop.",
                between, loop.from)
          : fmt::format(
                "the request goes round in a circle between {}, from hop {} on: "
                "a routing loop.",
                between, loop.from);
  out.advice =
      fmt::format("Ask whoever runs {} to correct the route to {}.", between, of.address);
  return out;
}

path_judgement judge_too_far(const path& of, const path_hop& last) {
  path_judgement out{path_finding::too_far, last.number,
                     fmt::format("{} is not reached within {} hops: the request still "
                                 "gets as far as {}.",
                                 of.address, of.max_hops, place_of(last)),
                     "Use a larger --max-hops."};
  const auto translated = find_translation(of);
  if (!translated) return out;
  out.sentence +=
      " " + translation_text(of, *translated) + " It may go round in a circle there.";
  out.advice = fmt::format("Ask whoever runs {} to which machine it passes TCP {} on.",
                           translators(of, *translated), of.port);
  return out;
}

/// It is dropped somewhere after the target's address was translated.
path_judgement judge_silence_after(const path& of, const path_hop& last,
                                   const path_translation& translated) {
  path_judgement out{path_finding::dropped, last.number};
  out.sentence = fmt::format(
      "the request gets as far as hop {}. {} One of them, or what is between them, drops "
      "TCP {}, or the answers are dropped on the way back.",
      last.number, translation_text(of, translated), of.port);
  out.advice = fmt::format(
      "Ask whoever runs {} to which machine it passes TCP {} on, and to find from there "
      "on what drops it.",
      translators(of, translated), of.port);
  return out;
}

path_judgement judge_silence(const path& of) {
  const auto* const last = last_router(of.hops);
  if (last == nullptr) {
    return {path_finding::silent, 0,
            fmt::format(
                "nothing answers, not even the first router. How far the request gets is "
                "not known: this machine or its network may drop it, no router may "
                "report, or {} is close by and drops it itself.",
                of.address),
            fmt::format("Ask whoever runs this network whether it allows outbound TCP {} "
                        "to {}, and whoever runs that machine.",
                        of.port, of.address)};
  }
  if (last->number == of.hops.size() && of.hops.size() >= of.max_hops)
    return judge_too_far(of, *last);
  const auto translated = find_translation(of);
  if (translated) return judge_silence_after(of, *last, *translated);
  path_judgement out{path_finding::dropped, last->number};
  const auto& sender = last->answer()->sender;
  const bool is_limited = seems_to_limit_reports(of);
  // A router answers before its own filter drops; and a request that is answered in vain
  // looks the same.
  out.sentence = fmt::format(
      "the request gets {}as far as {}.{} It, or what comes {} after it, drops TCP {}, "
      "or "
      "the answers are dropped on the way back.",
      is_limited ? "at least " : "", place_of(*last),
      is_limited ? " Some routers did not answer every time, so that it may get further."
                 : "",
      is_limited ? "somewhere" : "right", of.port);
  out.advice = fmt::format("Ask whoever runs {} to allow TCP {} to {}, and the answers.",
                           sender, of.port, of.address);
  if (is_limited) out.advice += " Look again after a minute: it may show more.";
  if (const auto* const end = first_end(of.from_one_port);
      end != nullptr && end->end()->what == hop_reply::connection) {
    out.finding = path_finding::open_on_some_ways;
    out.sentence = fmt::format(
        "some connections get through, and some get only as far as {}: they are spread "
        "over several ways. It, or what comes right after it, drops TCP {}.",
        place_of(*last), of.port);
  }
  return out;
}

}  // namespace

path_judgement judge_path(const path& of) {
  const auto* const open = first_connection(of);
  const auto is_connection = [](const hop_answer& one) {
    return one.what == hop_reply::connection;
  };
  const auto& others = of.from_other_ports;
  const bool connected = open != nullptr ||
                         (of.unlimited && is_connection(*of.unlimited)) ||
                         std::any_of(others.begin(), others.end(), is_connection);
  if (connected) return judge_connection(of, open);
  const auto* const end = first_end(of.hops);
  const auto* const answer = end != nullptr ? end->end()
                             : of.unlimited ? &*of.unlimited
                                            : nullptr;
  if (answer != nullptr && answer->what == hop_reply::not_sent) {
    return {
        path_finding::not_sent, 0,
        fmt::format("this machine does not send the request: {}.",
                    answer->error.message()),
        fmt::format("Check this machine's route to {}, and its firewall.", of.address)};
  }
  if (answer != nullptr && answer->is_end()) return judge_refusal(of, end, *answer);
  if (const auto loop = find_loop(of); !loop.routers.empty()) return judge_loop(of, loop);
  if (of.was_stopped) {
    return {path_finding::stopped, 0,
            "interrupted: how far the request gets is not known yet."};
  }
  return judge_silence(of);
}

bool is_partly_open(path_finding finding) {
  return finding == path_finding::open_on_some_ways ||
         finding == path_finding::open_at_times ||
         finding == path_finding::data_on_some_ways ||
         finding == path_finding::data_at_times;
}

std::string_view name_of(path_finding finding) {
  switch (finding) {
    case path_finding::open: return "open";
    case path_finding::open_too_far: return "open_too_far";
    case path_finding::open_on_some_ways: return "open_on_some_ways";
    case path_finding::open_at_times: return "open_at_times";
    case path_finding::open_without_greeting: return "open_without_greeting";
    case path_finding::beyond_own_hop_limit: return "beyond_own_hop_limit";
    case path_finding::data_dropped: return "data_dropped";
    case path_finding::data_reset: return "data_reset";
    case path_finding::data_on_some_ways: return "data_on_some_ways";
    case path_finding::data_at_times: return "data_at_times";
    case path_finding::dropped: return "dropped";
    case path_finding::silent: return "silent";
    case path_finding::refused_by_target: return "refused_by_target";
    case path_finding::refused_before_target: return "refused_before_target";
    case path_finding::refused: return "refused";
    case path_finding::prohibited: return "prohibited";
    case path_finding::unreachable: return "unreachable";
    case path_finding::neighbour_silent: return "neighbour_silent";
    case path_finding::loop: return "loop";
    case path_finding::too_far: return "too_far";
    case path_finding::not_sent: return "not_sent";
    case path_finding::stopped: break;
  }
  return "stopped";
}

}  // namespace tmss10
