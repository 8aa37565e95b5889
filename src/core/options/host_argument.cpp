// SPDX-License-Identifier: MIT
#include "host_argument.hpp"

#include "option_values.hpp"
#include <tmss10/core/base/safe_text.hpp>

#include <fmt/format.h>

#include <string_view>
#include <system_error>
#include <utility>

namespace tmss10 {
namespace {

/// What somebody may have meant who gave a host that is none.
std::string advice_on_host(std::string_view text, const std::error_code& reason) {
  if (reason == errc::number_alone) return "; give a port as -P N, or as HOST:N";
  if (text.find("://") != std::string_view::npos) {
    return "; give the host without a scheme and a path, as HOST or HOST:PORT";
  }
  if (const auto meant = bracketed_reading(text)) {
    return "; for a port after an IPv6 address, write " + printable(*meant);
  }
  return {};
}

}  // namespace

target read_host(const std::string& text, quoting how) {
  auto where = parse_target(text);
  if (where) return std::move(*where);
  option_values::refuse_logon(text);
  const auto named =
      how == quoting::none ? std::string("host") : "host " + in_quotes(text);
  throw usage_error(fmt::format("{}: {}{}", named, where.error().message(),
                                advice_on_host(text, where.error())));
}

std::optional<std::uint16_t> one_port_of(std::optional<std::uint16_t> of_option,
                                         std::optional<std::uint16_t> of_host) {
  if (of_option && of_host && *of_option != *of_host) {
    throw usage_error(fmt::format("--port {} and port {} of the host differ; use one",
                                  *of_option, *of_host));
  }
  return of_host ? of_host : of_option;
}

std::string advice_on_extra_word(const std::string& word) {
  if (word.starts_with("-p")) return "the port is given as -P N, or as HOST:N";
  if (word.starts_with("-H")) return "the host is given without an option";
  if (!parse_port(word)) return {};
  return fmt::format("give the port as -P {0}, or as HOST:{0}", word);
}

}  // namespace tmss10
