// SPDX-License-Identifier: MIT
#include "known_options.hpp"

#include "option_values.hpp"
#include "timestamp_options.hpp"
#include <tmss10/core/base/target.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {
namespace {

/// The port that -P asks for by its last value, 0 where that is wrong or missing; none
/// without -P.
std::optional<std::uint16_t> port_asked_for(const CLI::App& app, bool lacks_value) {
  const auto typed = app.get_option("--port")->results();
  if (lacks_value) return 0;
  if (typed.empty()) return std::nullopt;
  return parse_port(typed.back()).value_or(0);
}

/// Where a word stands for the first time.
std::ptrdiff_t place_of(std::span<const char* const> words, std::string_view word) {
  return std::ranges::find(words, word) - words.begin();
}

/// How what was not expected leaves the target in doubt.
struct doubt {
  bool about_host = false;
  bool about_port = false;
};

/// A second word is another host, unless it was meant as the port. After an option that
/// there is not, what looks like the host may be its value.
doubt doubt_about(const raw_command& raw, const std::vector<std::string>& extras,
                  std::span<const char* const> words) {
  if (extras.empty()) return {};
  const auto& first = extras.front();
  if (parse_port(first) || first.starts_with("-p")) return {false, true};
  const bool follows = raw.host && place_of(words, *raw.host) > place_of(words, first);
  return {!first.starts_with('-') || follows, false};
}

/// The target, as far as it is known and can be shown. `asked` is the port of -P. Where
/// two things were asked for, neither is known.
void set_known_target(const raw_command& raw, std::optional<std::uint16_t> asked,
                      doubt of, ping_options& known) {
  known.host.clear();
  known.port = 0;
  if (raw.options.self_test) return;
  known.has_table = raw.targets_file || (raw.hosts.size() > 1 && !of.about_port);
  if (of.about_host || known.has_table) return;
  if (of.about_port) asked = 0;
  const auto& typed = raw.logon ? raw.logon : raw.host;
  if (!typed) {
    known.port = asked.value_or(0);
    return;
  }
  if (raw.logon && raw.host) return;
  // What is no host may be a secret that lost its option. It may have a port of its own.
  const auto where = raw.logon ? parse_logon(*typed) : parse_target(*typed);
  if (!where) {
    if (typed->find(':') == std::string::npos) known.port = asked.value_or(0);
    return;
  }
  known.host = where->host;
  const bool differ = raw.port && where->port && *raw.port != *where->port;
  if (!differ) known.port = where->port.value_or(asked.value_or(default_port));
}

/// Files that no report may take the place of.
void set_known_files(const raw_command& raw, ping_options& known) {
  if (raw.key_target) known.key_file = raw.key_target;
  if (raw.targets_file) known.target_files = {*raw.targets_file};
  if (!raw.proxy_credentials_file) return;
  if (!known.proxy) known.proxy.emplace();
  known.proxy->credentials_file = raw.proxy_credentials_file;
}

/// Whether there is that word where an option can stand.
bool has_word(std::span<const char* const> words, std::string_view word) {
  return place_of(words, word) < place_of(words, "--");
}

/// Whether -P stands there without a value.
bool lacks_port(const CLI::App& app, std::span<const char* const> words) {
  return app.get_option("--port")->count() == 0 &&
         (has_word(words, "-P") || has_word(words, "--port") ||
          has_word(words, "--port="));
}

}  // namespace

ping_options known_of(const CLI::App& app, const raw_command& raw,
                      std::span<const char* const> words) {
  ping_options out = raw.options;
  set_known_target(raw, port_asked_for(app, lacks_port(app, words)),
                   doubt_about(raw, app.remaining(), words), out);
  set_known_files(raw, out);
  if (raw.v4 && raw.v6) out.family = address_family::unknown;
  if (raw.v4 != raw.v6) out.family = raw.v4 ? address_family::v4 : address_family::v6;
  out.timestamps = timestamps_asked_for(app);
  out.reports.nagios = option_values::is_set(app, "--nagios");
  if (app.get_option("--nagios")->count() == 0) {  // it may be another option's value
    out.reports.nagios = has_word(words, "--nagios");
  }
  return out;
}

}  // namespace tmss10
