#include "caisson/app/schema.hpp"

#include "caisson/read/keys.hpp"
#include "caisson/read/reference.hpp"
#include "caisson/read/schema.hpp"

namespace caisson::app {

std::string schema() { return read::schema_text(read::KeyTable()); }

std::string reference() { return read::reference_text(read::KeyTable()); }

}  // namespace caisson::app
