// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/session.hpp"
#include <tmss10/core/protocol.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace tmss10 {
namespace {

using test::feed;
using test::take_output;

std::shared_ptr<const site_key> key_of(unsigned char byte) {
  const std::vector<std::byte> secret(site_key::size, std::byte{byte});
  return std::make_shared<const site_key>(
      std::span<const std::byte, site_key::size>(secret));
}

struct outcome {
  bool responder_has_it = false;
  bool initiator_has_it = false;
};

/// A handshake of an initiator with that key, message 1 coming byte by byte.
outcome shake_hands(const accepted_keys& keys, const site_key& initiators) {
  protocol responder(keys);
  protocol initiator(role::initiator, initiators);
  (void)feed(initiator, take_output(responder), 1);
  (void)feed(responder, take_output(initiator), 1);
  (void)feed(initiator, take_output(responder), 1);
  return {responder.established(), initiator.established()};
}

TEST_CASE("protocol: an initiator may have either of a responder's keys") {
  const auto current = key_of(1);
  const auto former = key_of(2);
  for (const auto& key : {current, former}) {
    const auto seen = shake_hands({current, former}, *key);
    CHECK(seen.responder_has_it);
    CHECK(seen.initiator_has_it);
  }
}

TEST_CASE("protocol: no other key is taken, nor the former one after its time") {
  const auto current = key_of(1);
  const auto former = key_of(2);
  for (const accepted_keys& keys :
       {accepted_keys{current, former}, accepted_keys{current, nullptr}}) {
    const auto seen = shake_hands(keys, *key_of(3));
    CHECK(!seen.responder_has_it);
    CHECK(!seen.initiator_has_it);
    CHECK(!shake_hands(keys, site_key::open_mode()).responder_has_it);
  }
  CHECK(!shake_hands({current, nullptr}, *former).responder_has_it);
}

TEST_CASE("protocol: messages pass after a handshake with the former key") {
  const auto current = key_of(1);
  const auto former = key_of(2);
  protocol responder({current, former});
  protocol initiator(role::initiator, *former);
  (void)feed(initiator, take_output(responder), 100);
  (void)feed(responder, take_output(initiator), 100);
  (void)feed(initiator, take_output(responder), 100);
  const bytes text(100, std::byte{7});
  REQUIRE(initiator.send(text));
  const auto seen = feed(responder, take_output(initiator), 100);
  REQUIRE(seen.plaintexts.size() == 1);
  CHECK(seen.plaintexts.front() == text);
  CHECK(responder.authenticated());
}

}  // namespace
}  // namespace tmss10
