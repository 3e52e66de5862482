#include "caisson/graph/dot.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <string_view>

#include "caisson/base/ensure.hpp"

namespace caisson::graph {
namespace {

std::string_view name_of(DotShape shape) {
    constexpr std::array<std::string_view, 8> names{"box",     "cylinder", "house",   "invhouse",
                                                    "ellipse", "hexagon",  "diamond", "plaintext"};
    return names.at(static_cast<std::size_t>(shape));
}

std::string_view name_of(DotLine line) {
    constexpr std::array<std::string_view, 4> names{"solid", "dashed", "dotted", "bold"};
    return names.at(static_cast<std::size_t>(line));
}

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

std::string hexadecimal(char c) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    return {digits[byte / 16], digits[byte % 16]};
}

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Whether `text` begins with what HTML takes for a character: Graphviz would show &lt; as <. A lone & it leaves alone.
bool begins_with_entity(std::string_view text) {
    std::size_t end = text.starts_with("&#") ? 2 : 1;
    while (end < text.size() && is_letter_or_digit(text[end])) {
        ++end;
    }
    return end < text.size() && text[end] == ';';
}

// A quote ends the text and a backslash begins an escape (in a label \N is the node's name, \l a line end), so both are
// kept from it by a backslash.
std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '"' || c == '\\') {
            out += {'\\', c};
        } else if (c == '\n') {
            out += "\\n";
        } else if (is_control(c)) {
            out += "\\\\x" + hexadecimal(c);
        } else if (c == '&' && begins_with_entity(text.substr(at))) {
            out += "&amp;";
        } else {
            out += c;
        }
    }
    return out + '"';
}

struct Group {
    std::string_view title;
    std::vector<const DotNode*> nodes;
};

// In the order of their first nodes; the nodes of no group are left out.
std::vector<Group> groups_of(const DotGraph& graph) {
    std::vector<Group> groups;
    std::map<std::string_view, std::size_t> position;
    for (const DotNode& node : graph.nodes) {
        if (node.group.empty()) {
            continue;
        }
        const auto [place, added] = position.emplace(node.group, groups.size());
        if (added) {
            groups.push_back({node.group, {}});
        }
        groups[place->second].nodes.push_back(&node);
    }
    return groups;
}

std::string node_line(const DotNode& node) {
    const std::string& shown = node.label.empty() ? node.name : node.label;
    return quoted(node.name) + " [label=" + quoted(shown) + ", shape=" + std::string{name_of(node.shape)} + "];\n";
}

std::string group_block(const Group& group, std::size_t number) {
    std::string out = "    subgraph \"cluster_" + std::to_string(number) + "\" {\n";
    out += "        label=" + quoted(group.title) + ";\n";
    for (const DotNode* node : group.nodes) {
        out += "        " + node_line(*node);
    }
    return out + "    }\n";
}

std::string edge_line(const DotGraph& graph, const DotEdge& edge) {
    std::string attributes;
    if (!edge.label.empty()) {
        attributes = "label=" + quoted(edge.label);
    }
    if (edge.line != DotLine::solid) {
        attributes += (attributes.empty() ? "style=" : ", style=") + std::string{name_of(edge.line)};
    }
    const std::string ends = quoted(graph.nodes[edge.from].name) + " -> " + quoted(graph.nodes[edge.to].name);
    return "    " + ends + (attributes.empty() ? "" : " [" + attributes + "]") + ";\n";
}

void ensure_writable(const DotGraph& graph) {
    std::set<std::string> names;  // as they are written: two texts may be written alike
    for (const DotNode& node : graph.nodes) {
        ensure(!node.name.empty(), "each node of a picture has a name");
        ensure(names.insert(quoted(node.name)).second, "no two nodes of a picture have one name");
    }
    for (const DotEdge& edge : graph.edges) {
        ensure(edge.from < graph.nodes.size() && edge.to < graph.nodes.size(),
               "an edge joins two nodes of its picture");
    }
}

}  // namespace

std::string to_dot(const DotGraph& graph) {
    ensure_writable(graph);
    std::string out = "digraph {\n    rankdir=LR;\n";
    if (!graph.title.empty()) {
        out += "    label=" + quoted(graph.title) + ";\n    labelloc=t;\n";
    }
    const std::vector<Group> groups = groups_of(graph);
    for (std::size_t number = 0; number < groups.size(); ++number) {
        out += group_block(groups[number], number);
    }
    for (const DotNode& node : graph.nodes) {
        if (node.group.empty()) {
            out += "    " + node_line(node);
        }
    }
    for (const DotEdge& edge : graph.edges) {
        out += edge_line(graph, edge);
    }
    return out + "}\n";
}

}  // namespace caisson::graph
