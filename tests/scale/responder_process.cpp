// SPDX-License-Identifier: MIT
#include "responder_process.hpp"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace tmss10::scale {
namespace {

/// In the child: becomes the program, with its standard error in that pipe.
[[noreturn]] void become(const std::string& program, std::vector<std::string> options,
                         int log) {
  std::vector<char*> arguments;
  options.insert(options.begin(), program);
  for (auto& one : options)
    arguments.push_back(one.data());
  arguments.push_back(nullptr);
  constexpr rlim_t few = 256;
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = few;  // it has to raise that itself
  setrlimit(RLIMIT_NOFILE, &limit);
  dup2(log, STDERR_FILENO);
  execv(program.c_str(), arguments.data());
  _exit(127);
}

}  // namespace

responder_process::responder_process(const std::string& program,
                                     std::vector<std::string> options) {
  for (const auto* one : {"--listen", "127.0.0.1", "-P", "0"})
    options.emplace_back(one);
  std::array<int, 2> log{};
  if (pipe(log.data()) != 0) throw std::runtime_error("no pipe");
  process_ = fork();
  if (process_ < 0) throw std::runtime_error("no process");
  if (process_ == 0) become(program, std::move(options), log[1]);
  close(log[1]);
  log_ = fdopen(log[0], "r");
  std::array<char, 200> line{};
  const bool told = std::fgets(line.data(), line.size(), log_) != nullptr;
  const std::string text(line.data());
  const auto colon = text.rfind(':');
  if (!told || text.find(" listening on ") == std::string::npos) {
    throw std::runtime_error("the responder does not start: " + text);
  }
  port_ = static_cast<std::uint16_t>(std::stoul(text.substr(colon + 1)));
}

responder_process::~responder_process() {
  if (process_ > 0) {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  if (log_ != nullptr) std::fclose(log_);
}

std::string responder_process::file(const std::string& name) const {
  std::ifstream in("/proc/" + std::to_string(process_) + "/" + name);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::size_t responder_process::memory() const {
  constexpr std::size_t unit = 1024;
  const std::string name = "RssAnon:";
  const auto status = file("status");
  const auto at = status.find(name);
  if (at == std::string::npos) throw std::runtime_error("no RssAnon");
  return std::stoul(status.substr(at + name.size())) * unit;
}

std::chrono::duration<double> responder_process::processor_time() const {
  const auto text = file("stat");
  std::istringstream fields(text.substr(text.rfind(')') + 2));
  constexpr int before_user_time = 11;  // proc(5): utime is field 14, behind the name's 2
  std::string skipped;
  for (int i = 0; i < before_user_time; ++i)
    fields >> skipped;
  double user = 0;
  double system = 0;
  fields >> user >> system;
  return std::chrono::duration<double>((user + system) /
                                       static_cast<double>(sysconf(_SC_CLK_TCK)));
}

void responder_process::terminate() const {
  kill(process_, SIGTERM);
}

int responder_process::wait() {
  int status = 0;
  waitpid(std::exchange(process_, 0), &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace tmss10::scale
