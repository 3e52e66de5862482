/// The words of `base`, named and not defined.
#pragma once
#include <cstdint>

namespace caisson {

enum class FindingCode : std::uint16_t;
enum class Severity : std::uint8_t;
struct Finding;
struct SourceSpan;
struct TextError;
struct ParsedQuantity;
struct Date;
struct DrawKey;
class PathTable;
class Sha256;
class Fingerprint;

}  // namespace caisson
