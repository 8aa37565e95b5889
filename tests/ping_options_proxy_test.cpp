// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/options/ping_options.hpp>

#include <string>
#include <variant>
#include <vector>

namespace tmss10 {
namespace {

using test::contains;
using test::words;

ping_options proxied(const words& arguments) {
  const auto command = test::parsed(parse_ping_command, arguments);
  REQUIRE(std::holds_alternative<ping_options>(command));
  return std::get<ping_options>(command);
}

std::string error_of(const words& arguments) {
  return test::usage_error_of(parse_ping_command, arguments);
}

std::string message_of(errc error) {
  return make_error_code(error).message();
}

TEST_CASE("ping_options: a proxy has a host and a port, in every form of the option") {
  struct row {
    std::string url;
    std::string host;
    int port;
  };
  const std::vector<row> rows{
      {"http://proxy.example:3128", "proxy.example", 3128},
      {"http://proxy.example", "proxy.example", 1080},
      {"HTTP://proxy.example:3128/", "proxy.example", 3128},
      {"proxy.example:3128", "proxy.example", 3128},
      {"proxy.example", "proxy.example", 1080},
      {"http://[2001:db8::9]:3128", "2001:db8::9", 3128},
      {"ENV", "ENV", 1080},
      {"http://env", "env", 1080},
  };
  for (const auto& [url, host, port] : rows) {
    CAPTURE(url);
    for (const words& arguments :
         {words{"-x", url, "h"}, words{"h", "--proxy", url}, words{"--proxy=" + url, "h"},
          words{"-x" + url, "h"}, words{"-qx", url, "h"}}) {
      const auto options = proxied(arguments);
      REQUIRE(options.proxy);
      REQUIRE(options.proxy->address);
      CHECK(options.proxy->address->host == host);
      CHECK(options.proxy->address->port == port);
      CHECK(!options.proxy->credentials);
      CHECK(!options.proxy->credentials_file);
      CHECK(options.host == "h");
    }
  }
}

TEST_CASE("ping_options: a proxy's URL may have a user name and a password") {
  const auto options = proxied({"-x", "http://fred:h%40ckme@proxy.example:3128", "h"});
  REQUIRE(options.proxy);
  REQUIRE(options.proxy->credentials);
  CHECK(options.proxy->credentials->user() == "fred");
  CHECK(options.proxy->credentials->password() == "h@ckme");
  CHECK(options.proxy->address->host == "proxy.example");
}

TEST_CASE("ping_options: copies of the options share the credentials") {
  const auto options = proxied({"-x", "http://fred:hackme@proxy.example", "h"});
  const auto copy =
      options;  // NOLINT(performance-unnecessary-copy-initialization): the point
  CHECK(copy.proxy->credentials.get() == options.proxy->credentials.get());
}

TEST_CASE("ping_options: env leaves the proxy to the environment") {
  for (const words& arguments :
       {words{"-x", "env", "h"}, words{"--proxy=env", "h"}, words{"-xenv", "h"}}) {
    const auto options = proxied(arguments);
    REQUIRE(options.proxy);
    CHECK(!options.proxy->address);
    CHECK(!options.proxy->credentials);
  }
}

TEST_CASE("ping_options: a proxy's credentials may stand in a file") {
  for (const std::string url : {"http://proxy.example:3128", "env"}) {
    CAPTURE(url);
    for (const words& arguments :
         {words{"-x", url, "--proxy-credentials", "proxy.txt", "h"},
          words{"--proxy-credentials=proxy.txt", "-x", url, "h"}}) {
      const auto options = proxied(arguments);
      REQUIRE(options.proxy);
      CHECK(options.proxy->credentials_file == "proxy.txt");
      CHECK(!options.proxy->credentials);
    }
  }
  // An empty name is a file that can't be read, never a proxy without credentials.
  CHECK(proxied({"-x", "env", "--proxy-credentials", "", "h"}).proxy->credentials_file);
}

TEST_CASE("ping_options: --connect-only goes with what has no say in a session") {
  for (const words& arguments :
       {words{"-C", "h"}, words{"--connect-only", "h"}, words{"-C", "-s", "0", "h"},
        words{"-C", "-t", "-i", "0.5", "h"}, words{"-C", "-c", "2", "-qvD", "h"},
        words{"-C", "-x", "env", "h"}, words{"-C", "--source", "192.0.2.1", "-4", "h"},
        words{"-C", "-w", "3", "--connect-timeout", "1", "h"},
        words{"-C", "--self-test"}}) {
    CAPTURE(test::joined_words(arguments));
    CHECK(proxied(arguments).connect_only);
  }
  CHECK(!proxied({"h"}).connect_only);
}

TEST_CASE("ping_options: what does not go together is named") {
  struct row {
    words arguments;
    words named;
  };
  const std::vector<row> rows{
      {{"-C", "-s", "1", "h"}, {"--connect-only", "--size"}},
      {{"-C", "-k", "site.key", "h"}, {"--connect-only", "--key-file"}},
      {{"-C", "-k", "", "h"}, {"--connect-only", "--key-file"}},
      {{"-C", "-k", "site.key", "-s", "9", "h"}, {"--key-file", "--size"}},
      {{"--self-test", "-x", "proxy.example"}, {"--self-test", "--proxy"}},
      {{"--self-test", "-x", "env"}, {"--self-test", "--proxy"}},
      {{"--self-test", "--proxy-credentials", "f"}, {"--proxy-credentials", "--proxy"}},
      {{"--proxy-credentials", "f", "h"}, {"--proxy-credentials", "--proxy"}},
      {{"-x", "fred:hackme@p", "--proxy-credentials", "f", "h"},
       {"--proxy-credentials", "--proxy", "user name"}},
      {{"-x", "fred@p", "--proxy-credentials", "f", "h"}, {"user name"}},
      {{"-x", "https://p", "-x", "p", "h"}, {"--proxy"}},
      {{"-x", "env", "-x", "https://p", "h"}, {"--proxy"}},
      {{"h", "-x"}, {"--proxy"}},
      {{"h", "-x", "p", "--proxy-credentials"}, {"--proxy-credentials"}},
      {{"-x", "p"}, {"host"}},
  };
  for (const auto& [arguments, named] : rows) {
    CAPTURE(test::joined_words(arguments));
    const auto text = error_of(arguments);
    CHECK(!text.empty());
    for (const auto& part : named)
      CHECK(contains(text, part));
  }
}

TEST_CASE("ping_options: a bad proxy is told by its reason alone") {
  struct row {
    std::string url;
    errc reason;
  };
  const std::vector<row> rows{
      {"", errc::host_empty},
      {"http://", errc::host_empty},
      {"http://:3128", errc::host_empty},
      {"http://pro xy", errc::host_malformed},
      {"http://2001:db8::9", errc::proxy_address_unbracketed},
      {"::1", errc::proxy_address_unbracketed},
      {"http://proxy\x1b[31m", errc::host_malformed},
      {"https://proxy:3128", errc::proxy_scheme_unsupported},
      {"socks5://fred:hackme@proxy", errc::proxy_scheme_unsupported},
      {"http://proxy/path", errc::proxy_url_malformed},
      {"http://fred:hack%zz@proxy", errc::proxy_url_malformed},
      {"http://:hackme@proxy", errc::proxy_url_malformed},
  };
  for (const auto& [url, reason] : rows) {
    CAPTURE(url);
    CHECK(error_of({"-x", url, "h"}) == "--proxy: " + message_of(reason));
    CHECK(error_of({"h", "--proxy", url}) == "--proxy: " + message_of(reason));
  }
}

TEST_CASE("ping_options: a proxy's port that is none is named") {
  const auto message = message_of(errc::port_malformed);
  CHECK(error_of({"-x", "http://proxy:0", "h"}) == "--proxy: \"0\": " + message);
  CHECK(error_of({"-x", "proxy:31 28", "h"}) == "--proxy: \"31 28\": " + message);
  CHECK(error_of({"-x", "http://fred:hackme", "h"}) ==
        "--proxy: " + message + ", and what follows the last ':' is not");
}

TEST_CASE("ping_options: headers for the proxy keep their order") {
  const auto options = proxied({"--proxy-header", "User-Agent:  a b ", "-x", "p", "h",
                                "--proxy-header=X-Y: \xC3\xBC:z"});
  REQUIRE(options.proxy);
  const auto& headers = options.proxy->headers;
  REQUIRE(headers.size() == 2);
  CHECK(headers[0].name == "User-Agent");
  CHECK(headers[0].value == "a b");
  CHECK(headers[1].name == "X-Y");
  CHECK(headers[1].value == "\xC3\xBC:z");
  CHECK(proxied({"-x", "env", "--proxy-header", "A: b", "h"}).proxy->headers.size() == 1);
}

TEST_CASE("ping_options: a header that can't be is named without its value") {
  const auto malformed = message_of(errc::proxy_header_malformed);
  const auto reserved = message_of(errc::proxy_header_reserved);
  const auto said = [](const std::string& header) {
    return error_of({"-x", "p", "--proxy-header", header, "h"});
  };
  CHECK(said("X: hackme\r\nHost: a") == "--proxy-header: \"X\": " + malformed);
  CHECK(said("X y: hackme") == "--proxy-header: \"X\": " + malformed);
  CHECK(said("hackme") == "--proxy-header: " + malformed);
  CHECK(said("Proxy-Authorization Basic dXNl:cg==")
            .starts_with("--proxy-header: \"Proxy-Authorization\": a header is"));
  CHECK(said("Proxy-Authorization: hackme") ==
        "--proxy-header: \"Proxy-Authorization\": " + reserved);
  CHECK(error_of({"--proxy-header", "X: hackme", "h"}) ==
        "--proxy-header is of no use without --proxy");
}

TEST_CASE("ping_options: no message has any part of a proxy's user, password or URL") {
  const std::vector<words> rows{
      {"-x", "http://fred:hackme@", "h"},
      {"-x", "http://fred:hackme@proxy:0", "h"},
      {"-x", "http://fred:hackme@proxy:port", "h"},
      {"-x", "http://fred:hackme@pro xy", "h"},
      {"-x", "http://fred:hackme@proxy/path", "h"},
      {"-x", "http://fred:hackme@proxy?path", "h"},
      {"-x", "http://fred:hackme@[::1", "h"},
      {"-x", "http://fred:hackme@2001:db8::9", "h"},
      {"-x", "http://fred:hackme%@proxy", "h"},
      {"-x", "http://fred:hackme%0a@proxy", "h"},
      {"-x", "http://fred:hackme\n@proxy", "h"},
      {"-x", "http://fred:hackme", "h"},
      {"-x", "http://fred:ha/ckme@proxy", "h"},
      {"-x", "http://fred:ha#hackme@proxy", "h"},
      {"-x", "https://fred:hackme@proxy", "h"},
      {"-x", "fred:hackme@proxy:0", "h"},
      {"--proxy=http://fred:hackme@proxy:0", "h"},
      {"-xhttp://fred:hackme@proxy:0", "h"},
      {"-x=http://fred:hackme@proxy", "h"},
      {"-qx", "http://fred:hackme@proxy:0", "h"},
      // Right in itself, and wrong with the others.
      {"-x", "http://fred:hackme@proxy"},
      {"-x", "http://fred:hackme@proxy", "--proxy-credentials", "f", "h"},
      {"-x", "http://fred:hackme@proxy", "-x", "http://fred:hackme@", "h"},
      {"-x", "http://fred:hackme@proxy", "--self-test"},
      {"-x", "http://fred:hackme@proxy", "-C", "-s", "1", "h"},
      {"-x", "http://fred:hackme@proxy", "-c", "0", "h"},
      {"-x", "http://fred:hackme@proxy", "--bogus", "h"},
      {"-x", "http://fred:hackme@proxy", "h", "5000"},
      {"-x", "http://fred:hackme@proxy", "-4", "-6", "h"},
      // A password with blanks, and no quotes around the URL.
      {"-x", "http://fred:my", "hackme@proxy", "h"},
      {"-x", "proxy", "fred:my", "hackme@proxy", "h"},
      // A URL without -x, or with a misspelt one.
      {"http://fred:hackme@proxy:3128"},
      {"h", "http://fred:hackme@proxy:3128"},
      {"h", "--prox", "http://fred:hackme@proxy:3128"},
      {"h", "--prox=http://fred:hackme@proxy:3128"},
      {"h", "-X", "http://fred:hackme@proxy:3128"},
  };
  for (const auto& arguments : rows) {
    CAPTURE(test::joined_words(arguments));
    const auto text = error_of(arguments);
    CHECK(!text.empty());
    CHECK(!contains(text, "fred"));
    CHECK(!contains(text, "hack"));
    CHECK(!contains(text, "ckme"));
    CHECK(!contains(text, "http://f"));
  }
}

}  // namespace
}  // namespace tmss10
