#include "proofs_check/numeric/resolution.hpp"

namespace flowcert::proofs {

using integrators::Ball;

int told_apart(const Ball& left, const Ball& right, const Ball& unit, int digits) {
  int low = 0;
  int high = digits;
  while (low < high) {
    const int k = (low + high + 1) / 2;
    Ball change = unit;
    change /= pow(Ball(10), integrators::Integer(k));
    if ((left - (right + change)).certainly_nonzero()) {
      low = k;
    } else {
      high = k - 1;
    }
  }
  return low;
}

}  // namespace flowcert::proofs
