// SPDX-License-Identifier: MIT
#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/base/random_bytes.hpp>
#include <tmss10/core/base/secret_text.hpp>
#include <tmss10/core/proxy/proxy_auth.hpp>

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <utility>

namespace tmss10 {
namespace {

std::string hex(const unsigned char* data, std::size_t size) {
  std::string out;
  for (std::size_t i = 0; i < size; ++i)
    out += fmt::format("{:02x}", data[i]);
  return out;
}

std::string digest(const EVP_MD* algorithm, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned size = 0;
  if (EVP_Digest(text.data(), text.size(), out.data(), &size, algorithm, nullptr) != 1) {
    throw std::logic_error("libcrypto refused a digest");
  }
  return hex(out.data(), size);
}

std::string random_nonce() {
  std::array<std::byte, 16> out{};
  fill_random(out);
  return hex(raw(out), out.size());
}

std::string base64(std::string_view text) {
  std::string out((text.size() + 2) / 3 * 4 + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()),
                                   static_cast<int>(text.size()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

/// A quoted string (RFC 9110, section 5.6.4).
std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

/// A digest of RFC 7616, section 6.1. `session`: the password goes into it together with
/// both nonces (section 3.4.2).
struct digest_algorithm {
  std::string_view name;
  const EVP_MD* (*make)();
  bool session;
  int strength;
};

constexpr std::array algorithms{
    digest_algorithm{"MD5", EVP_md5, false, 2},
    digest_algorithm{"MD5-sess", EVP_md5, true, 2},
    digest_algorithm{"SHA-256", EVP_sha256, false, 3},
    digest_algorithm{"SHA-256-sess", EVP_sha256, true, 3},
    digest_algorithm{"SHA-512-256", EVP_sha512_256, false, 4},
    digest_algorithm{"SHA-512-256-sess", EVP_sha512_256, true, 4},
};

/// The one that a challenge asks for, MD5 if it names none; nullptr when it is not one of
/// ours.
const digest_algorithm* algorithm_of(const auth_challenge& challenge) {
  if (challenge.scheme != "digest") return nullptr;
  const auto name = lower_case(challenge.value("algorithm"));
  if (name.empty()) return algorithms.data();
  const auto* const found =
      std::find_if(algorithms.begin(), algorithms.end(),
                   [&name](const auto& each) { return lower_case(each.name) == name; });
  return found == algorithms.end() ? nullptr : found;
}

/// What an answer says of the quality of protection. RFC 2069 knew none.
enum class protection { none, auth, auth_int };

bool has_word(std::string_view list, std::string_view wanted) {
  while (!list.empty()) {
    const auto comma = list.find(',');
    auto word = lower_case(list.substr(0, comma));
    std::erase_if(word, [](char c) { return c == ' ' || c == '\t'; });
    if (word == wanted) return true;
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  }
  return false;
}

/// The best of the list of qop; nothing when none is ours. auth-int protects the body,
/// too, and a CONNECT request has none.
std::optional<protection> protection_of(const auth_challenge& challenge) {
  const auto qop = challenge.value("qop");
  if (qop.empty()) return protection::none;
  if (has_word(qop, "auth")) return protection::auth;
  if (has_word(qop, "auth-int")) return protection::auth_int;
  return std::nullopt;
}

bool has_colon(std::string_view user) {
  return user.find(':') != std::string_view::npos;
}

/// How good it is to answer a challenge with a user name and a password; 0: they can't
/// answer it.
int strength(const auth_challenge& challenge) {
  if (challenge.scheme == "basic") return 1;
  const auto* algorithm = algorithm_of(challenge);
  const auto how = protection_of(challenge);
  if (algorithm == nullptr || !how || challenge.value("nonce").empty()) return 0;
  // Without a qop an answer has no client nonce (RFC 7616, section 3.4).
  if (algorithm->session && *how == protection::none) return 0;
  for (const auto* const echoed : {"realm", "nonce", "opaque"}) {
    if (has_control_character(challenge.value(echoed))) return 0;
  }
  return algorithm->strength;
}

/// The same for this user name. A ':' would end that of Basic (RFC 7617, section 2).
int strength(const auth_challenge& challenge, const proxy_credentials& with) {
  const bool sends_name = challenge.scheme == "basic";
  return sends_name && has_colon(with.user()) ? 0 : strength(challenge);
}

/// Texts with a password among them, one behind the other.
secret_text joined(std::initializer_list<std::string_view> parts) {
  std::size_t size = 0;
  for (const auto part : parts)
    size += part.size();
  secret_text out;
  out.text.reserve(size);
  for (const auto part : parts)
    out.text += part;
  return out;
}

std::string basic_answer(const proxy_credentials& with) {
  const auto plain = joined({with.user(), ":", with.password()});
  return "Basic " + base64(plain.text);
}

/// The user's part of a response (RFC 7616, section 3.4.2).
std::string user_hash(const digest_algorithm& algorithm, const auth_challenge& challenge,
                      const proxy_credentials& with, const std::string& client_nonce) {
  const auto a1 =
      joined({with.user(), ":", challenge.value("realm"), ":", with.password()});
  auto hash = digest(algorithm.make(), a1.text);
  if (!algorithm.session) return hash;
  return digest(algorithm.make(),
                fmt::format("{}:{}:{}", hash, challenge.value("nonce"), client_nonce));
}

/// RFC 7616, section 3.4.
std::string digest_answer(const auth_challenge& challenge, const proxy_credentials& with,
                          std::string_view authority, const std::string& client_nonce) {
  const auto& algorithm = *algorithm_of(challenge);
  const auto how = *protection_of(challenge);
  const auto nonce = challenge.value("nonce");
  const std::string_view qop = how == protection::auth_int ? "auth-int" : "auth";
  constexpr std::string_view nonce_count = "00000001";

  const auto ha1 = user_hash(algorithm, challenge, with, client_nonce);
  auto a2 = fmt::format("CONNECT:{}", authority);
  if (how == protection::auth_int) a2 += ":" + digest(algorithm.make(), "");
  const auto ha2 = digest(algorithm.make(), a2);
  const auto middle =
      how == protection::none
          ? std::string(nonce)
          : fmt::format("{}:{}:{}:{}", nonce, nonce_count, client_nonce, qop);
  const auto response =
      digest(algorithm.make(), fmt::format("{}:{}:{}", ha1, middle, ha2));

  auto out = fmt::format("Digest username={}, realm={}, nonce={}, uri={}, response={}",
                         in_quotes(with.user()), in_quotes(challenge.value("realm")),
                         in_quotes(nonce), in_quotes(authority), in_quotes(response));
  if (!challenge.value("algorithm").empty()) {
    out += fmt::format(", algorithm={}", algorithm.name);
  }
  if (how != protection::none) {
    out += fmt::format(", qop={}, nc={}, cnonce={}", qop, nonce_count,
                       in_quotes(client_nonce));
  }
  if (const auto opaque = challenge.value("opaque"); !opaque.empty()) {
    out += ", opaque=" + in_quotes(opaque);
  }
  return out;
}

}  // namespace

bool wants_password(const http_reply_head& refusal) {
  const auto challenges = parse_challenges(refusal);
  return std::any_of(challenges.begin(), challenges.end(),
                     [](const auto& challenge) { return strength(challenge) > 0; });
}

result<std::string> proxy_authenticator::answer(const http_reply_head& refusal,
                                                const proxy_credentials& credentials,
                                                std::string_view authority) {
  const auto challenges = parse_challenges(refusal);
  const auto best = std::max_element(
      challenges.begin(), challenges.end(), [&](const auto& a, const auto& b) {
        return strength(a, credentials) < strength(b, credentials);
      });
  if (best == challenges.end() || strength(*best, credentials) == 0) {
    const bool basic =
        std::any_of(challenges.begin(), challenges.end(),
                    [](const auto& challenge) { return challenge.scheme == "basic"; });
    return failed(basic ? errc::proxy_user_has_colon : errc::proxy_unknown_scheme);
  }
  const bool stale =
      best->scheme == "digest" && lower_case(best->value("stale")) == "true";
  if (answered_ && (!stale || renewed_)) return failed(errc::proxy_wrong_credentials);
  renewed_ = answered_;
  answered_ = true;
  if (best->scheme == "basic") return basic_answer(credentials);
  const auto nonce = client_nonce_.empty() ? random_nonce() : client_nonce_;
  auto out = digest_answer(*best, credentials, authority, nonce);
  // The user name of the caller is in it as it is.
  if (has_control_character(out)) return failed(errc::proxy_unknown_scheme);
  return out;
}

}  // namespace tmss10
