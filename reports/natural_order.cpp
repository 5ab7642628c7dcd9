#include "reports/natural_order.hpp"

#include <algorithm>

namespace flowcert::reports {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Cuts the run of digits off the front of `text`, without leading zeros.
std::string_view cut_number(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  std::string_view number = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(number.size());
  number.remove_prefix(std::min(number.find_first_not_of('0'), number.size() - 1));
  return number;
}

}  // namespace

bool naturally_less(std::string_view a, std::string_view b) {
  const std::string_view whole_a = a;
  const std::string_view whole_b = b;
  while (!a.empty() && !b.empty()) {
    if (is_digit(a.front()) && is_digit(b.front())) {
      const std::string_view x = cut_number(a);
      const std::string_view y = cut_number(b);
      if (x.size() != y.size()) return x.size() < y.size();
      if (x != y) return x < y;
    } else {
      if (a.front() != b.front()) return a.front() < b.front();
      a.remove_prefix(1);
      b.remove_prefix(1);
    }
  }
  if (a.empty() != b.empty()) return a.empty();
  return whole_a < whole_b;  // "A01" and "A1" are different names
}

}  // namespace flowcert::reports
