// SPDX-License-Identifier: MIT
#include "http_exchange.hpp"

#include <exception>
#include <utility>

namespace tmss10 {

http_exchange::http_exchange(http_request request,
                             std::shared_ptr<pending_answer> pending)
    : request_(std::move(request)), pending_(std::move(pending)) {}

http_exchange::~http_exchange() {
  try {
    pending_->answer(line_answer(500, "this server has no answer to the request"));
  } catch (const std::exception&) {  // no memory: the connection's time for it runs out
  }
}

bool http_exchange::answer(http_answer what) {
  return pending_->answer(std::move(what));
}

void http_exchange::on_client_gone(std::function<void()> call) {
  pending_->on_client_gone(std::move(call));
}

}  // namespace tmss10
