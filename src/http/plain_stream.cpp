// SPDX-License-Identifier: MIT
#include "http_stream.hpp"

#include <asio/write.hpp>

#include <utility>

namespace tmss10 {
namespace {

class plain_http_stream final : public http_stream {
 public:
  explicit plain_http_stream(asio::ip::tcp::socket socket) : socket_(std::move(socket)) {}

  void start(on_done done) override { done({}, 0); }
  void read_some(asio::mutable_buffer into, on_done done) override {
    socket_.async_read_some(into, std::move(done));
  }
  void write(std::array<asio::const_buffer, 2> data, on_done done) override {
    asio::async_write(socket_, data, std::move(done));
  }
  void finish(on_done done) override {
    std::error_code error;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, error);
    done(error, 0);
  }
  asio::ip::tcp::socket& socket() override { return socket_; }

 private:
  asio::ip::tcp::socket socket_;
};

}  // namespace

std::unique_ptr<http_stream> plain_stream(asio::ip::tcp::socket socket) {
  return std::make_unique<plain_http_stream>(std::move(socket));
}

}  // namespace tmss10
