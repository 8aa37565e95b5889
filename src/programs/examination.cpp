// SPDX-License-Identifier: MIT
#include "examination.hpp"

#include "ping_settings.hpp"
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/run/way_of_run.hpp>
#include <tmss10/core/verdict/size_judgement.hpp>
#include <tmss10/net/ping/examiner.hpp>

#include <algorithm>
#include <utility>
#include <variant>

namespace tmss10 {
namespace {

std::string name_of(const std::optional<proxy_settings>& proxy) {
  return proxy ? authority_of(proxy->host, proxy->port) : std::string();
}

/// That of the run if it works, or else one that does; null if none works.
const tried_way* way_of_pings(const findings& of) {
  if (const auto* const judged = judged_way(of); judged != nullptr && judged->works())
    return judged;
  const auto find = [&of](bool own) {
    return std::find_if(of.ways.begin(), of.ways.end(), [&](const tried_way& way) {
      return way.works() && (!own || way.proxy == of.proxy);
    });
  };
  auto best = find(true);
  if (best == of.ways.end()) best = find(false);
  return best == of.ways.end() ? nullptr : &*best;
}

}  // namespace

examination::examination(const ping_options& options, std::optional<proxy_settings> proxy)
    : options_(options), proxy_(std::move(proxy)) {
  if (!proxy_) other_proxy_ = proxy_of_environment(options);
  found_.host = options.host;
  found_.port = options.port;
  found_.proxy = name_of(proxy_);
}

std::unique_ptr<probing> examination::look(const asio::any_io_executor& executor,
                                           const site_key& key,
                                           probing::listener listen) const {
  examiner_settings settings;
  settings.dial = pinger_settings_of(options_, proxy_).dial;
  settings.other_proxy = other_proxy_;
  settings.reply_timeout = options_.timeout;
  settings.payload_size = options_.payload_size;
  settings.max_hops = options_.max_hops;
  return std::make_unique<examiner>(executor, std::move(settings), key,
                                    std::move(listen));
}

bool examination::falls_short(const ping_event& happened) const {
  const auto* const at = std::get_if<event::sizes_found>(&happened);
  return at != nullptr && !proxy_ && judge_sizes(*at->sizes).has_hole;
}

std::unique_ptr<pinging> examination::pings(const asio::any_io_executor& executor,
                                            const site_key& key,
                                            pinging::listener listen) {
  const auto* const way = way_of_pings(found_);
  if (way == nullptr) return nullptr;
  found_.pinged_through = way->proxy;
  auto settings =
      pinger_settings_of(options_, way->is_direct()                ? std::nullopt
                                   : way->proxy == name_of(proxy_) ? proxy_
                                                                   : other_proxy_);
  if (way->is_direct()) settings.dial.known_address = way->address;
  settings.observe = true;
  return std::make_unique<pinger>(executor, std::move(settings), key, std::move(listen));
}

findings examination::conclude(const run_outcome& so_far, bool was_stopped) const {
  auto all = found_;
  all.pings = so_far.figures.totals;
  all.why_lost = so_far.why;
  all.was_stopped = was_stopped;
  return all;
}

}  // namespace tmss10
