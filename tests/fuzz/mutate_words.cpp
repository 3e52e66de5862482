// Changes scenarios word by word and line by line, so that most of them stay YAML and get past the parser. Half of the
// changes are left to libFuzzer, which changes bytes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "caisson/read/keys.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* bytes, std::size_t size, std::size_t most);

namespace {

using Random = std::minstd_rand;

constexpr std::string_view word_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.%/";

/// Values that stand at some edge.
constexpr std::string_view edges[] = {"0",    "1",          "-1",         "100%",  "101%", "1e300",  "1e-300",
                                      "0 d",  "1e9 yr",     "[]",         "{}",    "9999", "1 to",   "0.0.0",
                                      "true", "2024-02-29", "2999-12-31", "round", "d",    "0 to 1", "2 container"};

/// A stretch of a text.
struct Stretch {
    std::size_t begin = 0;
    std::size_t size = 0;
};

std::size_t below(Random& random, std::size_t bound) { return random() % bound; }

template <class List>
const auto& any_of(const List& list, Random& random) {
    return list[below(random, std::size(list))];
}

std::vector<Stretch> words_in(std::string_view text) {
    std::vector<Stretch> words;
    for (std::size_t at = text.find_first_of(word_letters); at != std::string_view::npos;
         at = text.find_first_of(word_letters, at)) {
        const std::size_t end = std::min(text.find_first_not_of(word_letters, at), text.size());
        words.push_back({at, end - at});
        at = end;
    }
    return words;
}

/// The pieces between separators, each with the separator behind it.
std::vector<Stretch> pieces_of(std::string_view text, char separator) {
    std::vector<Stretch> pieces;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t size = std::min(text.find(separator, at), text.size() - 1) + 1 - at;
        pieces.push_back({at, size});
        at += size;
    }
    return pieces;
}

/// What a scenario may contain: keys, words, examples.
const std::vector<std::string_view>& vocabulary() {
    static const auto all = [] {
        std::vector<std::string_view> words(std::begin(edges), std::end(edges));
        for (const caisson::read::KeyRow& row : caisson::read::keys()) {
            words.insert(words.end(), {row.name, row.example});
            for (const auto& word : row.words) {
                words.push_back(word.word);
            }
        }
        return words;
    }();
    return all;
}

void change_word(std::string& text, Random& random) {
    const auto words = words_in(text);
    if (words.empty()) {
        return;
    }
    const Stretch from = any_of(words, random);
    const std::string by =
        below(random, 2) == 0 ? text.substr(from.begin, from.size) : std::string{any_of(vocabulary(), random)};
    const Stretch to = any_of(words, random);
    text.replace(to.begin, to.size, by);
}

/// Removes, repeats or moves a line, or what stands between two commas.
void change_piece(std::string& text, Random& random) {
    const auto pieces = pieces_of(text, below(random, 2) == 0 ? '\n' : ',');
    if (pieces.empty()) {
        return;
    }
    const Stretch piece = any_of(pieces, random);
    const std::string copy = text.substr(piece.begin, piece.size);
    const std::size_t target = any_of(pieces, random).begin;
    const std::size_t kind = below(random, 3);
    if (kind != 0) {
        text.insert(target, copy);
    }
    if (kind != 1) {
        text.erase(piece.begin + (kind != 0 && target <= piece.begin ? copy.size() : 0), piece.size);
    }
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* bytes, std::size_t size, std::size_t most,
                                               unsigned int seed) {
    Random random(seed);
    if (below(random, 2) == 0) {
        return LLVMFuzzerMutate(bytes, size, most);
    }
    std::string text(reinterpret_cast<const char*>(bytes), size);
    for (std::size_t changes = 1 + below(random, 3); changes > 0; --changes) {
        below(random, 3) == 0 ? change_piece(text, random) : change_word(text, random);
    }
    const std::size_t kept = std::min(text.size(), most);
    std::copy_n(text.begin(), kept, bytes);
    return kept;
}
