#include "support/count_allocations.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::uint64_t> calls{0};  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): of the program

void* count_and_take(std::size_t size) noexcept {
    ++calls;
    return std::malloc(size == 0 ? 1 : size);
}

void* count_and_take(std::size_t size, std::align_val_t alignment) noexcept {
    ++calls;
    const auto align = static_cast<std::size_t>(alignment);
    return std::aligned_alloc(align, (size + align - 1) / align * align);
}

void* or_throw(void* memory) {
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    return memory;
}

}  // namespace

namespace caisson::tests {

std::uint64_t allocations() { return calls.load(); }

}  // namespace caisson::tests

// All forms, since a sanitizer would mix its own with ours.
void* operator new(std::size_t size) { return or_throw(count_and_take(size)); }

void* operator new[](std::size_t size) { return or_throw(count_and_take(size)); }

void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return count_and_take(size); }

void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return count_and_take(size); }

void* operator new(std::size_t size, std::align_val_t alignment) { return or_throw(count_and_take(size, alignment)); }

void* operator new[](std::size_t size, std::align_val_t alignment) { return or_throw(count_and_take(size, alignment)); }

void operator delete(void* memory) noexcept { std::free(memory); }

void operator delete[](void* memory) noexcept { std::free(memory); }

void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }

void operator delete[](void* memory, const std::nothrow_t&) noexcept { std::free(memory); }

void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }

void operator delete[](void* memory, std::align_val_t) noexcept { std::free(memory); }

void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
