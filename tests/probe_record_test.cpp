// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/path.hpp"
#include <tmss10/core/exporter/probe_record.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

const probe_record::time_point probe_begin{24h};

/// Events, each at its time since the start.
class recorded_probe {
 public:
  recorded_probe() = default;
  explicit recorded_probe(const duration_buckets::bounds& upper)
      : record_(std::make_shared<const duration_buckets::bounds>(upper)) {}

  recorded_probe& on(const ping_event& happened, nanoseconds after = 0ns) {
    record_.on(happened, probe_begin + after);
    return *this;
  }
  void end(nanoseconds after) { record_.end(probe_begin + after); }
  [[nodiscard]] const probe_facts& facts() const { return record_.facts(); }
  [[nodiscard]] std::optional<nanoseconds> took(stage of) const {
    return facts().stages[of];
  }

 private:
  probe_record record_;
};

event::connecting probe_connecting(const std::string& proxy = {}) {
  return {"a.example", 5000, proxy};
}

event::attempt failed_attempt(const std::string& address) {
  event::attempt out{address, 5000, "", 1ms};
  out.error = std::make_error_code(std::errc::connection_refused);
  return out;
}

event::reply probe_reply(nanoseconds round_trip) {
  event::reply out;
  out.round_trip = round_trip;
  return out;
}

TEST_CASE("probe_record: nothing happened, and nothing is known") {
  const recorded_probe probe;
  for (int i = 0; i <= static_cast<int>(stage::exchange); ++i)
    CHECK(!probe.took(static_cast<stage>(i)));
  CHECK(probe.facts().address.empty());
  CHECK(probe.facts().way == nullptr);
  CHECK(probe.facts().round_trips.counts() == std::vector<std::uint64_t>{0});
}

TEST_CASE("probe_record: a session has what each stage took") {
  recorded_probe probe;
  probe.on(probe_connecting())
      .on(event::resolved{"a.example", {"192.0.2.7"}, 2ms})
      .on(event::attempt{"192.0.2.7", 5000, "", 3ms})
      .on(event::connected{"192.0.2.7", 5000, "", 0, 3ms})
      .on(event::greeted{4ms})
      .on(event::established{false, 5ms})
      .on(event::sent{}, 20ms)
      .on(probe_reply(1ms), 21ms)
      .on(event::sent{}, 120ms)
      .on(probe_reply(2ms), 122ms);
  CHECK(probe.took(stage::resolve) == 2ms);
  CHECK(probe.took(stage::connect) == 3ms);
  CHECK(probe.took(stage::greeting) == 4ms);
  CHECK(probe.took(stage::handshake) == 5ms);
  CHECK(probe.took(stage::exchange) == 102ms);
  CHECK(!probe.took(stage::proxy_resolve));
  CHECK(!probe.took(stage::proxy_connect));
  CHECK(!probe.took(stage::proxy_tunnel));
  CHECK(probe.facts().address == "192.0.2.7");
}

TEST_CASE("probe_record: through a proxy, its stages are known") {
  recorded_probe probe;
  probe.on(probe_connecting("proxy:3128"))
      .on(event::resolved{"proxy", {"2001:db8::1"}, 2ms})
      .on(event::proxy_connected{"2001:db8::1", 3128, "", 0, 3ms})
      .on(event::tunnelled{"a.example", 5000, 4ms});
  CHECK(!probe.took(stage::resolve));
  CHECK(!probe.took(stage::connect));
  CHECK(probe.took(stage::proxy_resolve) == 2ms);
  CHECK(probe.took(stage::proxy_connect) == 3ms);
  CHECK(probe.took(stage::proxy_tunnel) == 4ms);
  CHECK(probe.facts().address == "2001:db8::1");
}

TEST_CASE("probe_record: of several addresses, the one that connected counts") {
  recorded_probe probe;
  probe.on(probe_connecting()).on(failed_attempt("2001:db8::7"));
  CHECK(probe.facts().address == "2001:db8::7");
  probe.on(event::connected{"192.0.2.7", 5000, "", 0, 3ms})
      .on(failed_attempt("2001:db8::8"));
  CHECK(probe.facts().address == "192.0.2.7");
}

