// SPDX-License-Identifier: MIT
#include "net/close_on_exec.hpp"

#include "catch.hpp"

#include <asio/io_context.hpp>

#ifndef _WIN32
#include <fcntl.h>
#endif

namespace tmss10 {
namespace {

TEST_CASE("close_on_exec: a program that is started does not get the socket") {
  asio::io_context io;
  asio::ip::tcp::socket socket(io, asio::ip::tcp::v4());
#ifdef _WIN32  // where it never does
  close_on_exec(socket.native_handle());
  CHECK(socket.is_open());
#else
  REQUIRE(fcntl(socket.native_handle(), F_SETFD, 0) == 0);
  close_on_exec(socket.native_handle());
  CHECK((fcntl(socket.native_handle(), F_GETFD) & FD_CLOEXEC) != 0);
#endif
}

}  // namespace
}  // namespace tmss10
