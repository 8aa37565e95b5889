// SPDX-License-Identifier: MIT
// What the parts of a ping cost a processor, without sockets (Google Benchmark). The
// argument is the size of the payload: random bytes, as TMSS10Ping sends them.
#include <tmss10/core/wire/answer.hpp>
#include <tmss10/core/wire/channel.hpp>
#include <tmss10/core/wire/gzip.hpp>
#include <tmss10/core/wire/handshake.hpp>
#include <tmss10/core/wire/packet.hpp>
#include <tmss10/core/wire/packet_codec.hpp>

#include <openssl/evp.h>

#include <benchmark/benchmark.h>
#include <random>
#include <stdexcept>
#include <utility>

namespace {

using namespace tmss10;

bytes random_payload(const benchmark::State& state) {
  std::mt19937 engine(1);
  std::uniform_int_distribution<unsigned> any(0, 0xFF);
  bytes payload(static_cast<std::size_t>(state.range(0)));
  for (auto& one : payload)
    one = static_cast<std::byte>(any(engine));
  return payload;
}

void must(bool holds) {
  if (!holds) throw std::runtime_error("a part of a ping failed");
}

/// Both ends of a connection.
struct connection {
  channel client;
  channel responder;
};

connection connect() {
  const auto key = site_key::open_mode();
  handshake initiator(role::initiator, {}, key);
  handshake responder(role::responder, {}, key);
  bytes first;
  bytes second;
  initiator.write_message({}, first);
  must(responder.read_message(first).has_value());
  responder.write_message({}, second);
  must(initiator.read_message(second).has_value());
  return {channel(initiator.split()), channel(responder.split())};
}

void gzip(benchmark::State& state) {
  const auto payload = random_payload(state);
  gzip_compressor compressor;
  bytes out;
  for (auto _ : state) {
    out.clear();
    compressor.compress(payload, out);
    benchmark::DoNotOptimize(out.data());
  }
}

void gunzip(benchmark::State& state) {
  const auto payload = random_payload(state);
  bytes compressed;
  gzip_compressor().compress(payload, compressed);
  gzip_expander expander;
  bytes out;
  for (auto _ : state)
    must(expander.expand(compressed, max_payload_size, out).has_value());
}

/// The plaintext of a ping with that payload.
bytes plaintext_of(const benchmark::State& state) {
  request asked;
  asked.payload = random_payload(state);
  bytes plaintext;
  packet_codec().encode(asked, plaintext);
  return plaintext;
}

void seal(benchmark::State& state) {
  const auto plaintext = plaintext_of(state);
  auto over = connect();
  bytes out;
  for (auto _ : state) {
    out.clear();
    must(over.client.seal(plaintext, out).has_value());
  }
}

/// A message can be opened once only, so each is sealed before: less what `seal` takes.
void seal_and_open(benchmark::State& state) {
  const auto plaintext = plaintext_of(state);
  auto over = connect();
  bytes out;
  for (auto _ : state) {
    out.clear();
    must(over.client.seal(plaintext, out).has_value());
    must(over.responder.open(std::span(out).subspan(length_size)).has_value());
  }
}

void encode(benchmark::State& state) {
  request asked;
  asked.payload = random_payload(state);
  packet_codec codec;
  bytes out;
  for (auto _ : state) {
    out.clear();
    codec.encode(asked, out);
    benchmark::DoNotOptimize(out.data());
  }
}

void decode(benchmark::State& state) {
  const auto plaintext = plaintext_of(state);
  packet_codec codec;
  request asked;
  for (auto _ : state)
    must(codec.decode(plaintext, asked).has_value());
}

/// Request and response, encoded and decoded.
void packets_of_a_ping(benchmark::State& state) {
  request asked;
  asked.payload = random_payload(state);
  packet_codec client;
  packet_codec responder;
  response said;
  bytes out;
  for (auto _ : state) {
    out.clear();
    client.encode(asked, out);
    const auto reply = answer_request(responder, out);
    out.clear();
    responder.encode(reply.response, out);
    must(client.decode(out, said).has_value());
    must(check_ping_response(said, asked.payload).has_value());
  }
}

/// The same with sealing and opening: all that a ping costs but its sockets.
void ping(benchmark::State& state) {
  request asked;
  asked.payload = random_payload(state);
  auto over = connect();
  packet_codec client;
  packet_codec responder;
  response said;
  bytes plaintext;
  bytes wire;
  for (auto _ : state) {
    plaintext.clear();
    wire.clear();
    client.encode(asked, plaintext);
    must(over.client.seal(plaintext, wire).has_value());
    const auto asking = over.responder.open(std::span(wire).subspan(length_size));
    must(asking.has_value());
    const auto reply = answer_request(responder, *asking);
    plaintext.clear();
    wire.clear();
    responder.encode(reply.response, plaintext);
    must(over.responder.seal(plaintext, wire).has_value());
    const auto saying = over.client.open(std::span(wire).subspan(length_size));
    must(saying && client.decode(*saying, said));
    must(check_ping_response(said, asked.payload).has_value());
  }
}

/// What libcrypto alone needs for both sides of a handshake: two key pairs, and two times
/// the secret that they share.
void x25519(benchmark::State& state) {
  const auto make = [] { return EVP_PKEY_Q_keygen(nullptr, nullptr, "X25519"); };
  const auto derive = [](EVP_PKEY* own, EVP_PKEY* other) {
    unsigned char secret[ephemeral_key::size];
    std::size_t size = sizeof secret;
    auto* context = EVP_PKEY_CTX_new(own, nullptr);
    must(EVP_PKEY_derive_init(context) == 1);
    must(EVP_PKEY_derive_set_peer(context, other) == 1);
    must(EVP_PKEY_derive(context, secret, &size) == 1);
    EVP_PKEY_CTX_free(context);
  };
  for (auto _ : state) {
    auto* client = make();
    auto* responder = make();
    derive(client, responder);
    derive(responder, client);
    EVP_PKEY_free(client);
    EVP_PKEY_free(responder);
  }
}

/// Both sides of a handshake.
void handshakes(benchmark::State& state) {
  for (auto _ : state) {
    auto made = connect();
    benchmark::DoNotOptimize(&made);
  }
}

constexpr int sizes[] = {0, 600, 6'000, 60'000};

void with_each_size(benchmark::internal::Benchmark* one) {
  for (const int size : sizes)
    one->Arg(size);
}

BENCHMARK(gzip)->Apply(with_each_size);
BENCHMARK(gunzip)->Apply(with_each_size);
BENCHMARK(seal)->Apply(with_each_size);
BENCHMARK(seal_and_open)->Apply(with_each_size);
BENCHMARK(encode)->Apply(with_each_size);
BENCHMARK(decode)->Apply(with_each_size);
BENCHMARK(packets_of_a_ping)->Apply(with_each_size);
BENCHMARK(ping)->Apply(with_each_size);
BENCHMARK(x25519);
BENCHMARK(handshakes);

}  // namespace

BENCHMARK_MAIN();
