// SPDX-License-Identifier: MIT
#pragma once

#include "system/terminal.hpp"
#include "system/text_stream.hpp"
#include <tmss10/core/base/timestamp.hpp>
#include <tmss10/core/report/report_text.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>

#include <cstdio>
#include <string>

namespace tmss10 {

/// Standard error of TMSS10Ping: every line in one form. What can't be written is lost.
class error_output {
 public:
  explicit error_output(timestamp_format timestamps,
                        color_choice color = color_choice::never);

  /// A failure, with its hint in the width of the terminal.
  void tell(const diagnosis& told);
  /// "TMSS10Ping: <message>", without colour.
  void warn(const std::string& message);
  /// Whole lines as they are, but for the time stamp.
  void write(const std::string& lines);

 private:
  terminal screen_{stderr};
  error_style style_;
  text_stream stream_{stderr, "standard error"};
};

}  // namespace tmss10
