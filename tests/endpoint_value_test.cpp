// SPDX-License-Identifier: MIT
#include "core/options/endpoint_value.hpp"

#include "catch.hpp"
#include "support/arguments.hpp"

#include <exception>
#include <optional>
#include <string>

namespace tmss10 {
namespace {

/// "HOST PORT", or what is wrong.
std::string endpoint_text(const std::string& text,
                          std::optional<std::uint16_t> usual = {}) {
  try {
    const auto read = read_endpoint("--x", text, usual);
    return read.host + " " + std::to_string(read.port);
  } catch (const std::exception& error) {
    return error.what();
  }
}

TEST_CASE("endpoint_value: an address and a port, which may be 0") {
  CHECK(endpoint_text("127.0.0.1:9100") == "127.0.0.1 9100");
  CHECK(endpoint_text("127.1:0") == "127.0.0.1 0");
  CHECK(endpoint_text("[::1]:0") == "::1 0");
  CHECK(endpoint_text("localhost:1") == "localhost 1");
}

TEST_CASE("endpoint_value: with a usual port, an address alone will do") {
  CHECK(endpoint_text("127.0.0.1", 9100) == "127.0.0.1 9100");
  CHECK(endpoint_text("127.0.0.1:0", 9100) == "127.0.0.1 0");
  CHECK(endpoint_text("::1", 9100) == "::1 9100");
  CHECK(endpoint_text("::0", 9100) == "::0 9100");
  CHECK(endpoint_text("::", 9100) == ":: 9100");
  CHECK(endpoint_text("[::1]", 9100) == "::1 9100");
  CHECK(endpoint_text("[::]:0", 9100) == ":: 0");
}

TEST_CASE("endpoint_value: what is none is refused with the option and the value") {
  for (const std::string text :
       {"", ":1", "127.0.0.1", "127.0.0.1:x", "1:1", "::1:0", "::0"})
    CHECK(endpoint_text(text) ==
          "--x: \"" + text + "\" is not ADDRESS:PORT or [ADDRESS]:PORT");
  for (const std::string text :
       {"", ":1", ":0", "127.0.0.1:x", "127.0.0.1:65536", "9100", "a b"})
    CHECK(endpoint_text(text, 1) ==
          "--x: \"" + text + "\" is not ADDRESS[:PORT] or [ADDRESS]:PORT");
  CHECK(test::contains(endpoint_text("127.0.0.010:0"), "octal"));
  CHECK(test::contains(endpoint_text("1:2:3", 1), "more than one colon"));
}

}  // namespace
}  // namespace tmss10
