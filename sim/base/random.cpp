#include "caisson/base/random.hpp"

// Random123 asks for a processor on its list; the browser's is none, but the generator needs nothing of it except a
// product of 128 bits, which its compiler has.
#ifdef __EMSCRIPTEN__
#define __riscv 1
#define R123_USE_GNU_UINT128 1
#endif
#include <Random123/philox.h>
#ifdef __EMSCRIPTEN__
#undef __riscv
#endif

namespace caisson {
namespace {

/// The midpoint of one of 2^52 equal parts of (0, 1). With 53 bits the last midpoint would round to 1.
double to_open_unit_interval(std::uint64_t bits) { return (static_cast<double>(bits >> 12) + 0.5) * 0x1p-52; }

}  // namespace

double uniform_draw(const DrawKey& key) {
    using Philox = r123::Philox4x64;
    const Philox::ctr_type counter{{key.occurrence, key.replication, 0, 0}};
    const Philox::key_type philox_key{{key.seed, key.purpose}};
    return to_open_unit_interval(Philox{}(counter, philox_key)[0]);
}

}  // namespace caisson
