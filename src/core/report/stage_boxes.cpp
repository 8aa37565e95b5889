// SPDX-License-Identifier: MIT
#include "stage_boxes.hpp"

#include "count_text.hpp"
#include <tmss10/core/run/idle_limit.hpp>
#include <tmss10/core/run/packet_sizes.hpp>
#include <tmss10/core/run/path.hpp>
#include <tmss10/core/run/way_of_run.hpp>
#include <tmss10/core/verdict/attempt_result.hpp>
#include <tmss10/core/verdict/idle_judgement.hpp>
#include <tmss10/core/verdict/path_judgement.hpp>
#include <tmss10/core/verdict/size_judgement.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

namespace tmss10 {
namespace {

/// Whether the request gets to the target; what comes there is of another stage.
bool is_open(path_finding finding) {
  return finding == path_finding::open || finding == path_finding::open_too_far ||
         finding == path_finding::open_without_greeting ||
         finding == path_finding::refused_by_target;
}

/// What ends on a path that is not good.
std::string_view subject_of(path_finding finding) {
  switch (finding) {
    case path_finding::data_dropped:
    case path_finding::data_reset: return "data ";
    case path_finding::data_on_some_ways:
    case path_finding::data_at_times: return "some data ";
    case path_finding::open_on_some_ways:
    case path_finding::open_at_times: return "a way ";
    default: return {};
  }
}

/// How a path ends of which no hop is known.
std::string_view words_without_hop(path_finding finding) {
  switch (finding) {
    case path_finding::refused:
    case path_finding::refused_before_target:
    case path_finding::prohibited:
    case path_finding::unreachable: return "refused";
    case path_finding::not_sent: return "not sent";
    case path_finding::stopped: return "not known";
    case path_finding::dropped:
    case path_finding::silent:
    case path_finding::neighbour_silent:
    case path_finding::too_far: return "no answer";
    default: return {};
  }
}

template <typename Connected>
void set_connection(std::optional<Connected>& to, const tried_way& way) {
  auto& at = to.emplace();
  at.address = way.address;
  at.local_address = way.local_address;
  at.took = *way.connection;
}

/// The stages of a way that was tried by itself.
connection_stages stages_of(const tried_way& way) {
  connection_stages out;
  out.begun.emplace().proxy = way.proxy;
  if (way.connection && way.is_direct()) set_connection(out.connected, way);
  if (way.connection && !way.is_direct()) set_connection(out.proxy_connected, way);
  if (way.tunnel) out.tunnelled.emplace().took = *way.tunnel;
  if (way.greeting) out.greeted.emplace().took = *way.greeting;
  if (way.handshake) out.established.emplace().took = *way.handshake;
  out.why = way.why;
  return out;
}

/// The stages of the run's own way, if it was an examination; else of the latest attempt.
connection_stages stages_of(const run_record& record, const run_outcome& outcome) {
  const auto* const own = outcome.examined ? judged_way(*outcome.examined) : nullptr;
  if (own == nullptr) return record.latest();
  auto out = stages_of(*own);
  if (own->is_direct()) out.resolved = record.latest().resolved;
  if (out.established)
    out.established->open_mode = record.run().open_mode.value_or(false);
  return out;
}

/// The boxes of a run, one after the other.
class boxes_of_run {
 public:
  boxes_of_run(const run_record& record, const run_outcome& outcome)
      : record_(record),
        outcome_(outcome),
        at_(stages_of(record, outcome)),
        why_(at_.why       ? &*at_.why
             : outcome.why ? &*outcome.why
                           : nullptr) {}

  std::vector<stage_box> take() {
    const bool by_proxy = at_.begun ? !at_.begun->proxy.empty() : !outcome_.proxy.empty();
    const bool is_path_alone = !record_.has_pings() && record_.has_option("--path");
    add_name(by_proxy);
    if (record_.has_option("--path") || record_.way() != nullptr)
      add_path(!is_path_alone, by_proxy);
    if (is_path_alone) {
      add_refusal();
      return std::move(out_);
    }
    if (by_proxy) {
      add("Proxy", stage::proxy_connect, took_of(at_.proxy_connected), "connected");
      add("Tunnel", stage::proxy_tunnel, took_of(at_.tunnelled), "opened");
    } else {
      add("Connection", stage::connect, took_of(at_.connected), "connected");
    }
    if (!record_.has_option("--connect-only")) {
      add("Greeting", stage::greeting, took_of(at_.greeted), "received");
      add("Handshake", stage::handshake, took_of(at_.established),
          at_.established && at_.established->open_mode ? "open mode" : "site key");
    }
    add_purpose();
    return std::move(out_);
  }

 private:
  using duration = std::optional<std::chrono::nanoseconds>;

  template <typename Event>
  static duration took_of(const std::optional<Event>& at) {
    return at ? duration(at->took) : std::nullopt;
  }

  [[nodiscard]] bool has_failed() const {
    return std::ranges::any_of(
        out_, [](const stage_box& one) { return one.result == stage_result::failed; });
  }
  /// Whether it is the stage at which the run fails.
  [[nodiscard]] bool fails_at(stage where) const {
    return why_ != nullptr && why_->where == where && !has_failed();
  }

  void add(std::string name, stage where, duration took, std::string words) {
    if (took) {
      out_.push_back({std::move(name), stage_result::good, std::move(words), took});
    } else {
      add_unknown(std::move(name), where, "not reached");
    }
  }
  void add_unknown(std::string name, stage where, std::string words) {
    if (fails_at(where)) {
      out_.push_back({std::move(name), stage_result::failed,
                      attempt_result(why_->error, why_->icmp), why_->waited});
    } else {
      out_.push_back({std::move(name), stage_result::not_reached, std::move(words)});
    }
  }

