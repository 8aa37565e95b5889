// SPDX-License-Identifier: MIT
#include "responder_run.hpp"

#include "descriptor_limit.hpp"
#include "text_stream.hpp"
#include <tmss10/core/key.hpp>
#include <tmss10/core/report_log.hpp>
#include <tmss10/net/responder.hpp>

#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/signal_set.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <exception>
#include <thread>

namespace tmss10 {
namespace {

responder_settings settings_of(const responder_options& options) {
  responder_settings out;
  out.listen = options.listen;
  out.port = options.port;
  out.limits = options.limits;
  out.start_timeout = options.start_timeout;
  out.idle_timeout = options.idle_timeout;
  out.max_rate = options.max_rate;
  out.threads = options.threads;
  if (out.threads == 0) out.threads = std::max(std::thread::hardware_concurrency(), 1U);
  out.tell_requests = options.verbose;
  return out;
}

log_level level_of(const responder_options& options) {
  if (options.quiet) return log_level::quiet;
  return options.verbose ? log_level::verbose : log_level::normal;
}

}  // namespace

void run_responder(const responder_options& options) {
  const site_key key =
      options.key_file ? load_key(*options.key_file) : site_key::open_mode();
  raise_descriptor_limit();
  asio::io_context io{1};
  text_stream log(stderr, "standard error");
  const auto tell = [&log, level = level_of(options)](const responder_event& happened) {
    log.write(log_line(happened, level, std::chrono::system_clock::now()));
  };
  asio::signal_set signals(io, SIGINT, SIGTERM);  // before anybody is told that we listen
  responder answering(io.get_executor(), settings_of(options), key, tell);
  signals.async_wait([&answering](const asio::error_code& error, int /*number*/) {
    if (!error) answering.stop();
  });
  asio::co_spawn(io, answering.run(), [&io](const std::exception_ptr& error) {
    if (error) std::rethrow_exception(error);
    io.stop();
  });
  io.run();
}

}  // namespace tmss10
