// SPDX-License-Identifier: MIT
#include "tls_streams.hpp"

#include <tmss10/core/base/safe_text.hpp>

#include <asio/ssl/context.hpp>
#include <asio/ssl/stream.hpp>
#include <asio/write.hpp>

#include <stdexcept>
#include <utility>

namespace tmss10 {
namespace {

namespace ssl = asio::ssl;

class tls_http_stream final : public http_stream {
 public:
  tls_http_stream(asio::ip::tcp::socket socket, std::shared_ptr<ssl::context> context)
      : context_(std::move(context)), stream_(std::move(socket), *context_) {}

  void start(on_done done) override {
    stream_.async_handshake(
        ssl::stream_base::server,
        [done = std::move(done)](std::error_code error) { done(error, 0); });
  }
  void read_some(asio::mutable_buffer into, on_done done) override {
    stream_.async_read_some(into, std::move(done));
  }
  void write(std::array<asio::const_buffer, 2> data, on_done done) override {
    asio::async_write(stream_, data, std::move(done));
  }
  void finish(on_done done) override {
    stream_.async_shutdown(
        [done = std::move(done)](std::error_code error) { done(error, 0); });
  }
  asio::ip::tcp::socket& socket() override { return stream_.next_layer(); }

 private:
  std::shared_ptr<ssl::context> context_;
  ssl::stream<asio::ip::tcp::socket> stream_;
};

[[noreturn]] void refuse(const std::string& what, const std::string& file,
                         const std::error_code& error) {
  throw std::runtime_error(what + " " + printable(file) + ": " + error.message());
}

}  // namespace

http_stream_maker tls_streams(const std::string& certificate_file,
                              const std::string& key_file) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  context->set_options(ssl::context::default_workarounds | ssl::context::no_tlsv1 |
                       ssl::context::no_tlsv1_1);
  // Or libcrypto would ask for a passphrase in the terminal.
  context->set_password_callback(
      [](std::size_t, ssl::context::password_purpose) { return std::string(); });
  std::error_code error;
  context->use_certificate_chain_file(certificate_file, error);
  if (error) refuse("certificate file", certificate_file, error);
  context->use_private_key_file(key_file, ssl::context::pem, error);
  if (error) refuse("key file", key_file, error);
  // A key of another kind than the certificate's has a place of its own until then.
  if (SSL_CTX_check_private_key(context->native_handle()) != 1) {
    refuse("key file", key_file,
           {static_cast<int>(ERR_get_error()), asio::error::get_ssl_category()});
  }
  return [context](asio::ip::tcp::socket socket) {
    return std::make_unique<tls_http_stream>(std::move(socket), context);
  };
}

}  // namespace tmss10
