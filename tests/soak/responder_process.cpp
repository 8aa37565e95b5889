// SPDX-License-Identifier: MIT
#include "responder_process.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <signal.h>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace tmss10::soak {
namespace {

using std::chrono::milliseconds;

/// The thread sanitizer of g++ 12 sometimes keeps a signal to itself until the next one.
constexpr milliseconds signal_again_after{500};

std::string content_of(const std::string& file) {
  std::ifstream from(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(from), {}};
}

/// In the child: becomes the program, or ends it.
[[noreturn]] void become(const std::vector<std::string>& command, int log) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // nothing of a load test outlives it
  constexpr rlim_t few = 256;
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = few;  // it has to raise that itself
  setrlimit(RLIMIT_NOFILE, &limit);
  dup2(log, STDERR_FILENO);
  std::vector<char*> argv;
  for (const auto& word : command)
    argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  execv(argv.front(), argv.data());
  _exit(127);
}

}  // namespace

responder_process::responder_process(const std::string& program,
                                     const std::vector<std::string>& options) {
  const auto image = content_of(program);
  has_thread_sanitizer_ = image.find("__tsan_init") != std::string::npos;
  has_sanitizer_ =
      has_thread_sanitizer_ || image.find("__asan_init") != std::string::npos;
  std::vector<std::string> command{program, "--listen", "127.0.0.1", "-P", "0"};
  command.insert(command.end(), options.begin(), options.end());
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  process_ = fork();
  if (process_ < 0) throw std::runtime_error("no process");
  if (process_ == 0) become(command, ends[1]);
  ::close(ends[1]);
  reader_ = std::thread([this, from = ends[0]] { read_log(from); });
  const auto port = log_.await_port();
  if (!port) {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, &status_, 0);
    reader_.join();
    throw std::runtime_error(program + " does not listen");
  }
  port_ = *port;
}

responder_process::~responder_process() {
  if (!ended_) {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, &status_, 0);
  }
  if (reader_.joinable()) reader_.join();
}

void responder_process::read_log(int from) {
  std::string unread;
  std::array<char, 65536> piece{};
  for (;;) {
    const auto size = ::read(from, piece.data(), piece.size());
    if (size <= 0) break;
    unread.append(piece.data(), static_cast<std::size_t>(size));
    std::size_t begin = 0;
    for (auto end = unread.find('\n'); end != std::string::npos;
         end = unread.find('\n', begin)) {
      log_.add(std::string_view(unread).substr(begin, end - begin));
      begin = end + 1;
    }
    unread.erase(0, begin);
  }
  if (!unread.empty()) log_.add(unread);
  ::close(from);
  log_.end();
}

std::size_t responder_process::descriptors() const {
  const std::filesystem::path folder = "/proc/" + std::to_string(process_) + "/fd";
  std::error_code gone;
  std::filesystem::directory_iterator entries(folder, gone);
  return gone ? 0
              : static_cast<std::size_t>(
                    std::distance(begin(entries), std::filesystem::directory_iterator{}));
}

std::string responder_process::file(const std::string& name) const {
  return content_of("/proc/" + std::to_string(process_) + "/" + name);
}

std::size_t responder_process::memory() const {
  constexpr std::size_t unit = 1024;
  const std::string name = "RssAnon:";
  const auto status = file("status");
  const auto at = status.find(name);
  return at == std::string::npos ? 0 : std::stoul(status.substr(at + name.size())) * unit;
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

bool responder_process::catches(int number) const {
  const std::string name = "SigCgt:";
  const auto status = file("status");
  const auto at = status.find(name);
  if (at == std::string::npos) return false;
  constexpr int base = 16;
  const auto caught = std::stoull(status.substr(at + name.size()), nullptr, base);
  return ((caught >> static_cast<unsigned>(number - 1)) & 1U) != 0;
}

void responder_process::ask_to_end() {
  ::kill(process_, SIGTERM);
  asked_ = true;
}

bool responder_process::ended_within(milliseconds limit) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  while (!ended_) {
    ended_ = ::waitpid(process_, &status_, WNOHANG) == process_;
    if (ended_ || std::chrono::steady_clock::now() >= deadline) break;
    std::this_thread::sleep_for(milliseconds(5));
  }
  return ended_;
}

std::chrono::seconds responder_process::end_limit() const {
  return std::chrono::seconds(has_sanitizer_ ? 20 : 2);
}

std::optional<int> responder_process::terminate() {
  const auto limit = end_limit();
  const auto deadline = std::chrono::steady_clock::now() + limit;
  do {
    // Who has no handler any more is about to end, and would be killed.
    if (!std::exchange(asked_, false) && catches(SIGTERM)) ::kill(process_, SIGTERM);
  } while (!ended_within(has_thread_sanitizer_ ? signal_again_after : limit) &&
           std::chrono::steady_clock::now() < deadline);
  if (!ended_) return std::nullopt;
  reader_.join();
  return WIFEXITED(status_) ? std::optional<int>(WEXITSTATUS(status_)) : std::nullopt;
}

}  // namespace tmss10::soak
