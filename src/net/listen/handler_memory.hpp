// SPDX-License-Identifier: MIT
#pragma once

#include <asio/bind_allocator.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <new>
#include <utility>

namespace tmss10 {

/// Room for one asynchronous operation at a time: to start it again takes no memory, so
/// it can't fail for want of any. An operation shares the room, so it may outlive this:
/// an io_context destroys what was still waiting when it goes.
class handler_memory {
  struct room;

 public:
  /// The same handler, whose operation is kept here.
  template <typename Handler>
  [[nodiscard]] auto bind(Handler handler) {
    return asio::bind_allocator(allocator<std::byte>(room_), std::move(handler));
  }

 private:
  template <typename T>
  class allocator {
   public:
    using value_type = T;

    explicit allocator(std::shared_ptr<room> of) : room_(std::move(of)) {}
    template <typename U>
    // NOLINTNEXTLINE(google-explicit-constructor): allocators convert
    allocator(const allocator<U>& other) : room_(other.room_) {}

    [[nodiscard]] T* allocate(std::size_t count) {
      return static_cast<T*>(room_->take(sizeof(T) * count));
    }
    void deallocate(T* what, std::size_t /*count*/) { room_->give_back(what); }

    bool operator==(const allocator& other) const { return room_ == other.room_; }

   private:
    template <typename U>
    friend class allocator;
    std::shared_ptr<room> room_;
  };

  struct room {
    /// An operation of Asio's with a handler of two pointers takes about 200 bytes.
    static constexpr std::size_t size = 512;

    [[nodiscard]] void* take(std::size_t wanted) {
      if (taken || wanted > size) return ::operator new(wanted);
      taken = true;
      return bytes.data();
    }
    void give_back(void* what) {
      if (what != bytes.data()) return ::operator delete(what);
      taken = false;
    }

    alignas(std::max_align_t) std::array<std::byte, size> bytes{};
    bool taken = false;
  };

  std::shared_ptr<room> room_ = std::make_shared<room>();
};

}  // namespace tmss10
