// SPDX-License-Identifier: MIT
#include "load_tls.hpp"

#include "core/base/secret_file.hpp"
#include "http/tls_streams.hpp"
#include <tmss10/core/base/safe_text.hpp>

#include <asio/ssl/context.hpp>

#include <exception>
#include <filesystem>
#include <system_error>

namespace tmss10 {
namespace {

namespace ssl = asio::ssl;

/// Reads a file as libssl will do.
using pem_reading = std::error_code (*)(ssl::context& context, const std::string& file);

std::error_code read_certificate(ssl::context& context, const std::string& file) {
  std::error_code error;
  context.use_certificate_chain_file(file, error);
  return error;
}

std::error_code read_private_key(ssl::context& context, const std::string& file) {
  // Or libcrypto would ask for a passphrase in the terminal.
  context.set_password_callback(
      [](std::size_t, ssl::context::password_purpose) { return std::string(); });
  std::error_code error;
  context.use_private_key_file(file, ssl::context::pem, error);
  return error;
}

/// Whether a file is right by itself. It is looked at before libssl reads it: a FIFO
/// would keep the whole program waiting for somebody who writes to it.
bool is_right(const std::string& option, const std::filesystem::path& file,
              pem_reading read_pem, std::vector<std::string>& errors,
              const file_warning& warn) {
  const auto name = option + ": " + printable(file.string());
  const auto read = read_secret_file(file, 1);
  ssl::context context(ssl::context::tls_server);
  const auto error = read ? read_pem(context, file.string()) : read.error();
  if (error) {
    errors.push_back(name + ": " + error.message());
    return false;
  }
  if (warn && !read->warning.empty()) warn(name + ": " + read->warning);
  return true;
}

}  // namespace

http_stream_maker load_tls(const exporter_options& options,
                           std::vector<std::string>& errors, const file_warning& warn) {
  if (!options.tls_certificate) return plain_stream;
  const auto& certificate = *options.tls_certificate;
  const auto& key = *options.tls_key;
  const bool has_certificate =
      is_right("--tls-certificate", certificate, read_certificate, errors, {});
  const bool has_key = is_right("--tls-key", key, read_private_key, errors, warn);
  if (!has_certificate || !has_key) return {};
  try {
    return tls_streams(certificate.string(), key.string());
  } catch (const std::exception& error) {
    errors.emplace_back(error.what());  // they do not belong together
    return {};
  }
}

}  // namespace tmss10
