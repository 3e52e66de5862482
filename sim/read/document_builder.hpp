/// Turns yaml-cpp's events into values of a document, refusing what scenarios do not use.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include "abridge.hpp"
#include "caisson/read/document.hpp"

namespace caisson::read {

/// Thrown through yaml-cpp when reading must not go on. The finding has been added already.
struct StopReading {};

class DocumentBuilder final : public YAML::EventHandler {
public:
    /// begin        where in the source the text begins that was abridged [bytes]
    /// abridgement  what yaml-cpp is shown of it
    DocumentBuilder(Document& document, const Sources& sources, FileId file, std::size_t begin,
                    const Abridgement& abridgement, Findings& findings);

    void OnDocumentStart(const YAML::Mark& mark) override;
    void OnDocumentEnd() override;
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override;
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override;
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override;
    void OnMapEnd() override;
    void OnAnchor(const YAML::Mark& mark, const std::string& name) override;

    /// Where in the source yaml-cpp means [bytes].
    [[nodiscard]] std::size_t place_of(const YAML::Mark& mark) const;

    [[nodiscard]] ValueId root() const { return root_; }

    /// How many events there have been.
    [[nodiscard]] std::size_t events() const { return events_; }

    /// Where the last value ends, or the text begins [bytes of the source].
    [[nodiscard]] std::size_t last_end() const { return last_end_; }

    /// Where the innermost list or map that is still open begins; line 0 if none is.
    [[nodiscard]] SourceSpan innermost_open() const;

    /// The same in bytes of the source; past its end if none is.
    [[nodiscard]] std::size_t innermost_offset() const;

    /// Adds the finding that there was too much text without a value.
    void complain_of_gap();

private:
    struct Open {
        ValueId value;
        ValueId last;         // its last entry or key so far
        ValueId pending_key;  // waits for its value
        bool is_map = false;
    };

    class Replay;

    [[noreturn]] void stop(FindingCode code, SourceSpan where, std::string_view message, std::string_view repair);
    void replay(const Abridgement::Cut& cut);
    std::size_t begin_value(std::size_t offset);
    bool refuse_tag(const std::string& tag, std::size_t offset);
    [[nodiscard]] Document::Row row_at(std::size_t offset, std::size_t length) const;
    Document::Row text_row(std::size_t offset, const std::string& tag, const std::string& value);
    void set_place(Document::Row& row, std::size_t offset, std::string_view value) const;
    bool check_scalar(const Document::Row& row);
    void complain_of_lonely_key(ValueId key);
    bool complain_of_comma_in_number(ValueId key);
    void place_text(const Document::Row& row);
    ValueId place(const Document::Row& row);
    void place_in_map(Open& parent, ValueId value);
    void open(std::size_t offset, const std::string& tag, ValueKind kind);
    void close_map();
    [[nodiscard]] bool surely_without_duplicates(ValueId map) const;
    void refuse_duplicates(ValueId map);
    [[nodiscard]] SourceSpan span(std::size_t offset, std::size_t length) const;

    [[nodiscard]] std::string_view source() const { return sources_.text(file_); }

    Document& document_;
    const Sources& sources_;
    FileId file_;
    std::size_t begin_;
    const Abridgement& abridgement_;
    Findings& findings_;
    ValueId root_;
    std::vector<Open> open_;
    std::size_t documents_ = 0;
    std::size_t events_ = 0;
    std::size_t last_begin_;
    std::size_t last_end_;
    std::size_t end_of_number_ = 0;  // which commas in a map have cut into pieces
    bool in_stand_in_ = false;       // between the brackets that stand for what was replayed
};

}  // namespace caisson::read
