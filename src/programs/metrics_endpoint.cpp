// SPDX-License-Identifier: MIT
#include "metrics_endpoint.hpp"

#include "net/listen/listen.hpp"
#include <tmss10/core/base/target.hpp>
#include <tmss10/net/address_text.hpp>
#include <tmss10/net/listen/port_holder.hpp>

#include <asio/io_context.hpp>

#include <cstdint>
#include <exception>
#include <prometheus/collectable.h>
#include <prometheus/exposer.h>
#include <prometheus/metric_family.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using prometheus::MetricFamily;
using prometheus::MetricType;

/// One thread answers Prometheus; a second one, somebody who looks by hand meanwhile.
constexpr std::size_t endpoint_threads = 2;

MetricFamily family(const char* name, const char* help, MetricType type,
                    std::uint64_t value) {
  prometheus::ClientMetric metric;
  if (type == MetricType::Counter) {
    metric.counter.value = static_cast<double>(value);
  } else {
    metric.gauge.value = static_cast<double>(value);
  }
  return {std::string("tmss10responder_") + name, help, type, {metric}};
}

MetricFamily counter(const char* name, const char* help, std::uint64_t value) {
  return family(name, help, MetricType::Counter, value);
}

MetricFamily gauge(const char* name, const char* help, std::uint64_t value) {
  return family(name, help, MetricType::Gauge, value);
}

/// Why nobody can listen on ADDRESS:PORT or [ADDRESS]:PORT, in words, and who has the
/// port already where that is known. The library keeps the system's reason to itself, so
/// this asks for the same once more.
std::string refusal_of(const std::string& endpoint) {
  const auto what = "can't listen on " + endpoint;
  const auto colon = endpoint.rfind(':');
  auto host = std::string_view(endpoint).substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']'))
    host = host.substr(1, host.size() - 2);
  const auto address = read_address(host);
  if (!address) {
    return what + (address.error() == errc::no_such_interface
                       ? ": there is no such network interface"
                       : ": give an IP address in place of the name");
  }
  const std::uint16_t port = parse_port(endpoint.substr(colon + 1)).value_or(0);
  try {
    asio::io_context io;
    static_cast<void>(listen(io.get_executor(), {std::string(host)}, port));
  } catch (const std::system_error& error) {
    auto holder = port_holder({*address, port});
    if (!holder.empty()) holder.insert(0, ", used by ");
    return what + holder + ": " + error.code().message();
  }
  return what + ": the HTTP server did not start";
}

class collector final : public prometheus::Collectable {
 public:
  explicit collector(std::function<responder_counters()> counters)
      : counters_(std::move(counters)) {}

  [[nodiscard]] std::vector<MetricFamily> Collect() const override {
    const auto now = counters_();
    return {
        gauge("connections", "Connections now.", now.connections_now),
        gauge("unfinished_connections", "Those of them that have not proved to be real.",
              now.unfinished_now),
        counter("accepted_total", "Connections that were let in.", now.accepted),
        counter("turned_away_total",
                "Connections over a limit, which got a busy greeting.", now.turned_away),
        counter("gave_way_total",
                "Unfinished connections that ended so that another had room.",
                now.gave_way),
        counter("accept_failures_total", "Times that the system gave no connection.",
                now.accept_failures),
        counter("handshakes_failed_total", "Connections that ended before a session.",
                now.handshakes_failed),
        counter("sessions_total", "Connections that proved to be real.", now.sessions),
        counter("requests_total", "Requests that were answered.", now.requests),
        counter("refusals_total", "Those of them that were refused.", now.refusals),
        counter("delays_total", "Times that a connection was as fast as it may be.",
                now.delays),
    };
  }

 private:
  std::function<responder_counters()> counters_;
};

}  // namespace

class metrics_endpoint::parts {
 public:
  parts(const std::string& address, std::function<responder_counters()> counters)
      : host_(address.substr(0, address.rfind(':'))),
        collector_(std::make_shared<collector>(std::move(counters))),
        exposer_(address, endpoint_threads) {
    exposer_.RegisterCollectable(collector_);
  }

  [[nodiscard]] std::string url() const {
    const auto port = std::to_string(exposer_.GetListeningPorts().front());
    return "http://" + host_ + ":" + port + "/metrics";
  }

 private:
  std::string host_;
  std::shared_ptr<collector> collector_;
  prometheus::Exposer exposer_;
};

metrics_endpoint::metrics_endpoint(const std::string& address,
                                   std::function<responder_counters()> counters) try
    : parts_(std::make_unique<parts>(address, std::move(counters))) {
} catch (const std::exception&) {
  throw std::runtime_error("--metrics: " + refusal_of(address));
}

metrics_endpoint::~metrics_endpoint() = default;

std::string metrics_endpoint::url() const {
  return parts_->url();
}

}  // namespace tmss10
