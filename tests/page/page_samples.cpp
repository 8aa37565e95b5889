// SPDX-License-Identifier: MIT
// page_samples DIRECTORY: writes a page of --report for each kind of run that a reader
// may meet, for the test in a browser.
#include "../support/whole_run.hpp"
#include <tmss10/core/report/redaction.hpp>
#include <tmss10/core/report/report_document.hpp>
#include <tmss10/core/report/report_page.hpp>
#include <tmss10/core/run/tally.hpp>

#include <chrono>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

const std::string server = "tapetrack.example.com";

using option_list = std::vector<understood_option>;

/// A report in both forms.
struct both_forms {
  explicit both_forms(const finished_run& of)
      : page(report_page(of)), document(report_document(of)) {}

  std::string page;
  std::string document;
};

/// A run as it is told, with its figures counted from its events.
class sample {
 public:
  explicit sample(option_list options) {
    description_ = test::marked_description();
    description_.options = std::move(options);
    description_.system.host_name = "branch-17";
    description_.system.name_servers = {"10.4.0.53"};
    record_.begin(description_, at_);
    outcome_.host = server;
    outcome_.port = 5000;
    outcome_.figures.began = at_;
  }

  void tell(const ping_event& happened, nanoseconds after = 0ms) {
    at_ += std::chrono::duration_cast<std::chrono::system_clock::duration>(after);
    tally_.on(happened, std::chrono::steady_clock::time_point(at_.time_since_epoch()));
    record_.on(occurrence(happened, at_));
  }

