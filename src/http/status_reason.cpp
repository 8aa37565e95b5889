// SPDX-License-Identifier: MIT
#include "status_reason.hpp"

#include <boost/beast/http/error.hpp>  // before status.hpp, which lacks what it needs
#include <boost/beast/http/status.hpp>

namespace tmss10 {

std::string_view status_reason(int status) {
  namespace http = boost::beast::http;
  const auto text = http::obsolete_reason(static_cast<http::status>(status));
  return {text.data(), text.size()};
}

}  // namespace tmss10
