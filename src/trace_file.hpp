// SPDX-License-Identifier: MIT
#pragma once

#include "text_stream.hpp"
#include <tmss10/core/ping_event.hpp>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

namespace tmss10 {

/// The vendor's trace log: TMSSAPILOG-<process id>.txt in the directory that the
/// environment variable TMSSAPILOGDIR names, one line for each step, at local time. Lines
/// are appended, so that two runs never write into each other's. When it can't be
/// written, that is one warning, and nothing more is logged.
class trace_file {
 public:
  /// Without the variable, it does nothing. `warnings` must outlive it.
  explicit trace_file(text_stream& warnings);

  void write(const ping_event& happened);
  /// The run is over.
  void end();

 private:
  struct closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  void open(const std::filesystem::path& directory);
  void write_line(const std::string& line);
  void give_up(const std::string& reason);

  text_stream& warnings_;
  std::unique_ptr<std::FILE, closer> file_;
};

}  // namespace tmss10
