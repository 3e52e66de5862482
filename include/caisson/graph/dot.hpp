/// A graph as text in DOT, the language of Graphviz, for people who want to look at it.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "caisson/graph/fwd.hpp"

namespace caisson::graph {

/// How a node is drawn, by Graphviz's own names.
enum class DotShape : std::uint8_t { box, cylinder, house, invhouse, ellipse, hexagon, diamond, plaintext };

/// How an edge is drawn.
enum class DotLine : std::uint8_t { solid, dashed, dotted, bold };

struct DotNode {
    std::string name;   ///< what edges call it in the text; each node has its own
    std::string label;  ///< what is shown, a line for each '\n'; the name if empty
    DotShape shape = DotShape::box;
    std::string group;  ///< nodes of one group stand in one frame with this title; none if empty
};

struct DotEdge {
    NodeId from = 0;    ///< position in DotGraph::nodes
    NodeId to = 0;      ///< likewise
    std::string label;  ///< nothing is written beside the edge if empty
    DotLine line = DotLine::solid;
};

struct DotGraph {
    std::string title;  ///< stands above the picture; none if empty
    std::vector<DotNode> nodes;
    std::vector<DotEdge> edges;
};

/// Writes a graph in DOT, to be read from left to right.
/// graph   all text is UTF-8, which is not checked; nothing in it is taken for markup
/// returns groups in the order of their first nodes, each with its nodes in order; nodes without a group; edges in
///         order; each on a line, ending with a line end
/// fails   Bug if two nodes have one name, a name is empty or an edge ends at no node
/// cost    O(size of the text + nodes log nodes)
/// promise Graphviz shows every label as it is, control characters other than line ends as \x1b; same graph, same text
/// source  The DOT language and escString, graphviz.org/doc/info/lang.html and /docs/attr-types/escString
[[nodiscard]] std::string to_dot(const DotGraph& graph);

}  // namespace caisson::graph
