// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/session.hpp"
#include <tmss10/core/wire/protocol.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <utility>
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

/// Those keys, the first of them in use.
accepted_keys keys_of(accepted_keys::list all) {
  auto current = all.front();
  all.erase(all.begin());
  return {std::move(current),
          std::make_shared<const accepted_keys::list>(std::move(all))};
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

TEST_CASE("protocol: an initiator may have any of a responder's keys") {
  const accepted_keys::list all{key_of(1), key_of(2), key_of(3), key_of(4)};
  for (const auto& key : all) {
    const auto seen = shake_hands(keys_of(all), *key);
    CHECK(seen.responder_has_it);
    CHECK(seen.initiator_has_it);
  }
}

TEST_CASE("protocol: no other key is taken, nor a former one after its time") {
  const auto current = key_of(1);
  const auto former = key_of(2);
  for (const accepted_keys& keys :
       {keys_of({current, former, key_of(4)}), keys_of({current}),
        accepted_keys{current, nullptr}}) {
    const auto seen = shake_hands(keys, *key_of(3));
    CHECK(!seen.responder_has_it);
    CHECK(!seen.initiator_has_it);
    CHECK(!shake_hands(keys, site_key::open_mode()).responder_has_it);
  }
  CHECK(!shake_hands(keys_of({current}), *former).responder_has_it);
}

TEST_CASE("protocol: messages pass after a handshake with the former key") {
  const auto current = key_of(1);
  const auto former = key_of(2);
  protocol responder(keys_of({current, key_of(3), former}));
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
