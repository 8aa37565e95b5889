// SPDX-License-Identifier: MIT
#include "http/tls_streams.hpp"

#include "catch.hpp"
#include "support/net_http.hpp"
#include "support/temporary_directory.hpp"
#include "support/test_certificate.hpp"

#include <asio/ssl/context.hpp>
#include <asio/ssl/stream.hpp>
#include <asio/write.hpp>

#include <atomic>

namespace tmss10 {
namespace {

namespace ssl = asio::ssl;
using test::get_request;
using test::net_http;
using test::net_socket;
using test::reply_of;
using namespace std::chrono_literals;

/// The files of a server.
struct tls_files {
  test::temporary_directory directory;
  std::string certificate;
  std::string key;

  explicit tls_files(const test::test_certificate& of = test::make_certificate())
      : certificate(directory.write("certificate.pem", of.certificate).string()),
        key(directory.write("key.pem", of.key).string()) {}
  [[nodiscard]] http_server_settings settings() const {
    http_server_settings out;
    out.streams = tls_streams(certificate, key);
    return out;
  }
};

/// A client that trusts the certificate, and no other. It waits where it stands.
class tls_client {
 public:
  tls_client(std::uint16_t port, const std::string& certificate,
             ssl::context::options without = 0)
      : stream_(io_, context_) {
    context_.load_verify_file(certificate);
    stream_.set_verify_mode(ssl::verify_peer);
    SSL_set_options(stream_.native_handle(), static_cast<std::uint64_t>(without));
    stream_.next_layer().connect({asio::ip::address_v4::loopback(), port});
    stream_.handshake(ssl::stream_base::client);
  }

  void write(const std::string& text) { asio::write(stream_, asio::buffer(text)); }
  /// All until the server ends the stream, and how that was.
  [[nodiscard]] std::pair<test::http_reply, asio::error_code> read() {
    bytes out;
    std::array<std::byte, 65'536> room{};
    asio::error_code error;
    while (!error) {
      const auto size = stream_.read_some(asio::buffer(room), error);
      append(out, bytes_view(room).first(size));
    }
    return {reply_of(out), error};
  }
  void close() { stream_.next_layer().close(); }

 private:
  asio::io_context io_;
  ssl::context context_{ssl::context::tls_client};
  ssl::stream<asio::ip::tcp::socket> stream_;
};

TEST_CASE("tls_streams: a request by HTTPS, and an end that can't be forged") {
  const tls_files files;
  net_http site(files.settings());
  tls_client client(site.port(), files.certificate);
  client.write(get_request("/a"));
  const auto [reply, end] = client.read();
  CHECK(reply.status == 200);
  CHECK(reply.body == "GET /a\n");
  CHECK(end == asio::error::eof);
}

TEST_CASE("tls_streams: a large answer, and a second request that nobody reads") {
  const tls_files files;
  auto settings = files.settings();
  settings.handle = [](const std::shared_ptr<http_exchange>& exchange) {
    exchange->answer(line_answer(200, std::string(5'000'000, 'x')));
  };
  net_http site(std::move(settings));
  tls_client client(site.port(), files.certificate);
  client.write(get_request("/1") + get_request("/2"));
  const auto [reply, end] = client.read();
  CHECK(reply.body.size() == 5'000'001);
  CHECK(end == asio::error::eof);
}

TEST_CASE("tls_streams: TLS 1.2 will do, TLS 1.1 will not") {
  const tls_files files;
  net_http site(files.settings());
  tls_client client(site.port(), files.certificate, SSL_OP_NO_TLSv1_3);
  client.write(get_request("/"));
  CHECK(client.read().first.status == 200);
  CHECK_THROWS_AS(
      tls_client(site.port(), files.certificate, SSL_OP_NO_TLSv1_3 | SSL_OP_NO_TLSv1_2),
      std::system_error);
}

TEST_CASE("tls_streams: a client that goes before the answer is noticed") {
  const tls_files files;
  std::atomic<bool> begun = false;
  std::atomic<bool> gone = false;
  std::shared_ptr<http_exchange> kept;
  auto settings = files.settings();
  settings.handle = [&](const std::shared_ptr<http_exchange>& exchange) {
    kept = exchange;
    exchange->on_client_gone([&gone] { gone = true; });
    begun = true;
  };
  net_http site(std::move(settings));
  tls_client client(site.port(), files.certificate);
  client.write(get_request("/"));
  site.loop().until([&] { return begun.load(); });
  CHECK_FALSE(gone);
  client.close();
  site.loop().until([&] { return gone.load(); });
  site.server().stop();
}

TEST_CASE("tls_streams: who speaks HTTP is told what to speak, in HTTP") {
  const tls_files files;
  auto settings = files.settings();
  settings.authorize = [](const basic_credentials&) { return false; };
  net_http site(std::move(settings));
  const std::string line = "this port speaks HTTPS, not HTTP: use https://\n";
  for (const auto* method : {"GET", "POST", "get"}) {
    const auto reply = site.ask(std::string(method) + " / HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(reply.status == 400);
    CHECK(reply.body == line);
    CHECK(reply.field("WWW-Authenticate").empty());
  }
  CHECK(site.ask("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n").body.empty());
  CHECK(site.ask("G\r\n\r\n").status == 400);
  auto client = site.connect();
  client.write_byte_by_byte(view_of(get_request("/slow")));
  CHECK(reply_of(client.read_to_end()).body == line);
  CHECK(client.end() == asio::error::eof);
}

TEST_CASE("tls_streams: who speaks nonsense or nothing gets an end") {
  const tls_files files;
  auto settings = files.settings();
  settings.limits.head_time = 200ms;
  net_http site(std::move(settings));
  auto nonsense = site.begin(std::string(1000, '\0'));
  CHECK(reply_of(nonsense.read_to_end()).status == 0);
  auto half = site.begin(std::string("\x16\x03\x01\x02\x00\x01", 6));
  CHECK(half.hears_only_the_end());
  auto silent = site.connect();
  CHECK(silent.hears_only_the_end());
  tls_client client(site.port(), files.certificate);
  client.write(get_request("/"));
  CHECK(client.read().first.status == 200);
}

TEST_CASE("tls_streams: stopped in a handshake, and with an answer on its way") {
  const tls_files files;
  auto settings = files.settings();
  settings.handle = [](const std::shared_ptr<http_exchange>& exchange) {
    exchange->answer(line_answer(200, std::string(50'000'000, 'x')));
  };
  net_http site(std::move(settings));
  auto half = site.begin(std::string("\x16\x03\x01\x02\x00\x01", 6));
  tls_client client(site.port(), files.certificate);
  client.write(get_request("/"));
  site.loop().run_for(50ms);
  site.server().stop();
  CHECK(half.hears_only_the_end());
  CHECK(client.read().second);
}

}  // namespace
}  // namespace tmss10
