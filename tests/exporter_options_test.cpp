// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include <tmss10/core/exporter/exporter_options.hpp>

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace tmss10 {
namespace {

using test::contains;
using test::words;

exporter_options exporter_options_of(const words& arguments) {
  CAPTURE(test::joined_words(arguments));
  const auto command = test::parsed(parse_exporter_command, arguments);
  REQUIRE(std::holds_alternative<exporter_options>(command));
  return std::get<exporter_options>(command);
}

std::string exporter_text(const words& arguments) {
  const auto command = test::parsed(parse_exporter_command, arguments);
  REQUIRE(std::holds_alternative<show_text>(command));
  return std::get<show_text>(command).text;
}

std::string exporter_error(const words& arguments) {
  return test::usage_error_of(parse_exporter_command, arguments);
}

using listen_endpoints = std::vector<listen_endpoint>;

TEST_CASE("exporter_options: without arguments it is for this machine alone") {
  const auto options = exporter_options_of({});
  CHECK(options.listen == listen_endpoints{{"127.0.0.1", 10550}});
  CHECK_FALSE(options.module_file);
  CHECK(options.host_names.empty());
  CHECK_FALSE(options.enable_reload);
  CHECK(options.at_once == 200);
  CHECK_FALSE(options.tls_certificate);
  CHECK_FALSE(options.tls_key);
  CHECK_FALSE(options.credentials);
  CHECK_FALSE(options.check);
  CHECK(options.allowed.admits_host("localhost", 22));
}

TEST_CASE("exporter_options: every option does what it says") {
  struct row {
    words arguments;
    std::function<bool(const exporter_options&)> holds;
  };
  const std::vector<row> rows{
      {{"--listen", "127.0.0.2"},
       [](const auto& o) {
         return o.listen == listen_endpoints{{"127.0.0.2", 10550}};
       }},
      {{"--listen", "127.1:80"},
       [](const auto& o) {
         return o.listen == listen_endpoints{{"127.0.0.1", 80}};
       }},
      {{"--listen=[::1]:0"},
       [](const auto& o) {
         return o.listen == listen_endpoints{{"::1", 0}};
       }},
      {{"--listen", "::1", "--listen", "127.0.0.1:1"},
       [](const auto& o) {
         return o.listen == listen_endpoints{{"::1", 10550}, {"127.0.0.1", 1}};
       }},
      {{"--listen", "127.0.0.1:0", "--listen", "127.0.0.1:0"},
       [](const auto& o) { return o.listen.size() == 2; }},
      {{"--modules", "m.toml"}, [](const auto& o) { return o.module_file == "m.toml"; }},
      {{"--modules", "a", "--modules", "b"},
       [](const auto& o) { return o.module_file == "b"; }},
      {{"--host-name", "exporter.example.com", "--host-name", "192.0.2.7"},
       [](const auto& o) {
         return o.host_names == words{"exporter.example.com", "192.0.2.7"};
       }},
      {{"--host-name", "xn--zrich-kva.example"},
       [](const auto& o) { return o.host_names == words{"xn--zrich-kva.example"}; }},
      {{"--listen=[fe80::1%a]:1", "--listen=[fe80::1%b]:1", "--allow=::/0"},
       [](const auto& o) { return o.listen.size() == 2; }},
      {{"--enable-reload"}, [](const auto& o) { return o.enable_reload; }},
      {{"--at-once", "1"}, [](const auto& o) { return o.at_once == 1; }},
      {{"--at-once", "10000"}, [](const auto& o) { return o.at_once == 10'000; }},
      {{"--tls-certificate", "c.pem", "--tls-key", "k.pem"},
       [](const auto& o) {
         return o.tls_certificate == "c.pem" && o.tls_key == "k.pem";
       }},
      {{"--credentials", "f"}, [](const auto& o) { return o.credentials == "f"; }},
      {{"--check"}, [](const auto& o) { return o.check; }},
  };
  for (const auto& [arguments, holds] : rows) {
    CAPTURE(test::joined_words(arguments));
    CHECK(holds(exporter_options_of(arguments)));
  }
}

TEST_CASE("exporter_options: --allow is what may be probed, on loopback as well") {
  const auto options = exporter_options_of(
      {"--allow", "192.0.2.0/24", "--allow", ".example.com:22", "--allow=[::1]:5001"});
  CHECK(options.allowed.admits_host("192.0.2.7", 5000));
  CHECK(options.allowed.admits_host("::1", 5001));
  CHECK(options.allowed.admits_host("a.example.com", 22));
  CHECK_FALSE(options.allowed.admits_host("a.example.com", 23));
  CHECK_FALSE(options.allowed.admits_host("127.0.0.1", 5000));
}

TEST_CASE("exporter_options: whoever listens to others says what may be probed") {
  for (const std::string address :
       {"0.0.0.0", "192.0.2.1", "::", "2001:db8::1", "fe80::1%eth0", "::ffff:10.0.0.1",
        "128.0.0.1", "::2"}) {
    CAPTURE(address);
    CHECK(contains(exporter_error({"--listen", address}), "--allow"));
    CHECK(contains(exporter_error({"--listen", "127.0.0.1", "--listen", address}),
                   "--listen"));
    CHECK(exporter_options_of({"--listen", address, "--allow", "10.0.0.0/8"})
              .listen.front()
              .address == address);
  }
  CHECK(exporter_error({"--listen", "0.0.0.0:80"}) ==
        "--listen 0.0.0.0:80: whoever reaches it could have anything probed; say with "
        "--allow what may be");
  CHECK(exporter_options_of({"--listen", "::ffff:127.0.0.1"}).listen.size() == 1);
  const auto open = exporter_options_of({"--listen", "0.0.0.0", "--allow", "10.0.0.0/8"});
  CHECK_FALSE(open.allowed.admits_host("127.0.0.1", 5000));
}

TEST_CASE("exporter_options: what can't be followed is named") {
  struct row {
    words arguments;
    words named;
  };
  const std::vector<row> rows{
      {{"--listen", ""}, {"--listen", "\"\"", "ADDRESS[:PORT]"}},
      {{"--listen", ":10550"}, {"--listen", "\":10550\"", "ADDRESS[:PORT]"}},
      {{"--listen", "10550"}, {"--listen", "\"10550\"", "ADDRESS[:PORT]"}},
      {{"--listen", "localhost"}, {"--listen", "\"localhost\"", "is a name"}},
      {{"--listen", "localhost:80"}, {"--listen", "is a name"}},
      {{"--listen", "127.0.0.1:65536"}, {"--listen", "\"127.0.0.1:65536\""}},
      {{"--listen", "127.0.0.010"}, {"--listen", "octal"}},
      {{"--listen", "[127.0.0.1]:80"}, {"--listen", "brackets"}},
      {{"--listen", "::1:10550"}, {"--listen", "more than one colon"}},
      {{"--listen", "127.0.0.1", "--listen", "127.0.0.1"},
       {"--listen", "127.0.0.1:10550", "twice"}},
      {{"--listen", "[::1]:1", "--listen", "127.1", "--listen", "[::1]:1"},
       {"--listen", "[::1]:1", "twice"}},
      {{"--listen", "[::1]:1", "--listen", "[0:0::0:1]:1"},
       {"--listen", "[0:0::0:1]:1", "twice"}},
      {{"--listen", "127.0.0.1", "--listen", "[::ffff:127.0.0.1]"},
       {"--listen", "[::ffff:127.0.0.1]:10550", "twice"}},
      {{"--allow", "*"}, {"--allow", "\"*\"", "not a host name"}},
      {{"--allow", "10/8"}, {"--allow", "\"10/8\"", "four decimal numbers"}},
      {{"--allow", "a:x"}, {"--allow", "\"a:x\"", "ports are"}},
      {{"--allow", "localhost"}, {"--allow", "loopback"}},
      {{"--host-name", ""}, {"--host-name", "empty"}},
      {{"--host-name", "a:80"}, {"--host-name", "\"a:80\"", "has a port"}},
      {{"--host-name", "http://a"}, {"--host-name", "not a host name"}},
      {{"--host-name", "z\xC3\xBCrich.example"}, {"--host-name", "xn--"}},
      {{"--host-name", "a\xFF"}, {"--host-name", "xn--"}},
      {{"--host-name", "a\x1b"}, {"--host-name", "\\x1b"}},
      {{"--modules", ""}, {"--modules", "name a file"}},
      {{"--modules", "-"}, {"--modules", "name a file"}},
      {{"--credentials", "-"}, {"--credentials", "name a file"}},
      {{"--tls-key", ""}, {"--tls-key", "name a file"}},
      {{"--tls-key", "k"}, {"--tls-key", "without --tls-certificate"}},
      {{"--tls-certificate", "c"}, {"--tls-certificate", "without --tls-key"}},
      {{"--at-once", "0"}, {"--at-once", "\"0\"", "from 1 to 10000"}},
      {{"--at-once", "10001"}, {"--at-once", "\"10001\""}},
      {{"--at-once", "x"}, {"--at-once", "\"x\""}},
      {{"--listen"}, {"--listen"}},
      {{"--bogus"}, {"--bogus"}},
      {{"--count", "3"}, {"--count"}},
      {{"host"}, {"host"}},
      {{"-t"}, {"-t"}},
  };
  for (const auto& [arguments, named] : rows) {
    CAPTURE(test::joined_words(arguments));
    const auto text = exporter_error(arguments);
    for (const auto& part : named)
      CHECK(contains(text, part));
  }
}

TEST_CASE("exporter_options: no error has a logon's password") {
  for (const auto& arguments : std::vector<words>{
           {"user:sEcret@host"}, {"--bogus=sEcret"}, {"--pass", "sEcret@x"}}) {
    CAPTURE(test::joined_words(arguments));
    CHECK_FALSE(contains(exporter_error(arguments), "sEcret"));
  }
}

TEST_CASE("exporter_options: the version is one line") {
  CHECK(exporter_text({"-V"}) == "TMSS10Exporter " TMSS10_VERSION "\n");
  CHECK(exporter_text({"--version"}) == exporter_text({"-V"}));
}

TEST_CASE("exporter_options: the help fits 80 columns and names every option") {
  const std::string help = exporter_text({"--help"});
  CHECK(help == exporter_text({"-h"}));
  test::check_layout(help);
  for (const auto* option :
       {"--listen ADDRESS[:PORT]", "--host-name", "--tls-certificate", "--tls-key",
        "--credentials", "--allow NET|NAME[:PORTS]", "--modules", "--at-once",
        "--enable-reload", "--check", "-V,--version", "-h,--help"}) {
    CAPTURE(option);
    CHECK(contains(help, std::string("\n  ") + option));
  }
  CHECK(contains(help, "\nExit codes: 0 "));
}

TEST_CASE("exporter_options: passwords in clear text on a network are warned of") {
  const words open{"--listen",         "127.0.0.1", "--listen",
                   "[2001:db8::7]:80", "--allow",   "192.0.2.0/24"};
  const auto warning = [](words arguments, const words& more) {
    arguments.insert(arguments.end(), more.begin(), more.end());
    return warning_of(exporter_options_of(arguments));
  };
  const words credentials{"--credentials", "f"};
  const words tls{"--credentials", "f", "--tls-certificate", "c", "--tls-key", "k"};
  CHECK(warning(open, credentials) ==
        "--credentials: passwords travel to [2001:db8::7]:80 in clear text; use "
        "--tls-certificate and --tls-key");
  CHECK(warning(open, tls).empty());
  CHECK(warning(open, {}).empty());
  CHECK(warning({}, credentials).empty());
  CHECK(warning({"--listen", "[::1]:80", "--listen", "127.0.0.2"}, credentials).empty());
}

}  // namespace
}  // namespace tmss10
