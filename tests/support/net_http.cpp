// SPDX-License-Identifier: MIT
#include "net_http.hpp"

#include <tmss10/core/base/ascii.hpp>

#include <asio/io_context.hpp>

#include <cstdlib>
#include <utility>

namespace tmss10::test {
namespace {

http_server_settings completed(http_server_settings settings) {
  if (settings.listen.empty()) settings.listen = {{asio::ip::address_v4::loopback(), 0}};
  if (!settings.handle) {
    settings.handle = [](const std::shared_ptr<http_exchange>& exchange) {
      const auto& request = exchange->request();
      exchange->answer(line_answer(200, request.method + " " + request.target));
    };
  }
  return settings;
}

}  // namespace

std::string http_reply::field(std::string_view name) const {
  const auto begin = lower_case(head).find("\r\n" + lower_case(name) + ": ");
  if (begin == std::string::npos) return {};
  const auto value = begin + name.size() + 4;
  return head.substr(value, head.find("\r\n", value) - value);
}

http_reply reply_of(bytes_view from) {
  const std::string text(reinterpret_cast<const char*>(from.data()), from.size());
  const auto end = text.find("\r\n\r\n");
  if (!text.starts_with("HTTP/1.1 ") || end == std::string::npos) return {};
  http_reply out;
  out.status = std::atoi(text.substr(9, 3).c_str());
  out.head = text.substr(0, end + 2);
  out.body = text.substr(end + 4);
  return out;
}

net_http::net_http(http_server_settings settings)
    : server_(completed(std::move(settings))) {}

net_socket net_http::connect() {
  return net_socket::to(loop_, port());
}

net_socket net_http::begin(std::string_view request) {
  auto out = connect();
  out.write(view_of(request));
  return out;
}

http_reply net_http::ask(std::string_view request) {
  auto client = begin(request);
  return reply_of(client.read_to_end());
}

http_reply net_http::get(std::string_view target) {
  return ask(get_request(target));
}

bool has_ipv6() {
  asio::io_context io;
  asio::ip::tcp::acceptor probe(io);
  asio::error_code error;
  probe.open(asio::ip::tcp::v6(), error);
  if (!error) probe.bind({asio::ip::address_v6::loopback(), 0}, error);
  return !error;
}

std::string get_request(std::string_view target) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

}  // namespace tmss10::test