TEST_CASE("probe_record: another connection begins anew, and the exchange goes on") {
  recorded_probe probe;
  probe.on(probe_connecting())
      .on(event::resolved{"a.example", {"192.0.2.7"}, 2ms})
      .on(event::connected{"192.0.2.7", 5000, "", 0, 3ms})
      .on(event::greeted{4ms})
      .on(event::established{false, 5ms})
      .on(event::sent{}, 10ms)
      .on(event::lost{}, 30ms)
      .on(event::disconnected{})
      .on(probe_connecting())
      .on(failed_attempt("192.0.2.9"));
  CHECK(!probe.took(stage::resolve));
  CHECK(!probe.took(stage::connect));
  CHECK(!probe.took(stage::handshake));
  CHECK(probe.took(stage::exchange) == 20ms);
  CHECK(probe.facts().address == "192.0.2.9");
}

TEST_CASE("probe_record: a connection that was kept has only its exchange") {
  recorded_probe probe;
  probe.on(event::sent{}, 1s).on(probe_reply(1ms), 1001ms);
  CHECK(probe.took(stage::exchange) == 1ms);
  CHECK(!probe.took(stage::connect));
}

TEST_CASE("probe_record: round-trip times are counted in buckets") {
  recorded_probe probe({1ms, 10ms});
  probe.on(event::sent{})
      .on(probe_reply(1ms))
      .on(probe_reply(2ms))
      .on(event::connection_made{1, 20ms});
  CHECK(probe.facts().round_trips.counts() == std::vector<std::uint64_t>{1, 1, 1});
  CHECK(probe.facts().round_trips.sum() == 23ms);
}

TEST_CASE("probe_record: times that say nothing are not counted") {
  recorded_probe probe({1ms});
  auto late = probe_reply(6s);
  late.late = true;
  auto noticed_late = probe_reply(7s);
  noticed_late.noticed_late = true;
  event::connection_made held_up{1, 8s};
  held_up.noticed_late = true;
  event::bad_reply bad;
  bad.round_trip = 9s;
  probe.on(event::sent{}).on(late).on(noticed_late).on(held_up).on(bad);
  CHECK(probe.facts().round_trips.counts() == std::vector<std::uint64_t>{0, 0});
}

TEST_CASE("probe_record: what was decided before does not make the exchange longer") {
  recorded_probe probe;
  auto late = probe_reply(6s);
  late.late = true;
  event::bad_reply bad;
  bad.late = true;
  probe.on(event::sent{}).on(event::lost{}, 5s).on(late, 6s).on(bad, 7s);
  CHECK(probe.took(stage::exchange) == 5s);
  event::bad_reply in_time;
  probe.on(in_time, 8s);
  CHECK(probe.took(stage::exchange) == 8s);
}

TEST_CASE(
    "probe_record: pings that are not decided make the exchange as long as the probe") {
  recorded_probe probe;
  probe.on(event::sent{}, 1s).on(probe_reply(1ms), 2s).on(event::sent{}, 3s);
  probe.end(9s);
  CHECK(probe.took(stage::exchange) == 8s);
  recorded_probe decided;
  decided.on(event::sent{}, 1s).on(probe_reply(1ms), 2s);
  decided.end(9s);
  CHECK(decided.took(stage::exchange) == 1s);
  recorded_probe without;
  without.end(9s);
  CHECK(!without.took(stage::exchange));
}

TEST_CASE("probe_record: an answer without a ping is no exchange") {
  recorded_probe probe;
  probe.on(event::lost{}, 1s).on(probe_reply(1ms), 2s);
  CHECK(!probe.took(stage::exchange));
}

TEST_CASE("probe_record: a look at the path is kept") {
  recorded_probe probe;
  const auto way = test::path_with_all();
  probe.on(event::path_found{way}).on(probe_connecting());
  CHECK(probe.facts().way == way);
}

}  // namespace
}  // namespace tmss10
