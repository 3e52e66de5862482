#include <limits>

#include "caisson/base/ensure.hpp"
#include "caisson/write/csv.hpp"
#include "support/catch.hpp"

using namespace caisson;
using write::CsvWriter;
using write::StringSink;

namespace {

/// Takes so many bytes and then no more.
class FullSink final : public write::ByteSink {
public:
    explicit FullSink(std::size_t room) : room_(room) {}

    Result<void, write::WriteFailure> take(std::string_view bytes) override {
        ++calls;
        if (bytes.size() > room_) {
            return tl::unexpected(write::WriteFailure{write::WriteFailure::Kind::system, "full"});
        }
        room_ -= bytes.size();
        return {};
    }

    int calls = 0;

private:
    std::size_t room_;
};

}  // namespace

TEST_CASE("cells of a row are parted by commas and end with a line feed", "[write]") {
    StringSink sink;
    CsvWriter csv(sink);
    csv.integer(18'446'744'073'709'551'615U);
    csv.text("rus-front");
    csv.empty();
    csv.number(5475.701574264203);
    csv.end_row();
    csv.number(-0.0);
    csv.prepared("a,b,");
    csv.end_row();
    REQUIRE(csv.finish());
    CHECK(sink.text() == "18446744073709551615,rus-front,,5475.701574264203\n0,a,b\n");
}

TEST_CASE("numbers are the shortest decimals that read back as the same", "[write]") {
    StringSink sink;
    CsvWriter csv(sink);
    for (const double value : {4e6, 0.1, 1.0 / 3.0, 1e16, 27397.260273972603}) {
        csv.number(value);
    }
    csv.end_row();
    REQUIRE(csv.finish());
    CHECK(sink.text() == "4000000,0.1,0.3333333333333333,1e+16,27397.260273972603\n");
}

TEST_CASE("what is no number reaches no file", "[write]") {
    StringSink sink;
    CsvWriter csv(sink);
    CHECK_THROWS_AS(csv.number(std::numeric_limits<double>::quiet_NaN()), Bug);
    CHECK_THROWS_AS(csv.number(std::numeric_limits<double>::infinity()), Bug);
}

TEST_CASE("a cell with a comma or a quote is quoted", "[write]") {
    CHECK(write::csv_cell("plain text") == "plain text");
    CHECK(write::csv_cell("a,b") == "\"a,b\"");
    CHECK(write::csv_cell("say \"no\"") == "\"say \"\"no\"\"\"");
    CHECK(write::csv_cell("") == "");
}

TEST_CASE("no cell is taken for a formula, and none breaks a line", "[write]") {
    CHECK(write::csv_cell("=1+1") == "'=1+1");
    CHECK(write::csv_cell("+1") == "'+1");
    CHECK(write::csv_cell("-1") == "'-1");
    CHECK(write::csv_cell("@SUM(A1)") == "'@SUM(A1)");
    CHECK(write::csv_cell("=HYPERLINK(\"x\",\"y\")") == "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
    CHECK(write::csv_cell("\t=1") == " =1");  // a control first, then what it hid
    CHECK(write::csv_cell("a\r\nb\tc\x1b[2J") == "a  b c [2J");
    CHECK(write::csv_cell("häfen \xe2\x80\x94 порт") == "häfen \xe2\x80\x94 порт");
}

TEST_CASE("rows longer than the buffer come out whole and in order", "[write]") {
    StringSink sink;
    CsvWriter csv(sink);
    const std::string long_cell(3'000'000, 'x');
    std::string expected;
    for (int row = 0; row < 3; ++row) {
        csv.integer(static_cast<std::uint64_t>(row));
        csv.text(long_cell);
        csv.end_row();
        expected += std::to_string(row) + "," + long_cell + "\n";
    }
    REQUIRE(csv.finish());
    CHECK(sink.text() == expected);
}

TEST_CASE("a million rows come out as they went in", "[write]") {
    StringSink sink;
    CsvWriter csv(sink);
    std::string expected;
    for (std::uint64_t row = 0; row < 1'000'000; ++row) {
        csv.integer(row);
        csv.number(static_cast<double>(row) / 2.0);
        csv.end_row();
        expected += std::to_string(row) + "," + number_text(static_cast<double>(row) / 2.0) + "\n";
    }
    REQUIRE(csv.finish());
    CHECK(sink.text() == expected);
}

TEST_CASE("after a failure nothing more is written, and the end says why", "[write]") {
    FullSink sink(1'500'000);
    CsvWriter csv(sink);
    for (int row = 0; row < 500'000; ++row) {
        csv.text("some ten b");
        csv.end_row();
    }
    const auto done = csv.finish();
    REQUIRE_FALSE(done);
    CHECK(done.error().message == "full");
    CHECK(sink.calls == 2);  // the first MiB fitted, the second did not, the rest was not tried
}
