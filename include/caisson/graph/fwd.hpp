/// The names of the room `graph`, without their definitions, and what numbers its nodes and edges.
#pragma once
#include <cstdint>

namespace caisson::graph {

// Plain numbers: what a node or an edge stands for is the caller's business, and so is its order.
using NodeId = std::uint32_t;
using EdgeId = std::uint32_t;
using ComponentId = std::uint32_t;

struct Edge;
class Topology;
class Partition;
enum class Direction : std::uint8_t;
struct Cut;
struct DotGraph;

}  // namespace caisson::graph
