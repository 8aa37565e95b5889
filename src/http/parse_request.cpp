// SPDX-License-Identifier: MIT
#include "parse_request.hpp"

#include "wiping_allocator.hpp"
#include <tmss10/core/base/ascii.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <stdexcept>

namespace tmss10 {
namespace {

namespace http = boost::beast::http;
/// It keeps a copy of each field, which may be credentials.
using parser = http::request_parser<http::empty_body, wiping_allocator<char>>;

void assign(std::string& to, boost::beast::string_view from) {
  to.assign(from.data(), from.size());
}

tl::unexpected<http_answer> bad_request(std::string_view line) {
  return tl::unexpected(line_answer(400, line));
}

/// Whether the first line ends with a version of HTTP other than those that are known.
bool names_another_version(std::string_view head) {
  const auto line = head.substr(0, head.find("\r\n"));
  const auto last = line.substr(line.rfind(' ') + 1);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return last.size() == 8 && last.starts_with("HTTP/") && is_digit(last[5]) &&
         last[6] == '.' && is_digit(last[7]) && last != "HTTP/1.0" && last != "HTTP/1.1";
}

http_answer refusal_of(boost::beast::error_code error, std::string_view head,
                       std::size_t most_body) {
  if (error == http::error::body_limit) {
    return line_answer(
        413, fmt::format("the request's body is longer than {} bytes", most_body));
  }
  if (error == http::error::header_limit)
    return line_answer(431, "a header field of the request is too long");
  if (error == http::error::bad_version && names_another_version(head))
    return line_answer(505, "this server speaks HTTP/1.0 and HTTP/1.1");
  return line_answer(400, "this is not an HTTP request: " + error.message());
}

/// RFC 3986, section 3.2, without a user: a name, an IPv4 address or an IPv6 one in
/// brackets, and perhaps a port.
bool is_authority(std::string_view text) {
  return text.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
             "0123456789-._~!$&'()*+,;=%:[]") == std::string_view::npos;
}

/// Takes scheme and authority away from a target that is an http URL (RFC 9112, section
/// 3.2.2), and says which authority that was. Empty when it is none.
std::string take_authority(std::string& target) {
  const auto lower = lower_case(std::string_view(target).substr(0, 8));
  std::size_t begin = 0;
  if (lower.starts_with("http://")) begin = 7;
  if (lower.starts_with("https://")) begin = 8;
  if (begin == 0) return {};
  const auto end = std::min(target.find_first_of("/?#", begin), target.size());
  auto out = target.substr(begin, end - begin);
  if (out.empty()) return {};
  target.erase(0, end);
  if (!target.starts_with('/')) target.insert(0, "/");
  return out;
}

/// Finds out for whom the request is. False: that is not clear.
bool find_host(http_request& request, unsigned version) {
  const auto hosts = std::ranges::count_if(request.fields, [](const http_field& each) {
    return lower_case(each.name) == "host";
  });
  if (hosts > 1 || (hosts == 0 && version >= 11)) return false;
  request.host = request.field("Host").value_or("");
  const auto authority = take_authority(request.target);
  if (!is_authority(request.host) || !is_authority(authority)) return false;
  if (!authority.empty()) request.host = authority;
  return true;
}

/// Methods whose targets are of other forms (RFC 9112, sections 3.2.3 and 3.2.4).
bool has_no_path(const http_request& request) {
  return request.method == "CONNECT" || request.method == "OPTIONS";
}

/// Each field is written where it stays: one that was moved would leave a copy behind.
http_request request_of(const parser& read) {
  http_request out;
  assign(out.method, read.get().method_string());
  assign(out.target, read.get().target());
  const auto& fields = read.get();
  out.fields.reserve(
      static_cast<std::size_t>(std::distance(fields.begin(), fields.end())));
  for (const auto& field : fields) {
    auto& to = out.fields.emplace_back();
    assign(to.name, field.name_string());
    assign(to.value, field.value());
  }
  return out;
}

/// Has the head read. Beast throws std::length_error for a field of 64 KiB.
boost::beast::error_code read_head(parser& by, std::string_view head) {
  by.header_limit(static_cast<std::uint32_t>(head.size() + 1));  // there is one already
  boost::beast::error_code error;
  try {
    (void)by.put(boost::asio::buffer(head.data(), head.size()), error);
  } catch (const std::length_error&) {
    return http::error::header_limit;
  }
  return error;
}

}  // namespace

tl::expected<http_request, http_answer> parse_request(std::string_view head,
                                                      std::size_t most_body) {
  parser read;
  read.body_limit(most_body);
  const auto error = read_head(read, head);
  if (error && error != http::error::need_more)
    return tl::unexpected(refusal_of(error, head, most_body));
  if (!read.is_header_done()) return bad_request("this is not a whole HTTP request");

  auto out = request_of(read);
  if (out.field("Transfer-Encoding"))
    return tl::unexpected(line_answer(411, "a body needs a Content-Length here"));
  if (!find_host(out, read.get().version()))
    return bad_request(
        "the request needs one Host field, with a host and perhaps a port");
  if (!out.target.starts_with('/') && !has_no_path(out))
    return bad_request("the target of the request has no path");
  return out;
}

}  // namespace tmss10
