/// Whether a text reads the same if yaml-cpp is shown all of it, and if it is shown what is left of it.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "caisson/read/document.hpp"
#include "read/parse_document.hpp"

namespace caisson::tests {

/// What comes of a text if yaml-cpp is shown so much of it.
struct Outcome {
    read::Sources sources;
    read::Document document;
    Findings findings;
    read::ValueId root;

    Outcome(const std::string& text, read::Shown shown) {
        constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
        const FileId file = sources.add("x.yaml", text);
        const std::size_t begin = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
        root = read::parse_document(document, sources, file, begin, text.size(), findings, shown);
    }

    [[nodiscard]] bool readable() const { return root.valid(); }
};

inline bool same(const Outcome& a, const Outcome& b, read::ValueId value) {
    return a.document.kind(value) == b.document.kind(value) && a.document.text(value) == b.document.text(value) &&
           a.document.quoted(value) == b.document.quoted(value) && a.document.first(value) == b.document.first(value) &&
           a.document.next(value) == b.document.next(value) &&
           a.document.span(value, a.sources) == b.document.span(value, b.sources) &&
           a.document.span(value, a.sources, 1, 1) == b.document.span(value, b.sources, 1, 1);
}

inline bool same(const Finding& a, const Finding& b) {
    bool related = a.related.size() == b.related.size();
    for (std::size_t at = 0; related && at < a.related.size(); ++at) {
        related = a.related[at].where == b.related[at].where && a.related[at].text == b.related[at].text;
    }
    return related && a.code == b.code && a.where == b.where && a.message == b.message && a.repair == b.repair;
}

/// Values, places and findings, in their order.
inline bool same(const Outcome& a, const Outcome& b) {
    bool all = a.root == b.root && a.findings.size() == b.findings.size() && a.document.size() == b.document.size();
    for (std::size_t at = 0; all && at < a.findings.size(); ++at) {
        all = same(a.findings[at], b.findings[at]);
    }
    for (std::size_t at = 0; all && at < a.document.size(); ++at) {
        all = same(a, b, read::ValueId{at});
    }
    return all;
}

inline bool same_either_way(const std::string& text) {
    return same(Outcome(text, read::Shown::abridged), Outcome(text, read::Shown::whole));
}

}  // namespace caisson::tests
