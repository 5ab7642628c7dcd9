#include "reports/version.hpp"

namespace flowcert::reports {

std::string_view version() {
  return FLOWCERT_VERSION;
}

}  // namespace flowcert::reports
