// SPDX-License-Identifier: MIT
#include "responder_thread.hpp"

#include <tmss10/net/run_through_bad_alloc.hpp>

#include <asio/post.hpp>

#include <exception>

namespace tmss10 {

responder_thread::responder_thread(const asio::any_io_executor& owner,
                                   const responder_settings& settings,
                                   responder_state& shared)
    : worker_(io_.get_executor(), settings, shared), thread_([this, owner] {
        try {
          run_through_bad_alloc(io_);
        } catch (...) {  // or it would end the process without a word
          asio::post(owner, [error = std::current_exception()] {
            std::rethrow_exception(error);
          });
        }
      }) {}

responder_thread::~responder_thread() {
  io_.stop();
  thread_.join();
}

}  // namespace tmss10
