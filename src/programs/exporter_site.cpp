// SPDX-License-Identifier: MIT
#include "exporter_site.hpp"

#include "system/own_process.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/exporter/exporter_metrics.hpp>
#include <tmss10/core/exporter/other_site.hpp>
#include <tmss10/core/exporter/own_host.hpp>
#include <tmss10/core/exporter/status_page.hpp>
#include <tmss10/net/network_interface.hpp>

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace tmss10 {
namespace {

constexpr const char* reload_path = "/-/reload";

std::vector<std::string> ask_own_addresses() {
  std::vector<std::string> out;
  for (const auto& one : addresses_of_machine())
    out.push_back(one.to_string());
  return out;
}

}  // namespace

exporter_site::exporter_site(const exporter_options& options, exporter_probes& probes,
                             const answer_counts& answers, reloading reload)
    : options_(options),
      probes_(probes),
      answers_(answers),
      reload_(std::move(reload)),
      started_(std::chrono::system_clock::now()),
      own_addresses_(ask_own_addresses) {}

std::vector<std::string> exporter_site::methods_of(std::string_view path,
                                                   const exporter_options& options) {
  if (path != reload_path) return {"GET", "HEAD"};
  if (options.enable_reload) return {"POST"};
  return {"GET", "HEAD", "POST"};  // the answer to each says why there is nothing
}

void exporter_site::use(std::shared_ptr<const exporter_files> files) {
  files_ = std::move(files);
  reload_error_.clear();
  loaded_ = std::chrono::system_clock::now();
}

void exporter_site::reload_failed(std::string why) {
  reload_error_ = std::move(why);
}

void exporter_site::answer(const std::shared_ptr<http_exchange>& exchange) {
  const auto& asked = exchange->request();
  if (auto refusal = refusal_of(asked)) {
    exchange->answer(std::move(*refusal));
  } else if (asked.path() == "/probe") {
    probes_.answer(exchange, files_);
  } else {
    exchange->answer(answer_to(asked));
  }
}

/// Why somebody gets nothing at all. A page in a browser may ask on behalf of a site that
/// has nothing to do with this exporter: it may lead here, but have nothing done.
std::optional<http_answer> exporter_site::refusal_of(const http_request& of) {
  const auto refuse = [this](const std::string& line) {
    probes_.count_foreign();
    return line_answer(403, line);
  };
  const auto& addresses = own_addresses_.at(own_addresses::time_point::clock::now());
  if (!is_own_host(of.host, addresses, options_.host_names)) {
    return refuse(fmt::format(
        "this exporter is not {}; --host-name has the names that it answers to",
        in_quotes(of.host)));
  }
  const bool does_something = of.path() == "/probe" || of.method == "POST";
  if (does_something &&
      is_from_other_site(of.field("Sec-Fetch-Site"), of.field("Origin"), of.host))
    return refuse("requests from pages of other sites are refused");
  return std::nullopt;
}

http_answer exporter_site::answer_to(const http_request& of) {
  const auto path = of.path();
  if (path == "/") return page();
  if (path == "/metrics") return metrics(of);
  if (path == "/-/healthy") return line_answer(200, "healthy");
  if (path == "/-/ready") return line_answer(200, "ready");
  if (path == reload_path && options_.enable_reload) return reload_answer();
  return nothing_here(path);
}

http_answer exporter_site::nothing_here(std::string_view path) const {
  if (path == reload_path)
    return line_answer(404, "a reload by HTTP needs --enable-reload");
  return line_answer(404,
                     fmt::format("there are /probe, /metrics, /-/healthy, /-/ready{} "
                                 "and / here",
                                 options_.enable_reload ? ", /-/reload" : ""));
}

http_answer exporter_site::reload_answer() {
  // What is wrong has the paths of files, which are nobody's business.
  if (const auto error = reload_(); !error.empty())
    return line_answer(500, "the files stay as they were; the exporter's log says why");
  const auto count = files_->modules.size();
  return line_answer(200, fmt::format("reloaded: {} {} in use", count,
                                      count == 1 ? "module is" : "modules are"));
}

http_answer exporter_site::page() const {
  const auto now = counters();
  std::vector<std::string> modules;
  for (const auto& one : files_->modules)
    modules.push_back(one.module.name);
  http_answer out;
  out.content_type = "text/html; charset=utf-8";
  out.body = status_page({TMSS10_VERSION, now, probes_.recent(), std::move(modules),
                          reload_error_, std::chrono::system_clock::now()});
  return out;
}

http_answer exporter_site::metrics(const http_request& of) const {
  const auto format = format_for(of.field("Accept").value_or(std::string()));
  http_answer out;
  out.content_type = content_type_of(format);
  out.body = exporter_metrics(counters(), ask_process_facts(), TMSS10_VERSION, format);
  return out;
}

exporter_counters exporter_site::counters() const {
  auto out = probes_.counters();
  out.answers = answers_.now();
  out.modules = files_->modules.size();
  out.started = started_;
  out.loaded = loaded_;
  out.reload_failed = !reload_error_.empty();
  return out;
}

}  // namespace tmss10
