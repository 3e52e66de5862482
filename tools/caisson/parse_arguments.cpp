#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "arguments.hpp"
#include "caisson/base/number_text.hpp"
#include "help.hpp"
#include "typed_values.hpp"

namespace caisson::cli {
namespace {

using Words = std::vector<std::string>;

/// The options of one verb: declares them, reads them, and describes them.
class Parser {
public:
    explicit Parser(const VerbRow& verb) : verb_(verb) {
        app_.set_help_flag();  // ours: its text needs all options, and comes before complaints
        app_.allow_extras();
        flag("-h,--help", help_, "say this");
    }

    void file(std::vector<std::string>& files) { app_.add_option("FILE", files)->group(""); }

    void flag(const std::string& names, bool& to, const std::string& help) { app_.add_flag(names, to, help); }

    void option(const std::string& names, std::string& to, const std::string& value, const std::string& help) {
        app_.add_option(names, to, help)->type_name(value);
    }

    /// An option that may be given several times, each time with one value.
    void repeated(const std::string& names, std::vector<std::string>& to, const std::string& value,
                  const std::string& help) {
        app_.add_option(names, to, help)->type_name(value)->allow_extra_args(false);
    }

    /// Reads the words behind the verb.
    /// returns  whether help was asked for
    bool read(Words words) {
        std::reverse(words.begin(), words.end());  // as CLI11 wants them
        try {
            app_.parse(std::move(words));
        } catch (const CLI::ParseError& error) {
            if (!help_) {
                throw Wrong{printable(error.what())};
            }
        }
        if (!help_) {
            refuse_extras();
        }
        return help_;
    }

    [[nodiscard]] std::string help() const {
        std::vector<OptionHelp> rows;
        for (const auto* option : app_.get_options()) {
            if (!option->get_group().empty()) {
                rows.push_back({names_text(*option), option->get_description()});
            }
        }
        return help_text(verb_, rows);
    }

private:
    static std::string names_text(const CLI::Option& option) {
        std::string names;
        for (const auto& name : option.get_snames()) {
            names += (names.empty() ? "-" : ", -") + name;
        }
        for (const auto& name : option.get_lnames()) {
            names += (names.empty() ? "    --" : ", --") + name;
        }
        const bool takes_value = option.get_items_expected_max() > 0;
        return takes_value ? names + " " + option.get_type_name() : names;
    }

    void refuse_extras() const {
        for (const auto& extra : app_.remaining()) {
            if (extra.size() > 1 && extra.front() == '-' && extra != "--") {
                const std::string name = extra.substr(0, extra.find('='));
                throw Wrong{fmt::format("unknown option {}{}", quote(name), did_you_mean(name, option_names()))};
            }
        }
        if (!app_.remaining().empty()) {
            throw Wrong{fmt::format("what is {} for?", quote(app_.remaining().front()))};
        }
    }

    [[nodiscard]] std::vector<std::string> option_names() const {
        std::vector<std::string> names;
        for (const auto* option : app_.get_options()) {
            for (const auto& name : option->get_lnames()) {
                names.push_back("--" + name);
            }
        }
        return names;
    }

    const VerbRow& verb_;
    CLI::App app_;
    bool help_ = false;
};

enum class Several : std::uint8_t { refuse, allow };

/// What several verbs share, before it is put where it belongs.
struct Common {
    std::vector<std::string> files;
    std::vector<std::string> variants;
    std::vector<std::string> sets;
    std::string colour = "auto";
    Manner manner;

    void declare_scenario(Parser& parser, const std::string& variants_help) {
        parser.file(files);
        parser.repeated("-V,--variant", variants, "A,B", variants_help);
        parser.repeated("--set", sets, "PATH=VALUE", "set a number of the scenario; see caisson list FILE parameters");
    }

    void declare_manner(Parser& parser) {
        parser.option("--colour,--color", colour, "WHEN", "colour messages: auto (default), always or never");
        parser.flag("-v,--verbose", manner.verbose, "say on standard error what is being done");
    }

    [[nodiscard]] Manner read_manner() {
        if (const std::vector<std::string> known{"auto", "always", "never"};
            std::find(known.begin(), known.end(), colour) == known.end()) {
            throw Wrong{fmt::format("--colour {} is none of auto, always and never", quote(colour))};
        }
        manner.colour = colour == "always"  ? ColourWhen::always
                        : colour == "never" ? ColourWhen::never
                                            : ColourWhen::automatic;
        return manner;
    }

