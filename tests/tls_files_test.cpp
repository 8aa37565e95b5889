// SPDX-License-Identifier: MIT
#include "http/tls_files.hpp"

#include "catch.hpp"
#include "http/tls_streams.hpp"
#include "support/temporary_directory.hpp"
#include "support/test_certificate.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

/// A certificate and its key in two files.
struct pem_files {
  test::temporary_directory directory;
  std::string certificate;
  std::string key;

  explicit pem_files(const test::test_certificate& of = test::make_certificate())
      : certificate(directory.write("certificate.pem", of.certificate).string()),
        key(directory.write("key.pem", of.key).string()) {}
  [[nodiscard]] std::string write(const std::string& text) const {
    return directory.write("other.pem", text).string();
  }
};

/// What is said in place of a server that starts; without the name of the file, which
/// comes first.
std::string tls_refusal(const std::string& certificate, const std::string& key) {
  try {
    (void)tls_streams(certificate, key);
  } catch (const std::runtime_error& error) {
    std::string text = error.what();
    CAPTURE(text);
    CHECK(text.find("asio") == std::string::npos);
    for (const auto& named :
         {"certificate file " + certificate + ": ", "key file " + key + ": "}) {
      if (text.starts_with(named))
        return named.substr(0, 4) + " " + text.substr(named.size());
    }
    return text;
  }
  return {};
}

