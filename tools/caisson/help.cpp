#include "help.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "caisson_build_name.hpp"

namespace caisson::cli {
namespace {

constexpr std::array<VerbRow, 7> all_verbs{{
    {Verb::run, "run", "FILE", "play a scenario and write what happens into a folder",
     R"(Plays the central values of a scenario, writes tables of stocks, flows, events and outcomes into a folder, and
says who runs dry when. Without -o the folder is runs/NAME, after the file.
)",
     R"(  caisson run scenarios/shell-gap.yaml
      play the baseline into runs/shell-gap
  caisson run scenarios/shell-gap.yaml -V baseline -V alone -o out
      play two choices of variants into one folder: the column `run` tells them apart
  caisson run scenarios/shell-gap.yaml --set fires.russian-guns.rate='8M round/yr' --exact -o out --force
      set a number, write every breakpoint instead of a row a day, and replace out
)"},
    {Verb::check, "check", "FILE...", "find everything that is wrong with a scenario, and test its claims",
     R"(Reads the baseline and every variant, lists all errors and warnings with their places, and plays the runs that the
claims under `expect:` speak of. With -V that choice of variants alone is checked.
)",
     R"(  caisson check scenarios/shell-gap.yaml
      list what is wrong or suspicious; exit with 3 if there are errors, with 4 if a claim does not hold
  caisson check scenarios/*.yaml --strict
      check many files, and let a warning count as an error
  caisson check draft.yaml --json
      the same for an editor or a script
)"},
    {Verb::why, "why", "DIR [FIRE [DATE]]", "say what kept fires short in a run that was written before",
     R"(Plays the run in a folder again, and divides what its fires missed among the plants, routes and orders that held
supplies back: all fires, or one of them. With a date it also says what led to that fire then, and where the supply graph
was narrowest.
)",
     R"(  caisson run scenarios/shell-gap.yaml -o out && caisson why out
      who was short, since when, and because of what?
  caisson why out fires.russian-guns 2025-01-15
      what held the guns back on that day, and since when?
  caisson why out fires.russian-guns --from 2024-07-01 --until 2024-12-31 --json
      the shares of what was missed in a period, for a script
)"},
    {Verb::show, "show", "FILE", "print the scenario with everything that was extended, varied and set",
     R"(Prints one scenario file without parents, variants and overrides. A comment behind each value says where it comes
from.
)",
     R"(  caisson show scenarios/shell-gap.yaml
      where does each number come from?
  caisson show scenarios/shell-gap.yaml -V alone --plain > mine.yaml
      a file of its own to go on from
  diff <(caisson show a.yaml --plain) <(caisson show b.yaml --plain)
      what differs?
)"},
    {Verb::list, "list", "FILE [PART]", "print what a scenario offers to vary, to set and to ask",
     R"(PART is variants, parameters, outcomes or estimates; without it all are printed.
)",
     R"(  caisson list scenarios/shell-gap.yaml variants
      what can stand behind -V?
  caisson list scenarios/shell-gap.yaml parameters
      what can stand behind --set, and what is it now?
  caisson list scenarios/shell-gap.yaml estimates --json
      every range with its source, for a script
)"},
    {Verb::graph, "graph", "FILE [DIR]", "print the supply graph, for Graphviz to draw",
     R"(Prints depots in a frame for each state, plants, fires and routes in DOT. With --run the scenario is played, and edges
say what moved. With DIR they say what moved in the run that caisson run wrote into that folder.
)",
     R"(  caisson graph scenarios/shell-gap.yaml | dot -Tsvg > graph.svg
      draw who supplies whom
  caisson graph scenarios/shell-gap.yaml --run | dot -Tpng > flows.png
      draw what moved from the start to the end
  caisson graph scenarios/shell-gap.yaml -V alone --run > flows.dot
      the same under a variant
  caisson graph scenarios/shell-gap.yaml -V alone out > flows.dot
      the same from the run of that variant in the folder out
)"},
    {Verb::schema, "schema", "", "print the JSON Schema of scenario files, for editors",
     R"(Prints what may stand in a scenario file, made from the table that the reader itself uses.
)",
     R"(  caisson schema > scenario.schema.json
      then begin a file with: # yaml-language-server: $schema=scenario.schema.json
  caisson schema | python3 -m json.tool | less
      look at it
  caisson schema --reference > scenario-reference.md
      the same as a page to read
)"},
}};

constexpr std::string_view exit_codes = R"(exit codes
  0  done                                  4  a claim under `expect:` does not hold
  1  a run failed                          7  refused to overwrite, or the file system said no
  2  the command line is wrong           130  interrupted: nothing half done is left
  3  a scenario is invalid
)";

}  // namespace

std::span<const VerbRow> verbs() { return all_verbs; }

std::string help_text() {
    std::string text =
        R"(caisson simulates how long artillery ammunition lasts: who makes, ships and fires it, and when somebody runs out.

usage: caisson VERB [OPTION]... [FILE]

)";
    for (const auto& verb : all_verbs) {
        text += fmt::format("  {:<8} {}\n", verb.name, verb.purpose);
    }
    text += R"(
  -h, --help  with a verb before it: its options, and examples
  --version   print the version and the commit it was built from

examples
  caisson check scenarios/shell-gap.yaml
  caisson run scenarios/shell-gap.yaml -o out
  caisson list scenarios/shell-gap.yaml variants

)";
    text += exit_codes;
    return text;
}

std::string help_text(const VerbRow& verb, const std::vector<OptionHelp>& options) {
    std::string text =
        fmt::format("caisson {}: {}\n\nusage: caisson {} [OPTION]...{}{}\n\n{}\noptions\n", verb.name, verb.purpose,
                    verb.name, verb.operands.empty() ? "" : " ", verb.operands, verb.about);
    std::size_t width = 0;
    for (const auto& option : options) {
        width = std::max(width, option.names.size());
    }
    for (const auto& option : options) {
        text += fmt::format("  {:<{}}  {}\n", option.names, width, option.help);
    }
    text += fmt::format("\nexamples\n{}\n{}", verb.examples, exit_codes);
    return text;
}

std::string version_text() {
    if (build_commit.empty()) {
        return fmt::format("caisson {}\n", build_version);
    }
    return fmt::format("caisson {} (commit {})\n", build_version, build_commit);
}

}  // namespace caisson::cli