    [[nodiscard]] ScenarioArguments read_scenario(Several several_files, Several several_choices) const {
        if (files.empty()) {
            throw Wrong{"which scenario? A file is missing"};
        }
        if (files.size() > 1 && several_files == Several::refuse) {
            throw Wrong{fmt::format("one scenario at a time: {} is one too many", quote(files[1]))};
        }
        ScenarioArguments scenario{files, {}, sets};
        for (const auto& list : variants) {
            scenario.variants.push_back(variants_of(list));
        }
        if (scenario.variants.size() > 1 && several_choices == Several::refuse) {
            throw Wrong{"one -V here: several variants of one scenario are written -V a,b"};
        }
        for (const auto& set : sets) {
            if (set.find('=') == std::string::npos) {
                throw Wrong{fmt::format("--set {} has no `=`: write --set PATH=VALUE", quote(set))};
            }
        }
        return scenario;
    }
};

Arguments parse_run(Parser& parser, const Words& words) {
    Common common;
    RunArguments run;
    std::string step;
    std::string most_events;
    std::string seed;
    common.declare_scenario(parser, "apply these variants in this order; every -V is a run of its own");
    parser.option("-o,--out", run.folder, "DIR", "write into this folder; default: runs/NAME");
    parser.flag("--force", run.force, "replace the results of an earlier run; write however much it is");
    parser.option("--step", step, "TIME", "write a row for each such time: 1d (default), 6h, 1wk");
    parser.flag("--exact", run.exact, "write every breakpoint instead: straight lines in between");
    parser.flag("--wide", run.wide, "write tables with a column for each node and variable as well");
    parser.option("--seed", seed, "N", "draw other lots that are lost by chance");
    parser.option("--max-events", most_events, "N", "give up after so many events (default 100M)");
    parser.flag("--dry-run", run.dry_run, "say what would be run and written, and stop");
    parser.flag("--json", common.manner.json, "print the summary as JSON");
    parser.flag("-q,--quiet", common.manner.quiet, "print no summary and no warnings");
    common.declare_manner(parser);
    if (parser.read(words)) {
        return Asked{parser.help()};
    }
    run.scenario = common.read_scenario(Several::refuse, Several::allow);
    run.manner = common.read_manner();
    if (!step.empty() && run.exact) {
        throw Wrong{"--step and --exact exclude each other"};
    }
    if (!step.empty()) {
        run.step = step_of(step);
    }
    if (!seed.empty()) {
        run.seed = count_of("--seed", seed, 0);
    }
    run.most_events = most_events_of(most_events);
    return run;
}

Arguments parse_check(Parser& parser, const Words& words) {
    Common common;
    CheckArguments check;
    common.declare_scenario(parser, "check this choice of variants alone");
    std::string most_events;
    parser.option("--max-events", most_events, "N", "give up a run after so many events (default 100M)");
    parser.flag("--strict", check.strict, "let a warning count as an error");
    parser.flag("--json", common.manner.json, "print findings and claims as JSON");
    parser.flag("-q,--quiet", common.manner.quiet, "print errors only");
    common.declare_manner(parser);
    if (parser.read(words)) {
        return Asked{parser.help()};
    }
    check.scenario = common.read_scenario(Several::allow, Several::refuse);
    check.manner = common.read_manner();
    check.most_events = most_events_of(most_events);
    return check;
}

Arguments parse_why(Parser& parser, const Words& words) {
    Common common;
    WhyArguments why;
    parser.file(common.files);
    parser.repeated("-V,--variant", common.variants, "A,B", "the run of these variants, if the folder holds several");
    parser.option("--from", why.from, "DATE", "begin the sums on this date; default: the start of the run");
    parser.option("--until", why.until, "DATE", "end them on this date; default: DATE, or the end of the run");
    parser.flag("--json", common.manner.json, "print it as JSON");
    common.declare_manner(parser);
    if (parser.read(words)) {
        return Asked{parser.help()};
    }
    if (common.files.empty()) {
        throw Wrong{"which run? The folder that caisson run wrote is missing"};
    }
    if (common.files.size() > 3) {
        throw Wrong{fmt::format("what is {} for? After the folder come a fire and a date", quote(common.files[3]))};
    }
    if (common.variants.size() > 1) {
        throw Wrong{"one -V here: several variants of one run are written -V a,b"};
    }
    common.files.resize(3);
    why.folder = common.files[0];
    why.fire = common.files[1];
    why.date = common.files[2];
    if (!why.date.empty() && !why.until.empty()) {
        throw Wrong{fmt::format("the sums end on the date {}: leave --until out", quote(why.date))};
    }
    if (!common.variants.empty()) {
        why.variants = variants_of(common.variants.front());
    }
    why.manner = common.read_manner();
    return why;
}

Arguments parse_show(Parser& parser, const Words& words) {
    Common common;
    ShowArguments show;
    common.declare_scenario(parser, "apply these variants in this order");
    parser.flag("--plain", show.plain, "without the comments that say where each value comes from");
    common.declare_manner(parser);
    if (parser.read(words)) {
        return Asked{parser.help()};
    }
    show.scenario = common.read_scenario(Several::refuse, Several::refuse);
    show.manner = common.read_manner();
    return show;
}

Arguments parse_list(Parser& parser, const Words& words) {
    const std::vector<std::string> parts{"variants", "parameters", "outcomes", "estimates"};
    Common common;
    ListArguments list;
    common.declare_scenario(parser, "apply these variants in this order");
    parser.flag("--json", common.manner.json, "print it as JSON");
    common.declare_manner(parser);
    if (parser.read(words)) {
        return Asked{parser.help()};
    }
    if (common.files.size() == 2) {
        list.part = common.files.back();
        common.files.pop_back();
        if (std::find(parts.begin(), parts.end(), list.part) == parts.end()) {
            throw Wrong{fmt::format("unknown part {}{}", quote(list.part), did_you_mean(list.part, parts))};
        }
    }
    list.scenario = common.read_scenario(Several::refuse, Several::refuse);
    list.manner = common.read_manner();
    return list;
}

Arguments parse_graph(Parser& parser, const Words& words) {
    Common common;
    GraphArguments graph;
    common.declare_scenario(parser, "apply these variants in this order");
    parser.flag("--run", graph.run, "play the scenario, and let the edges say what moved");
    common.declare_manner(parser);
    if (parser.read(words)) {
        return Asked{parser.help()};
    }
    if (common.files.size() == 2) {
        graph.folder = common.files.back();
        common.files.pop_back();
        if (graph.run) {
            throw Wrong{fmt::format("either --run or the folder {}: one run is drawn", quote(graph.folder))};
        }
    }
    graph.scenario = common.read_scenario(Several::refuse, Several::refuse);
    graph.manner = common.read_manner();
    return graph;
}

Arguments parse_schema(Parser& parser, const Words& words) {
    Common common;
    SchemaArguments schema;
    parser.flag("--reference", schema.reference, "print the reference page in Markdown instead");
    common.declare_manner(parser);
    if (parser.read(words)) {
        return Asked{parser.help()};
    }
    schema.manner = common.read_manner();
    return schema;
}

Arguments parse_verb(const VerbRow& verb, const Words& words) {
    Parser parser(verb);
    switch (verb.verb) {
        case Verb::run:
            return parse_run(parser, words);
        case Verb::check:
            return parse_check(parser, words);
        case Verb::why:
            return parse_why(parser, words);
        case Verb::show:
            return parse_show(parser, words);
        case Verb::list:
            return parse_list(parser, words);
        case Verb::graph:
            return parse_graph(parser, words);
        case Verb::schema:
            break;
    }
    return parse_schema(parser, words);
}

const VerbRow* find_verb(const std::string& name) {
    for (const auto& verb : verbs()) {
        if (verb.name == name) {
            return &verb;
        }
    }
    return nullptr;
}

UsageError unknown_verb(const std::string& word) {
    std::vector<std::string> names;
    for (const auto& verb : verbs()) {
        names.emplace_back(verb.name);
    }
    const bool is_option = word.starts_with('-');
    if (is_option) {
        names = {"--help", "--version"};
    }
    const auto* what = is_option ? "option" : "verb";
    return {
        fmt::format("unknown {} {}{}\ncaisson --help lists the verbs", what, quote(word), did_you_mean(word, names))};
}

}  // namespace

Result<Arguments, UsageError> parse_arguments(const std::vector<std::string>& arguments) {
    if (arguments.empty()) {
        return tl::unexpected(UsageError{"what is to be done? caisson --help lists the verbs"});
    }
    const std::string& first = arguments.front();
    if (first == "--version") {
        return Asked{version_text()};
    }
    const bool asks_about_verb = first == "help" && arguments.size() > 1;
    const VerbRow* verb = find_verb(asks_about_verb ? arguments[1] : first);
    if (first == "-h" || first == "--help" || (first == "help" && verb == nullptr)) {
        return Asked{help_text()};
    }
    if (verb == nullptr) {
        return tl::unexpected(unknown_verb(first));
    }
    try {
        return parse_verb(*verb, asks_about_verb ? Words{"--help"} : Words{arguments.begin() + 1, arguments.end()});
    } catch (const Wrong& wrong) {
        return tl::unexpected(
            UsageError{fmt::format("{}\ncaisson {} --help lists the options", wrong.message, verb->name)});
    }
}

}  // namespace caisson::cli
