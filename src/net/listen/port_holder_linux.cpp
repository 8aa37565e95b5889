// SPDX-License-Identifier: MIT
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/responder/socket_search.hpp>
#include <tmss10/net/listen/port_holder.hpp>

#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>

namespace tmss10 {
namespace {

namespace fs = std::filesystem;

/// Listening sockets come first in the lists, so a machine with more connections than
/// this still has its listeners looked at.
constexpr int most_lines = 100'000;
/// Of all processes together: some tenths of a second.
constexpr int most_descriptors = 100'000;

std::array<unsigned char, 16> as_listed(const asio::ip::address& address) {
  if (address.is_v6()) return address.to_v6().to_bytes();
  return asio::ip::make_address_v6(asio::ip::v4_mapped, address.to_v4()).to_bytes();
}

/// The one in /proc/self, since a service may not be shown the one in /proc
/// (ProcSubset=).
void look_through(const char* list, socket_search& search) {
  std::ifstream lines(list);
  std::string line;
  for (int i = 0; i < most_lines && std::getline(lines, line); ++i)
    search.look_at(line);
}

/// Whether one of a process's descriptors is the socket of this name. Not when this user
/// may not see them.
bool has(const fs::path& process, const std::string& name, int& descriptors_left) {
  std::error_code error;
  fs::directory_iterator each(process / "fd", error);
  for (; !error && each != fs::directory_iterator(); each.increment(error)) {
    if (--descriptors_left < 0) return false;
    std::error_code gone;
    if (fs::read_symlink(*each, gone) == name) return true;
  }
  return false;
}

bool is_number(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

/// The process with this socket, as people call it; empty when none is seen.
std::string process_with(std::uint64_t inode) {
  const auto name = "socket:[" + std::to_string(inode) + "]";
  int descriptors_left = most_descriptors;
  std::error_code error;
  fs::directory_iterator each("/proc", error);
  for (; !error && each != fs::directory_iterator(); each.increment(error)) {
    const auto number = each->path().filename().string();
    if (!is_number(number) || !has(each->path(), name, descriptors_left)) continue;
    if (number == std::to_string(::getpid())) return "this process";
    std::string command;
    std::ifstream file(each->path() / "comm");
    std::getline(file, command);
    // A process calls itself what it likes.
    return printable(command) + " (process " + number + ")";
  }
  return {};
}

}  // namespace

std::string port_holder(const asio::ip::tcp::endpoint& at) {
  socket_search search(as_listed(at.address()), at.port());
  look_through("/proc/self/net/tcp", search);
  look_through("/proc/self/net/tcp6", search);
  if (!search.found()) return {};
  auto process = process_with(search.found()->inode);
  if (!process.empty()) return process;
  return "a process of user ID " + std::to_string(search.found()->user);
}

}  // namespace tmss10
