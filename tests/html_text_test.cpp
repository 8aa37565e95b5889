// SPDX-License-Identifier: MIT
#include "core/report/html_text.hpp"

#include "catch.hpp"

namespace tmss10 {
namespace {

TEST_CASE("html_text: nothing is markup") {
  CHECK(html("<script>alert('x' & \"y\")</script>") ==
        "&lt;script&gt;alert(&#39;x&#39; &amp; &quot;y&quot;)&lt;/script&gt;");
}

TEST_CASE("html_text: what is not seen is shown") {
  CHECK(html("a\x1b[2J\n") == "a\\x1b[2J\\x0a");
  CHECK(html("a\xE2\x80\xAE"
             "b") == "a\\xe2\\x80\\xaeb");  // right-to-left override
  CHECK(html("a\xE2\x80\x8B"
             "b") == "a\\xe2\\x80\\x8bb");  // zero width space
  CHECK(html("\xFF") == "\\xff");
  CHECK(html("b\xC3\xBC"
             "cher") ==
        "b\xC3\xBC"
        "cher");
}

TEST_CASE("html_text: a text from outside stays for itself") {
  CHECK(html_outside("<b>") == "<bdi>&lt;b&gt;</bdi>");
}

}  // namespace
}  // namespace tmss10
