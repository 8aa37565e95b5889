// SPDX-License-Identifier: MIT
#include "metrics_endpoint.hpp"

#include "http/http_server.hpp"
#include "system/own_process.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/base/target.hpp>
#include <tmss10/core/metrics/metric_format.hpp>
#include <tmss10/core/responder/responder_metrics.hpp>
#include <tmss10/net/address_text.hpp>
#include <tmss10/net/endpoint_text.hpp>

#include <exception>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace tmss10 {
namespace {

/// Throws std::runtime_error with the reason why an address is none to listen at.
asio::ip::tcp::endpoint endpoint_of(const std::string& address) {
  const auto colon = address.rfind(':');
  const auto ip = read_address(std::string_view(address).substr(0, colon));
  if (!ip) {
    throw std::runtime_error("can't listen on " + address +
                             (ip.error() == errc::no_such_interface
                                  ? ": there is no such network interface"
                                  : ": give an IP address in place of the name"));
  }
  return {*ip, parse_port(std::string_view(address).substr(colon + 1)).value_or(0)};
}

/// For one Prometheus or a few, and for people who look by hand.
http_limits limits_of_endpoint() {
  http_limits out;
  out.connections = 16;
  out.refusals = 4;
  return out;
}

http_answer answer_to(const http_request& request, const responder_counters& now) {
  if (request.path() != "/metrics")
    return line_answer(404, "there is nothing here but /metrics");
  const auto format = format_for(request.field("Accept").value_or(""));
  http_answer out;
  out.content_type = content_type_of(format);
  out.body = responder_metrics(now, ask_process_facts(), format);
  return out;
}

http_server_settings settings_of_endpoint(const asio::ip::tcp::endpoint& at,
                                          std::function<responder_counters()> counters) {
  http_server_settings out;
  out.listen = {at};
  out.limits = limits_of_endpoint();
  out.name = "TMSS10Responder";
  out.handle = [counters =
                    std::move(counters)](const std::shared_ptr<http_exchange>& exchange) {
    exchange->answer(answer_to(exchange->request(), counters()));
  };
  return out;
}

}  // namespace

class metrics_endpoint::parts {
 public:
  explicit parts(http_server_settings settings) : server(std::move(settings)) {}

  http_server server;
};

metrics_endpoint::metrics_endpoint(const std::string& address,
                                   std::function<responder_counters()> counters) try
    : parts_(std::make_unique<parts>(
          settings_of_endpoint(endpoint_of(address), std::move(counters)))) {
} catch (const std::exception& error) {
  throw std::runtime_error(std::string("--metrics: ") + error.what());
}

metrics_endpoint::~metrics_endpoint() = default;

std::string metrics_endpoint::url() const {
  return "http://" + endpoint_text(parts_->server.endpoints().front()) + "/metrics";
}

std::size_t metrics_endpoint::most_descriptors() {
  return http_server::most_descriptors(settings_of_endpoint({}, {}));
}

}  // namespace tmss10
