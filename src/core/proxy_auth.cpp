// SPDX-License-Identifier: MIT
#include <tmss10/core/ascii.hpp>
#include <tmss10/core/proxy_auth.hpp>
#include <tmss10/core/secret_text.hpp>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <utility>

namespace tmss10 {
namespace {

/// Reads the grammar of RFC 9110, section 11.2, from left to right.
class challenge_reader {
 public:
  explicit challenge_reader(std::string_view text) : text_(text) {}

  std::vector<auth_challenge> read_all() {
    std::vector<auth_challenge> out;
    skip(" \t,");
    while (!text_.empty()) {
      const auto word = take_until(" \t,=");
      if (word.empty()) break;
      skip(" \t");
      if (!text_.empty() && text_.front() == '=' && !out.empty()) {
        read_value(word, out.back());
      } else {
        out.push_back({lower_case(word), {}});
      }
      skip(" \t,");
    }
    return out;
  }

 private:
  void skip(std::string_view set) {
    text_.remove_prefix(std::min(text_.find_first_not_of(set), text_.size()));
  }

  std::string_view take_until(std::string_view set) {
    const auto word = text_.substr(0, text_.find_first_of(set));
    text_.remove_prefix(word.size());
    return word;
  }

  void read_value(std::string_view name, auth_challenge& to) {
    text_.remove_prefix(1);  // the '='
    skip(" \t");
    const bool quoted = text_.starts_with('"');
    to.parameters.push_back(
        {lower_case(name), quoted ? take_quoted() : std::string(take_until(" \t,"))});
  }

  std::string take_quoted() {
    std::string out;
    text_.remove_prefix(1);
    while (!text_.empty() && text_.front() != '"') {
      if (text_.front() == '\\' && text_.size() > 1) text_.remove_prefix(1);
      out += text_.front();
      text_.remove_prefix(1);
    }
    if (!text_.empty()) text_.remove_prefix(1);
    return out;
  }

  std::string_view text_;
};

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
  std::array<unsigned char, 16> out{};
  if (RAND_bytes(out.data(), static_cast<int>(out.size())) != 1) {
    throw std::runtime_error("the system gave no random bytes for a nonce");
  }
  return hex(out.data(), out.size());
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

/// The digest that a challenge asks for; none when it is not one of ours.
const EVP_MD* digest_algorithm(const auth_challenge& challenge) {
  if (challenge.scheme != "digest") return nullptr;
  const auto name = lower_case(challenge.value("algorithm"));
  if (name == "sha-256") return EVP_sha256();
  return name.empty() || name == "md5" ? EVP_md5() : nullptr;
}

/// Whether "auth" is in the list of qop, or there is no such list (RFC 2069's form).
bool allows_auth(std::string_view qop) {
  if (qop.empty()) return true;
  while (!qop.empty()) {
    const auto comma = qop.find(',');
    auto word = lower_case(qop.substr(0, comma));
    std::erase_if(word, [](char c) { return c == ' ' || c == '\t'; });
    if (word == "auth") return true;
    qop.remove_prefix(comma == std::string_view::npos ? qop.size() : comma + 1);
  }
  return false;
}

bool has_colon(std::string_view user) {
  return user.find(':') != std::string_view::npos;
}

/// How good it is to answer a challenge; 0: it can't be answered. A ':' would end the
/// user name of Basic (RFC 7617, section 2).
int strength(const auth_challenge& challenge, const proxy_credentials& with) {
  if (challenge.scheme == "basic") return has_colon(with.user()) ? 0 : 1;
  const auto* algorithm = digest_algorithm(challenge);
  if (algorithm == nullptr || !allows_auth(challenge.value("qop"))) return 0;
  if (challenge.value("nonce").empty()) return 0;
  for (const auto* const echoed : {"realm", "nonce", "opaque"}) {
    if (has_control_character(challenge.value(echoed))) return 0;
  }
  return algorithm == EVP_sha256() ? 3 : 2;
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

/// RFC 7616, section 3.4.
std::string digest_answer(const auth_challenge& challenge, const proxy_credentials& with,
                          std::string_view authority, const std::string& client_nonce) {
  const auto* algorithm = digest_algorithm(challenge);
  const auto realm = challenge.value("realm");
  const auto nonce = challenge.value("nonce");
  const bool with_qop = !challenge.value("qop").empty();
  constexpr std::string_view nonce_count = "00000001";

  const auto a1 = joined({with.user(), ":", realm, ":", with.password()});
  const auto ha1 = digest(algorithm, a1.text);
  const auto ha2 = digest(algorithm, fmt::format("CONNECT:{}", authority));
  const auto middle = with_qop
                          ? fmt::format("{}:{}:{}:auth", nonce, nonce_count, client_nonce)
                          : std::string(nonce);
  const auto response = digest(algorithm, fmt::format("{}:{}:{}", ha1, middle, ha2));

  auto out = fmt::format("Digest username={}, realm={}, nonce={}, uri={}, response={}",
                         in_quotes(with.user()), in_quotes(realm), in_quotes(nonce),
                         in_quotes(authority), in_quotes(response));
  if (const auto name = challenge.value("algorithm"); !name.empty()) {
    out += fmt::format(", algorithm={}", algorithm == EVP_sha256() ? "SHA-256" : "MD5");
  }
  if (with_qop) {
    out +=
        fmt::format(", qop=auth, nc={}, cnonce={}", nonce_count, in_quotes(client_nonce));
  }
  if (const auto opaque = challenge.value("opaque"); !opaque.empty()) {
    out += ", opaque=" + in_quotes(opaque);
  }
  return out;
}

}  // namespace

std::string_view auth_challenge::value(std::string_view name) const {
  for (const auto& parameter : parameters) {
    if (parameter.name == name) return parameter.value;
  }
  return {};
}

std::vector<auth_challenge> parse_challenges(const http_reply_head& head) {
  std::vector<auth_challenge> out;
  for (const auto value : head.values("Proxy-Authenticate")) {
    auto more = challenge_reader(value).read_all();
    std::move(more.begin(), more.end(), std::back_inserter(out));
  }
  return out;
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
