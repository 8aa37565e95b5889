// SPDX-License-Identifier: MIT
// The responses of Digest were computed with another implementation of RFC 7616,
// section 3.4.1:
//   response = H(H(user:realm:password):nonce:00000001:cnonce:auth:H(CONNECT:authority))
// or, without qop, H(H(user:realm:password):nonce:H(CONNECT:authority)). With GET and
// /dir/index.html in place of CONNECT and the authority it gives the published ones.
#include "catch.hpp"
#include "support/control_character.hpp"
#include "support/error_of.hpp"
#include <tmss10/core/proxy/proxy_auth.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using test::error_of;
using test::has_control_character;

const std::string authority = "server.example.com:5000";
const std::string nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
const std::string opaque = "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS";
const std::string client_nonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

const std::string md5_response = "98081567267da1c99c68c2e193f61d7a";
const std::string sha256_response =
    "fca4116c562cbc89d9935897d28f340a598ac3284b52fa8556b4450a43caef7c";
const std::string sha512_256_response =
    "b836810d66de0f0b5da0c95fbe876459ebf3fce04cedf7264718b7dfa63e5c0c";

/// The challenge of RFC 7616, section 3.9.1, with what more there is in it.
std::string digest_challenge(const std::string& more) {
  return "Digest realm=\"http-auth@example.org\", nonce=\"" + nonce + "\"" + more;
}
const std::string ours = ", qop=\"auth, auth-int\"";
const std::string sha256_challenge = digest_challenge(ours + ", algorithm=SHA-256");
const std::string md5_challenge = digest_challenge(ours + ", algorithm=MD5");
const std::string basic_challenge = "Basic realm=\"WallyWorld\"";

http_reply_head refusal_with(const std::vector<std::string>& challenges) {
  http_reply_head head;
  head.status = 407;
  for (const auto& challenge : challenges) {
    head.fields.push_back({"Proxy-Authenticate", challenge});
  }
  return head;
}

proxy_credentials mufasa() {
  return {"Mufasa", "Circle of Life"};
}

/// The first answer to a refusal.
result<std::string> answer_to(const std::vector<std::string>& challenges,
                              const proxy_credentials& with = mufasa()) {
  proxy_authenticator authenticator;
  authenticator.set_client_nonce(client_nonce);
  return authenticator.answer(refusal_with(challenges), with, authority);
}

/// The value of a parameter of an answer.
std::string parameter_of(const result<std::string>& answer, std::string_view name) {
  REQUIRE(answer);
  const auto read = parse_challenges(refusal_with({*answer}));
  REQUIRE(read.size() == 1);
  return std::string(read[0].value(name));
}

