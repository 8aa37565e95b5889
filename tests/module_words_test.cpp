// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/exporter/module_words.hpp>

#include <chrono>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

TEST_CASE("module_words: options are keys of a module") {
  const auto words = [](const std::string& text) { return in_module_words(text, true); };
  CHECK(words("use the same key file on both sides with -k, or none on either.") ==
        "use the same key file on both sides with key-file, or none on either.");
  CHECK(words("A longer time-out (-W) counts such answers.") ==
        "A longer time-out (timeout) counts such answers.");
  CHECK(words("ping more often with -i.") == "ping more often with interval.");
  CHECK(words("-4 or -6; --source") == "ipv4 or ipv6; source");
}

TEST_CASE("module_words: the deadline is the module's, or that of the scrape") {
  const std::string sentence = "the deadline (-w) expired; send fewer pings with -c";
  CHECK(in_module_words(sentence, true) ==
        "the deadline (deadline) expired; send fewer pings with count");
  CHECK(in_module_words(sentence, false) ==
        "the deadline (scrape_timeout) expired; send fewer pings with count");
}

TEST_CASE("module_words: what is no option of TMSS10Ping stays") {
  for (const std::string text :
       {"", ".", "-", "- -", "its limit of open files (ulimit -n). Raise it",
        "limit of processes (ulimit -c)", "raise --max-connections there",
        "a-w b--source", "  two  blanks  ", "\n--- a TMSS10Ping statistics ---\n"}) {
    CAPTURE(text);
    CHECK(in_module_words(text, false) == text);
  }
}

TEST_CASE("module_words: a probe's line has its module without files") {
  probe_module module;
  module.name = "slow";
  module.options.count = 3;
  module.options.pings = true;
  module.options.interval = 500ms;
  module.options.key_file = "/secret/site.key";
  module.keep_connection = true;
  const auto line = probe_line(module, 9500ms);
  CHECK(line.starts_with("TMSS10Exporter "));
  CHECK(line.ends_with(
      ", module slow: count 3, interval 0.5, key-file, keep-connection; at most 9.5 s"));
}

}  // namespace
}  // namespace tmss10
