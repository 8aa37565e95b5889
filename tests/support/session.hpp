// SPDX-License-Identifier: MIT
#pragma once

#include "hex.hpp"
#include <tmss10/core/wire/handshake.hpp>
#include <tmss10/core/wire/key.hpp>
#include <tmss10/core/wire/protocol.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

namespace tmss10::test {

/// What one side of a published session put on the wire.
struct wire_message {
  role from = role::initiator;
  std::string what;
  bytes wire;
  /// None for the greeting and the handshake.
  std::optional<bytes> plaintext;
};

/// A session of docs/protocol.md, section 6, with fixed ephemeral keys.
struct published_session {
  std::string name;
  std::array<std::byte, 32> psk{};
  std::array<std::byte, 32> initiator_ephemeral{};
  std::array<std::byte, 32> responder_ephemeral{};
  std::vector<wire_message> messages;

  /// A side with this session's keys.
  [[nodiscard]] protocol start(role side) const {
    const auto& secret =
        side == role::initiator ? initiator_ephemeral : responder_ephemeral;
    return {side, site_key(psk), ephemeral_key::from_private(secret)};
  }

  /// Everything that one side sends, in one piece.
  [[nodiscard]] bytes all_from(role side) const {
    bytes out;
    for (const auto& message : messages) {
      if (message.from == side) append(out, message.wire);
    }
    return out;
  }

  /// The message of that name.
  [[nodiscard]] const wire_message& message(const std::string& what) const {
    for (const auto& one : messages) {
      if (one.what == what) return one;
    }
    throw std::invalid_argument("no such message in the session: " + what);
  }
};

inline published_session session_from(const nlohmann::json& from) {
  published_session out;
  out.name = from.at("name");
  out.psk = block_from_hex(from.at("psk").get<std::string>());
  out.initiator_ephemeral =
      block_from_hex(from.at("client_ephemeral_private_key").get<std::string>());
  out.responder_ephemeral =
      block_from_hex(from.at("responder_ephemeral_private_key").get<std::string>());
  for (const auto& one : from.at("wire")) {
    wire_message message;
    message.from = one.at("from") == "client" ? role::initiator : role::responder;
    message.what = one.at("what");
    message.wire = from_hex(one.at("hex").get<std::string>());
    if (one.contains("plaintext")) {
      message.plaintext = from_hex(one.at("plaintext").get<std::string>());
    }
    out.messages.push_back(message);
  }
  return out;
}

/// The sessions of data/session.json: one in open mode, one with a site key.
inline std::vector<published_session> load_sessions() {
  std::ifstream in(TMSS10_TEST_DATA "/session.json");
  if (!in) throw std::runtime_error("no session.json in " TMSS10_TEST_DATA);
  const auto file = nlohmann::json::parse(in);
  std::vector<published_session> out;
  for (const auto& one : file.at("sessions"))
    out.push_back(session_from(one));
  return out;
}

/// What came of bytes that a side was fed.
struct outcome {
  std::vector<protocol_event> events;
  std::vector<bytes> plaintexts;
  std::vector<std::size_t> wire_sizes;
  std::error_code error;
};

/// Takes steps until there is nothing whole left, the peer has closed, or a step fails.
inline void take_steps(protocol& side, outcome& seen) {
  for (;;) {
    const auto event = side.next();
    if (!event) {
      seen.error = event.error();
      return;
    }
    if (*event == protocol_event::more) return;
    seen.events.push_back(*event);
    if (*event == protocol_event::message) {
      seen.plaintexts.emplace_back(side.plaintext().begin(), side.plaintext().end());
      seen.wire_sizes.push_back(side.wire_size());
    }
    if (*event == protocol_event::closed) return;
  }
}

/// Writes bytes into a side's room, `step` at a time or as many as fit, and takes every
/// step that they allow. Stops at a failure, or when the peer has closed.
inline outcome feed(protocol& side, bytes_view data,
                    std::size_t step = static_cast<std::size_t>(-1)) {
  outcome seen;
  const auto is_over = [&seen] {
    return seen.error ||
           (!seen.events.empty() && seen.events.back() == protocol_event::closed);
  };
  while (!data.empty() && !is_over()) {
    const auto room = side.input_room();
    const auto part = data.first(std::min({step, data.size(), room.size()}));
    std::copy(part.begin(), part.end(), room.begin());
    side.commit_input(part.size());
    data = data.subspan(part.size());
    take_steps(side, seen);
  }
  return seen;
}

/// What a side wants to send, taken from it.
inline bytes take_output(protocol& side) {
  bytes out(side.output().begin(), side.output().end());
  side.consume_output(out.size());
  return out;
}

/// Two sides that have done their handshake and have nothing left to send.
struct established_pair {
  protocol initiator;
  protocol responder;

  explicit established_pair(const published_session& from)
      : initiator(from.start(role::initiator)), responder(from.start(role::responder)) {
    feed(initiator, take_output(responder));
    feed(responder, take_output(initiator));
    feed(initiator, take_output(responder));
  }
};

/// A message as one side would send it now.
inline bytes sent(protocol& from, bytes_view plaintext) {
  if (!from.send(plaintext)) throw std::runtime_error("the counter is used up");
  return take_output(from);
}

}  // namespace tmss10::test
