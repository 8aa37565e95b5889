// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include "support/target_lines.hpp"
#include <tmss10/core/options/target_file.hpp>

#include <string>
#include <vector>

namespace tmss10 {
namespace {

using test::contains;
using test::error_in;
using test::errors_in;

/// A file of one bad line, and what its error says after "sites.txt:1: ".
struct bad_row {
  std::string line;
  std::string message;
};

void check(const std::vector<bad_row>& rows, const ping_options& common = {}) {
  for (const auto& row : rows) {
    CAPTURE(row.line);
    CHECK(error_in(row.line, common) == "sites.txt:1: " + row.message);
  }
}

TEST_CASE("target_file: what is wrong is refused in the command line's words") {
  const std::vector<test::words> lines{
      {"a", "-P", "0"},
      {"a:5001", "-P", "5002"},
      {"a", "-s", "65001"},
      {"a", "-x", "https://proxy"},
      {"a", "-x", "http://user:password@proxy:x"},
      {"a", "--proxy-credentials", "f"},
      {"a", "-x", "http://u@proxy", "--proxy-credentials", "f"},
      {"a", "-C", "-k", "f"},
      {"a", "-C", "-s", "1"},
      {"a", "--label", "x"},
      {"a", "--label", "port=1"},
      {"a", "-k"},
      {"a", "--nonsense"},
      {"a", "-p", "5001"},
  };
  for (const auto& words : lines) {
    std::string line;
    for (const auto& word : words)
      line += word + " ";
    CAPTURE(line);
    CHECK(error_in(line) ==
          "sites.txt:1: " + test::usage_error_of(parse_ping_command, words));
  }
}

TEST_CASE("target_file: a file of passwords, given by mistake, is not quoted") {
  for (const std::string line :
       {"user:sEcret", "bad/sEcret", "http://a/sEcret", "sEcret!", "a sEcret",
        "machine a login b password sEcret", "sEcret@host", "sEcret:0",
        "a:sEcret -k f"}) {
    CAPTURE(line);
    const auto error = error_in(line);
    CHECK(error.starts_with("sites.txt:1: "));
    CHECK_FALSE(contains(error, "sEcret"));
  }
  check(
      {{"bad/host", "host: that is not a host name or an address"},
       {"5000", "host: a number alone is not a host; give a port as -P N, or as HOST:N"},
       {"a 5000", "a number follows the target; a port is given as -P N, or as HOST:N"}});
}

TEST_CASE("target_file: a bad range is refused with its reason") {
  for (const auto& [line, part] : std::vector<bad_row>{
           {"192.0.2.0/33", "range \"192.0.2.0/33\": a prefix length"},
           {"10/8", "range \"10/8\": in a range, an IPv4 address is four decimal"},
           {"10.0.0.0/8", "at most 65,536 addresses"},
           {"192.0.2.20-10", "the range ends before it begins"},
           {"192.0.02.0/28", "leading zero"},
           {"192.0.2.0/28:0", "a port is a whole number"},
           {"host/28", "host: that is not a host name"}}) {
    CAPTURE(line);
    CHECK(contains(error_in(line), part));
  }
  check({{"192.0.2.0/28 --name x",
          "--name is of no use with a range, whose targets are called by their "
          "addresses"},
         {"192.0.2.0/28:5001 -P 5002",
          "--port 5002 and port 5001 of the host differ; use one"}});
}

TEST_CASE("target_file: an option of the command line is told to be one") {
  check({{"a -c 4", "-c is allowed on the command line only"},
         {"a -c4", "-c is allowed on the command line only"},
         {"-c 4 a", "-c is allowed on the command line only"},
         {"a --count=4", "--count is allowed on the command line only"},
         {"a -t", "-t is allowed on the command line only"},
         {"a --json f", "--json is allowed on the command line only"},
         {"a -Suser:secret@host", "-S is allowed on the command line only"},
         {"a --proxy-header X:secret",
          "--proxy-header is allowed on the command line only"},
         {"a --interface eth0", "--interface is allowed on the command line only"},
         {"a -h", "-h is allowed on the command line only"},
         {"a --help", "--help is allowed on the command line only"},
         {"a -V", "-V is allowed on the command line only"}});
}

TEST_CASE("target_file: a line is one target, and options alone are none") {
  check({{"a b", "a second word follows; a line has one target"},
         {"-C", "there are options, and no target"},
         {"--name x", "there are options, and no target"},
         {"\"\"", "host: the host is empty"}});
}

TEST_CASE("target_file: a name is text that is shown") {
  check({{"a --name \"\"", "--name: it is empty"},
         {"a --name \"  \"", "--name: it is empty"},
         {"a --name \"x\ty\"",
          "--name: \"x\\x09y\" contains a character that is not shown"},
         {"a --name \"x\xE2\x80\xAEy\"",
          "--name: \"x\\xe2\\x80\\xaey\" contains a character that is not shown"}});
}

TEST_CASE("target_file: --connect-only of the command line leaves no packets to a line") {
  ping_options common;
  common.connect_only = true;
  const std::string message =
      "--connect-only of the command line sends nothing; leave out --key-file and --size";
  check({{"a -k f", message}, {"a -s 1", message}}, common);
  CHECK(test::targets_in("a -k none -s 0\nb\nc -C\nd --connect-only=false -k f\n", common)
            .size() == 4);
}

TEST_CASE("target_file: two targets of one name are refused, with both lines") {
  const auto errors = errors_in(
      "a\n"
      "b --name Berne\n"
      "a\n"
      "c --name Berne\n"
      "Berne\n"
      "192.0.2.7\n"
      "192.0.2.0/28\n"
      "a:5000\n"
      "A\n");
  REQUIRE(errors.size() == 4);
  CHECK(errors[0] ==
        "sites.txt:3: \"a\": same name as line 1; give one of them another with --name");
  CHECK(contains(errors[1], "sites.txt:4: \"Berne\": same name as line 2"));
  CHECK(contains(errors[2], "sites.txt:5: \"Berne\": same name as line 2"));
  CHECK(contains(errors[3], "sites.txt:7: \"192.0.2.7\": same name as line 6"));
}

TEST_CASE("target_file: a character that no line may have is named") {
  check({{std::string("a\0b", 3), "the line contains a NUL byte"},
         {"a\x1b[31m", "the line contains a control character, \\x1b"},
         {"a # \x07", "the line contains a control character, \\x07"},
         {"a\rb", "the line contains a control character, \\x0d"},
         {"a\x7f", "the line contains a control character, \\x7f"},
         {"a # Z\xFCrich", "the line is not UTF-8: it contains the byte \\xfc"},
         {"a # \xC3", "the line is not UTF-8: it contains the byte \\xc3"},
         {"a # \xC0\xAF", "the line is not UTF-8: it contains the byte \\xc0"},
         {"a --name \"x", "a double quote has no second one that closes it"},
         {"a\"", "a double quote has no second one that closes it"}});
  CHECK(error_in(std::string("\xFF\xFE"
                             "a\0\n\0",
                             6)) == "sites.txt: it is in UTF-16; save it as UTF-8");
  CHECK(error_in("\xFE\xFF") == "sites.txt: it is in UTF-16; save it as UTF-8");
}

TEST_CASE("target_file: a line has a limit") {
  const std::string too_long = "sites.txt:2: the line is longer than 8,192 bytes";
  const auto with = [](std::size_t size) {
    return "a\nb #" + std::string(size - 3, 'x') + "\n";
  };
  CHECK(test::targets_in(with(max_target_line_size)).size() == 2);
  CHECK(error_in(with(max_target_line_size + 1)) == too_long);
  CHECK(error_in("a\n" + std::string(100'000, 'x')) == too_long);
}

TEST_CASE("target_file: all ranges together have a limit") {
  CHECK(error_in("10.1.0.0/16\n10.2.0.0/31\n10.3.0.0-1\n") ==
        "sites.txt:3: all ranges together have more than 65,536 addresses");
  std::string many;
  for (int i = 0; i < 256; ++i)
    many += "10." + std::to_string(i) + ".0.0-10." + std::to_string(i) + ".255.255\n";
  const auto errors = errors_in(many);
  CHECK(errors.size() == max_target_file_errors + 1);
  CHECK(errors.front() ==
        "sites.txt:2: all ranges together have more than 65,536 addresses");
}

TEST_CASE("target_file: a file without a target is an error") {
  for (const std::string text : {"", "\n", "\r\n", "# a\n", " \t", "\xEF\xBB\xBF"}) {
    CHECK(error_in(text) == "sites.txt: there is no target in it");
  }
}

TEST_CASE("target_file: all bad lines are reported, up to twenty") {
  std::string text = "good\n";
  for (int i = 0; i < 20; ++i)
    text += "a/" + std::to_string(i) + "\n\n";
  CHECK(errors_in(text).size() == 20);
  auto errors = errors_in(text + "a/20\n");
  REQUIRE(errors.size() == 21);
  CHECK(errors[0].starts_with("sites.txt:2: "));
  CHECK(errors[19].starts_with("sites.txt:40: "));
  CHECK(errors[20] == "sites.txt: 1 more line is wrong");
  errors = errors_in(text + "a/20\na/21\n");
  CHECK(errors.back() == "sites.txt: 2 more lines are wrong");
}

TEST_CASE("target_file: the line number counts every line") {
  CHECK(error_in("\xEF\xBB\xBF# x\r\n\r\na\r\n -c\r\n") ==
        "sites.txt:4: -c is allowed on the command line only");
}

TEST_CASE("target_file: no error has a password") {
  for (const std::string line :
       {"user:S3cret@host",
        "user:S3cret@host:5000",
        "S3cret@",
        "a user:S3cret@host",
        "http://user:S3cret@proxy:3128",
        "10.0.0.0/8@S3cret",
        "a 10.0.0.0-5@S3cret",
        "a -x http://user:S3cret@proxy:x",
        "a -x http://user:S3cret@proxy/path",
        "a -x https://user:S3cret@proxy",
        "a -x user:S3cret",
        "a -x http://user:%S3cret@p",
        "a --proxi=http://user:S3cret@proxy",
        "a --proxi http://user:S3cret@proxy",
        "a -y http://user:S3cret@proxy",
        "a --server user:S3cret@host",
        "a -Suser:S3cret@host",
        "a --proxy-header \"X: S3cret\"",
        "a \"X: S3cret\"",
        "a --proxy-credentials user:S3cret",
        "a -x http://user:S3cret@p --proxy-credentials user:S3cret"}) {
    CAPTURE(line);
    for (const auto& error : errors_in(line + "\n"))
      CHECK_FALSE(contains(error, "S3cret"));
  }
  check({{"user:S3cret@host",
          "a word has an '@': a target has no user name and no password"},
         {"a user:S3cret@host",
          "a word has an '@': a target has no user name and no password"}});
}

TEST_CASE("target_file: the file's name is made printable") {
  const auto read = parse_target_file("", "a\nb\x1b.txt", {});
  REQUIRE_FALSE(read);
  CHECK(read.error().front() == "a\\x0ab\\x1b.txt: there is no target in it");
}

}  // namespace
}  // namespace tmss10