TEST_CASE("proxy_auth: Basic is the base64 of user and password") {
  struct row {
    std::string user;
    std::string password;
    std::string expected;
  };
  const std::vector<row> rows{
      {"Aladdin", "open sesame", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="},
      {"test", "123\xC2\xA3", "Basic dGVzdDoxMjPCow=="},
      {"", "", "Basic Og=="},
      {"do\"main\\user", "Circle of Life", "Basic ZG8ibWFpblx1c2VyOkNpcmNsZSBvZiBMaWZl"},
  };
  for (const auto& [user, password, expected] : rows) {
    CAPTURE(user);
    CHECK(answer_to({basic_challenge}, {user, password}) == expected);
    CHECK(answer_to({"bAsIc"}, {user, password}) == expected);
  }
}

TEST_CASE("proxy_auth: Digest answers the example of RFC 7616") {
  const std::string begin =
      "Digest username=\"Mufasa\", realm=\"http-auth@example.org\", "
      "nonce=\"" +
      nonce + "\", uri=\"" + authority + "\", ";
  const std::string end = ", qop=auth, nc=00000001, cnonce=\"" + client_nonce +
                          "\", opaque=\"" + opaque + "\"";
  const std::string echoed = ", opaque=\"" + opaque + "\"";
  CHECK(answer_to({sha256_challenge + echoed}) ==
        begin + "response=\"" + sha256_response + "\", algorithm=SHA-256" + end);
  CHECK(answer_to({md5_challenge + echoed}) ==
        begin + "response=\"" + md5_response + "\", algorithm=MD5" + end);
}

/// Computed with another implementation of RFC 7616, section 3.4, which has the published
/// answers of section 3.9.1 for qop=auth.
TEST_CASE("proxy_auth: Digest with -sess and with auth-int has responses of its own") {
  struct row {
    std::string algorithm;
    std::string qop;
    std::string response;
  };
  const std::vector<row> rows{
      {"MD5", "auth", md5_response},
      {"SHA-256", "auth", sha256_response},
      {"MD5", "auth-int", "053f12dcf31cf97e3f9042fc99b8c0e4"},
      {"MD5-sess", "auth", "391439207573ffab7eb5a8cf461b6509"},
      {"MD5-sess", "auth-int", "fd8cf7d0256602c85955caa52032189e"},
      {"SHA-256", "auth-int",
       "986c6b960935b2aca55a3bfdcddfb186a3615d39093d6c8b489833d299e78c13"},
      {"SHA-256-sess", "auth",
       "36459142ce29c49d89fab91e8ed66da4696e8ffcdb0dcb76a8b63bb1a1309639"},
      {"SHA-256-sess", "auth-int",
       "be5a93faa438d1f5c17d0392fbc36331c941841fdb6068bfb03e0b50cdc34847"},
      {"SHA-512-256", "auth", sha512_256_response},
      {"SHA-512-256", "auth-int",
       "cde3082001e985591042530d02bfcd3293b3886f330a0ae8cfd911c81de27251"},
      {"SHA-512-256-sess", "auth",
       "8875cbab5f150cd45dfcc1f147a1eaa55626660c6a6b84d1cad1efb466ed89fe"},
      {"SHA-512-256-sess", "auth-int",
       "b48042e5ca3e33860fd1655b17dc820c7244b80a40e06ed1405c0bfe57903a97"},
  };
  for (const auto& [algorithm, qop, response] : rows) {
    CAPTURE(algorithm, qop);
    const auto got =
        answer_to({digest_challenge(", qop=" + qop + ", algorithm=" + algorithm)});
    CHECK(parameter_of(got, "response") == response);
    CHECK(parameter_of(got, "algorithm") == algorithm);
    CHECK(parameter_of(got, "qop") == qop);
    CHECK(parameter_of(got, "cnonce") == client_nonce);
  }
}

/// The values that section 3.9.2 prints are of SHA-512 cut to 256 bits; erratum 4897 has
/// those of SHA-512/256. What computed the response here gives the erratum's, 3798d413…,
/// for its GET of /doe.json.
TEST_CASE("proxy_auth: Digest answers the example of RFC 7616 for SHA-512-256") {
  proxy_authenticator authenticator;
  authenticator.set_client_nonce("NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v");
  const auto got = authenticator.answer(
      refusal_with({"Digest realm=\"api@example.org\", qop=\"auth\", "
                    "algorithm=SHA-512-256, "
                    "nonce=\"5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK\", "
                    "opaque=\"HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS\", "
                    "charset=UTF-8"}),
      {"J\xC3\xA4s\xC3\xB8n Doe", "Secret, or not?"}, authority);
  CHECK(parameter_of(got, "response") ==
        "07765dc1f7792ec15ec4eb2d0edbf3b2fde4a474711e5cbfafb171cdbfd89dc5");
  CHECK(parameter_of(got, "algorithm") == "SHA-512-256");
}

TEST_CASE("proxy_auth: what a Digest challenge leaves out is left out of the answer") {
  const auto bare = answer_to({digest_challenge("")});
  CHECK(parameter_of(bare, "response") == "6bd23871efe09898fc5105adbe80d669");
  for (const auto* const name : {"algorithm", "qop", "nc", "cnonce", "opaque"}) {
    CAPTURE(name);
    CHECK(parameter_of(bare, name).empty());
  }
  CHECK(parameter_of(answer_to({digest_challenge(", algorithm=SHA-256")}), "response") ==
        "946defd9c36ef3e6fa54fd1a67f92eed52f0e86017f6c5fe1063161a965d0878");
}

TEST_CASE("proxy_auth: Digest challenges of one meaning have one response") {
  const std::vector<std::pair<std::string, std::string>> rows{
      {digest_challenge(ours), md5_response},
      {digest_challenge(", qop=auth"), md5_response},
      {digest_challenge(",QOP=\"auth-int,\tAUTH\""), md5_response},
      {digest_challenge(ours + ", algorithm=md5"), md5_response},
      {digest_challenge(ours + ", Algorithm=\"Md5\""), md5_response},
      {digest_challenge(ours + ", algorithm=sha-256"), sha256_response},
      {digest_challenge(ours + " , algorithm = \"SHA-256\" ,"), sha256_response},
      {digest_challenge(ours + ", algorithm=SHA-256, stale=TRUE"), sha256_response},
      {digest_challenge(ours + ", algorithm=SHA-256, userhash=true, domain=\"/a /b\""),
       sha256_response},
  };
  for (const auto& [challenge, expected] : rows) {
    CAPTURE(challenge);
    CHECK(parameter_of(answer_to({challenge}), "response") == expected);
  }
}

TEST_CASE("proxy_auth: quotes and backslashes stand escaped and are hashed as they are") {
  const auto user = answer_to({sha256_challenge}, {"do\"main\\user", "Circle of Life"});
  REQUIRE(user);
  CHECK(user->starts_with("Digest username=\"do\\\"main\\\\user\", "));
  CHECK(parameter_of(user, "response") ==
        "9aadf14b18bde700559620e8e761d86ed926058742e533567d7d9d0e3f876177");

  const auto realm =
      answer_to({"Digest realm=\"a \\\"b\\\", c\", algorithm=SHA-256, "
                 "qop=\"auth\", nonce=\"" +
                 nonce + "\""});
  REQUIRE(realm);
  CHECK(realm->find(", realm=\"a \\\"b\\\", c\", ") != std::string::npos);
  CHECK(parameter_of(realm, "response") ==
        "4ade084e1e6a3bb698a68e18e2dcb755e1b820ee9038c252b0a07775a1d172a8");
}

TEST_CASE("proxy_auth: user and password may be empty") {
  CHECK(parameter_of(answer_to({sha256_challenge}, {"", ""}), "response") ==
        "7829ad70b30f672d47098062c4ca73383825f9b25b8ec5ee039cf03c50823f27");
}

TEST_CASE("proxy_auth: the client nonce is another one each time") {
  std::vector<std::string> seen;
  for (int i = 0; i < 3; ++i) {
    proxy_authenticator authenticator;
    seen.push_back(parameter_of(
        authenticator.answer(refusal_with({sha256_challenge}), mufasa(), authority),
        "cnonce"));
    CHECK(seen.back().size() == 32);
  }
  CHECK(seen[0] != seen[1]);
  CHECK(seen[1] != seen[2]);
}

TEST_CASE("proxy_auth: the best of the challenges is answered, whatever their order") {
  const std::string basic = "Basic TXVmYXNhOkNpcmNsZSBvZiBMaWZl";
  const std::string sha512_256_challenge =
      digest_challenge(ours + ", algorithm=SHA-512-256");
  std::vector<std::string> all{sha512_256_challenge, sha256_challenge, md5_challenge,
                               basic_challenge, "NTLM"};
  std::sort(all.begin(), all.end());
  do {
    const auto got = answer_to(all);
    REQUIRE(parameter_of(got, "response") == sha512_256_response);
    std::string in_one;
    for (const auto& challenge : all)
      in_one += challenge + ", ";
    REQUIRE(answer_to({in_one}) == got);
  } while (std::next_permutation(all.begin(), all.end()));

  for (const std::vector<std::string>& two :
       {std::vector{basic_challenge, md5_challenge},
        std::vector{md5_challenge, basic_challenge},
        std::vector{basic_challenge + ", " + md5_challenge}}) {
    CHECK(parameter_of(answer_to(two), "response") == md5_response);
  }
  CHECK(parameter_of(answer_to({md5_challenge, sha256_challenge}), "response") ==
        sha256_response);
  CHECK(answer_to({"Negotiate, " + basic_challenge}) == basic);
  CHECK(answer_to({digest_challenge(", qop=auth-conf"), basic_challenge}) == basic);
  CHECK(answer_to({digest_challenge(", algorithm=SHA-512"), basic_challenge}) == basic);
}

TEST_CASE("proxy_auth: challenges are read from one field and from several") {
  const auto read = parse_challenges(refusal_with(
      {", Negotiate dG9rZW4=, Digest realm=\"a, \\\"b\\\" = c\" ,NONCE = n,, basic", "",
       " ,", "Basic realm=\"x\\\\\", charset=\"UTF-8\"", "NTLM"}));
  REQUIRE(read.size() == 5);
  CHECK(read[0].scheme == "negotiate");
  CHECK(read[1].scheme == "digest");
  CHECK(read[1].parameters.size() == 2);
  CHECK(read[1].value("realm") == "a, \"b\" = c");
  CHECK(read[1].value("nonce") == "n");
  CHECK(read[1].value("qop").empty());
  CHECK(read[2].scheme == "basic");
  CHECK(read[2].parameters.empty());
  CHECK(read[3].scheme == "basic");
  CHECK(read[3].value("realm") == "x\\");
  CHECK(read[3].value("charset") == "UTF-8");
  CHECK(read[4].scheme == "ntlm");
}

TEST_CASE("proxy_auth: only Proxy-Authenticate has challenges, its name without case") {
  http_reply_head head;
  head.fields = {{"WWW-Authenticate", "Digest nonce=a"}, {"PROXY-authenticate", "Basic"}};
  const auto read = parse_challenges(head);
  REQUIRE(read.size() == 1);
  CHECK(read[0].scheme == "basic");
}

TEST_CASE("proxy_auth: broken challenges end the reading of their field only") {
  for (const std::string broken : {"=", "=a", "\"", "Digest realm=\"", "Digest realm=\"a",
                                   "Digest realm=\"a\\", "Digest realm=", "Digest realm",
                                   "Digest =", "Digest nonce=\"\"", ",,,", "a b c"}) {
    CAPTURE(broken);
    CHECK(answer_to({broken, basic_challenge}) == "Basic TXVmYXNhOkNpcmNsZSBvZiBMaWZl");
    CHECK(error_of(answer_to({broken})) == errc::proxy_unknown_scheme);
  }
}

TEST_CASE("proxy_auth: what is not ours is an unknown scheme") {
  for (const auto& challenge :
       {std::string("Negotiate"), std::string("NTLM"), std::string("Negotiate, NTLM"),
        std::string("NTLM TlRMTVNTUAACAAAA=="), std::string("Bearer realm=\"a\""),
        std::string("Basically"), std::string(), digest_challenge(", qop=auth-conf"),
        digest_challenge(", qop=\"other\""), digest_challenge(", qop=\",\""),
        digest_challenge(ours + ", algorithm=SHA-512"),
        digest_challenge(", algorithm=SHA-512-256-sess"),
        digest_challenge(ours + ", algorithm=MD5-session"),
        digest_challenge(", algorithm=MD5-sess"),
        std::string("Digest realm=\"a\", qop=auth")}) {
    CAPTURE(challenge);
    CHECK(error_of(answer_to({challenge})) == errc::proxy_unknown_scheme);
    CHECK_FALSE(wants_password(refusal_with({challenge})));
  }
  CHECK(error_of(answer_to({})) == errc::proxy_unknown_scheme);
  CHECK_FALSE(wants_password(refusal_with({})));
}

TEST_CASE("proxy_auth: a password is wanted when one of the challenges can use it") {
  for (const auto& challenge : {basic_challenge, md5_challenge, sha256_challenge}) {
    CAPTURE(challenge);
    CHECK(wants_password(refusal_with({challenge})));
    CHECK(wants_password(refusal_with({"Negotiate", challenge, "NTLM"})));
    CHECK(wants_password(refusal_with({"NTLM, " + challenge})));
  }
}

TEST_CASE("proxy_auth: a second refusal means wrong credentials") {
  for (const auto& challenge :
       {sha256_challenge, md5_challenge, basic_challenge,
        digest_challenge(ours + ", stale=false"), basic_challenge + ", stale=true"}) {
    CAPTURE(challenge);
    const auto refusal = refusal_with({challenge});
    proxy_authenticator authenticator;
    CHECK(authenticator.answer(refusal, mufasa(), authority));
    for (int i = 0; i < 2; ++i) {
      CHECK(error_of(authenticator.answer(refusal, mufasa(), authority)) ==
            errc::proxy_wrong_credentials);
    }
  }
}

TEST_CASE("proxy_auth: a refusal that was not answered does not count") {
  proxy_authenticator authenticator;
  CHECK(error_of(authenticator.answer(refusal_with({"NTLM"}), mufasa(), authority)) ==
        errc::proxy_unknown_scheme);
  CHECK(authenticator.answer(refusal_with({basic_challenge}), mufasa(), authority));
}

TEST_CASE("proxy_auth: a stale nonce is answered anew with the next one") {
  proxy_authenticator authenticator;
  authenticator.set_client_nonce(client_nonce);
  CHECK(parameter_of(
            authenticator.answer(refusal_with({md5_challenge}), mufasa(), authority),
            "response") == md5_response);
  const auto stale = refusal_with(
      {"Digest realm=\"http-auth@example.org\", nonce=second, qop=auth, stale=True"});
  const auto anew = authenticator.answer(stale, mufasa(), authority);
  CHECK(parameter_of(anew, "nonce") == "second");
  CHECK(parameter_of(anew, "response") == "3263819be809f63dd067cf59bb6418f3");
  CHECK(error_of(authenticator.answer(refusal_with({md5_challenge}), mufasa(),
                                      authority)) == errc::proxy_wrong_credentials);
}

TEST_CASE("proxy_auth: no control character gets into an answer") {
  for (unsigned value = 0; value < 256; ++value) {
    const char c = static_cast<char>(value);
    const std::string text = std::string("a") + c + "b";
    const bool control = has_control_character(text);
    CAPTURE(value);
    for (const auto& challenge :
         {"Digest nonce=\"n\", realm=\"" + text + "\"", "Digest nonce=\"" + text + "\"",
          "Digest nonce=\"n\", opaque=\"" + text + "\""}) {
      const auto got = answer_to({challenge});
      REQUIRE(error_of(got) == (control ? make_error_code(errc::proxy_unknown_scheme)
                                        : std::error_code{}));
      REQUIRE((!got || !has_control_character(*got)));
      if (control) {
        REQUIRE(parameter_of(answer_to({challenge, md5_challenge}), "response") ==
                md5_response);
      }
    }
    const proxy_credentials user(text, "p");
    const auto digest = answer_to({md5_challenge}, user);
    REQUIRE(digest.has_value() == !control);
    const auto basic = answer_to({basic_challenge}, user);
    REQUIRE(basic.has_value() == (c != ':'));
    REQUIRE((!basic || !has_control_character(*basic)));
    REQUIRE(answer_to({md5_challenge}, {"u", text}));
  }
  CHECK(error_of(answer_to({"Digest nonce=\"a\r\nX-Injected: 1\""})) ==
        errc::proxy_unknown_scheme);
}

TEST_CASE("proxy_auth: a long password has a base64 without line ends") {
  const auto got = answer_to({basic_challenge}, {"u", std::string(1000, 'p')});
  REQUIRE(got);
  CHECK(got->size() == 6 + (1002 + 2) / 3 * 4);
  CHECK_FALSE(has_control_character(*got));
}

TEST_CASE("proxy_auth: Basic is no answer for a user name with a colon") {
  for (const std::string user : {":", "a:", ":b", "a:b"}) {
    CAPTURE(user);
    const proxy_credentials with(user, "p");
    CHECK(error_of(answer_to({basic_challenge}, with)) == errc::proxy_user_has_colon);
    CHECK(error_of(answer_to({"NTLM", basic_challenge}, with)) ==
          errc::proxy_user_has_colon);
    CHECK(error_of(answer_to({"NTLM"}, with)) == errc::proxy_unknown_scheme);
    CHECK(parameter_of(answer_to({basic_challenge, md5_challenge}, with), "username") ==
          user);
  }
  CHECK(answer_to({basic_challenge}, {"a", ":b:"}) == "Basic YTo6Yjo=");
}

TEST_CASE("proxy_auth: every errc") {
  proxy_authenticator authenticator;
  const auto refusal = refusal_with({basic_challenge});
  CHECK(authenticator.answer(refusal, mufasa(), authority));
  CHECK(error_of(authenticator.answer(refusal, mufasa(), authority)) ==
        errc::proxy_wrong_credentials);
  CHECK(error_of(answer_to({"NTLM"})) == errc::proxy_unknown_scheme);
  CHECK(error_of(answer_to({basic_challenge}, {"a:b", ""})) ==
        errc::proxy_user_has_colon);
}

TEST_CASE("proxy_auth: a nonce that is stale a second time is a refusal") {
  const auto stale = refusal_with({md5_challenge + ", stale=true"});
  proxy_authenticator authenticator;
  CHECK(authenticator.answer(stale, mufasa(), authority));
  CHECK(authenticator.answer(stale, mufasa(), authority));
  CHECK(error_of(authenticator.answer(stale, mufasa(), authority)) ==
        errc::proxy_wrong_credentials);
}

}  // namespace
}  // namespace tmss10
