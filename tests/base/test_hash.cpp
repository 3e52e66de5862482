#include <cstdint>
#include <set>
#include <string>

#include "caisson/base/hash.hpp"
#include "support/catch.hpp"

using caisson::Fingerprint;
using caisson::fnv1a;
using caisson::Sha256;
using caisson::sha256_hex;

TEST_CASE("FNV-1a gives the published values", "[base][known]") {
    static_assert(fnv1a("") == 0xcbf29ce484222325ULL);
    static_assert(fnv1a("a") == 0xaf63dc4c8601ec8cULL);
    static_assert(fnv1a("foobar") == 0x85944171f73967e8ULL);
    CHECK(fnv1a("bar", fnv1a("foo")) == fnv1a("foobar"));
    CHECK(fnv1a("\xff") == 0xaf64724c8602eb6eULL);  // a byte above 127 counts as 255, not as -1
}

TEST_CASE("SHA-256 gives the values of the standard's examples", "[base][known]") {
    // NIST, "Secure Hash Standard validation system", and its example values
    CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256_hex(std::string(1'000'000, 'a')) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    CHECK(sha256_hex("\xbd") == "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b");
    CHECK(sha256_hex(std::string(55, '\0')) == "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7");
    CHECK(sha256_hex(std::string(56, '\0')) == "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb");
    CHECK(sha256_hex(std::string(64, '\0')) == "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b");
}

TEST_CASE("SHA-256 does not care how the bytes are cut", "[base][property]") {
    std::string bytes;
    for (int i = 0; i < 300; ++i) {
        bytes += static_cast<char>(i * 7);
    }
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        Sha256 hash;
        hash.add(std::string_view{bytes}.substr(0, cut));
        const auto first = hash.digest();
        hash.add(std::string_view{bytes}.substr(cut));
        REQUIRE(caisson::hex(first) == sha256_hex(bytes.substr(0, cut)));  // asking does not change what follows
        REQUIRE(caisson::hex(hash.digest()) == sha256_hex(bytes));
    }
}

TEST_CASE("a fingerprint depends on every number, text and their order", "[base]") {
    const auto of = [](auto... parts) {
        Fingerprint print;
        (print.add(parts), ...);
        return print.value();
    };
    using Text = std::string_view;
    const std::set<std::uint64_t> all{of(),
                                      of(std::uint64_t{0}),
                                      of(std::uint64_t{0}, std::uint64_t{0}),
                                      of(std::uint64_t{1}, std::uint64_t{2}),
                                      of(std::uint64_t{2}, std::uint64_t{1}),
                                      of(1.0),
                                      of(1.0 + 0x1p-52),
                                      of(Text{"ab"}, Text{"c"}),
                                      of(Text{"a"}, Text{"bc"}),
                                      of(Text{}),
                                      of(Text{}, Text{})};
    CHECK(all.size() == 11);
    CHECK(of(0.0) == of(-0.0));
}

TEST_CASE("a fingerprint is the same on every platform", "[base][known]") {
    // SplitMix64 started at 0 gives 0xe220a8397b1dcdaf first (the value of its authors' program): the number 0 added to
    // a state that is xored to 0 is that first step.
    Fingerprint zero;
    zero.add(std::uint64_t{0x9e3779b97f4a7c15ULL});
    CHECK(zero.value() == 0xe220a8397b1dcdafULL);
    CHECK(caisson::hex(std::uint64_t{0xabc}) == "0000000000000abc");
}
