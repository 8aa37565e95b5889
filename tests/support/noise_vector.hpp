// SPDX-License-Identifier: MIT
#pragma once

#include "hex.hpp"
#include <tmss10/core/base/bytes.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace tmss10::test {

/// One message of a Noise test vector, and what happens to its direction's key before it.
struct noise_message {
  bool from_initiator = true;
  bytes payload;
  /// The hex of the message, or of its SHA-256 when it is a long one.
  std::string ciphertext;
  std::string ciphertext_hash;
  std::optional<std::uint64_t> set_nonce;
  bool rekey_before = false;
};

/// A session of Noise_NNpsk0_25519_AESGCM_SHA256 with known keys. Messages 0 and 1 are
/// the handshake.
struct noise_vector {
  std::string name;
  bytes prologue;
  std::array<std::byte, 32> psk{};
  std::array<std::byte, 32> initiator_ephemeral{};
  std::array<std::byte, 32> responder_ephemeral{};
  std::string handshake_hash;
  /// The two transport keys in hex, where the vector gives them.
  std::string initiator_to_responder;
  std::string responder_to_initiator;
  std::vector<noise_message> messages;
};

inline noise_message noise_message_from(const nlohmann::json& from) {
  noise_message out;
  out.from_initiator = from.at("from") == "init";
  if (from.contains("repeat")) {
    const auto value = from_hex(from.at("repeat").at("byte").get<std::string>());
    out.payload.assign(from.at("repeat").at("count").get<std::size_t>(), value.at(0));
  } else {
    out.payload = from_hex(from.at("payload").get<std::string>());
  }
  out.ciphertext = from.value("ciphertext", "");
  out.ciphertext_hash = from.value("ciphertext_sha256", "");
  if (from.contains("set_n")) {
    const auto& number = from.at("set_n");
    out.set_nonce = number.is_string() ? std::stoull(number.get<std::string>())
                                       : number.get<std::uint64_t>();
  }
  out.rekey_before = from.value("rekey_before", false);
  return out;
}

inline noise_vector noise_vector_from(const nlohmann::json& from) {
  noise_vector out;
  out.name = from.at("name");
  out.prologue = from_hex(from.at("init_prologue").get<std::string>());
  out.psk = block_from_hex(from.at("init_psks").at(0).get<std::string>());
  out.initiator_ephemeral = block_from_hex(from.at("init_ephemeral").get<std::string>());
  out.responder_ephemeral = block_from_hex(from.at("resp_ephemeral").get<std::string>());
  out.handshake_hash = from.at("handshake_hash");
  if (from.contains("split")) {
    out.initiator_to_responder = from.at("split").at("init_to_resp");
    out.responder_to_initiator = from.at("split").at("resp_to_init");
  }
  for (const auto& message : from.at("messages")) {
    out.messages.push_back(noise_message_from(message));
  }
  return out;
}

/// The vectors of data/noise_nnpsk0.json.
inline std::vector<noise_vector> load_noise_vectors() {
  std::ifstream in(TMSS10_TEST_DATA "/noise_nnpsk0.json");
  if (!in) throw std::runtime_error("no noise_nnpsk0.json in " TMSS10_TEST_DATA);
  const auto file = nlohmann::json::parse(in);
  std::vector<noise_vector> out;
  for (const auto& one : file.at("vectors")) {
    out.push_back(noise_vector_from(one));
  }
  return out;
}

}  // namespace tmss10::test
