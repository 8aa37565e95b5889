// SPDX-License-Identifier: MIT
#include <openssl/crypto.h>

#include <cstring>
#include <netdb.h>

/// A statically linked program as any other: "names" looks up a name, "crypto" makes
/// libcrypto ready; each loads what the machine's files name.
int main(int argc, char** argv) {
  if (argc != 2) return 2;
  if (std::strcmp(argv[1], "crypto") == 0)
    return OPENSSL_init_crypto(OPENSSL_INIT_LOAD_CONFIG, nullptr) == 1 ? 0 : 1;
  addrinfo* found = nullptr;
  const int error = getaddrinfo("printer.lab.test", "5000", nullptr, &found);
  if (found != nullptr) freeaddrinfo(found);
  return error == 0 ? 0 : 1;
}
