// SPDX-License-Identifier: MIT
#include "algorithms.hpp"

#include "crypto_refusal.hpp"

#include <openssl/core.h>
#include <openssl/core_dispatch.h>
#include <openssl/crypto.h>
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

struct context_freer {
  void operator()(OSSL_LIB_CTX* context) const { OSSL_LIB_CTX_free(context); }
};
using context = std::unique_ptr<OSSL_LIB_CTX, context_freer>;

void must(bool success) {
  if (!success) throw crypto_refusal("libcrypto has not the algorithms of the protocol");
}

/// A provider that passes on what is wanted of the default provider.
class few_of_default {
 public:
  few_of_default() : complete_(OSSL_LIB_CTX_new()), few_(OSSL_LIB_CTX_new()) {
    must(complete_ && few_);
    provider_ = OSSL_PROVIDER_load(complete_.get(), "default");
    must(provider_ != nullptr);
    for (std::size_t i = 0; i < wanted.size(); ++i)
      lists_.at(i).front() = found(wanted.at(i));
    current_ = this;
    must(OSSL_PROVIDER_add_builtin(few_.get(), "few-of-default", start) == 1);
    must(OSSL_PROVIDER_load(few_.get(), "few-of-default") != nullptr);
  }
  few_of_default(const few_of_default&) = delete;
  few_of_default& operator=(const few_of_default&) = delete;
  few_of_default(few_of_default&&) = delete;
  few_of_default& operator=(few_of_default&&) = delete;
  ~few_of_default() = default;

  [[nodiscard]] OSSL_LIB_CTX* get() const { return few_.get(); }

 private:
  /// A list as a provider gives it: an algorithm, then an empty one.
  using list = std::array<OSSL_ALGORITHM, 2>;

  [[nodiscard]] OSSL_ALGORITHM found(const wanted_algorithm& what) const {
    int ignored = 0;
    const auto* one = OSSL_PROVIDER_query_operation(provider_, what.operation, &ignored);
    for (; one != nullptr && one->algorithm_names != nullptr; ++one) {
      const std::string_view names = one->algorithm_names;  // NAME:ALIAS:...
      if (names.substr(0, names.find(':')) == what.name) return *one;
    }
    throw crypto_refusal("libcrypto's default provider lacks an algorithm");
  }

  static const OSSL_ALGORITHM* query(void* /*context*/, int operation, int* no_store) {
    *no_store = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (wanted.at(i).operation == operation) return current_->lists_.at(i).data();
    }
    return nullptr;
  }

  static int start(const OSSL_CORE_HANDLE* /*handle*/, const OSSL_DISPATCH* /*core*/,
                   const OSSL_DISPATCH** functions, void** provider_context) {
    static const std::array offered{OSSL_DISPATCH{OSSL_FUNC_PROVIDER_QUERY_OPERATION,
                                                  reinterpret_cast<void (*)()>(query)},
                                    OSSL_DISPATCH{0, nullptr}};
    *functions = offered.data();
    *provider_context = OSSL_PROVIDER_get0_provider_ctx(current_->provider_);
    return 1;
  }

  inline static const few_of_default* current_ = nullptr;

  context complete_;
  context few_;
  OSSL_PROVIDER* provider_ = nullptr;  // goes with complete_
  std::array<list, wanted.size()> lists_{};
};

}  // namespace

OSSL_LIB_CTX* protocol_algorithms() {
  // Never freed: what uses it may outlive any other static object.
  static const auto* const only = std::make_unique<few_of_default>().release();
  return only->get();
}

}  // namespace tmss10
