// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include "support/net_loop.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/resolve.hpp>

#include <asio/ip/tcp.hpp>
#include <asio/post.hpp>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using asio::ip::tcp;
using test::error_of;
using test::net_loop;
using started = test::started<look_up_result>;

/// Has nothing of the name's IPv4 addresses, and an IPv6 address once it may say so.
class other_family_source {
 public:
  [[nodiscard]] name_source source() const {
    return [shared = shared_](const name_query& what) { return shared->ask(what); };
  }
  /// Whether that was asked for last.
  [[nodiscard]] bool is_asked_for(const std::string& host, address_family family) const {
    const std::lock_guard lock(shared_->mutex);
    return shared_->host == host && shared_->family == family;
  }
  /// Answers, and returns when the thread goes on to that name. False: it never does.
  [[nodiscard]] bool answer_until_asked_for(const std::string& host) {
    std::unique_lock lock(shared_->mutex);
    shared_->may_answer = true;
    shared_->changed.notify_all();
    return shared_->changed.wait_for(lock, net_loop::safety_limit,
                                     [&] { return shared_->host == host; });
  }

 private:
  struct state {
    result<endpoints> ask(const name_query& what) {
      std::unique_lock lock(mutex);
      host = what.host;
      family = what.family;
      changed.notify_all();
      if (family == address_family::v4) return failed(errc::name_not_found);
      changed.wait_for(lock, net_loop::safety_limit, [this] { return may_answer; });
      return endpoints{tcp::endpoint(asio::ip::address_v6::loopback(), what.port)};
    }

    std::mutex mutex;
    std::condition_variable changed;
    std::string host;
    address_family family = address_family::any;
    bool may_answer = false;
  };
  std::shared_ptr<state> shared_ = std::make_shared<state>();
};

// What Asio is given on the loop's own thread it puts aside until the handler ends: what
// another thread gives it meanwhile overtakes that.
TEST_CASE("resolve: what is known so far does not replace an answer that overtakes it") {
  other_family_source names_of;
  const resolver names(names_of.source(), {.threads = 1});
  net_loop loop;
  watchdog first_limit(loop.executor());
  watchdog late_limit(loop.executor());
  watchdog next_limit(loop.executor());
  const name_query name{"name", 80, address_family::v4};
  const auto first = loop.start(names.resolve(name, first_limit, 1h));
  const auto next = loop.start(names.resolve({"next", 80}, next_limit, 1h));
  loop.until([&] { return names_of.is_asked_for("name", address_family::v6); });
  started late;
  bool is_answered = false;
  asio::post(loop.executor(), [&] {
    late = loop.start(names.resolve(name, late_limit, 1h));
    is_answered = names_of.answer_until_asked_for("next");
  });
  loop.until([&] { return late && late->has_value(); });
  CHECK(is_answered);
  CHECK(error_of(loop.finish(late).found) == errc::no_address_of_family);
  CHECK(error_of(loop.finish(first).found) == errc::no_address_of_family);
  CHECK(loop.finish(next).found.has_value());
}

}  // namespace
}  // namespace tmss10
