// SPDX-License-Identifier: MIT
#include "algorithms.hpp"

#include "crypto_refusal.hpp"

#include <openssl/core.h>
#include <openssl/core_dispatch.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/provider.h>

#include <array>
#include <cstddef>
#include <memory>
#include <string_view>

namespace tmss10 {
namespace {

struct wanted_algorithm {
  int operation;
  std::string_view name;
};

constexpr std::array wanted{wanted_algorithm{OSSL_OP_CIPHER, "AES-256-GCM"},
                            wanted_algorithm{OSSL_OP_DIGEST, "SHA2-256"},
                            wanted_algorithm{OSSL_OP_MAC, "HMAC"},
                            wanted_algorithm{OSSL_OP_KEYMGMT, "X25519"},
                            wanted_algorithm{OSSL_OP_KEYEXCH, "X25519"}};

template <auto Free>
struct freer {
  template <typename T>
  void operator()(T* what) const {
    Free(what);
  }
};
template <typename T, auto Free>
using owned = std::unique_ptr<T, freer<Free>>;
using context = owned<OSSL_LIB_CTX, OSSL_LIB_CTX_free>;
using provider = owned<OSSL_PROVIDER, OSSL_PROVIDER_unload>;

template <typename T>
T* existing(T* what) {
  if (what == nullptr) throw crypto_refusal("libcrypto lacks the protocol's algorithms");
  return what;
}

/// A context with a provider that passes on what is wanted of the default provider, and
/// all that is fetched from it: libcrypto does not try it again where that has failed
/// once, so another context has to.
class reduced_context {
 public:
  reduced_context()
      : complete_(existing(OSSL_LIB_CTX_new())),
        default_(existing(OSSL_PROVIDER_load(complete_.get(), "default"))) {
    for (std::size_t i = 0; i < wanted.size(); ++i)
      lists_.at(i).front() = found(wanted.at(i));
    reduced_.reset(existing(OSSL_LIB_CTX_new()));
    being_made = this;
    if (OSSL_PROVIDER_add_builtin(reduced_.get(), "reduced", start) == 1)
      provider_.reset(OSSL_PROVIDER_load(reduced_.get(), "reduced"));
    existing(provider_.get());
    fetch_all();
  }
  reduced_context(const reduced_context&) = delete;
  reduced_context& operator=(const reduced_context&) = delete;
  reduced_context(reduced_context&&) = delete;
  reduced_context& operator=(reduced_context&&) = delete;
  ~reduced_context() = default;

  [[nodiscard]] const algorithms& fetched() const { return fetched_; }

 private:
  /// As a provider gives it: an algorithm, then an empty one.
  using list = std::array<OSSL_ALGORITHM, 2>;

  [[nodiscard]] OSSL_ALGORITHM found(const wanted_algorithm& what) const {
    int may_be_stored = 0;  // the default provider's lists stay as they are
    const auto* one =
        OSSL_PROVIDER_query_operation(default_.get(), what.operation, &may_be_stored);
    for (; one != nullptr && one->algorithm_names != nullptr; ++one) {
      const std::string_view names = one->algorithm_names;  // NAME:ALIAS:...
      if (names.substr(0, names.find(':')) == what.name) return *one;
    }
    throw crypto_refusal("libcrypto's default provider lacks an algorithm");
  }

  void fetch_all() {
    auto* const from = reduced_.get();
    cipher_.reset(existing(EVP_CIPHER_fetch(from, "AES-256-GCM", nullptr)));
    mac_.reset(existing(EVP_MAC_fetch(from, "HMAC", nullptr)));
    digest_.reset(existing(EVP_MD_fetch(from, "SHA2-256", nullptr)));
    // These are registered now; they are looked up by name, and HMAC's digest in the
    // context behind.
    EVP_KEYMGMT_free(existing(EVP_KEYMGMT_fetch(from, "X25519", nullptr)));
    EVP_KEYEXCH_free(existing(EVP_KEYEXCH_fetch(from, "X25519", nullptr)));
    EVP_MD_free(existing(EVP_MD_fetch(complete_.get(), "SHA2-256", nullptr)));
    fetched_ = {cipher_.get(), mac_.get(), digest_.get(), from};
  }

  static const OSSL_ALGORITHM* query(void* /*context*/, int operation, int* no_store) {
    *no_store = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (wanted.at(i).operation == operation) return being_made->lists_.at(i).data();
    }
    return nullptr;
  }

  static int start(const OSSL_CORE_HANDLE* /*handle*/, const OSSL_DISPATCH* /*core*/,
                   const OSSL_DISPATCH** functions, void** provider_context) {
    static const std::array offered{OSSL_DISPATCH{OSSL_FUNC_PROVIDER_QUERY_OPERATION,
                                                  reinterpret_cast<void (*)()>(query)},
                                    OSSL_DISPATCH{0, nullptr}};
    *functions = offered.data();
    *provider_context = OSSL_PROVIDER_get0_provider_ctx(being_made->default_.get());
    return 1;
  }

  /// libcrypto's functions get no pointer of ours. There is never another, but after one
  /// that could not be made.
  inline static const reduced_context* being_made = nullptr;

  context complete_;
  provider default_;
  std::array<list, wanted.size()> lists_{};
  context reduced_;
  provider provider_;
  owned<EVP_CIPHER, EVP_CIPHER_free> cipher_;
  owned<EVP_MAC, EVP_MAC_free> mac_;
  owned<EVP_MD, EVP_MD_free> digest_;
  algorithms fetched_;
};

}  // namespace

const algorithms& protocol_algorithms() {
  // Never freed: what uses it may outlive any other static object.
  static const auto* const only = std::make_unique<reduced_context>().release();
  return only->fetched();
}

}  // namespace tmss10
