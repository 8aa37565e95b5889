// SPDX-License-Identifier: MIT
#include "net/admitted_endpoints.hpp"
#include "net/hop_limit.hpp"
#include "path_data.hpp"
#include "path_names.hpp"
#include "path_ports.hpp"
#include "path_probes.hpp"
#include "path_search.hpp"
#include "path_ways.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/run/path.hpp>
#include <tmss10/net/ascii_name.hpp>
#include <tmss10/net/connect_race.hpp>
#include <tmss10/net/event_feed.hpp>
#include <tmss10/net/ping/path_finder.hpp>
#include <tmss10/net/resolve.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using asio::ip::tcp;
using clock = std::chrono::steady_clock;

/// The 8 s that path_finder.hpp promises, less what it takes to tell what is known.
constexpr auto most_time = std::chrono::milliseconds(7800);

}  // namespace

class path_finder::implementation {
 public:
  implementation(const asio::any_io_executor& executor, path_finder_settings settings,
                 const site_key& key, listener listen)
      : executor_(executor),
        settings_(std::move(settings)),
        key_(key),
        events_(std::move(listen), settings_.target),
        limit_(executor),
        whole_(executor) {
    settings_.dial.proxy.reset();
  }

  asio::awaitable<std::optional<failure>> run() {
    const auto& dial = settings_.dial;
    const event::connecting connecting{dial.host, dial.port, {}, {}};
    if (is_stopped_) co_return std::nullopt;
    tell(connecting);
    if (is_stopped_) co_return std::nullopt;
    auto found = co_await look_up();
    if (is_stopped_) co_return std::nullopt;
    if (!found) co_return std::move(found).error();
    const auto began = clock::now();
    probes_.emplace(executor_, *found, dial.from);
    path_.address = probes_->target().address().to_string();
    path_.port = dial.port;
    path_.own_hop_limit = own_hop_limit_to(probes_->target());
    path_.max_hops = settings_.max_hops;
    whole_.arm(most_time, [this] { cut(); });
    path_search search(*probes_, path_, settings_.thorough);
    co_await search.run();
    const auto took = clock::now() - began;
    path_ways ways(*probes_, path_, search);
    if (!is_over()) co_await ways.check(settings_.data);
    auto why = failure_to_connect(took);
    if (!why && settings_.data && !is_over() &&
        probes_->connections() < most_connections) {
      why = co_await look_at_data_on(ways, search);
    }
    if (settings_.thorough && !is_over())
      co_await look_up_names(path_, [this] { return is_over(); });
    whole_.disarm();
    path_.was_stopped = is_stopped_;
    const event::path_found path_found{std::make_shared<const path>(path_)};
    tell(path_found);
    if (is_stopped_) co_return std::nullopt;
    co_return why;
  }

  void stop() {
    is_stopped_ = true;
    cut();
  }

 private:
  /// Ends what is under way: what is known has to be told.
  void cut() {
    is_cut_ = true;
    limit_.trip();
    if (probes_) probes_->stop();
  }

  [[nodiscard]] bool is_over() const { return is_cut_; }

  void tell(const ping_event& happened) { events_.tell(happened, clock::now()); }

  failure failure_at(stage where, std::error_code error, clock::duration waited) const {
    failure out;
    out.where = where;
    out.error = error;
    out.host = settings_.dial.host;
    out.port = settings_.dial.port;
    out.waited = waited;
    out.source = settings_.dial.from.address.value_or(std::string());
    out.interface_name = settings_.dial.from.interface_name.value_or(std::string());
    return out;
  }

  /// The address that a connection is tried to first.
  asio::awaitable<tl::expected<tcp::endpoint, failure>> look_up() {
    const auto& dial = settings_.dial;
    const auto name = ascii_name(dial.host);
    if (!name) co_return tl::unexpected(failure_at(stage::resolve, name.error(), {}));
    const bool is_known = dial.known_address.has_value();
    const name_query query{dial.known_address.value_or(*name), dial.port, dial.family};
    auto [found, took] = co_await resolve(query, limit_, dial.look_up_timeout);
    if (!found) co_return tl::unexpected(failure_at(stage::resolve, found.error(), took));
    event::resolved resolved{
        dial.host, {}, took, *name == dial.host ? std::string() : *name};
    const auto all = interleave_families(std::move(*found));
    for (const auto& one : all)
      resolved.addresses.push_back(one.address().to_string());
    if (!is_known) tell(resolved);
    const auto admitted = admitted_endpoints(all, dial);
    if (!admitted)
      co_return tl::unexpected(failure_at(stage::resolve, admitted.error(), took));
    path_.name = dial.host;
    path_.addresses = all.size();
    co_return first_of_source(*admitted);
  }

  /// With --source, the first of its family.
  [[nodiscard]] tcp::endpoint first_of_source(const endpoints& all) const {
    const auto& source = settings_.dial.from.address;
    if (!source) return all.front();
    const bool is_v6 = source->find(':') != std::string::npos;
    const auto at = std::find_if(all.begin(), all.end(), [is_v6](const auto& one) {
      return one.address().is_v6() == is_v6;
    });
    return at == all.end() ? all.front() : *at;
  }

  /// None: there is a connection.
  [[nodiscard]] std::optional<failure> failure_to_connect(clock::duration waited) const {
    const auto* const answer = final_answer(path_);
    const bool is_connection = answer != nullptr && answer->what == hop_reply::connection;
    if (is_connection) return std::nullopt;
    const bool is_known = answer != nullptr && answer->error;
    auto out =
        failure_at(stage::connect,
                   is_known ? answer->error : make_error_code(errc::timed_out), waited);
    out.address = path_.address;
    if (answer != nullptr) out.icmp = answer->icmp;
    return out;
  }

  /// Why data does not arrive; none if it does, or was not sent.
  asio::awaitable<std::optional<failure>> look_at_data_on(path_ways& ways,
                                                          const path_search& search) {
    data_look_limits limits;
    limits.other_ports = !ways.differ();
    if (limits.other_ports)
      limits.routers = co_await survey_routers(*probes_, path_, search);
    const auto made = probes_->connections();
    if (is_over() || made >= most_connections) co_return std::nullopt;
    limits.slowest = probes_->slowest();
    limits.connections = most_connections - made;
    auto found = co_await look_at_data(settings_.dial, probes_->target(), key_, path_,
                                       limits, limit_);
    probes_->add_connections(found.connections);
    if (found.had_no_connection && !is_over())
      co_await ways.find_closed_one(found.closed_port, limits.routers);
    if (found.lost_port != 0 && !is_over())
      co_await ways.name_last_data_hop(found.lost_port, limits.routers);
    co_return std::move(found.why);
  }

  asio::any_io_executor executor_;
  path_finder_settings settings_;
  const site_key& key_;
  event_feed events_;
  watchdog limit_;
  watchdog whole_;  // of all that follows the look-up
  std::optional<path_probes> probes_;
  path path_;
  bool is_stopped_ = false;
  bool is_cut_ = false;  // by stop(), or because its time is over
};

bool path_finder::is_possible() {
  return has_path_requests();
}

path_finder::path_finder(const asio::any_io_executor& executor,
                         path_finder_settings settings, const site_key& key,
                         listener listen)
    : implementation_(std::make_unique<implementation>(executor, std::move(settings), key,
                                                       std::move(listen))) {}

path_finder::~path_finder() = default;

asio::awaitable<std::optional<failure>> path_finder::run() {
  return implementation_->run();
}

void path_finder::stop() {
  implementation_->stop();
}

}  // namespace tmss10
