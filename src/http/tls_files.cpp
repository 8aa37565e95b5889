// SPDX-License-Identifier: MIT
#include "tls_files.hpp"

#include "core/base/secret_file.hpp"
#include <tmss10/core/base/safe_text.hpp>

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace tmss10 {
namespace {

/// More than a chain of certificates takes; what is longer is something else.
constexpr std::size_t most_of_tls_file = 1'000'000;

/// A part of a PEM file (RFC 7468, section 2).
struct pem_block {
  std::string_view label;
  /// Whether a passphrase is needed to read it: PKCS #8 (RFC 5958) says so in the label,
  /// older keys in a header (RFC 1421, section 4.6.1.1).
  bool is_encrypted = false;

  [[nodiscard]] bool is_certificate() const {
    return label == "CERTIFICATE" || label == "X509 CERTIFICATE" ||
           label == "TRUSTED CERTIFICATE";
  }
  [[nodiscard]] bool is_key() const { return label.ends_with("PRIVATE KEY"); }
};

std::vector<pem_block> pem_blocks(std::string_view text) {
  constexpr std::string_view begin = "-----BEGIN ";
  std::vector<pem_block> out;
  for (auto at = text.find(begin); at != std::string_view::npos;) {
    const auto next = text.find(begin, at + begin.size());
    const auto block = text.substr(at + begin.size(), next - at - begin.size());
    pem_block one{block.substr(0, block.find_first_of("-\r\n"))};
    one.is_encrypted = one.label.starts_with("ENCRYPTED ") ||
                       block.find("Proc-Type: 4,ENCRYPTED") != std::string_view::npos;
    out.push_back(one);
    at = next;
  }
  return out;
}

/// Whether it begins like a structure in DER, a sequence of more than 127 bytes (X.690,
/// sections 8.1.3.5 and 8.9).
bool seems_der(std::string_view text) {
  return text.size() > 1 && text[0] == 0x30 && static_cast<unsigned char>(text[1]) > 0x80;
}

/// A kind of block that a file is to have, and what it has if it is the other file.
struct pem_kind {
  std::string_view name;
  std::string_view begin;
  bool (pem_block::*is_other)() const;
  std::string_view other;
};

constexpr pem_kind certificate_kind{"certificate", "-----BEGIN CERTIFICATE-----",
                                    &pem_block::is_key, "private key"};
constexpr pem_kind key_kind{"private key", "-----BEGIN PRIVATE KEY-----",
                            &pem_block::is_certificate, "certificate"};

/// What is wrong with a file that has no block of that kind.
std::string fault_without(const pem_kind& wanted, std::string_view text,
                          const std::vector<pem_block>& blocks) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
    return "the file is empty";
  if (blocks.empty()) {
    return fmt::format(
        "this is not a PEM file: it has no line \"{}\"{}", wanted.begin,
        seems_der(text) ? "; it seems to be in DER, which openssl(1) can convert" : "");
  }
  const bool has_other = std::ranges::any_of(
      blocks, [&wanted](const pem_block& one) { return (one.*wanted.is_other)(); });
  if (has_other) {
    return fmt::format("it has a {} and no {}; are the two files swapped?", wanted.other,
                       wanted.name);
  }
  constexpr std::size_t most_of_label = 40;
  return fmt::format("it has no {}, but {}", wanted.name,
                     in_quotes(blocks.front().label.substr(0, most_of_label)));
}

secret_text read_tls_file(const char* kind, const std::string& file) {
  auto read = read_secret_file(file, most_of_tls_file + 1);
  if (!read) refuse_tls_file(kind, file, read.error().message());
  if (read->content.text.size() > most_of_tls_file)
    refuse_tls_file(kind, file, "the file is too long to be one");
  return std::move(read->content);
}

std::string day_text(const ASN1_TIME* when) {
  std::tm at{};
  if (ASN1_TIME_to_tm(when, &at) != 1) return "a day that can't be read";
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02} UTC", at.tm_year + 1900,
                     at.tm_mon + 1, at.tm_mday, at.tm_hour, at.tm_min);
}

/// Empty if the certificate is valid now.
std::string fault_of_dates(const X509& of, std::time_t now) {
  const auto* const begin = X509_get0_notBefore(&of);
  const auto* const end = X509_get0_notAfter(&of);
  if (X509_cmp_time(end, &now) < 0) return "expired on " + day_text(end);
  if (X509_cmp_time(begin, &now) > 0) return "is not valid before " + day_text(begin);
  return {};
}

}  // namespace

int no_passphrase(char* /*into*/, int /*size*/, int /*writes*/, void* /*data*/) {
  return -1;
}

void refuse_tls_file(const char* kind, const std::string& file, const std::string& what) {
  throw std::runtime_error(fmt::format("{} file {}: {}", kind, printable(file), what));
}

secret_text read_certificate_file(const std::string& file) {
  auto out = read_tls_file("certificate", file);
  const auto blocks = pem_blocks(out.text);
  if (std::ranges::none_of(blocks, [](const auto& one) { return one.is_certificate(); }))
    refuse_tls_file("certificate", file,
                    fault_without(certificate_kind, out.text, blocks));
  return out;
}

secret_text read_key_file(const std::string& file) {
  auto out = read_tls_file("key", file);
  const auto blocks = pem_blocks(out.text);
  const auto key =
      std::ranges::find_if(blocks, [](const auto& one) { return one.is_key(); });
  if (key == blocks.end())
    refuse_tls_file("key", file, fault_without(key_kind, out.text, blocks));
  if (key->is_encrypted) {
    refuse_tls_file("key", file,
                    fmt::format("the key needs a passphrase, which is not supported; to "
                                "decrypt it: openssl pkey -in {} -out NEWFILE",
                                printable(file)));
  }
  return out;
}

std::string fault_of_dates(const std::string& certificates,
                           std::chrono::system_clock::time_point now) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> from(
      BIO_new_mem_buf(certificates.data(), static_cast<int>(certificates.size())),
      &BIO_free);
  if (!from) return {};
  std::string out;
  for (int number = 1; out.empty(); ++number) {
    const std::unique_ptr<X509, decltype(&X509_free)> one(
        PEM_read_bio_X509_AUX(from.get(), nullptr, no_passphrase, nullptr), &X509_free);
    if (!one) break;
    out = fault_of_dates(*one, std::chrono::system_clock::to_time_t(now));
    if (out.empty()) continue;
    out = number == 1 ? fmt::format("the certificate {}", out)
                      : fmt::format("certificate {} of the chain {}", number, out);
  }
  ERR_clear_error();  // the end of the text is one
  return out;
}

std::string certificate_warning(const std::string& file,
                                std::chrono::system_clock::time_point now) {
  const auto read = read_secret_file(file, most_of_tls_file);
  if (!read) return {};
  const auto fault = fault_of_dates(read->content.text, now);
  if (fault.empty()) return {};
  return fmt::format("certificate file {}: {}", printable(file), fault);
}

}  // namespace tmss10
