/// Fingerprints: of files for the manifest, of the event log for proofs of equality, of names for keyed draws.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace caisson {

/// A 64-bit hash of a text, known at compile time if the text is.
/// start    the hash of what came before, to go on from there: fnv1a("b", fnv1a("a")) == fnv1a("ab")
/// promise  the same for ever, on every platform; not for use against an adversary
/// source   FNV-1a: Fowler, Noll, Vo; draft-eastlake-fnv-17, sections 2 and 5
[[nodiscard]] constexpr std::uint64_t fnv1a(std::string_view text, std::uint64_t start = 0xcbf29ce484222325ULL) {
    std::uint64_t hash = start;
    for (const char letter : text) {
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x00000100000001b3ULL;
    }
    return hash;
}

/// The SHA-256 of a stream of bytes.
/// source   FIPS PUB 180-4, "Secure Hash Standard", 2015, sections 4.1.2, 5.1.1, 6.2
class Sha256 {
public:
    using Digest = std::array<std::uint8_t, 32>;

    /// Appends bytes. Any number of calls gives what one call with all the bytes gives.
    void add(std::string_view bytes);

    /// The digest of all bytes added so far. More may be added afterwards.
    [[nodiscard]] Digest digest() const;

private:
    void digest_block(const std::uint8_t* block);

    std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<std::uint8_t, 64> pending_{};
    std::uint64_t bytes_ = 0;
};

/// A digest as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string hex(const Sha256::Digest& digest);

/// The SHA-256 of a text as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

/// A 64-bit hash of a stream of numbers and texts, the order of which counts. Two runs with the same fingerprint had
/// the same events; chance makes two different logs agree once in 2^64.
/// cost     some 2 ns a number, no allocation
/// promise  the same on every platform; not for use against an adversary
/// source   each number goes through the finaliser of Steele, Lea, Flood, "Fast splittable pseudorandom number
///          generators", OOPSLA 2014, figure 16 (variant 13 of Stafford)
class Fingerprint {
public:
    void add(std::uint64_t number);

    /// Adds the bits of a number; 0 and -0 are the same.
    void add(double number);

    /// Adds the length of a text and its hash.
    void add(std::string_view text);

    [[nodiscard]] std::uint64_t value() const { return state_; }

private:
    std::uint64_t state_ = 0x9e3779b97f4a7c15ULL;
};

/// A fingerprint as 16 lower-case hexadecimal digits.
[[nodiscard]] std::string hex(std::uint64_t fingerprint);

}  // namespace caisson
