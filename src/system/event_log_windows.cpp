// SPDX-License-Identifier: MIT
#include "event_log.hpp"
#include "service_process.hpp"
#include "wide_text.hpp"
#include <tmss10/core/base/event_log_text.hpp>

#include <windows.h>

namespace tmss10 {

void write_event(std::string_view text, event_class what) {
  // The one entry of the message table in packaging/windows/program.rc.in: "%1".
  constexpr DWORD text_alone = 1;
  static const HANDLE log = RegisterEventSourceW(nullptr, service_name().c_str());
  const auto wide = wide_of(event_log_text(text));
  const wchar_t* const insert = wide.c_str();
  const WORD type =
      what == event_class::error ? EVENTLOG_ERROR_TYPE : EVENTLOG_INFORMATION_TYPE;
  if (log != nullptr)
    ReportEventW(log, type, 0, text_alone, nullptr, 1, 0, const_cast<LPCWSTR*>(&insert),
                 nullptr);
}

}  // namespace tmss10
