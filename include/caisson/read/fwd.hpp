/// The words of `read`, named and not defined.
#pragma once
#include <cstdint>

namespace caisson::read {

class Sources;
class Document;
class KeyTable;
struct Request;
struct Reading;
struct Refusal;
struct KeyRow;
struct SectionRow;
enum class Key : std::uint16_t;
enum class Section : std::uint64_t;

}  // namespace caisson::read
