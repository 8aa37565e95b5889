// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/network_error.hpp>

#include <asio/error.hpp>

#include <system_error>

namespace tmss10 {
namespace {

TEST_CASE("network error: no error stays none") {
  CHECK(!from_network(std::error_code{}));
  CHECK(!from_network(asio::error_code{}));
}

TEST_CASE("network error: ours stay as they are") {
  CHECK(from_network(errc::busy) == errc::busy);
}

TEST_CASE("network error: the system's compare equal to std::errc") {
  const asio::error_code refused = asio::error::connection_refused;
  const auto told = from_network(refused);
  CHECK(told.message() == "Connection refused");
#ifndef _WIN32  // which has these codes in a category of ours
  CHECK(told.category() == std::system_category());
  CHECK(told.value() == refused.value());
#endif
  CHECK(told == std::errc::connection_refused);
  CHECK(from_network(asio::error::connection_reset) == std::errc::connection_reset);
  CHECK(from_network(asio::error::host_unreachable) == std::errc::host_unreachable);
  CHECK(from_network(asio::error::network_unreachable) == std::errc::network_unreachable);
  CHECK(from_network(asio::error::timed_out) == std::errc::timed_out);
  CHECK(from_network(asio::error::access_denied) == std::errc::permission_denied);
  CHECK(from_network(asio::error::address_in_use) == std::errc::address_in_use);
}

#ifdef _WIN32
TEST_CASE("network error: a reset that a completion port reports is a reset") {
  const std::error_code deleted(ERROR_NETNAME_DELETED, std::system_category());
  CHECK(from_network(deleted) == std::errc::connection_reset);
  CHECK(from_network(deleted).message() == "Connection reset by peer");
}
#endif

TEST_CASE("network error: an end of stream is ended_without_close") {
  CHECK(from_network(asio::error::eof) == errc::ended_without_close);
}

TEST_CASE("network error: a cancelled wait is stopped") {
  CHECK(from_network(asio::error::operation_aborted) == errc::stopped);
}

TEST_CASE("network error: look-ups fail with name_not_found or resolver_failed") {
  CHECK(from_network(asio::error::host_not_found) == errc::name_not_found);
  CHECK(from_network(asio::error::no_data) == errc::name_not_found);
  CHECK(from_network(asio::error::host_not_found_try_again) == errc::resolver_failed);
  CHECK(from_network(asio::error::no_recovery) == errc::resolver_failed);
  CHECK(from_network(asio::error::service_not_found) == errc::resolver_failed);
  CHECK(from_network(asio::error::socket_type_not_supported) == errc::resolver_failed);
}

TEST_CASE("network error: FIN, RST and a write after them end a connection") {
  CHECK(is_end_of_connection(asio::error::eof));
  CHECK(is_end_of_connection(asio::error::connection_reset));
  CHECK(is_end_of_connection(asio::error::connection_aborted));
  CHECK(is_end_of_connection(asio::error::broken_pipe));
  CHECK(!is_end_of_connection(std::error_code{}));
  CHECK(!is_end_of_connection(asio::error::operation_aborted));
  CHECK(!is_end_of_connection(asio::error::timed_out));
  CHECK(!is_end_of_connection(errc::ended_without_close));
}

}  // namespace
}  // namespace tmss10
