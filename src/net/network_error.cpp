// SPDX-License-Identifier: MIT
#include <tmss10/core/errc.hpp>
#include <tmss10/net/network_error.hpp>

#include <asio/error.hpp>

namespace tmss10 {

std::error_code from_network(std::error_code error) {
  if (!error || error.category() == tmss10_category()) return error;
  if (error == asio::error::eof) return errc::ended_without_close;
  if (error == asio::error::operation_aborted) return errc::stopped;
  if (error == asio::error::host_not_found || error == asio::error::no_data) {
    return errc::name_not_found;
  }
  if (error.category() == asio::error::get_netdb_category() ||
      error.category() == asio::error::get_addrinfo_category()) {
    return errc::resolver_failed;
  }
  return {error.value(), std::system_category()};
}

bool is_end_of_connection(std::error_code asio_error) {
  return asio_error == asio::error::eof || asio_error == asio::error::connection_reset ||
         asio_error == asio::error::connection_aborted ||
         asio_error == asio::error::broken_pipe;
}

}  // namespace tmss10