  void connect() {
    tell(test::connecting_to(server, 5000));
    tell(event::resolved{.host = server, .addresses = {"192.0.2.7"}, .took = 3100us},
         3100us);
    tell(event::attempt{.address = "192.0.2.7",
                        .port = 5000,
                        .local_address = "10.4.7.22",
                        .took = 12'300us},
         12'300us);
    tell(event::connected{.address = "192.0.2.7",
                          .port = 5000,
                          .local_address = "10.4.7.22",
                          .local_port = 40'112,
                          .took = 12'300us,
                          .interface_name = "eth0"});
    greet();
  }
  void greet() {
    tell(event::greeted{.took = 12'100us}, 12'100us);
    tell(event::established{.open_mode = true, .took = 12'900us}, 13ms);
  }
  void ping(std::uint64_t number, bool is_lost = false) {
    tell(event::sent{.sequence = number, .header = {}, .wire_size = 44}, 1s);
    const auto time =
        12'300us + (number * 7919 % 100) * 23us + (number % 37 == 12 ? 31ms : 0ms);
    if (is_lost) {
      tell(event::lost{.sequence = number, .waited = 5s, .reason = errc::timed_out}, 5s);
    } else {
      tell(event::reply{.sequence = number, .wire_size = 44, .round_trip = time}, time);
    }
  }
  void fail(const failure& why) {
    tell(event::not_connected{why}, why.waited);
    outcome_.why = why;
    outcome_.judged.code = diagnose(why).code;
  }

  run_outcome& outcome() { return outcome_; }

  both_forms report() {
    outcome_.figures.totals = tally_.totals();
    const auto now = std::chrono::steady_clock::time_point(at_.time_since_epoch());
    outcome_.figures.target = availability_of(tally_.totals().outage, now, at_);
    return both_forms({record_, outcome_, at_});
  }

 private:
  run_description description_;
  run_record record_;
  tally tally_;
  run_outcome outcome_;
  std::chrono::system_clock::time_point at_ = test::report_time;
};

failure failure_at(stage where, std::error_code error) {
  failure out;
  out.where = where;
  out.error = error;
  out.host = server;
  out.port = 5000;
  out.address = "192.0.2.7";
  out.waited = 310us;
  return out;
}

both_forms pings(std::uint64_t count, std::uint64_t lost_each = 0) {
  sample run(option_list{{"--count", std::to_string(count)}});
  run.connect();
  for (std::uint64_t i = 1; i <= count; ++i)
    run.ping(i, lost_each > 0 && i % lost_each == 0);
  if (lost_each > 0) run.outcome().judged.code = exit_code::not_all_answered;
  auto seen = test::observation_with_nat();
  if (count == 20) run.tell(event::observed{std::make_shared<const observation>(seen)});
  return run.report();
}

both_forms not_found() {
  sample run(option_list{{"--count", "4"}});
  run.tell(test::connecting_to(server, 5000));
  auto why = failure_at(stage::resolve, errc::name_not_found);
  why.address.clear();
  run.fail(why);
  return run.report();
}

both_forms refused() {
  sample run(option_list{{"--count", "4"}});
  run.tell(test::connecting_to(server, 5000));
  run.tell(event::resolved{
      .host = server, .addresses = {"2001:db8::7", "192.0.2.7"}, .took = 3100us});
  const auto why =
      failure_at(stage::connect, std::make_error_code(std::errc::connection_refused));
  for (const auto* const address :
       {"2001:db8:1111:2222:3333:4444:5555:6666", "192.0.2.7"}) {
    run.tell(event::attempt{.address = address,
                            .port = 5000,
                            .local_address = "10.4.7.22",
                            .took = 310us,
                            .error = why.error});
  }
  run.fail(why);
  return run.report();
}

both_forms by_proxy() {
  sample run(option_list{{"--count", "20"}, {"--proxy", "proxy.example.com:3128"}});
  run.outcome().proxy = "proxy.example.com:3128";
  run.tell(test::connecting_to(server, 5000, "proxy.example.com:3128"));
  run.tell(event::resolved{
      .host = "proxy.example.com", .addresses = {"10.4.0.80"}, .took = 900us});
  run.tell(event::attempt{.address = "10.4.0.80",
                          .port = 3128,
                          .local_address = "10.4.7.22",
                          .took = 400us,
                          .of_proxy = true});
  run.tell(event::proxy_connected{.address = "10.4.0.80",
                                  .port = 3128,
                                  .local_address = "10.4.7.22",
                                  .local_port = 40'112,
                                  .took = 400us});
  run.tell(event::tunnelled{.host = server, .port = 5000, .took = 14ms});
  run.greet();
  for (std::uint64_t i = 1; i <= 20; ++i)
    run.ping(i);
  return run.report();
}

both_forms path_broken() {
  sample run(option_list{{"--path"}});
  run.tell(test::connecting_to(server, 5000));
  run.tell(event::resolved{.host = server, .addresses = {"192.0.2.7"}, .took = 3100us});
  const auto router = [](const char* address, nanoseconds took) {
    return hop_answer{hop_reply::hop_limit_exceeded, address, took};
  };
  path way{"192.0.2.7", 5000, 30};
  way.hops = {{1, {router("10.4.7.1", 420us)}, "gateway.branch-17.example.com"},
              {2, {router("10.4.0.1", 3100us)}},
              {3, {hop_answer{}}},
              {4, {router("203.0.113.9", 11'200us)}},
              {5, {hop_answer{}}},
              {6, {hop_answer{}}}};
  run.tell(event::path_found{std::make_shared<const path>(way)}, 3s);
  run.outcome().judged.code = exit_code::connect_timed_out;
  return run.report();
}

both_forms look(const char* option, const ping_event& found) {
  sample run(option_list{{option, "10"}});
  run.connect();
  run.tell(found, 2s);
  run.outcome().judged.code = exit_code::threshold_exceeded;
  return run.report();
}

both_forms down_for_a_while() {
  sample run(option_list{{"--continuous"}, {"--interval", "1"}});
  run.connect();
  for (std::uint64_t i = 1; i <= 200; ++i) {
    if (i < 80 || i > 120) {
      run.ping(i);
    } else {
      run.tell(event::unsent{.sequence = i, .reason = errc::closed_by_peer}, 1s);
    }
  }
  run.outcome().judged.code = exit_code::not_all_answered;
  return run.report();
}

both_forms of_told(test::told_run run, bool is_redacted) {
  redaction by;
  run_record record;
  if (is_redacted) {
    run.description = by.of(run.description);
    for (auto& happened : run.events)
      happened = by.of(happened);
    run.outcome = by.of(run.outcome);
  }
  run.tell(record);
  return both_forms({record, run.outcome, test::report_time, is_redacted});
}

/// Names as long as there can be, and such that can't be parted.
test::told_run long_names() {
  auto out = test::whole_run();
  out.outcome.error.clear();
  out.outcome.host = std::string(63, 'a') + "." + std::string(63, 'b') + ".example";
  out.description.system.host_name = std::string(64, 'm');
  out.description.options.push_back({"--key-file", "/" + std::string(255, 'k')});
  return out;
}

void write_text(const std::filesystem::path& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

void write(const std::filesystem::path& file, const both_forms& report) {
  write_text(file.string() + ".html", report.page);
  write_text(file.string() + ".json", report.document);
}

void write_all(const std::filesystem::path& to) {
  auto whole = test::whole_run();
  write(to / "whole-run", of_told(whole, false));
  write(to / "everything-redacted", of_told(whole, true));
  whole.outcome.error.clear();
  write(to / "everything", of_told(whole, false));
  write(to / "long-names", of_told(long_names(), false));
  write(to / "unbegun", of_told(test::unbegun_run(), false));
  write(to / "pings-0", not_found());
  for (const std::uint64_t count : {1U, 4U, 20U})
    write(to / ("pings-" + std::to_string(count)), pings(count));
  write(to / "pings-100000", pings(100'000, 1000));
  write(to / "refused", refused());
  write(to / "half-lost", pings(40, 2));
  write(to / "by-proxy", by_proxy());
  write(to / "path-broken", path_broken());
  write(to / "sizes", look("--mtu", event::sizes_found{test::marked_sizes()}));
  write(to / "idle-limit", look("--idle-limit", event::idle_found{test::marked_range()}));
  write(to / "down-for-a-while", down_for_a_while());
}

}  // namespace
}  // namespace tmss10

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: page_samples DIRECTORY\n";
    return 2;
  }
  try {
    tmss10::write_all(argv[1]);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "page_samples: " << error.what() << '\n';
    return 1;
  }
}
