// SPDX-License-Identifier: MIT
// lies PING
// Runs TMSS10Ping against responders that answer its question how they see it (Observe)
// with every kind of nonsense: too large, too deep, of other types, not UTF-8, texts that
// command a terminal. Fails unless each run has its ping's line, exit code 0, and nothing
// but printable text in what it shows, as text and as JSON.
#include "lying_responder.hpp"
#include "requirement.hpp"

#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <memory>
#include <string>

namespace tmss10::soak {
namespace {

/// What a command has written, and its exit code; -1 if a signal has killed it.
struct command_end {
  std::string text;
  int code = -1;
};

command_end run(const std::string& command) {
  command_end out;
  std::FILE* const from = popen(command.c_str(), "r");
  must(from != nullptr, "no process");
  std::array<char, 4096> piece{};
  for (std::size_t size = 1; size > 0;) {
    size = std::fread(piece.data(), 1, piece.size(), from);
    out.text.append(piece.data(), size);
  }
  const int status = pclose(from);
  if (WIFEXITED(status)) out.code = WEXITSTATUS(status);
  return out;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Of all lies, none has a character that is worth showing as it is.
bool is_plain(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](char one) { return one == '\n' || (one >= ' ' && one <= '~'); });
}

int check(const std::string& ping, const observe_lie& lie) {
  const lying_responder responder(lie);
  const auto arguments = " -c 1 -W 2 127.0.0.1:" + std::to_string(responder.port());
  const auto shown = run("timeout 20 '" + ping + "' -v" + arguments + " 2>&1");
  const auto events = run("timeout 20 '" + ping + "' --json -" + arguments + " 2>&1");
  int problems = 0;
  const auto expect = [&](bool holds, const char* what, const command_end& of) {
    if (holds) return;
    ++problems;
    std::printf("PROBLEM: %s: %s; exit code %d\n%s", lie.name.c_str(), what, of.code,
                of.text.c_str());
  };
  expect(shown.code == 0, "the run failed", shown);
  expect(has(shown.text, "44 bytes from 127.0.0.1: seq=1 "), "no line of a ping", shown);
  expect(has(shown.text, "\n1 packets transmitted\n"), "no summary", shown);
  expect(is_plain(shown.text), "characters that no terminal should get", shown);
  expect(events.code == 0, "the run with --json failed", events);
  expect(has(events.text, R"("event":"summary")"), "no summary in JSON", events);
  expect(has(events.text, R"("event":"observed")") == lie.is_statement,
         lie.is_statement ? "a statement was ignored" : "what is none was believed",
         events);
  expect(is_plain(events.text), "characters that no JSON of ours has", events);
  return problems;
}

}  // namespace
}  // namespace tmss10::soak

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: lies PING\n");
    return 2;
  }
  try {
    const auto lies = tmss10::soak::observe_lies();
    int problems = 0;
    for (const auto& lie : lies)
      problems += tmss10::soak::check(argv[1], lie);
    std::printf("%zu lies, %d problems\n", lies.size(), problems);
    return problems == 0 ? 0 : 1;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "lies: %s\n", error.what());
    return 2;
  }
}
