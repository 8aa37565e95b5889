// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/proxy/proxy_url.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using test::error_of;

struct address_row {
  std::string text;
  std::string host;
  std::uint16_t port;
};

const std::vector<address_row> good_addresses{
    {"proxy", "proxy", 1080},
    {"proxy:3128", "proxy", 3128},
    {"proxy.example.com:65535", "proxy.example.com", 65535},
    {"proxy.example.com.", "proxy.example.com.", 1080},
    {"192.0.2.7", "192.0.2.7", 1080},
    {"192.0.2.7:8080", "192.0.2.7", 8080},
    {"[::1]", "::1", 1080},
    {"[2001:db8::7]:8080", "2001:db8::7", 8080},
    {"[fe80::1%25eth0]:8080", "fe80::1%eth0", 8080},
    {"[fe80::1%eth0]", "fe80::1%eth0", 1080},
    {"[fe80::1%25]", "fe80::1%25", 1080},
    {"[fe80::1%25255]", "fe80::1%255", 1080},
    {"b\xC3\xBC\x63her.example:80", "b\xC3\xBC\x63her.example", 80},
};

struct credentials_row {
  std::string text;
  std::string user;
  std::string password;
};

const std::vector<credentials_row> good_credentials{
    {"fred", "fred", ""},
    {"fred:", "fred", ""},
    {"fred:secret", "fred", "secret"},
    {"fred:se:cr:et", "fred", "se:cr:et"},
    {"fred:se@cr@et", "fred", "se@cr@et"},
    {"fred@example.com:secret", "fred@example.com", "secret"},
    {"fred:@", "fred", "@"},
    {"%66red:%73ecret", "fred", "secret"},
    {"a%3Ab:c%3ad", "a:b", "c:d"},
    {"a%40b:%2f%3F%23%25%20", "a@b", "/?#% "},
    {"DOMAIN%5Cfred:%22secret%22", "DOMAIN\\fred", "\"secret\""},
    {"fr%C3%A9d:%e2%82%ac",
     "fr\xC3\xA9"
     "d",
     "\xE2\x82\xAC"},
    {"fr\xC3\xA9"
     "d:\xE2\x82\xAC",
     "fr\xC3\xA9"
     "d",
     "\xE2\x82\xAC"},
    {"%80%FF:%2500", "\x80\xFF", "%00"},
    {" fred : se cret ", " fred ", " se cret "},
    {"fred:[::1]:80", "fred", "[::1]:80"},
    {"http:secret", "http", "secret"},
    {"$fred!~*'(),;=&+:^{}|<>\\`\"", "$fred!~*'(),;=&+", "^{}|<>\\`\""},
    {"f:" + std::string(5000, 'p'), "f", std::string(5000, 'p')},
};

const std::vector<std::string> schemes{"", "http://", "HTTP://", "hTtP://"};

/// Credentials that can't be; every one of them has "secret" in it.
const std::vector<std::string> bad_credentials{
    ":secret",         "secret%",         "secret:%",        "secret%4",
    "fred:secret%4",   "fred:secret%zz",  "fred:secret%4g",  "fred:secret%g4",
    "fred:secret%%41", "fred:secret%-1",  "fred:secret% 4",  "fred:secret%+4",
    "fred:secret%0x1", "fred%:secret",    "fr%4:secret",     "fred:secret%00",
    "fred:secret%0A",  "fred:secret%0d",  "fred:secret%1F",  "fred:secret%7f",
    "fr%00d:secret",   "fr%0Ad:secret",   "fr%0Dd:secret",   "fred:secret\n",
    "fred:\tsecret",   "fred\r\n:secret", "fred:secret\x7F", "fred:secret%4@",
    "fred:secret%@@4",
};

TEST_CASE("proxy_url: host and port are read, with the scheme http or none") {
  for (const auto& [text, host, port] : good_addresses) {
    for (const auto& scheme : schemes) {
      for (const std::string end : {"", "/"}) {
        CAPTURE(scheme + text + end);
        const auto got = parse_proxy_url(scheme + text + end);
        REQUIRE(error_of(got) == std::error_code{});
        CHECK(got->address.host == host);
        CHECK(got->address.port == port);
        CHECK_FALSE(got->credentials);
      }
    }
  }
}

TEST_CASE("proxy_url: user and password are read before the last @") {
  for (const auto& [text, host, port] : good_addresses) {
    for (const auto& with : good_credentials) {
      CAPTURE(text, with.text);
      for (const auto& scheme : schemes) {
        const auto got = parse_proxy_url(scheme + with.text + "@" + text + "/");
        REQUIRE(error_of(got) == std::error_code{});
        REQUIRE(got->address.host == host);
        REQUIRE(got->address.port == port);
        REQUIRE(got->credentials);
        REQUIRE(got->credentials->user() == with.user);
        REQUIRE(got->credentials->password() == with.password);
      }
    }
  }
}

