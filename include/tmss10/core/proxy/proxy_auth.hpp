// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/proxy/auth_challenge.hpp>
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/proxy/proxy_credentials.hpp>

#include <string>
#include <string_view>

namespace tmss10 {

/// Whether a user name and a password can answer one of a refusal's challenges.
[[nodiscard]] bool wants_password(const http_reply_head& refusal);

/// Answers the 407 replies of one proxy for one authority: Digest with SHA-512-256 before
/// SHA-256 before MD5, each with or without -sess (RFC 7616, qop=auth before auth-int),
/// then Basic (RFC 7617).
class proxy_authenticator {
 public:
  /// The value of the Proxy-Authorization field for the next request. Fails with
  /// proxy_wrong_credentials when the proxy has refused an answer already (one stale
  /// nonce is no refusal), proxy_unknown_scheme when it offers no scheme of ours, and
  /// proxy_user_has_colon when it offers only Basic to a user name that has one.
  [[nodiscard]] result<std::string> answer(const http_reply_head& refusal,
                                           const proxy_credentials& credentials,
                                           std::string_view authority);

  /// RFC 7616's client nonce, in place of a random one: for reproducing published
  /// answers.
  void set_client_nonce(std::string nonce) { client_nonce_ = std::move(nonce); }

 private:
  bool answered_ = false;
  bool renewed_ = false;
  std::string client_nonce_;
};

}  // namespace tmss10
