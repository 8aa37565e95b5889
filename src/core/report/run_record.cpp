// SPDX-License-Identifier: MIT
#include "core/verdict/sentence_text.hpp"
#include "recent_events.hpp"
#include <tmss10/core/report/run_record.hpp>
#include <tmss10/core/verdict/unspecified_address.hpp>

#include <algorithm>
#include <utility>
#include <variant>

namespace tmss10 {

/// What the record takes from each event.
struct run_record::take {
  run_record& to;
  std::chrono::system_clock::time_point at;

  void operator()(const event::connecting& what) const {
    // One look-up may be for many connections: of --connect-only, of an examination.
    to.used_.reset();
    auto resolved = std::move(to.latest_.resolved);
    to.latest_ = {};
    to.latest_.begun = what;
    to.latest_.resolved = std::move(resolved);
  }
  void operator()(const event::resolved& what) const { to.latest_.resolved = what; }
  void operator()(const event::attempt& what) const {
    const auto known = find(what.address, what.port, what.of_proxy);
    if (known == to.addresses_.end() && to.addresses_.size() == most_addresses) {
      ++to.more_attempts_;
      return;
    }
    auto& one = known != to.addresses_.end() ? *known : to.addresses_.emplace_back();
    one.last = what;
    ++one.times;
    if (!what.error) ++one.connected;
  }
  void operator()(const event::connected& what) const {
    to.latest_.connected = what;
    use(what, false);
  }
  void operator()(const event::proxy_connected& what) const {
    to.latest_.proxy_connected = what;
    use(what, true);
  }
  void operator()(const event::tunnelled& what) const { to.latest_.tunnelled = what; }
  void operator()(const event::greeted& what) const { to.latest_.greeted = what; }
  void operator()(const event::established& what) const { to.latest_.established = what; }
  void operator()(const event::not_connected& what) const { failed(what.why); }

  void operator()(const event::unsent& what) const {
    to.pings_.unsent(before(what.overdue));
  }
  void operator()(const event::reply& what) const {
    if (what.late) return;
    answered(what.round_trip, what.noticed_late);
    if (to.used_) ++to.addresses_[*to.used_].answered;
  }
  void operator()(const event::bad_reply& what) const {
    if (!what.late) lost(what.round_trip);
  }
  void operator()(const event::lost& what) const { lost(what.waited); }
  void operator()(const event::connection_made& what) const {
    answered(what.took, what.noticed_late);
  }
  void operator()(const event::connection_failed& what) const {
    failed(what.why);
    to.pings_.lost(before(what.why.waited));
  }

  void operator()(const event::path_found& what) const { to.way_ = what.way; }
  void operator()(const event::sizes_found& what) const { to.sizes_ = what.sizes; }
  void operator()(const event::idle_found& what) const { to.idle_ = what.range; }
  void operator()(const event::observed& what) const { to.observed_ = what.seen; }

  void operator()(const event::way_tried& what) const { to.ways_.push_back(*what.way); }

  // Only the lines of the events tell of these.
  void operator()(const event::part_examined& /*what*/) const {}
  void operator()(const event::sent& /*what*/) const {}
  void operator()(const event::attempted& /*what*/) const {}
  void operator()(const event::closed_at_once& /*what*/) const {}
  void operator()(const event::banner& /*what*/) const {}
  void operator()(const event::disconnected& /*what*/) const {}
  void operator()(const event::retransmitted& /*what*/) const {}
  void operator()(const event::held_up& /*what*/) const {}
  void operator()(const event::idle_step& /*what*/) const {}

 private:
  [[nodiscard]] std::vector<tried_address>::iterator find(const std::string& address,
                                                          std::uint16_t port,
                                                          bool of_proxy) const {
    return std::ranges::find_if(to.addresses_, [&](const tried_address& one) {
      return one.last.address == address && one.last.port == port &&
             one.last.of_proxy == of_proxy;
    });
  }
  template <typename Connected>
  void use(const Connected& what, bool of_proxy) const {
    const auto known = find(what.address, what.port, of_proxy);
    if (known == to.addresses_.end()) return;
    to.used_ = static_cast<std::size_t>(known - to.addresses_.begin());
  }
  void lost(std::chrono::nanoseconds waited) const {
    to.pings_.lost(before(waited));
    if (to.used_) ++to.addresses_[*to.used_].lost;
  }
  void failed(const failure& why) const {
    to.latest_.why = why;
    // What an earlier look-up found is of no use to this attempt.
    if (why.where == stage::resolve || why.where == stage::proxy_resolve)
      to.latest_.resolved.reset();
  }
  void answered(std::chrono::nanoseconds took, bool noticed_late) const {
    if (noticed_late) return to.pings_.answered(at, std::nullopt);
    to.pings_.answered(before(took), took);
    to.sample_.add(took);
  }
  [[nodiscard]] std::chrono::system_clock::time_point before(
      std::chrono::nanoseconds past) const {
    return at - std::chrono::duration_cast<std::chrono::system_clock::duration>(past);
  }
};

run_record::run_record() : events_(std::make_unique<recent_events>(false)) {}
run_record::~run_record() = default;

void run_record::begin(const run_description& run,
                       std::chrono::system_clock::time_point now) {
  run_ = run;
  began_ = now;
  events_ = std::make_unique<recent_events>(has_option("--examine"));
}

void run_record::on(const occurrence& happened) {
  std::visit(take{*this, happened.at}, happened.what);
  events_->add(happened.what, happened.at);
  note(happened);
}

void run_record::note(const occurrence& happened) {
  constexpr std::size_t most_notes = 8;
  const auto add = [this](std::string text) {
    const bool is_new = std::find(notes_.begin(), notes_.end(), text) == notes_.end();
    if (is_new && notes_.size() < most_notes) notes_.push_back(std::move(text));
  };
  if (auto text = family_note_.on(happened.what)) {
    constexpr std::string_view prefix = "note: ";
    add(text->starts_with(prefix) ? text->substr(prefix.size()) : *text);
  }
  if (auto text = service_note_.on(happened.what)) add(std::move(*text));
  if (const auto* at = std::get_if<event::resolved>(&happened.what)) {
    if (const auto remark = remark_on_unspecified(*at)) {
      add(remark->hint.empty()
              ? remark->sentence
              : with_full_stop(remark->sentence) + " " + as_sentence(remark->hint));
    }
  }
}

bool run_record::has_option(std::string_view long_name) const {
  return std::any_of(
      run_.options.begin(), run_.options.end(),
      [long_name](const understood_option& one) { return one.name == long_name; });
}

bool run_record::has_pings() const {
  const bool looks =
      has_option("--path") || has_option("--mtu") || has_option("--idle-limit");
  return !looks || has_option("--count") || has_option("--continuous");
}

std::vector<event_line> run_record::events() const {
  return events_->lines();
}

std::uint64_t run_record::earlier_events() const {
  return events_->dropped();
}

}  // namespace tmss10
