#include "integrators/taylor/slice_products.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <vector>

using namespace flowcert::integrators;

TEST_CASE("the machine's version of the slice products gives the definition's sums") {
  for (const std::size_t length : {0, 1, 3, 4, 7, 64, 1001}) {
    std::vector<std::vector<double>> lines(tile_rows + tile_columns, std::vector<double>(length));
    std::uint64_t state = 12345;
    for (auto& line : lines)
      for (double& value : line) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        value = double(std::int64_t(state >> 43)) - double(1 << 20);  // 21 bits with a sign
      }
    const double* const rows[tile_rows] = {lines[0].data(), lines[1].data()};
    const double* const columns[tile_columns] = {lines[2].data(), lines[3].data(), lines[4].data(), lines[5].data()};
    double fast[tile_rows * tile_columns], plain[tile_rows * tile_columns];
    multiply_slices(rows, columns, length, fast);
    multiply_slices_plain(rows, columns, length, plain);
    for (std::size_t k = 0; k < tile_rows * tile_columns; ++k) CHECK(fast[k] == plain[k]);
  }
}