  void add_name(bool by_proxy) {
    std::string words;
    duration took;
    if (at_.resolved) {
      const auto& addresses = at_.resolved->addresses;
      const bool is_typed =
          addresses.size() == 1 && addresses.front() == at_.resolved->host;
      words = is_typed ? "given as an address" : counted_addresses(addresses.size());
      took = at_.resolved->took;
    }
    const auto* const name = by_proxy ? "Proxy's name" : "Name";
    const auto where = by_proxy ? stage::proxy_resolve : stage::resolve;
    const bool is_past =
        at_.connected || at_.proxy_connected || (why_ != nullptr && why_->where > where);
    if (!took && is_past) return out_.push_back({name, stage_result::good, "found"});
    add(name, where, took, std::move(words));
  }

  static std::string counted_addresses(std::size_t count) {
    return count == 1 ? "1 address" : grouped(count) + " addresses";
  }

  /// Whether the run itself gets past the stages that a path can end.
  [[nodiscard]] bool is_connected() const {
    return at_.connected || (why_ != nullptr && why_->where > stage::connect);
  }

  void add_path(bool has_more, bool by_proxy) {
    const auto* const way = record_.way();
    if (way == nullptr)
      return out_.push_back({"Path", stage_result::not_reached, "not known"});
    const auto judged = judge_path(*way);
    stage_box box{"Path", stage_result::failed};
    if (is_open(judged.finding)) box.result = stage_result::good;
    if (is_partly_open(judged.finding)) box.result = stage_result::troubled;
    if (judged.finding == path_finding::stopped) box.result = stage_result::not_reached;
    // Then it is not the path at which the run fails, if it does.
    const bool is_other = has_more && (by_proxy || is_connected());
    if (box.result == stage_result::failed && is_other)
      box.result = stage_result::troubled;
    if (judged.hop > 0) {
      box.words =
          box.result == stage_result::good
              ? counted(judged.hop, "hop")
              : fmt::format("{}ends at hop {}", subject_of(judged.finding), judged.hop);
    } else if (!is_open(judged.finding)) {
      box.words = words_without_hop(judged.finding);
    }
    out_.push_back(std::move(box));
  }

  /// Of a look at the path alone, which makes a connection, too.
  void add_refusal() {
    const auto* const way = record_.way();
    if (way == nullptr || judge_path(*way).finding != path_finding::refused_by_target)
      return;
    const auto refused = std::make_error_code(std::errc::connection_refused);
    out_.push_back(
        {"Connection", stage_result::failed, attempt_result(refused, std::nullopt)});
  }

  /// What the connection is for.
  void add_purpose() {
    if (record_.has_option("--mtu")) return add_sizes();
    if (record_.has_option("--idle-limit")) return add_idle();
    const auto* const sizes = record_.sizes();
    if (sizes != nullptr && judge_sizes(*sizes).has_hole) add_sizes();
    add_pings();
  }

  void add_sizes() {
    const auto* const sizes = record_.sizes();
    if (sizes == nullptr)
      return add_unknown("Packet sizes", stage::exchange, "not known");
    const auto judged = judge_sizes(*sizes);
    const auto result = judged.has_hole            ? stage_result::failed
                        : judged.name == "unknown" ? stage_result::troubled
                                                   : stage_result::good;
    out_.push_back(
        {"Packet sizes", result,
         fmt::format("{} there, {} back", sizes->there.passed, sizes->back.passed),
         sizes->took});
  }

  void add_idle() {
    const auto* const idle = record_.idle();
    if (idle == nullptr) return add_unknown("Idle limit", stage::exchange, "not known");
    if (!idle->is_limited()) {
      out_.push_back({"Idle limit",
                      idle->complete ? stage_result::good : stage_result::troubled,
                      "none up to " + idle_at_least(idle->survived)});
      return;
    }
    out_.push_back(
        {"Idle limit", stage_result::failed, "about " + idle_at_most(*idle->ended)});
  }

  void add_pings() {
    const auto& totals = outcome_.figures.totals;
    const auto* const name =
        record_.has_option("--connect-only") ? "Connections" : "Pings";
    if (totals.due() == 0) return add_unknown(name, stage::exchange, "not reached");
    stage_box box{
        name, stage_result::good,
        fmt::format("{} of {}", grouped(totals.received), grouped(totals.due()))};
    if (totals.missed() > 0) {
      box.result = totals.received > 0 ? stage_result::troubled : stage_result::failed;
      // Where there was no connection, that failed.
      const bool is_no_fault = totals.transmitted == 0 || has_failed();
      if (totals.received == 0 && is_no_fault) box.result = stage_result::not_reached;
    }
    // What comes on a bare connection is a part of it.
    if (record_.has_option("--connect-only") && fails_at(stage::greeting)) {
      box.result = stage_result::failed;
      box.words += ", " + attempt_result(why_->error, why_->icmp);
    }
    if (totals.round_trips.count() > 0) box.took = totals.round_trips.percentile(50);
    out_.push_back(std::move(box));
  }

  const run_record& record_;
  const run_outcome& outcome_;
  connection_stages at_;
  const failure* why_;
  std::vector<stage_box> out_;
};

}  // namespace

std::string_view name_of(stage_result result) {
  switch (result) {
    case stage_result::good: return "good";
    case stage_result::troubled: return "troubled";
    case stage_result::failed: return "failed";
    case stage_result::not_reached: break;
  }
  return "not_reached";
}

std::vector<stage_box> stage_boxes(const run_record& record, const run_outcome& outcome) {
  return boxes_of_run(record, outcome).take();
}

}  // namespace tmss10
