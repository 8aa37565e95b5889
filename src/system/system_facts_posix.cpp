// SPDX-License-Identifier: MIT
#include "core/base/posix_file.hpp"
#include "system_facts.hpp"
#include "system_texts.hpp"
#include <tmss10/core/base/timestamp.hpp>

#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <chrono>
#include <cstddef>
#include <ctime>
#include <fcntl.h>

namespace tmss10 {
namespace {

/// The first bytes of a regular file; empty if it can't be read. Nothing else is read: a
/// FIFO may never have a writer.
std::string begin_of_regular_file(const char* path) {
  constexpr std::size_t most = 65'536;
  const posix::descriptor file(
      ::open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  struct stat facts {};
  if (!file.is_open() || ::fstat(file.number(), &facts) != 0) return {};
  if (posix::why_not_regular(facts)) return {};
  std::string out(most, '\0');
  const auto count = ::read(file.number(), out.data(), out.size());
  out.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  return out;
}

/// Where os-release(5) is; the first one is the administrator's.
std::string name_of_system() {
  for (const auto* path : {"/etc/os-release", "/usr/lib/os-release"}) {
    auto name = pretty_name_in(begin_of_regular_file(path));
    if (!name.empty()) return name;
  }
  return {};
}

std::string kernel_name() {
  utsname of{};
  if (::uname(&of) < 0) return {};
  return std::string(of.sysname) + " " + of.release + " " + of.machine;
}

std::string name_of_machine() {
  utsname of{};
  return ::uname(&of) < 0 ? std::string() : of.nodename;
}

/// Its name as the clock on the wall has it now: that of summer, in summer.
std::string name_of_time_zone() {
  const auto now = std::time(nullptr);
  std::tm local{};
  ::tzset();
  if (::localtime_r(&now, &local) == nullptr || local.tm_zone == nullptr) return {};
  return local.tm_zone;
}

}  // namespace

system_facts ask_system_facts() {
  system_facts out;
  out.name = name_of_system();
  out.kernel = kernel_name();
  out.host_name = name_of_machine();
  out.name_servers = name_servers_in(begin_of_regular_file("/etc/resolv.conf"));
  out.time_zone = name_of_time_zone();
  out.utc_offset = local_offset(std::chrono::system_clock::now());
  return out;
}

}  // namespace tmss10
