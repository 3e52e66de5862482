#include "caisson/base/ensure.hpp"
#include "caisson/graph/dot.hpp"
#include "support/catch.hpp"

namespace caisson::graph {
namespace {

DotNode node(std::string name, std::string label = {}) {
    return {std::move(name), std::move(label), DotShape::box, {}};
}

// The line of the one node of a picture.
std::string line_of(const DotNode& only) {
    const std::string text = to_dot({{}, {only}, {}});
    const std::string before = "digraph {\n    rankdir=LR;\n    ";
    REQUIRE(text.substr(0, before.size()) == before);
    return text.substr(before.size(), text.find('\n', before.size()) - before.size());
}

TEST_CASE("a picture has its groups, its other nodes and its edges, each on a line", "[graph][known]") {
    DotGraph graph;
    graph.title = "The deal";
    graph.nodes = {{"front", "front\n400k", DotShape::cylinder, "Russia"},
                   {"sea", "", DotShape::ellipse, ""},
                   {"magazines", "", DotShape::cylinder, "North Korea"},
                   {"works", "", DotShape::house, "Russia"}};
    graph.edges = {{2, 1, "sailings", DotLine::solid},
                   {1, 0, "", DotLine::dashed},
                   {3, 0, "", DotLine::solid},
                   {2, 0, "closed", DotLine::dotted}};
    CHECK(to_dot(graph) == R"(digraph {
    rankdir=LR;
    label="The deal";
    labelloc=t;
    subgraph "cluster_0" {
        label="Russia";
        "front" [label="front\n400k", shape=cylinder];
        "works" [label="works", shape=house];
    }
    subgraph "cluster_1" {
        label="North Korea";
        "magazines" [label="magazines", shape=cylinder];
    }
    "sea" [label="sea", shape=ellipse];
    "magazines" -> "sea" [label="sailings"];
    "sea" -> "front" [style=dashed];
    "works" -> "front";
    "magazines" -> "front" [label="closed", style=dotted];
}
)");
}

TEST_CASE("a picture of nothing is a picture", "[graph][known]") {
    CHECK(to_dot({}) == "digraph {\n    rankdir=LR;\n}\n");
}

TEST_CASE("quotes and backslashes end no label and begin no escape", "[graph][known]") {
    CHECK(line_of(node("a", R"(say "go")")) == R"("a" [label="say \"go\"", shape=box];)");
    CHECK(line_of(node("a", R"(C:\N)")) == R"("a" [label="C:\\N", shape=box];)");  // not the node's name
    CHECK(line_of(node("a", R"(at the end \)")) == R"("a" [label="at the end \\", shape=box];)");
    CHECK(line_of(node("a", R"(x"]; b [label="y)")) == R"("a" [label="x\"]; b [label=\"y", shape=box];)");
}

TEST_CASE("line ends break the line, other controls are shown", "[graph][known]") {
    CHECK(line_of(node("a", "one\ntwo")) == R"("a" [label="one\ntwo", shape=box];)");
    CHECK(line_of(node("a", "\x1b[31m\t\x7f")) == R"("a" [label="\\x1b[31m\\x09\\x7f", shape=box];)");
    CHECK(line_of(node("a", std::string("nul\0", 4))) == R"("a" [label="nul\\x00", shape=box];)");
}

TEST_CASE("what HTML would take for a character stays text", "[graph][known]") {
    CHECK(line_of(node("a", "&lt; &#60; &#x3c;")) == R"("a" [label="&amp;lt; &amp;#60; &amp;#x3c;", shape=box];)");
    CHECK(line_of(node("a", "food & fuel; R&D")) == R"("a" [label="food & fuel; R&D", shape=box];)");
    CHECK(line_of(node("a", "<b>no markup</b>")) == R"("a" [label="<b>no markup</b>", shape=box];)");
    CHECK(line_of(node("a", "Ко́мсомольск 조선")) == R"("a" [label="Ко́мсомольск 조선", shape=box];)");
}

TEST_CASE("groups, titles, edges and names are escaped as labels are", "[graph][known]") {
    const DotGraph graph{
        R"(a "title")", {{R"(a"b)", "", DotShape::diamond, R"(x\y)"}}, {{0, 0, "tab\t", DotLine::bold}}};
    CHECK(to_dot(graph) == R"(digraph {
    rankdir=LR;
    label="a \"title\"";
    labelloc=t;
    subgraph "cluster_0" {
        label="x\\y";
        "a\"b" [label="a\"b", shape=diamond];
    }
    "a\"b" -> "a\"b" [label="tab\\x09", style=bold];
}
)");
}

TEST_CASE("every shape has the name that Graphviz knows", "[graph][known]") {
    const auto shape = [](DotShape drawn) { return line_of({"a", "b", drawn, ""}); };
    CHECK(shape(DotShape::invhouse) == R"("a" [label="b", shape=invhouse];)");
    CHECK(shape(DotShape::hexagon) == R"("a" [label="b", shape=hexagon];)");
    CHECK(shape(DotShape::plaintext) == R"("a" [label="b", shape=plaintext];)");
}

TEST_CASE("a picture with two nodes of one name, or an edge to none, is a fault", "[graph][known]") {
    CHECK_THROWS_AS(to_dot({{}, {node("a"), node("a")}, {}}), Bug);
    CHECK_THROWS_AS(to_dot({{}, {node("")}, {}}), Bug);
    CHECK_THROWS_AS(to_dot({{}, {node("a")}, {{0, 1, "", DotLine::solid}}}), Bug);
}

}  // namespace
}  // namespace caisson::graph
