// SPDX-License-Identifier: MIT
// The input is the Proxy-Authenticate fields of a refusal, one in each line.
#include "script.hpp"
#include <tmss10/core/proxy/proxy_auth.hpp>

#include <string>

using namespace tmss10;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto text = fuzz::text_of(std::as_bytes(std::span(data, size)));
  http_reply_head head;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    head.fields.push_back({"Proxy-Authenticate", std::string(text.substr(0, end))});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  bool told = false;  // the password is echoed, then
  for (const auto& challenge : parse_challenges(head)) {
    fuzz::require(!challenge.scheme.empty(), "a challenge has a scheme");
    for (const auto& parameter : challenge.parameters) {
      told = told || parameter.value.find("password") != std::string::npos;
    }
  }

  const proxy_credentials credentials("us\"er\\", "password");
  proxy_authenticator authenticator;
  const auto answer = authenticator.answer(head, credentials, "server.example.com:5000");
  if (!answer) {
    fuzz::require(answer.error() == errc::proxy_unknown_scheme,
                  "a first refusal has one reason not to be answered");
    fuzz::require(!wants_password(head), "a password that is wanted can be given");
    return 0;
  }
  fuzz::require(!fuzz::has_control_character(*answer), "an answer is one line");
  fuzz::require(told || answer->find("password") == std::string::npos,
                "a password is not in the answer as it is");

  http_reply_head read_back;
  read_back.fields.push_back({"Proxy-Authenticate", *answer});
  const auto read = parse_challenges(read_back);
  const bool basic = answer->starts_with("Basic ");
  fuzz::require(basic || read.size() == 1, "an answer is of one scheme");
  fuzz::require(basic || read[0].value("username") == "us\"er\\",
                "an answer can be read as it was meant");

  const auto again = authenticator.answer(head, credentials, "server.example.com:5000");
  fuzz::require(again || again.error() == errc::proxy_wrong_credentials,
                "a second refusal means wrong credentials");
  fuzz::require(!again || !basic, "Basic is answered once");
  return 0;
}
