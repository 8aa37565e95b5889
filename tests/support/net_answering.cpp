// SPDX-License-Identifier: MIT
#include "net_answering.hpp"

#include <utility>

namespace tmss10::test {

responder_settings on_loopback() {
  responder_settings out;
  out.listen = {"127.0.0.1"};
  out.port = 0;
  out.start_timeout = std::chrono::seconds(60);
  return out;
}

answering::answering(net_loop& loop, responder_settings settings, const site_key& key)
    : loop_(&loop),
      subject_(loop.executor(), std::move(settings), key,
               [this](const responder_event& happened) { hear(happened); }),
      run_(loop.start(subject_.run())) {}

answering::~answering() {
  if (run_->has_value()) return;
  subject_.stop();
  CHECK(ends_within(net_loop::safety_limit));
}

bool answering::ends_within(net_loop::clock::duration time) {
  return loop_->reaches([this] { return run_->has_value(); }, time);
}

void answering::hear(const responder_event& happened) {
  events_.push_back(happened);
  if (stop_at_ && stop_at_(happened)) {
    stop_at_ = nullptr;
    subject_.stop();
  }
}

}  // namespace tmss10::test
