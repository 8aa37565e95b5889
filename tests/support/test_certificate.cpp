// SPDX-License-Identifier: MIT
#include "test_certificate.hpp"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>
#include <stdexcept>

namespace tmss10::test {
namespace {

using certificate_ptr = std::unique_ptr<X509, decltype(&X509_free)>;
using key_ptr = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using bio_ptr = std::unique_ptr<BIO, decltype(&BIO_free)>;

void expect(bool done) {
  if (!done) throw std::runtime_error("the test can't make a certificate");
}

std::string text_of(BIO* from) {
  char* data = nullptr;
  const auto size = BIO_get_mem_data(from, &data);
  return {data, static_cast<std::size_t>(size)};
}

constexpr long day = 86'400;

certificate_ptr signed_certificate(EVP_PKEY* key, long begin, long end) {
  certificate_ptr out(X509_new(), &X509_free);
  expect(out != nullptr && X509_set_version(out.get(), 2) == 1);
  ASN1_INTEGER_set(X509_get_serialNumber(out.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(out.get()), begin);
  X509_gmtime_adj(X509_getm_notAfter(out.get()), end);
  auto* const name = X509_get_subject_name(out.get());
  const auto* const host = reinterpret_cast<const unsigned char*>("localhost");
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, host, -1, -1, 0);
  expect(X509_set_issuer_name(out.get(), name) == 1 &&
         X509_set_pubkey(out.get(), key) == 1 &&
         X509_sign(out.get(), key, EVP_sha256()) > 0);
  return out;
}

test_certificate make(const std::string& passphrase, bool has_rsa, long begin, long end) {
  constexpr std::size_t rsa_bits = 2048;
  const key_ptr key(has_rsa ? EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", rsa_bits)
                            : EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"),
                    &EVP_PKEY_free);
  expect(key != nullptr);
  const auto certificate = signed_certificate(key.get(), begin, end);
  const bio_ptr certificate_text(BIO_new(BIO_s_mem()), &BIO_free);
  const bio_ptr key_text(BIO_new(BIO_s_mem()), &BIO_free);
  expect(PEM_write_bio_X509(certificate_text.get(), certificate.get()) == 1);
  const auto* const secret = reinterpret_cast<const unsigned char*>(passphrase.data());
  expect(PEM_write_bio_PrivateKey(
             key_text.get(), key.get(), passphrase.empty() ? nullptr : EVP_aes_256_cbc(),
             passphrase.empty() ? nullptr : secret, static_cast<int>(passphrase.size()),
             nullptr, nullptr) == 1);
  return {text_of(certificate_text.get()), text_of(key_text.get())};
}

}  // namespace

test_certificate make_certificate(const std::string& passphrase, bool has_rsa) {
  return make(passphrase, has_rsa, -day, day);
}

test_certificate make_certificate_for_day(long first_day) {
  return make("", false, first_day * day, (first_day + 1) * day);
}

}  // namespace tmss10::test
