// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hex.hpp"
#include <tmss10/core/responder/observed_peer.hpp>
#include <tmss10/core/wire/packet.hpp>

#include <chrono>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

observed_peer some_peer() {
  observed_peer out;
  out.version = "0.3.0";
  out.system = "Debian GNU/Linux 12 (bookworm), Linux 6.1.0 x86_64";
  out.now = std::chrono::sys_days(std::chrono::year(2026) / 11 / 30) + 8h + 42'900us;
  out.address = "198.51.100.7";
  out.port = 40'112;
  out.request = test::from_hex("4500003c");
  return out;
}

TEST_CASE("observed_peer: the object has every member in the protocol's order") {
  CHECK(observation_text(some_peer()) ==
        R"({"program":"TMSS10Responder","version":"0.3.0",)"
        R"("system":"Debian GNU/Linux 12 (bookworm), Linux 6.1.0 x86_64",)"
        R"("time":"2026-11-30T08:00:00.042900Z","address":"198.51.100.7","port":40112,)"
        R"("syn":"4500003c"})");
}

TEST_CASE("observed_peer: what there is nothing of is left out") {
  auto peer = some_peer();
  peer.version.clear();
  peer.system.clear();
  peer.request.clear();
  CHECK(observation_text(peer) ==
        R"({"program":"TMSS10Responder","time":"2026-11-30T08:00:00.042900Z",)"
        R"("address":"198.51.100.7","port":40112})");
}

TEST_CASE("observed_peer: whatever its parts are, the object is within its limit") {
  auto peer = some_peer();
  peer.request = bytes(max_saved_request);
  peer.version = std::string(5'000, '\x01');
  peer.system = std::string(5'000, '\xFF');
  const auto text = observation_text(peer);
  CHECK(text.size() <= max_observation_size);
  CHECK(text.find(R"("syn":"0000)") != std::string::npos);
  peer.system = std::string(5'000, '\x01');
  CHECK(observation_text(peer).size() <= max_observation_size);
  peer.request.resize(max_saved_request + 1);
  CHECK(observation_text(peer).find("syn") == std::string::npos);
}

}  // namespace
}  // namespace tmss10
