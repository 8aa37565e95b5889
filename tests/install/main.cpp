// SPDX-License-Identifier: MIT
// Uses a little of the installed package, to show that it compiles, links and runs.
#include <tmss10/core/wire/packet.hpp>
#include <tmss10/core/wire/packet_codec.hpp>
#include <tmss10/net/ping/pinger.hpp>

#include <cstdio>

int main() {
  tmss10::packet_codec codec;
  tmss10::bytes plaintext;
  codec.encode(tmss10::request{}, plaintext);

  tmss10::request read_back;
  if (!codec.decode(plaintext, read_back)) return 1;
  std::printf("an empty ping request takes %zu bytes\n", plaintext.size());
  return read_back.payload.empty() ? 0 : 1;
}
