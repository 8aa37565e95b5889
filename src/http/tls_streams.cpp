// SPDX-License-Identifier: MIT
#include "tls_streams.hpp"

#include "tls_files.hpp"
#include <tmss10/core/base/safe_text.hpp>

#include <asio/ssl/context.hpp>
#include <asio/ssl/stream.hpp>
#include <asio/write.hpp>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>
#include <string>
#include <utility>

namespace tmss10 {
namespace {

namespace ssl = asio::ssl;

class tls_http_stream final : public http_stream {
 public:
  tls_http_stream(asio::ip::tcp::socket socket, std::shared_ptr<ssl::context> context)
      : context_(std::move(context)), stream_(std::move(socket), *context_) {}

  /// The first byte tells whether it is TLS: no record of TLS begins with a letter (RFC
  /// 8446, section 5.1), and each method of HTTP does.
  void start(on_done done) override {
    socket().async_read_some(asio::buffer(first_),
                             [this, done = std::move(done)](
                                 std::error_code error, std::size_t /*size*/) mutable {
                               if (error) return done(error, 0);
                               lacks_tls_ = is_letter(first_.front());
                               if (lacks_tls_) return done({}, 0);
                               shake_hands(std::move(done));
                             });
  }
  [[nodiscard]] bool lacks_tls() const override { return lacks_tls_; }
  void read_some(asio::mutable_buffer into, on_done done) override {
    if (!lacks_tls_) return stream_.async_read_some(into, std::move(done));
    if (first_is_read_) return socket().async_read_some(into, std::move(done));
    first_is_read_ = true;
    done({}, asio::buffer_copy(into, asio::buffer(first_)));
  }
  void write(std::array<asio::const_buffer, 2> data, on_done done) override {
    if (lacks_tls_) return asio::async_write(socket(), data, std::move(done));
    asio::async_write(stream_, data, std::move(done));
  }
  void finish(on_done done) override {
    if (lacks_tls_) {
      std::error_code error;
      socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
      return done(error, 0);
    }
    stream_.async_shutdown(
        [done = std::move(done)](std::error_code error) { done(error, 0); });
  }
  asio::ip::tcp::socket& socket() override { return stream_.next_layer(); }

 private:
  static bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  void shake_hands(on_done done) {
    stream_.async_handshake(
        ssl::stream_base::server, asio::buffer(first_),
        [done = std::move(done)](std::error_code error, std::size_t) { done(error, 0); });
  }

  std::shared_ptr<ssl::context> context_;
  ssl::stream<asio::ip::tcp::socket> stream_;
  std::array<char, 1> first_{};
  bool lacks_tls_ = false;
  bool first_is_read_ = false;
};

/// Why libcrypto or libssl has refused the last thing that it was to do.
std::string reason_of_refusal() {
  const auto error = ERR_peek_last_error();
  ERR_clear_error();
  const char* const reason = ERR_reason_error_string(error);
  return reason != nullptr ? reason : "no reason is given";
}

void use_certificates(ssl::context& in, const std::string& file,
                      const std::string& text) {
  std::error_code error;
  in.use_certificate_chain(asio::buffer(text), error);
  if (!error) return;
  const auto why = ERR_peek_error() != 0 ? reason_of_refusal() : error.message();
  refuse_tls_file("certificate", file, "its certificate can't be used: " + why);
}

/// `certificate_file` has the certificate that is in use already.
void use_key(ssl::context& in, const std::string& file, const std::string& text,
             const std::string& certificate_file) {
  ERR_clear_error();
  using bio_ptr = std::unique_ptr<BIO, decltype(&BIO_free)>;
  using key_ptr = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
  const bio_ptr from(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())),
                     &BIO_free);
  const key_ptr key(PEM_read_bio_PrivateKey(from.get(), nullptr, no_passphrase, nullptr),
                    &EVP_PKEY_free);
  if (!key) {
    refuse_tls_file("key", file, "its private key can't be read: " + reason_of_refusal());
  }
  auto* const context = in.native_handle();
  if (X509_check_private_key(SSL_CTX_get0_certificate(context), key.get()) != 1) {
    ERR_clear_error();
    refuse_tls_file("key", file,
                    "the key does not fit the certificate in " +
                        printable(certificate_file) +
                        " (of several there, the first one is the server's)");
  }
  if (SSL_CTX_use_PrivateKey(context, key.get()) != 1 ||
      SSL_CTX_check_private_key(context) != 1)
    refuse_tls_file("key", file, "its key can't be used: " + reason_of_refusal());
}

}  // namespace

http_stream_maker tls_streams(const std::string& certificate_file,
                              const std::string& key_file) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  context->set_options(ssl::context::default_workarounds | ssl::context::no_tlsv1 |
                       ssl::context::no_tlsv1_1);
  SSL_CTX_set_default_passwd_cb(context->native_handle(), no_passphrase);
  const auto certificates = read_certificate_file(certificate_file);
  const auto key = read_key_file(key_file);
  use_certificates(*context, certificate_file, certificates.text);
  use_key(*context, key_file, key.text, certificate_file);
  return [context](asio::ip::tcp::socket socket) {
    return std::make_unique<tls_http_stream>(std::move(socket), context);
  };
}

}  // namespace tmss10
