// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/net/ascii_name.hpp>
#include <tmss10/net/proxy_environment.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {
namespace {

/// A list with one entry or more, and a host.
struct row {
  std::string no_proxy;
  std::string host;
};

void check_exempt(const std::vector<row>& rows, bool expected) {
  for (const auto& [no_proxy, host] : rows) {
    CAPTURE(no_proxy, host);
    CHECK(is_exempt(no_proxy, host, 5000) == expected);
    CHECK(is_exempt("other, " + no_proxy + " ,,[", host, 5000) == expected);
  }
}

TEST_CASE("proxy_environment: a star exempts every target") {
  check_exempt({{"*", "example.com"}, {"*", "192.0.2.7"}, {"*", "::1"}, {"*:5000", "a"}},
               true);
  check_exempt({{"**", "a"}, {"*a", "a"}, {"a*", "a"}, {"*.", "a"}, {"*:80", "a"}},
               false);
}

TEST_CASE("proxy_environment: an empty list exempts nothing") {
  for (const std::string list :
       {"", ",", " ", " ,\t, ", ".", "..", "*.", ":", "[]", "/"}) {
    CAPTURE(list);
    for (const std::string host : {"example.com", "a", "192.0.2.7", "::1", "", "."}) {
      CAPTURE(host);
      CHECK_FALSE(is_exempt(list, host, 5000));
    }
  }
}

TEST_CASE("proxy_environment: a name exempts itself and the names below it") {
  for (const std::string entry :
       {"example.com", ".example.com", "*.example.com", "EXAMPLE.com", "example.com.",
        ".Example.Com.", "*.example.com."}) {
    for (const std::string host : {"example.com", "a.example.com", "b.a.example.com",
                                   "Example.COM", "example.com.", "A.EXAMPLE.COM."}) {
      check_exempt({{entry, host}}, true);
    }
    for (const std::string host :
         {"badexample.com", "example.co", "example.com.au", "com", "xample.com",
          "a.badexample.com", "example.com-a", "192.0.2.7", "::1"}) {
      check_exempt({{entry, host}}, false);
    }
  }
}

TEST_CASE("proxy_environment: a name is more than a text at the end") {
  check_exempt({{"localhost", "localhost"}, {"com", "example.com"}}, true);
  check_exempt({{"host", "localhost"},
                {"..example.com", "a.example.com"},
                {"*.*.example.com", "a.b.example.com"},
                {"a.*.com", "a.b.com"},
                {"*example.com", "example.com"},
                {"example.com/8", "example.com"},
                {"http://example.com", "example.com"},
                {"[example.com]", "example.com"},
                {"example.com:5000:", "example.com"}},
               false);
}

TEST_CASE("proxy_environment: names beyond ASCII match in whatever form") {
  const std::string name = "b\xC3\xBC\x63her.example";
  check_exempt({{name, "a.B\xC3\xBC\x43HER.example"}}, true);
  check_exempt({{name, "bucher.example"}, {"b\xC3\xB6\x63her.example", name}}, false);
  if (!ascii_name(name)) return;  // this system does not convert names
  const std::string ascii = "xn--bcher-kva.example";
  check_exempt({{name, ascii},
                {name, "a.XN--BCHER-KVA.example."},
                {name, "a.XN--BCHER-KVA.example\xE3\x80\x82"},
                {ascii, name},
                {"*." + name + ".", ascii},
                {"." + ascii, "a." + name},
                {"b\xC3\x9C\x63her.example", name},
                {"bu\xCC\x88\x63her.example", name}},
               true);
  // An address to browsers, but to nothing here.
  check_exempt({{"127.0.0.1",
                 "127\xE3\x80\x82"
                 "0.0.1"},
                {"127/8",
                 "127\xE3\x80\x82"
                 "0.0.1"},
                {"127\xE3\x80\x82"
                 "0.0.1",
                 "127.0.0.1"}},
               false);
  // Not UTF-8: as it is written.
  check_exempt({{"b\xFC.example", "b\xFC.EXAMPLE"}}, true);
  check_exempt({{"b\xFC.example", name}}, false);
}

TEST_CASE("proxy_environment: an address is compared as an address") {
  check_exempt({{"192.0.2.7", "192.0.2.7"},
                {"192.0.2.7", "192.0.2.7."},
                {"192.0.2.7.", "192.0.2.7"},
                {"192.0.2.7.", "192.0.2.7."},
                {"192.0.2.7.:5000", "192.0.2.7"},
                {"127.1", "127.0.0.1"},
                {"127.0.0.1", "127.1"},
                {"0x7f.1", "127.0.0.1"},
                {"::1", "::1"},
                {"::1", "0:0:0:0:0:0:0:1"},
                {"0:0:0:0:0:0:0:1", "::1"},
                {"[::1]", "::1"},
                {"[0:0::0:1]", "::1"},
                {"2001:DB8::A", "2001:db8:0:0::a"},
                {"2001:db8::192.0.2.7", "2001:db8::c000:207"},
                {"::ffff:192.0.2.7", "192.0.2.7"},
                {"192.0.2.7", "::ffff:c000:207"},
                {"fe80::1", "fe80::1%eth0"},
                {"fe80::1%eth0", "fe80::1%eth0"},
                {"[fe80::1%eth0]", "fe80::1%eth0"}},
               true);
  check_exempt({{"192.0.2.7", "192.0.2.77"},
                {"192.0.2.7", "92.0.2.7"},
                {"92.0.2.7", "192.0.2.7"},
                {".2.7", "192.0.2.7"},
                {"7", "192.0.2.7"},
                {"*.2.7", "192.0.2.7"},
                {"[192.0.2.7]", "192.0.2.7"},
                {"192.0.2.007", "192.0.2.7"},
                {"::1", "::2"},
                {"::1", "0.0.0.1"},
                {"[::1", "::1"},
                {"::1]", "::1"},
                {"[::1]]", "::1"},
                {"[[::1]]", "::1"},
                {"fe80::1%eth0", "fe80::1%eth1"},
                {"fe80::1%eth0", "fe80::1"}},
               false);
}

TEST_CASE("proxy_environment: an address is no name, and a name no address") {
  check_exempt({{"10.0.0.1", "a.10.0.0.1"},
                {"localhost", "127.0.0.1"},
                {"127.0.0.1", "localhost"},
                {"0.0.0.0/0", "localhost"},
                {"::/0", "localhost"},
                {"1", "::1"}},
               false);
}

TEST_CASE("proxy_environment: a network exempts its addresses") {
  check_exempt({{"10.0.0.0/8", "10.0.0.0"},
                {"10.0.0.0/8", "10.255.255.255"},
                {"10.1.2.3/8", "10.9.9.9"},
                {"10.0.0.0/8", "::ffff:10.1.2.3"},
                {"192.0.2.0/25", "192.0.2.127"},
                {"192.0.2.7/32", "192.0.2.7"},
                {"127.0.0.0/8", "127.1"},
                {"127.0/8", "127.0.0.1"},
                {"127/8", "127.0.0.1"},
                {"127/8:5000", "127.1"},
                {"192.168/16", "192.168.1.1"},
                {"192.0.2/24", "192.0.2.7"},
                {"0/0", "192.0.2.7"},
                {"0.0.0.0/0", "192.0.2.7"},
                {"fd00::/8", "fd00::1"},
                {"FD00::/8", "fdff:ffff::"},
                {"[fd00::/8]", "fd00::1"},
                {"fe80::/10", "febf::1%eth0"},
                {"2001:db8::/33", "2001:db8:7fff::1"},
                {"2001:db8::7/128", "2001:db8::7"},
                {"::/0", "2001:db8::7"}},
               true);
  check_exempt({{"10.0.0.0/8", "11.0.0.0"},
                {"10.0.0.0/8", "9.255.255.255"},
                {"192.0.2.0/25", "192.0.2.128"},
                {"192.0.2.7/32", "192.0.2.6"},
                {"0.0.0.0/0", "::1"},
                {"127/8", "128.0.0.1"},
                {"192.168/16", "192.0.0.168"},
                {"::/0", "192.0.2.7"},
                {"::ffff:10.0.0.0/8", "10.0.0.1"},
                {"fd00::/8", "fe00::1"},
                {"2001:db8::/33", "2001:db8:8000::1"},
                {"2001:db8::7/128", "2001:db8::6"}},
               false);
}

TEST_CASE("proxy_environment: a malformed network is ignored") {
  for (const std::string entry : {"192.0.2.7/",
                                  "192.0.2.7/33",
                                  "192.0.2.7/-1",
                                  "192.0.2.7/+8",
                                  "192.0.2.7/8/8",
                                  "192.0.2.7/a",
                                  "192.0.2.7/8a",
                                  "192.0.2.7/ 8",
                                  "192.0.2.7/4294967304",
                                  "192.0.2.7/99999999999999999999",
                                  "192/33",
                                  "192./8",
                                  ".192/8",
                                  "192..0/8",
                                  "0192/8",
                                  "256/8",
                                  "3221225991/8",
                                  "192.0.2.7./8",
                                  "192.0.2.7.9/8",
                                  "/8",
                                  "/0",
                                  "192.0.2.7/255.0.0.0",
                                  "*/0",
                                  "a/0",
                                  "192.0.2.7%1/8"}) {
    check_exempt({{entry, "192.0.2.7"}}, false);
  }
  for (const std::string entry :
       {"fd00::/129", "fd00::/", "fd00::/-1", "fd00::/4294967304", "[fd00::]/8",
        "fd00::%1/8", "fd00:/8", "fd00/8", "fd00::/8/", ":/0"}) {
    check_exempt({{entry, "fd00::"}}, false);
  }
}

TEST_CASE("proxy_environment: an entry with a port is for this port only") {
  const std::vector<row> rows{{"example.com", "a.example.com"},
                              {".example.com", "example.com"},
                              {"*", "example.com"},
                              {"192.0.2.7", "192.0.2.7"},
                              {"10.0.0.0/8", "10.1.2.3"},
                              {"[::1]", "::1"},
                              {"[fd00::/8]", "fd00::1"}};
  for (const auto& [entry, host] : rows) {
    CAPTURE(entry, host);
    CHECK(is_exempt(entry, host, 1));
    CHECK(is_exempt(entry, host, 65535));
    CHECK(is_exempt(entry + ":5000", host, 5000));
    CHECK(is_exempt(entry + ":80," + entry + ":5000", host, 5000));
    CHECK_FALSE(is_exempt(entry + ":5000", host, 5001));
    CHECK_FALSE(is_exempt(entry + ":5000", host, 80));
    for (const std::string port :
         {":", ":0", ":70536", ":x", ":5000x", ":-5000", "5000x", ": 5000", "::5000"}) {
      CAPTURE(port);
      CHECK_FALSE(is_exempt(entry + port, host, 5000));
    }
  }
}

TEST_CASE("proxy_environment: an address of IPv6 needs brackets before a port") {
  CHECK(is_exempt("::1:5000", "::1:5000", 80));
  CHECK_FALSE(is_exempt("::1:5000", "::1", 5000));
}

TEST_CASE("proxy_environment: commas, blanks and tabs separate") {
  for (const std::string list : {"a,b,c", "a b c", "a, b, c", "a ,b ,c", " a\tb\tc ",
                                 ",,a,,b,,c,,", "[ b", "b ["}) {
    CAPTURE(list);
    CHECK(is_exempt(list, "b", 5000));
    CHECK_FALSE(is_exempt(list, "d", 5000));
  }
  for (const std::string list : {"a;b;c", "a|b|c", "a\vb\vc"}) {
    CAPTURE(list);
    CHECK_FALSE(is_exempt(list, "b", 5000));
  }
}

TEST_CASE("proxy_environment: a long list is read to its end") {
  std::string list;
  for (int i = 0; i < 100'000; ++i)
    list += "a,";
  CHECK_FALSE(is_exempt(list, "b", 5000));
  CHECK(is_exempt(list + "b", "b", 5000));
  CHECK_FALSE(is_exempt(std::string(1'000'000, 'b'), "b", 5000));
  CHECK_FALSE(is_exempt("192.0.2.7/" + std::string(1'000'000, '8'), "192.0.2.7", 5000));
  CHECK_FALSE(is_exempt(std::string(1'000'000, ':'), "::1", 5000));
}

using variables = std::map<std::string, std::string>;

/// "NAME=value" of the proxy that some variables name for server.example.com:5000.
std::string proxy_in(const variables& set) {
  const auto get = [&set](const char* name) -> const char* {
    const auto found = set.find(name);
    return found == set.end() ? nullptr : found->second.c_str();
  };
  const auto got = proxy_from_environment(get, "server.example.com", 5000);
  if (!got.named || got.exempted_by) return "none";
  return std::string(got.named->name) + "=" + std::string(got.named->value);
}

TEST_CASE("proxy_environment: https_proxy comes before HTTPS_PROXY") {
  CHECK(proxy_in({}) == "none");
  CHECK(proxy_in({{"https_proxy", "a"}}) == "https_proxy=a");
  CHECK(proxy_in({{"HTTPS_PROXY", "b"}}) == "HTTPS_PROXY=b");
  CHECK(proxy_in({{"https_proxy", "a"}, {"HTTPS_PROXY", "b"}}) == "https_proxy=a");
  CHECK(proxy_in({{"https_proxy", ""}, {"HTTPS_PROXY", "b"}}) == "HTTPS_PROXY=b");
  CHECK(proxy_in({{"https_proxy", ""}, {"HTTPS_PROXY", ""}}) == "none");
  CHECK(proxy_in({{"https_proxy", "not a URL"}}) == "https_proxy=not a URL");
  CHECK(proxy_in({{"http_proxy", "a"}, {"HTTP_PROXY", "b"}}) == "none");
}

TEST_CASE("proxy_environment: all_proxy and ALL_PROXY come behind both, as with curl") {
  CHECK(proxy_in({{"all_proxy", "c"}}) == "all_proxy=c");
  CHECK(proxy_in({{"ALL_PROXY", "d"}}) == "ALL_PROXY=d");
  CHECK(proxy_in({{"all_proxy", "c"}, {"ALL_PROXY", "d"}}) == "all_proxy=c");
  CHECK(proxy_in({{"all_proxy", ""}, {"ALL_PROXY", "d"}}) == "ALL_PROXY=d");
  CHECK(proxy_in({{"HTTPS_PROXY", "b"}, {"all_proxy", "c"}}) == "HTTPS_PROXY=b");
  CHECK(proxy_in({{"all_proxy", "c"}, {"no_proxy", "example.com"}}) == "none");
}

TEST_CASE("proxy_environment: blanks and line ends around a value are no part of it") {
  for (const std::string end : {"\r", "\r\n", " ", "\t\n"}) {
    CHECK(proxy_in({{"https_proxy", "http://a:80" + end}}) == "https_proxy=http://a:80");
    CHECK(proxy_in({{"https_proxy", end}, {"HTTPS_PROXY", end + "b"}}) ==
          "HTTPS_PROXY=b");
    CHECK(proxy_in({{"https_proxy", "a"}, {"no_proxy", "example.com" + end}}) == "none");
    CHECK(proxy_in({{"https_proxy", "a"}, {"no_proxy", "b," + end + "*" + end}}) ==
          "none");
    CHECK(proxy_in(
              {{"https_proxy", "a"}, {"no_proxy", end}, {"NO_PROXY", "example.com"}}) ==
          "none");
  }
}

TEST_CASE("proxy_environment: what exempts a target is named") {
  const auto get = [](const char* name) -> const char* {
    const std::string_view asked = name;
    if (asked == "NO_PROXY") return "other, 10.0.0.0/8,.example.com\r";
    return asked == "https_proxy" ? "a" : nullptr;
  };
  const auto by = [&](std::string_view host) {
    const auto got = proxy_from_environment(get, host, 5000);
    REQUIRE(got.named);
    return got.exempted_by ? std::string(got.exempted_by->name) + "=" +
                                 std::string(got.exempted_by->value)
                           : "none";
  };
  CHECK(by("server.example.com") == "NO_PROXY=.example.com");
  CHECK(by("10.1.2.3") == "NO_PROXY=10.0.0.0/8");
  CHECK(by("192.0.2.7") == "none");
}

TEST_CASE("proxy_environment: a network exempts an address in any notation") {
  for (const std::string host : {"127.1", "0x7f.1", "127.0.1", "0x7f000001"}) {
    CAPTURE(host);
    CHECK(is_exempt("127.0.0.0/8", host, 5000));
    CHECK(is_exempt("127.1", host, 5000));
    CHECK_FALSE(is_exempt("128.0.0.0/8", host, 5000));
  }
  CHECK(is_exempt("127.0.0.0/8", "::ffff:127.0.0.1", 5000));
  CHECK(is_exempt("::ffff:127.0.0.0/104", "127.1", 5000));
  CHECK_FALSE(is_exempt("::ffff:126.0.0.0/104", "127.1", 5000));
}

TEST_CASE("proxy_environment: no_proxy comes before NO_PROXY, and exempts") {
  const std::string proxy = "https_proxy=a";
  const auto with = [](variables more) {
    more["https_proxy"] = "a";
    return proxy_in(more);
  };
  CHECK(with({{"no_proxy", "example.com"}}) == "none");
  CHECK(with({{"NO_PROXY", "example.com"}}) == "none");
  CHECK(with({{"no_proxy", ""}, {"NO_PROXY", "example.com"}}) == "none");
  CHECK(with({{"no_proxy", "other"}, {"NO_PROXY", "example.com"}}) == proxy);
  CHECK(with({{"no_proxy", "example.com"}, {"NO_PROXY", "other"}}) == "none");
  CHECK(with({{"no_proxy", "example.com:5000"}}) == "none");
  CHECK(with({{"no_proxy", "example.com:80"}}) == proxy);
  CHECK(with({{"no_proxy", ""}, {"NO_PROXY", ""}}) == proxy);
  CHECK(proxy_in({{"no_proxy", "other"}}) == "none");
}

TEST_CASE("proxy_environment: a proxy is what stands in the environment, not a copy") {
  static const char value[] = "http://fred:secret@proxy";
  const auto get = [](const char* name) -> const char* {
    return std::string(name) == "https_proxy" ? value : nullptr;
  };
  const auto got = proxy_from_environment(get, "host", 5000);
  REQUIRE(got.named);
  CHECK(static_cast<const void*>(got.named->value.data()) == value);
}

}  // namespace
}  // namespace tmss10