TEST_CASE("proxy_url: every byte but control characters comes through an escape") {
  for (unsigned value = 0; value < 256; ++value) {
    constexpr std::string_view digits = "0123456789aBcDeF";
    const std::string escape = {'%', digits[value / 16], digits[value % 16]};
    const bool control = value < 0x20 || value == 0x7F;
    CAPTURE(escape);
    const auto password = parse_proxy_url("fred:" + escape + "@proxy");
    const auto user = parse_proxy_url(escape + ":secret@proxy");
    if (control) {
      CHECK(error_of(password) == errc::proxy_url_malformed);
      CHECK(error_of(user) == errc::proxy_url_malformed);
      continue;
    }
    REQUIRE((password && user));
    const std::string expected(1, static_cast<char>(value));
    CHECK(password->credentials->password() == expected);
    CHECK(user->credentials->user() == expected);
  }
}

TEST_CASE("proxy_url: what was read and is written out is read again") {
  for (const auto& row : good_addresses) {
    const auto first = parse_proxy_url(row.text);
    REQUIRE(first);
    auto text = authority_of(first->address.host, first->address.port);
    const auto zone = text.find('%');
    if (zone != std::string::npos) text.insert(zone + 1, "25");
    const auto again = parse_proxy_url("http://" + text);
    REQUIRE(again);
    CHECK(again->address.host == first->address.host);
    CHECK(again->address.port == first->address.port);
  }
}

TEST_CASE("proxy_url: any scheme but http is refused") {
  for (const std::string scheme :
       {"https", "HTTPS", "socks", "socks4", "socks4a", "socks5", "socks5h", "ftp",
        "file", "h", "httpx", "http+unix", "http.", "http-1", "fred"}) {
    for (const std::string rest : {"proxy", "fred:secret@proxy:80", "", "/", "a/b?c#d"}) {
      CAPTURE(scheme, rest);
      CHECK(error_of(parse_proxy_url(scheme + "://" + rest)) ==
            errc::proxy_scheme_unsupported);
    }
  }
}

TEST_CASE("proxy_url: what only looks like a scheme is none") {
  for (const std::string text : {"://proxy", "1http://proxy", "ht tp://proxy",
                                 "http:://proxy", "http/://proxy", "fred:http://proxy"}) {
    CAPTURE(text);
    CHECK(error_of(parse_proxy_url(text)) == errc::proxy_url_malformed);
  }
  CHECK(error_of(parse_proxy_url("http:proxy")) == errc::port_malformed);
  CHECK(error_of(parse_proxy_url("http:/")) == errc::port_malformed);
  CHECK(error_of(parse_proxy_url("http:/proxy")) == errc::proxy_url_malformed);
}

TEST_CASE("proxy_url: a path, a query or a fragment is refused") {
  for (const std::string more :
       {"//", "/path", "/ ", "/?", "?", "?query", "#", "#fragment", "/#fragment",
        "/proxy.pac", "/@other", "?@other", "#@other"}) {
    for (const std::string before :
         {"proxy", "http://proxy", "http://fred:secret@proxy:80", "http://[::1]"}) {
      CAPTURE(before, more);
      CHECK(error_of(parse_proxy_url(before + more)) == errc::proxy_url_malformed);
    }
  }
  for (const std::string password : {"se/cret", "se?cret", "se#cret", "/", "//"}) {
    CAPTURE(password);
    CHECK(error_of(parse_proxy_url("http://fred:" + password + "@proxy")) ==
          errc::proxy_url_malformed);
  }
}

TEST_CASE("proxy_url: credentials that can't be are refused") {
  for (const auto& text : bad_credentials) {
    CAPTURE(text);
    CHECK(error_of(parse_proxy_url(text + "@proxy")) == errc::proxy_url_malformed);
    CHECK(error_of(parse_proxy_url("http://" + text + "@[::1]:80/")) ==
          errc::proxy_url_malformed);
  }
  CHECK(error_of(parse_proxy_url("@proxy")) == errc::proxy_url_malformed);
  CHECK(error_of(parse_proxy_url("http://:@proxy")) == errc::proxy_url_malformed);
  CHECK(error_of(parse_proxy_url("%@proxy")) == errc::proxy_url_malformed);
}

