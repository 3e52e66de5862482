/// `caisson schema`: the format of scenario files, for editors and as a page to read.
#pragma once
#include <string>

namespace caisson::app {

/// A JSON Schema of scenario files.
[[nodiscard]] std::string schema();

/// The reference page of scenario files, in Markdown.
[[nodiscard]] std::string reference();

}  // namespace caisson::app
