// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/net/endpoint_text.hpp>

namespace tmss10 {
namespace {

using asio::ip::make_address;

TEST_CASE("endpoint_text: an IPv6 address is in brackets") {
  CHECK(endpoint_text({make_address("127.0.0.1"), 80}) == "127.0.0.1:80");
  CHECK(endpoint_text({make_address("::1"), 80}) == "[::1]:80");
  CHECK(endpoint_text({make_address("0.0.0.0"), 0}) == "0.0.0.0:0");
  CHECK(endpoint_text({make_address("2001:db8::7"), 65535}) == "[2001:db8::7]:65535");
}

}  // namespace
}  // namespace tmss10
