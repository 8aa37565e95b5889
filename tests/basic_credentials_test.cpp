// SPDX-License-Identifier: MIT
#include "http/basic_credentials.hpp"

#include "catch.hpp"

#include <string>

namespace tmss10 {
namespace {

http_request with_authorization(const std::string& value) {
  http_request out;
  out.fields = {{"Host", "a"}, {"Authorization", value}, {"Accept", "b"}};
  return out;
}

/// USER:PASSWORD; empty when there are none.
std::string taken_from(const std::string& value) {
  auto request = with_authorization(value);
  const auto out = take_credentials(request);
  return out ? out->user + ":" + out->password.text : "";
}

TEST_CASE("basic_credentials: the examples of RFC 7617") {
  CHECK(taken_from("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==") == "Aladdin:open sesame");
  CHECK(taken_from("Basic dGVzdDoxMjPCow==") == "test:123\xC2\xA3");
}

TEST_CASE("basic_credentials: the scheme in any case, paddings of any size") {
  CHECK(taken_from("bAsIc YTpi") == "a:b");
  CHECK(taken_from("Basic   YTpi \t") == "a:b");
  CHECK(taken_from("Basic YTpiYw==") == "a:bc");
  CHECK(taken_from("Basic YTpiY2Q=") == "a:bcd");
  CHECK(taken_from("Basic Og==") == ":");
  CHECK(taken_from("Basic YTpiOmM=") == "a:b:c");
}

TEST_CASE("basic_credentials: what has none") {
  const auto value = GENERATE(
      "", "Basic", "Basic ", "BasicYTpi", "Bearer YTpi", "Digest username=\"a\"",
      "Basic YTpi=", "Basic YTpiYw=", "Basic YTpiYw",
      "Basic YT=pYw==", "Basic ====", "Basic =", "Basic YTpiYw===", "Basic YT pi",
      "Basic YTp-", "Basic YTpi----",
      "Basic YWI=",      // ab, without a colon
      "Basic YTpiAA==",  // a:b and NUL
      "Basic YQo6Yg==",  // a line break in the user
      "Basic \xC3\xA9YTpi", "Negotiate");
  INFO(value);
  CHECK(taken_from(value).empty());
}

TEST_CASE("basic_credentials: they are taken out of the request, valid or not") {
  for (const auto* value : {"Basic YTpi", "Bearer secret", ""}) {
    auto request = with_authorization(value);
    (void)take_credentials(request);
    REQUIRE(request.fields.size() == 2);
    CHECK(request.fields[0].name == "Host");
    CHECK(request.fields[1].name == "Accept");
  }
}

TEST_CASE("basic_credentials: two fields are as good as none") {
  auto request = with_authorization("Basic YTpi");
  request.fields.push_back({"AUTHORIZATION", "Basic YTpi"});
  CHECK_FALSE(take_credentials(request));
  CHECK(request.fields.size() == 2);
}

TEST_CASE("basic_credentials: a request without any") {
  http_request request;
  CHECK_FALSE(take_credentials(request));
}

TEST_CASE("basic_credentials: they are asked for by 401") {
  const auto answer = credentials_needed("TMSS10Exporter");
  CHECK(answer.status == 401);
  REQUIRE(answer.fields.size() == 1);
  CHECK(answer.fields[0].name == "WWW-Authenticate");
  CHECK(answer.fields[0].value == "Basic realm=\"TMSS10Exporter\", charset=\"UTF-8\"");
}

}  // namespace
}  // namespace tmss10
