// SPDX-License-Identifier: MIT
#include "target_options.hpp"

#include "core/base/file_named.hpp"
#include "option_values.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/base/target.hpp>
#include <tmss10/core/wire/packet.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace tmss10 {
namespace {

using option_values::add;
using option_values::invalid;

/// An address as it is in a target; anything else as it was typed, to be refused later.
std::string source_of(const std::string& text) {
  const auto where = parse_target(text);
  return where && !where->port ? where->host : text;
}

metric_label read_label(const std::string& text) {
  auto label = parse_metric_label(text);
  if (!label) {
    throw invalid(
        fmt::format("--label: {} is not NAME=VALUE, with a name of letters, digits and _",
                    in_quotes(text)));
  }
  if (is_reserved_label(label->name)) {
    throw invalid(fmt::format("--label: the name {} is taken; use another one",
                              in_quotes(label->name)));
  }
  return std::move(*label);
}

}  // namespace

void add_port(CLI::App& app, raw_command& into) {
  add(
      app, "-P,--port", "N",
      [&into](const std::string& text) {
        const auto port = parse_port(text);
        if (!port) {
          throw invalid(fmt::format("--port: {} is not a whole number from 1 to 65535",
                                    in_quotes(text)));
        }
        into.port = *port;
      },
      "Port (default 5000)");
}

void add_family(CLI::App& app, raw_command& into) {
  app.add_flag("-4,--ipv4", into.v4, "IPv4 only");
  app.add_flag("-6,--ipv6", into.v6, "IPv6 only");
}

void add_source(CLI::App& app, raw_command& into) {
  add(
      app, "--source", "ADDR",
      [&into](const std::string& text) { into.options.source = source_of(text); },
      "Connect from this local address");
}

void add_proxy(CLI::App& app, const read_value& read) {
  add(app, "-x,--proxy", "URL|env", read,
      "HTTP proxy, http://[user:password@]host[:port], or\nenv: from https_proxy, "
      "all_proxy and no_proxy");
}

void add_proxy_credentials(CLI::App& app, raw_command& into) {
  add(
      app, "--proxy-credentials", "F",
      [&into](const std::string& text) {
        into.proxy_credentials_file = file_named(text);
      },
      "File with one line, user:password, for the proxy");
}

void add_size(CLI::App& app, raw_command& into) {
  add(
      app, "-s,--size", "N",
      [&into](const std::string& text) {
        into.options.payload_size = static_cast<std::size_t>(
            option_values::whole_number("--size", text, 0, max_payload_size));
      },
      "Payload of N random bytes (default 0)");
}

void add_connect_only(CLI::App& app, raw_command& into) {
  app.add_flag("-C,--connect-only", into.options.connect_only,
               "Time TCP connections, send nothing: works with any\nTCP server, "
               "including a genuine TapeTrack server");
}

void add_key_file(CLI::App& app, const read_value& read) {
  add(app, "-k,--key-file", "F", read, "Site key, 64 hex digits (default: open mode)");
}

void add_label(CLI::App& app, raw_command& into) {
  add(
      app, "--label", "K=V",
      [&into](const std::string& text) {
        set_label(into.options.reports.labels, read_label(text));
      },
      "Add a label to these figures; may be repeated");
}

proxy_options read_proxy(const std::string& text) {
  if (text == "env") return {};
  auto url = parse_proxy_url(text);
  if (!url) throw invalid("--proxy: " + proxy_url_refusal(text, url.error()));
  proxy_options out;
  out.address = url->address;
  if (url->credentials) {
    out.credentials =
        std::make_shared<const proxy_credentials>(std::move(*url->credentials));
  }
  return out;
}

void set_label(std::vector<metric_label>& labels, metric_label label) {
  const auto same =
      std::find_if(labels.begin(), labels.end(),
                   [&label](const auto& other) { return other.name == label.name; });
  if (same == labels.end()) {
    labels.push_back(std::move(label));
  } else {
    same->value = std::move(label.value);
  }
}

void join_proxy_options(raw_command& raw) {
  auto& proxy = raw.options.proxy;
  if (!raw.proxy_headers.empty()) {
    if (!proxy) throw usage_error("--proxy-header is of no use without --proxy");
    proxy->headers = raw.proxy_headers;
  }
  if (!raw.proxy_credentials_file) return;
  if (!proxy) throw usage_error("--proxy-credentials is of no use without --proxy");
  if (proxy->credentials) {
    throw usage_error(
        "--proxy has a user name, and --proxy-credentials was given; use "
        "one of them");
  }
  proxy->credentials_file = raw.proxy_credentials_file;
}

void check_connect_only(const ping_options& options) {
  if (!options.connect_only) return;
  if (options.key_file || options.payload_size > 0) {
    throw usage_error("--connect-only sends nothing; leave out --key-file and --size");
  }
}

}  // namespace tmss10
