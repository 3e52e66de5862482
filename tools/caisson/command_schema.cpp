#include "caisson/app/schema.hpp"
#include "commands.hpp"
#include "exit_code.hpp"

namespace caisson::cli {

int command(const SchemaArguments& arguments, Talk& talk) {
    talk.print(arguments.reference ? app::reference() : app::schema());
    return exit_done;
}

}  // namespace caisson::cli
