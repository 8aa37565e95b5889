// SPDX-License-Identifier: MIT
#include "reload_requests.hpp"

#include <asio/signal_set.hpp>

#include <csignal>
#include <utility>

namespace tmss10 {

struct reload_requests::source {
  explicit source(asio::io_context& io) : signal(io, SIGHUP) {}

  asio::signal_set signal;
};

reload_requests::reload_requests(asio::io_context& io)
    : source_(std::make_unique<source>(io)) {}

reload_requests::~reload_requests() = default;

void reload_requests::wait(std::function<void()> on_request) {
  source_->signal.async_wait(
      [call = std::move(on_request)](const asio::error_code& error, int /*number*/) {
        if (!error) call();
      });
}

void reload_requests::cancel() {
  source_->signal.cancel();
}

}  // namespace tmss10
