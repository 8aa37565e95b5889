// SPDX-License-Identifier: MIT
#include "exporter_server.hpp"

#include "exporter_site.hpp"
#include <tmss10/net/address_text.hpp>

#include <openssl/crypto.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace tmss10 {
namespace {

/// Connections beside those that wait for a probe: metrics, health, and a crowd of
/// scrapers at the same moment, each of which is to get an answer.
constexpr std::size_t other_connections = 1024;

/// Whatever the content, the time it takes says nothing of it.
bool is_same(std::string_view one, std::string_view other) {
  return one.size() == other.size() &&
         CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

bool are_right(const basic_credentials& given, const proxy_credentials& wanted) {
  const bool user = is_same(given.user, wanted.user());
  return is_same(given.password.text, wanted.password()) && user;
}

http_limits limits_for(std::size_t at_once) {
  http_limits out;
  out.connections = 2 * at_once + other_connections;
  return out;
}

/// The user name is not told: some people type their password there.
std::string unauthorized_note(const asio::ip::address& peer, bool has_credentials) {
  return "a request from " + peer.to_string() + " was refused: " +
         (has_credentials ? "the user name or the password is wrong"
                          : "it has no user name and password");
}

void set_credentials(http_server_settings& to, const exporter_server_parts& of) {
  to.authorize = [&files = of.files](const basic_credentials& given) {
    return are_right(given, *files.get()->credentials);
  };
  to.on_unauthorized = [&log = of.log](const asio::ip::address& peer,
                                       bool has_credentials) {
    log.note_of_client(unauthorized_note(peer, has_credentials));
  };
}

}  // namespace

http_server_settings exporter_server_settings(
    const exporter_server_parts& of,
    std::function<void(std::shared_ptr<http_exchange>)> handle) {
  http_server_settings out;
  for (const auto& one : of.options.listen)
    out.listen.emplace_back(*read_address(one.address), one.port);
  out.limits = limits_for(of.options.at_once);
  out.name = "TMSS10Exporter";
  out.methods = [&options = of.options](std::string_view path) {
    return exporter_site::methods_of(path, options);
  };
  out.handle = std::move(handle);
  if (of.options.credentials) set_credentials(out, of);
  out.on_answer = [&answers = of.answers](int status) { answers.add(status); };
  out.streams = [&files = of.files](asio::ip::tcp::socket socket) {
    return files.get()->streams(std::move(socket));
  };
  return out;
}

}  // namespace tmss10