TEST_CASE("proxy_url: a wrong host or port is refused like a target") {
  const std::vector<std::pair<std::string, errc>> rows{
      {"", errc::host_empty},
      {":80", errc::host_empty},
      {"[]", errc::host_empty},
      {"[]:80", errc::host_empty},
      {"two words", errc::host_malformed},
      {"-host", errc::host_malformed},
      {"host%41", errc::host_malformed},
      {"host%", errc::host_malformed},
      {"::1", errc::proxy_address_unbracketed},
      {"2001:db8::7", errc::proxy_address_unbracketed},
      {"fe80::1%25eth0", errc::proxy_address_unbracketed},
      {"host:80:90", errc::host_malformed},
      {"[proxy]", errc::brackets_without_ipv6},
      {"[127.0.0.1]:3128", errc::brackets_without_ipv6},
      {"[::127.1]", errc::ipv6_malformed},
      {"127.1:21777:1", errc::ipv6_malformed},
      {"::ffff:127.0.0.010", errc::octal_address},
      {"[::1", errc::host_malformed},
      {"[::1]80", errc::host_malformed},
      {"host\n", errc::host_malformed},
      {"host\\", errc::host_malformed},
      {std::string("host\0", 5), errc::host_malformed},
      {std::string(254, 'a'), errc::host_malformed},
      {"host:", errc::port_malformed},
      {"host:0", errc::port_malformed},
      {"host:65536", errc::port_malformed},
      {"host:http", errc::port_malformed},
      {"host:80 ", errc::port_malformed},
      {"[::1]:", errc::port_malformed},
  };
  for (const auto& [text, expected] : rows) {
    for (const std::string before :
         {"", "http://", "fred:secret@", "http://fred:secret@", "http://fred:%@"}) {
      CAPTURE(before, text);
      CHECK(error_of(parse_proxy_url(before + text)) == expected);
    }
  }
}

TEST_CASE("proxy_url: every truncation is another proxy, or refused") {
  const std::string whole = "http://fr%65d:s%65cret@[2001:db8::7]:8080/";
  const auto at = whole.find('@');
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto text = whole.substr(0, size);
    CAPTURE(text);
    const auto got = parse_proxy_url(text);
    // Without the '@' the user name is taken for a host.
    const bool host_alone = (size >= 1 && size <= 4) || size == 8 || size == 9;
    const bool with_credentials =
        size > whole.find(']') && text.back() != ':' && size > at;
    REQUIRE(got.has_value() == (host_alone || with_credentials));
    if (!with_credentials) continue;
    CHECK(got->address.host == "2001:db8::7");
    CHECK(got->credentials->user() == "fred");
    CHECK(got->credentials->password() == "secret");
  }
}

TEST_CASE("proxy_url: no error has anything of the text in its message") {
  std::vector<std::string> texts{"socks5://fred:secret@proxy", "fred:secret@",
                                 "fred:secret@two words", "fred:secret@proxy:x",
                                 "fred:secret@proxy/secret"};
  for (const auto& bad : bad_credentials)
    texts.push_back(bad + "@proxy");
  for (const auto& text : texts) {
    CAPTURE(text);
    const auto error = error_of(parse_proxy_url(text));
    CHECK(error.category() == tmss10_category());
    CHECK(error.message().find("secret") == std::string::npos);
    CHECK(error.message().find("fred") == std::string::npos);
  }
}

TEST_CASE("proxy_url: a refusal names a port that is none, if it can't be a password") {
  const auto said = [](const std::string& text) {
    return proxy_url_refusal(text, error_of(parse_proxy_url(text)));
  };
  const auto message = make_error_code(errc::port_malformed).message();
  CHECK(said("proxy:65536") == "\"65536\": " + message);
  CHECK(said("http://fred:secret@proxy:0/") == "\"0\": " + message);
  CHECK(said("http://fred:secret@[::1]:3128\r") == "\"3128\\x0d\": " + message);
  CHECK(said("proxy:") == "\"\": " + message);
  for (const std::string text :
       {"fred:secret", "http://fred:secret", "fred@a.example:secret", "fred:123456",
        "fred:1-secret", "fred:1$2"}) {
    CAPTURE(text);
    CHECK(said(text) == message + ", and what follows the last ':' is not");
  }
  CHECK(said("fred:secret@::1") ==
        make_error_code(errc::proxy_address_unbracketed).message());
}

TEST_CASE("proxy_url: every errc") {
  CHECK(error_of(parse_proxy_url("::1")) == errc::proxy_address_unbracketed);
  CHECK(error_of(parse_proxy_url("")) == errc::host_empty);
  CHECK(error_of(parse_proxy_url("[")) == errc::host_malformed);
  CHECK(error_of(parse_proxy_url("a:b")) == errc::port_malformed);
  CHECK(error_of(parse_proxy_url("5000")) == errc::number_alone);
  CHECK(error_of(parse_proxy_url("127.01")) == errc::octal_address);
  CHECK(error_of(parse_proxy_url(":::")) == errc::ipv6_malformed);
  CHECK(error_of(parse_proxy_url("[a]")) == errc::brackets_without_ipv6);
  CHECK(error_of(parse_proxy_url("https://a")) == errc::proxy_scheme_unsupported);
  CHECK(error_of(parse_proxy_url("a?")) == errc::proxy_url_malformed);
}

}  // namespace
}  // namespace tmss10
