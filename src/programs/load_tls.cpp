// SPDX-License-Identifier: MIT
#include "load_tls.hpp"

#include "core/base/secret_file.hpp"
#include "http/tls_files.hpp"
#include "http/tls_streams.hpp"
#include <tmss10/core/base/safe_text.hpp>

#include <chrono>
#include <exception>
#include <filesystem>

namespace tmss10 {
namespace {

/// Whether a file is right by itself.
bool is_right(secret_text (*read)(const std::string& file), const std::string& file,
              std::vector<std::string>& errors) {
  try {
    (void)read(file);
    return true;
  } catch (const std::exception& error) {
    errors.emplace_back(error.what());
    return false;
  }
}

/// A certificate is used whatever its dates are: an old one does less harm than none.
void warn_of(const std::string& certificate, const std::filesystem::path& key,
             const file_warning& warn) {
  const auto dates = certificate_warning(certificate, std::chrono::system_clock::now());
  if (!dates.empty()) warn(dates);
  const auto read = read_secret_file(key, 1);
  if (read && !read->warning.empty())
    warn("--tls-key: " + printable(key.string()) + ": " + read->warning);
}

}  // namespace

http_stream_maker load_tls(const exporter_options& options,
                           std::vector<std::string>& errors, const file_warning& warn) {
  if (!options.tls_certificate) return plain_stream;
  const auto certificate = options.tls_certificate->string();
  const auto key = options.tls_key->string();
  const bool has_certificate = is_right(read_certificate_file, certificate, errors);
  const bool has_key = is_right(read_key_file, key, errors);
  if (!has_certificate || !has_key) return {};
  warn_of(certificate, *options.tls_key, warn);
  try {
    return tls_streams(certificate, key);
  } catch (const std::exception& error) {
    errors.emplace_back(error.what());  // they do not belong together
    return {};
  }
}

}  // namespace tmss10
