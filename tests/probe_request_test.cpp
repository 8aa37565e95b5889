// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/exporter/module_file.hpp>
#include <tmss10/core/exporter/probe_request.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {
namespace {

probe_request request_of(const std::string& text) {
  CAPTURE(text);
  auto out = parse_probe_request(text);
  CAPTURE(out ? std::string() : out.error());
  REQUIRE(out);
  return *out;
}

/// Why a request is refused. Whatever it is, the reason is one line that can be printed,
/// and no longer than what it may quote.
std::string refusal_of_request(std::string_view text) {
  CAPTURE(text);
  const auto out = parse_probe_request(text);
  REQUIRE_FALSE(out);
  CHECK_FALSE(out.error().empty());
  CHECK(printable(out.error()) == out.error());
  CHECK(out.error().size() < 600);
  return out.error();
}

TEST_CASE("probe_request: a target alone has the default module") {
  const auto request = request_of("/probe?target=berne.example.com");
  CHECK(request.where.host == "berne.example.com");
  CHECK_FALSE(request.where.port);
  CHECK(request.target_text == "berne.example.com");
  CHECK(request.module_name == "default");
  CHECK_FALSE(request.debug);
}

TEST_CASE("probe_request: target, module and debug, in any order") {
  for (const std::string text : {"/probe?target=a:5001&module=tcp&debug=true",
                                 "/probe?debug=true&module=tcp&target=a%3a5001",
                                 "/probe?&debug=true&&%6dodule=t%63p&target=a%3A5001&"}) {
    const auto request = request_of(text);
    CHECK(request.where.host == "a");
    CHECK(request.where.port == 5001);
    CHECK(request.target_text == "a:5001");
    CHECK(request.module_name == "tcp");
    CHECK(request.debug);
  }
  CHECK_FALSE(request_of("/probe?target=a&debug=false").debug);
  CHECK(request_of("/probe?target=a&debug=1").debug);
  CHECK_FALSE(request_of("/probe?target=a&debug=0").debug);
}

TEST_CASE("probe_request: every form of a target") {
  struct row {
    std::string text;
    std::string host;
    std::optional<std::uint16_t> port;
  };
  for (const auto& [text, host, port] : std::vector<row>{
           {"192.0.2.7", "192.0.2.7", {}},
           {"127.0.0.1:80", "127.0.0.1", 80},
           {"::1", "::1", {}},
           {"[::1]", "::1", {}},
           {"[::1]:5001", "::1", 5001},
           {"%5B2001:db8::1%5D:5001", "2001:db8::1", 5001},
           {"fe80::1%25eth0", "fe80::1%eth0", {}},
           {"a-b_c.example.", "a-b_c.example.", {}},
           {"z%C3%BCrich.example", "z\xC3\xBCrich.example", {}},
           {"z\xC3\xBCrich.example", "z\xC3\xBCrich.example", {}},
       }) {
    const auto request = request_of("/probe?target=" + text);
    CHECK(request.where.host == host);
    CHECK(request.where.port == port);
  }
}

TEST_CASE("probe_request: a target is required, and is no more than HOST[:PORT]") {
  const std::string required =
      "a target is required: /probe?target=HOST[:PORT]&module=NAME";
  CHECK(refusal_of_request("/probe") == required);
  CHECK(refusal_of_request("/probe?") == required);
  CHECK(refusal_of_request("/probe?module=tcp") == required);
  CHECK(refusal_of_request("/probe?target=") == "target \"\": the host is empty");
  CHECK(refusal_of_request("/probe?target") == "target \"\": the host is empty");
  const std::string malformed = ": that is not a host name or an address";
  for (const std::string text :
       {"a b", "-C", "--connect-only", "a -C", "http://a", "a/b", "a?b", "a#b", "a;b",
        "a,b", "*", "a'b", "<script>", "[::1", "a\"b", "a\\b"}) {
    CHECK(refusal_of_request("/probe?target=" + text) ==
          "target \"" + text + "\"" + malformed);
  }
  CHECK(refusal_of_request("/probe?target=a+-C") == "target \"a -C\"" + malformed);
  CHECK(refusal_of_request("/probe?target=a%20-C") == "target \"a -C\"" + malformed);
  for (const std::string port : {"0", "65536", "x", "", "-1", "+1", "5000%20"}) {
    CHECK(refusal_of_request("/probe?target=a:" + port)
              .ends_with(": a port is a whole number from 1 to 65535"));
  }
  for (const std::string range : {"192.0.2.0/28", "192.0.2.10-20", "10/8", "192.0.2.9-1",
                                  "2001:db8::/120", "10.0.0.0/33"}) {
    CHECK(refusal_of_request("/probe?target=" + range) ==
          "target \"" + range + "\": a range is not one target");
  }
  CHECK(refusal_of_request("/probe?target=5000") ==
        "target \"5000\": a number alone is not a host");
}

TEST_CASE("probe_request: an IPv4 address is four decimal numbers") {
  const std::string begin = "an IPv4 address is written as four decimal numbers; if ";
  struct row {
    std::string text;
    std::string host;
  };
  for (const auto& [text, host] :
       std::vector<row>{{"1.2.3", "1.2.0.3"},
                        {"127.1:80", "127.0.0.1"},
                        {"0x7f.1", "127.0.0.1"},
                        {"0X7F000001", "127.0.0.1"},
                        {"0x7f.0.0.0x1:5000", "127.0.0.1"},
                        {"169.254.43518", "169.254.169.254"}}) {
    CHECK(refusal_of_request("/probe?target=" + text) ==
          "target \"" + text + "\": " + begin + host + " is meant, ask for that");
  }
  for (const std::string text : {"010.0.0.1", "1.2.3.04", "00.1", "127.0.0.01:80"})
    CHECK(refusal_of_request("/probe?target=" + text).find("octal") != std::string::npos);
  CHECK(refusal_of_request("/probe?target=2130706433")
            .ends_with(": a number alone is not a host"));
  for (const std::string text : {"1.2.3.4.5", "256.1.1.1", "1.2.3.4.", "0x7f.1.", "a.1",
                                 "1.2.3.4.5:80", "1.2.3.0x1ff", "a.0X1."}) {
    CHECK(refusal_of_request("/probe?target=" + text)
              .ends_with(": that is neither a name nor four decimal numbers from 0 to "
                         "255"));
  }
  for (const std::string text : {"1.2.3.4", "1.2.3.4:80", "1.example", "0x7f.example",
                                 "[::ffff:1.2.3.4]", "::ffff:1.2.3.4", "a1", "4.3.2.1.a"})
    CHECK(request_of("/probe?target=" + text).target_text == text);
}

TEST_CASE("probe_request: what may be a password is not quoted") {
  for (const std::string text : {"u:sEcret@host", "u%3AsEcret%40host", "sEcret@", "@"})
    CHECK(refusal_of_request("/probe?target=" + text) ==
          "target: it has an '@'; a target has no user name");
}

TEST_CASE("probe_request: nothing that is not seen is in a target or in a reason") {
  for (const std::string text :
       {"%00", "a%00b", "a%0d%0aHost:%20b", "%1b%5b31m", "%7f", "a%c2%9bb", "%e2%80%ae",
        "a%e2%81%a6b", "%ef%bb%bf", "%ff", "a%c0%afb", "%ed%a0%80", "a%e2%80"}) {
    CHECK(refusal_of_request("/probe?target=" + text)
              .ends_with("it contains a character that is not shown"));
    (void)refusal_of_request("/probe?target=a&module=" + text);
    (void)refusal_of_request("/probe?target=a&debug=" + text);
    (void)refusal_of_request("/probe?target=a&" + text + "=1");
  }
  CHECK(refusal_of_request("/probe?target=a%e2%80%aeb") ==
        "target \"a\\xe2\\x80\\xaeb\": it contains a character that is not shown");
  CHECK(refusal_of_request(std::string_view("/probe?target=a\0", 16))
            .ends_with("it contains a character that is not shown"));
}

TEST_CASE("probe_request: a module has a name that a module may have") {
  for (const std::string text : {"", "a%20b", "<b>", "../x", "a/b", "%00", "z%C3%BC"}) {
    CHECK(refusal_of_request("/probe?target=a&module=" + text)
              .ends_with("\": there is no such module"));
  }
  const std::string longest(max_module_name_size, 'm');
  CHECK(request_of("/probe?target=a&module=" + longest).module_name == longest);
  CHECK(refusal_of_request("/probe?target=a&module=m" + longest) ==
        "module \"m" + longest + "\": there is no such module");
}

TEST_CASE("probe_request: debug is true or false") {
  for (const std::string text : {"", "2", "yes", "TRUE", "true%20", "truefalse"}) {
    CHECK(refusal_of_request("/probe?target=a&debug=" + text)
              .ends_with("\": that is not true or false"));
  }
}

TEST_CASE("probe_request: an unknown parameter is refused by name") {
  const std::string known = "; there are target, module and debug";
  for (const std::string name :
       {"moduel", "hostname", "Target", "TARGET", "target ", "count", "<script>", ""}) {
    CHECK(refusal_of_request("/probe?target=a&" + name + "=1") ==
          "there is no parameter \"" + name + "\"" + known);
  }
  CHECK(refusal_of_request("/probe?target=a&target%00=b") ==
        "there is no parameter \"target\\x00\"" + known);
  CHECK(refusal_of_request("/probe?target=a;module=b") ==
        "target \"a;module=b\": that is not a host name or an address");
}

TEST_CASE("probe_request: no parameter is given twice") {
  CHECK(refusal_of_request("/probe?target=a&target=a") == "target: it is given twice");
  CHECK(refusal_of_request("/probe?target=a&t%61rget=b") == "target: it is given twice");
  CHECK(refusal_of_request("/probe?module=a&target=b&module=a") ==
        "module: it is given twice");
  CHECK(refusal_of_request("/probe?debug=true&debug=true&target=a") ==
        "debug: it is given twice");
}

TEST_CASE("probe_request: the path is /probe") {
  for (const std::string text :
       {"", "?", "/", "/?target=a", "/probes?target=a", "/probe/?target=a",
        "probe?target=a", "/Probe?target=a", "//probe?target=a", "/%70robe?target=a",
        "/probe%3ftarget=a", "/probe&target=a", "http://localhost/probe?target=a",
        "/x/../probe?target=a", "*", "/probe ?target=a", "/probe\n?target=a",
        "/probe#?target=a"})
    CHECK(refusal_of_request(text) == "the path is not /probe");
  CHECK(refusal_of_request(std::string_view("/probe\0?target=a", 16)) ==
        "the path is not /probe");
}

TEST_CASE("probe_request: a '%' has two hex digits after it") {
  CHECK(refusal_of_request("/probe?target=a%") ==
        "parameter 1: a '%' has no two hex digits after it");
  CHECK(refusal_of_request("/probe?target=a&m%zz=1") ==
        "parameter 2: a '%' has no two hex digits after it");
}

TEST_CASE("probe_request: a request has a largest size") {
  const std::string begin = "/probe?target=";
  const auto request = [&begin](std::size_t size) {
    return begin + std::string(size - begin.size(), 'a');
  };
  CHECK(refusal_of_request(request(max_probe_request_size + 1)) ==
        "the request is longer than 2048 bytes");
  CHECK(refusal_of_request(begin + std::string(65'536, 'a')) ==
        "the request is longer than 2048 bytes");
  CHECK(refusal_of_request(request(max_probe_request_size))
            .ends_with("\" and so on: that is not a host name or an address"));
  // The longest name there is, with everything encoded.
  std::string longest;
  for (int i = 0; i < 253; ++i)
    longest += "%61";
  CHECK(request_of(begin + longest + "%3A65535&module=" +
                   std::string(max_module_name_size, 'm') + "&debug=true")
            .where.host.size() == 253);
}

}  // namespace
}  // namespace tmss10
