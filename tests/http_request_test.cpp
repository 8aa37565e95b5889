// SPDX-License-Identifier: MIT
#include "http/http_request.hpp"

#include "catch.hpp"

namespace tmss10 {
namespace {

http_request request_to(std::string target) {
  http_request out;
  out.target = std::move(target);
  return out;
}

TEST_CASE("http_request: a target is a path, and a query after the first question mark") {
  struct parts {
    const char* target;
    const char* path;
    const char* query;
  };
  const auto each = GENERATE(
      parts{"/", "/", ""}, parts{"/metrics", "/metrics", ""},
      parts{"/probe?", "/probe", ""}, parts{"/probe?target=a&b", "/probe", "target=a&b"},
      parts{"/?a?b=/?", "/", "a?b=/?"}, parts{"", "", ""}, parts{"?a", "", "a"},
      parts{"/a%3Fb?c%26", "/a%3Fb", "c%26"});
  const auto request = request_to(each.target);
  CHECK(request.path() == each.path);
  CHECK(request.query() == each.query);
}

TEST_CASE("http_request: a field is found whatever the case of its name") {
  http_request request;
  request.fields = {{"ACCEPT", "text/plain"}, {"X", ""}, {"accept-encoding", "gzip"}};
  CHECK(request.field("Accept") == "text/plain");
  CHECK(request.field("accept") == "text/plain");
  CHECK(request.field("Accept-Encoding") == "gzip");
  CHECK(request.field("x") == "");
  CHECK(request.field("Accep") == std::nullopt);
  CHECK(request.field("") == std::nullopt);
}

TEST_CASE("http_request: several fields of one name are one list") {
  http_request request;
  request.fields = {
      {"Accept", "a"}, {"B", "-"}, {"accept", "c;q=0.5, d"}, {"ACCEPT", ""}};
  CHECK(request.field("Accept") == "a, c;q=0.5, d, ");
}

}  // namespace
}  // namespace tmss10
