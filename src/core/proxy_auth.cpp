// SPDX-License-Identifier: MIT
#include <tmss10/core/proxy_auth.hpp>

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <utility>

namespace tmss10 {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

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
        out.push_back({lower(word), {}});
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
        {lower(name), quoted ? take_quoted() : std::string(take_until(" \t,"))});
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
  const auto name = lower(challenge.value("algorithm"));
  if (name == "sha-256") return EVP_sha256();
  return name.empty() || name == "md5" ? EVP_md5() : nullptr;
}

/// Whether "auth" is in the list of qop, or there is no such list (RFC 2069's form).
bool allows_auth(std::string_view qop) {
  if (qop.empty()) return true;
  while (!qop.empty()) {
    const auto comma = qop.find(',');
    auto word = lower(qop.substr(0, comma));
    std::erase_if(word, [](char c) { return c == ' ' || c == '\t'; });
    if (word == "auth") return true;
    qop.remove_prefix(comma == std::string_view::npos ? qop.size() : comma + 1);
  }
  return false;
}

/// Nothing that would end the field it stands in, or that a field can't have.
bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
}

/// How good it is to answer a challenge; 0: it can't be answered.
int strength(const auth_challenge& challenge) {
  if (challenge.scheme == "basic") return 1;
  const auto* algorithm = digest_algorithm(challenge);
  if (algorithm == nullptr || !allows_auth(challenge.value("qop"))) return 0;
  if (challenge.value("nonce").empty()) return 0;
  for (const auto* const echoed : {"realm", "nonce", "opaque"}) {
    if (has_control_character(challenge.value(echoed))) return 0;
  }
  return algorithm == EVP_sha256() ? 3 : 2;
}

std::string basic_answer(const proxy_credentials& with) {
  auto plain = with.user() + ":" + with.password();
  auto out = "Basic " + base64(plain);
  OPENSSL_cleanse(plain.data(), plain.size());
  return out;
}

/// RFC 7616, section 3.4.
std::string digest_answer(const auth_challenge& challenge, const proxy_credentials& with,
                          std::string_view authority, const std::string& client_nonce) {
  const auto* algorithm = digest_algorithm(challenge);
  const auto realm = challenge.value("realm");
  const auto nonce = challenge.value("nonce");
  const bool with_qop = !challenge.value("qop").empty();
  constexpr std::string_view nonce_count = "00000001";

  auto a1 = fmt::format("{}:{}:{}", with.user(), realm, with.password());
  const auto ha1 = digest(algorithm, a1);
  OPENSSL_cleanse(a1.data(), a1.size());
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

/// Also what a short text leaves in the string itself when it is moved away.
void wipe(std::string& secret) {
  secret.resize(secret.capacity());
  OPENSSL_cleanse(secret.data(), secret.size());
  secret.clear();
}

}  // namespace

proxy_credentials::proxy_credentials(std::string user, std::string password)
    : user_(std::move(user)), password_(std::move(password)) {}

proxy_credentials::~proxy_credentials() {
  wipe(password_);
}

proxy_credentials::proxy_credentials(proxy_credentials&& other) noexcept
    : user_(std::move(other.user_)), password_(std::move(other.password_)) {
  wipe(other.password_);
}

proxy_credentials& proxy_credentials::operator=(proxy_credentials&& other) noexcept {
  user_.swap(other.user_);
  password_.swap(other.password_);
  return *this;
}

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
      challenges.begin(), challenges.end(),
      [](const auto& a, const auto& b) { return strength(a) < strength(b); });
  if (best == challenges.end() || strength(*best) == 0) {
    return failed(errc::proxy_unknown_scheme);
  }
  const bool stale = best->scheme == "digest" && lower(best->value("stale")) == "true";
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
