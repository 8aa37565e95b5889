// SPDX-License-Identifier: MIT
#include "reload_requests.hpp"
#include "service_process.hpp"

#include <asio/windows/object_handle.hpp>

#include <optional>
#include <system_error>
#include <utility>

namespace tmss10 {
namespace {

/// For Asio, which closes it.
HANDLE another_handle_of(HANDLE event) {
  HANDLE out = nullptr;
  const HANDLE here = GetCurrentProcess();
  if (DuplicateHandle(here, event, here, &out, 0, FALSE, DUPLICATE_SAME_ACCESS) == 0) {
    throw std::system_error(static_cast<int>(GetLastError()), std::system_category(),
                            "the wait for a reload");
  }
  return out;
}

}  // namespace

struct reload_requests::source {
  explicit source(asio::io_context& io) {
    if (is_service()) event.emplace(io, another_handle_of(reload_event()));
  }

  std::optional<asio::windows::object_handle> event;
};

reload_requests::reload_requests(asio::io_context& io)
    : source_(std::make_unique<source>(io)) {}

reload_requests::~reload_requests() = default;

void reload_requests::wait(std::function<void()> on_request) {
  if (!source_->event) return;
  source_->event->async_wait(
      [call = std::move(on_request)](const asio::error_code& error) {
        if (!error) call();
      });
}

void reload_requests::cancel() {
  if (source_->event) source_->event->cancel();
}

}  // namespace tmss10
