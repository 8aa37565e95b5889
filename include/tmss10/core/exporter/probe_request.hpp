// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/target.hpp>
#include <tmss10/core/exporter/probe_module.hpp>

#include <tl/expected.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace tmss10 {

/// The longest request target in bytes: a host name, all of it percent-encoded (three
/// times 253 bytes, RFC 1035, section 2.3.4), a port, the name of a module, and room.
constexpr std::size_t max_probe_request_size = 2048;

/// What a request asks for: /probe?target=HOST[:PORT]&module=NAME[&debug=true].
struct probe_request {
  /// A host, and a port if the request has one.
  target where;
  /// The target as it was written, without percent-encoding: what metrics call it.
  std::string target_text;
  /// A name that a module may have. Whether there is such a module is another question.
  std::string module_name = default_module_name;
  /// Whether the answer has the lines of the probe in place of metrics.
  bool debug = false;
};

/// A request, or one line that says what is wrong with it, for an answer with status 400.
using probe_request_or_reason = tl::expected<probe_request, std::string>;

/// Reads the target of a request line in origin-form (RFC 9112, section 3.2.1): the path
/// "/probe", and a query of parameters with '&' between them. In both sides of each, %XX
/// is a byte (RFC 3986, section 2.1) and '+' is a blank, as HTML forms and Go's net/url
/// have it, with which Prometheus writes its requests; what is right has no blank anyway.
///
/// `target` is required, and is HOST[:PORT] as parse_target reads it; a range, a user
/// name, options, characters that are not shown, and an IPv4 address that is not written
/// as four decimal numbers ("127.1", "0x7f.1") are refused. `module` is
/// default_module_name unless it is given. `debug` is true or false. blackbox_exporter
/// ignores any other parameter. Here it is refused by name, since it may be a misspelt
/// one: the probe would be of another kind than was asked for, and nobody would notice. A
/// parameter that is given twice is refused too, and so is a text that is longer than
/// max_probe_request_size.
///
/// The reason can be printed, and quotes at most 100 bytes of the request: nothing that a
/// terminal obeys, that is not seen or that turns a text around is in it as it was. It
/// is plain text; what HTML means by '<' and '&' is not its business.
[[nodiscard]] probe_request_or_reason parse_probe_request(std::string_view request);

}  // namespace tmss10
