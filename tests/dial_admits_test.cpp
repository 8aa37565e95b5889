// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_dial.hpp"
#include "support/net_socket.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/dial.hpp>

#include <string>
#include <vector>

namespace tmss10 {
namespace {

using test::dial_call;
using test::dial_to;
using test::net_listener;
using test::net_loop;

TEST_CASE("dial: an address that is admitted is connected to") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = dial_to("127.0.0.1", listener.port());
  std::vector<std::string> asked;
  settings.admits = [&asked](const std::string& address) {
    asked.push_back(address);
    return true;
  };
  dial_call call(loop);
  CHECK(!call.call(loop, settings));
  CHECK(asked == std::vector<std::string>{"127.0.0.1"});
}

TEST_CASE("dial: an address that is not admitted gets no connection request") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = dial_to("127.0.0.1", listener.port());
  settings.admits = [](const std::string& /*address*/) { return false; };
  dial_call call(loop);
  const auto why = call.call(loop, settings);
  REQUIRE(why);
  CHECK(why->where == stage::resolve);
  CHECK(why->error == errc::address_not_admitted);
  CHECK(call.attempts.empty());
  CHECK(call.told.size() == 1);  // what the look-up found
}

TEST_CASE("dial: of several addresses, those are tried that are admitted") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = dial_to("localhost", listener.port());
  settings.admits = [](const std::string& address) { return address == "127.0.0.1"; };
  dial_call call(loop);
  CHECK(!call.call(loop, settings));
  REQUIRE(call.attempts.size() == 1);
  CHECK(call.attempts[0].address == "127.0.0.1");
}

}  // namespace
}  // namespace tmss10