/// The same key as OpenSSL wrote it before PKCS #8, encrypted.
std::string in_old_format(const std::string& key) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> from(
      BIO_new_mem_buf(key.data(), static_cast<int>(key.size())), &BIO_free);
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> read(
      PEM_read_bio_PrivateKey(from.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free);
  const std::unique_ptr<BIO, decltype(&BIO_free)> to(BIO_new(BIO_s_mem()), &BIO_free);
  REQUIRE(read);
  REQUIRE(PEM_write_bio_PrivateKey_traditional(
              to.get(), read.get(), EVP_aes_128_cbc(),
              reinterpret_cast<const unsigned char*>("secret"), 6, nullptr,
              nullptr) == 1);
  char* data = nullptr;
  const auto size = BIO_get_mem_data(to.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

TEST_CASE("tls_files: a certificate and its key, of either kind, apart or in one file") {
  const auto made = test::make_certificate();
  const pem_files files(made);
  CHECK(tls_refusal(files.certificate, files.key).empty());
  const pem_files of_rsa(test::make_certificate("", true));
  CHECK(tls_refusal(of_rsa.certificate, of_rsa.key).empty());
  const auto both = files.write("a comment\n" + made.key + made.certificate);
  CHECK(tls_refusal(both, both).empty());
}

TEST_CASE("tls_files: a file that is not there, or no file") {
  const pem_files files;
  const auto none = (files.directory.path() / "none").string();
  const auto directory = files.directory.path().string();
  CHECK(tls_refusal(none, files.key).starts_with("cert No such file"));
  CHECK(tls_refusal(files.certificate, none).starts_with("key  No such file"));
  CHECK(tls_refusal(directory, files.key).starts_with("cert "));
  CHECK(tls_refusal(files.certificate, directory).starts_with("key  "));
}

TEST_CASE("tls_files: an empty file, and one that is not PEM") {
  const pem_files files;
  for (const std::string text : {"", "\n", " \r\n\n"}) {
    const auto empty = files.write(text);
    CHECK(tls_refusal(empty, files.key) == "cert the file is empty");
    CHECK(tls_refusal(files.certificate, empty) == "key  the file is empty");
  }
  const auto text = files.write("0, a text\n-----begin certificate-----\n");
  CHECK(tls_refusal(text, files.key) ==
        "cert this is not a PEM file: it has no line \"-----BEGIN CERTIFICATE-----\"");
  CHECK(tls_refusal(files.certificate, text) ==
        "key  this is not a PEM file: it has no line \"-----BEGIN PRIVATE KEY-----\"");
  const auto der = files.write("\x30\x82\x01\x02");
  CHECK(tls_refusal(der, files.key)
            .ends_with("; it seems to be in DER, which openssl(1) can convert"));
  const auto long_one = files.write(std::string(2'000'000, 'x'));
  CHECK(tls_refusal(long_one, files.key) == "cert the file is too long to be one");
}

TEST_CASE("tls_files: the certificate in place of the key, and the other way round") {
  const pem_files files;
  CHECK(tls_refusal(files.key, files.certificate) ==
        "cert it has a private key and no certificate; are the two files swapped?");
  CHECK(tls_refusal(files.certificate, files.certificate)
            .ends_with("it has a certificate and no private key; are the two files "
                       "swapped?"));
  const auto other = files.write("-----BEGIN CERTIFICATE REQUEST-----\n");
  CHECK(tls_refusal(other, files.key) ==
        "cert it has no certificate, but \"CERTIFICATE REQUEST\"");
  CHECK(tls_refusal(files.certificate, other) ==
        "key  it has no private key, but \"CERTIFICATE REQUEST\"");
}

TEST_CASE("tls_files: a damaged file, of which nothing is shown") {
  const auto made = test::make_certificate();
  const pem_files files(made);
  for (const auto size : {30, 60, 100}) {
    const auto half = files.write(made.certificate.substr(0, std::size_t(size)));
    CHECK(
        tls_refusal(half, files.key).starts_with("cert its certificate can't be used: "));
  }
  for (const auto size : {22, 30, 60, 100}) {
    const auto text = made.key.substr(0, std::size_t(size));
    const auto refusal = tls_refusal(files.certificate, files.write(text));
    CHECK(refusal.starts_with("key  its private key can't be read: "));
    if (size > 40) CHECK(refusal.find(text.substr(28)) == std::string::npos);
  }
}

TEST_CASE("tls_files: a key with a passphrase, with how to decrypt it") {
  const auto made = test::make_certificate("passphrase");
  const pem_files files(made);
  const auto right = [](const std::string& file) {
    return "the key needs a passphrase, which is not supported; to decrypt it: openssl "
           "pkey -in " +
           file + " -out NEWFILE";
  };
  CHECK(tls_refusal(files.certificate, files.key) == "key  " + right(files.key));
  const auto old = files.write(in_old_format(test::make_certificate().key));
  CHECK(tls_refusal(files.certificate, old) == "key  " + right(old));
}

TEST_CASE("tls_files: a key that does not fit the certificate") {
  const pem_files files;
  const pem_files others;
  const pem_files of_rsa(test::make_certificate("", true));
  const auto right = [](const pem_files& of) {
    return "key  the key does not fit the certificate in " + of.certificate +
           " (of several there, the first one is the server's)";
  };
  CHECK(tls_refusal(files.certificate, others.key) == right(files));
  CHECK(tls_refusal(files.certificate, of_rsa.key) == right(files));
  CHECK(tls_refusal(of_rsa.certificate, files.key) == right(of_rsa));
}

TEST_CASE("tls_files: certificates that have expired or are not valid yet") {
  const auto now = std::chrono::system_clock::now();
  const auto good = test::make_certificate().certificate;
  const auto old = test::make_certificate_for_day(-3).certificate;
  const auto future = test::make_certificate_for_day(2).certificate;
  CHECK(fault_of_dates(good, now).empty());
  CHECK(fault_of_dates(old, now).starts_with("the certificate expired on 20"));
  CHECK(fault_of_dates(old, now).ends_with(" UTC"));
  CHECK(fault_of_dates(old, now - 60h).empty());
  CHECK(
      fault_of_dates(future, now).starts_with("the certificate is not valid before 20"));
  CHECK(fault_of_dates(good + old, now)
            .starts_with("certificate 2 of the chain expired on "));
  CHECK(fault_of_dates("", now).empty());
  CHECK(fault_of_dates("nonsense", now).empty());
}

TEST_CASE("tls_files: an expired certificate can be used, with a warning") {
  const pem_files files(test::make_certificate_for_day(-3));
  CHECK(tls_refusal(files.certificate, files.key).empty());
  const auto now = std::chrono::system_clock::now();
  CHECK(certificate_warning(files.certificate, now)
            .starts_with("certificate file " + files.certificate +
                         ": the certificate expired on 20"));
  CHECK(certificate_warning(files.directory.path().string(), now).empty());
  const pem_files good;
  CHECK(certificate_warning(good.certificate, now).empty());
}

}  // namespace
}  // namespace tmss10
