#include "reports/proof/render.hpp"
#include "reports/proof/view.hpp"

namespace flowcert::reports::proof {

namespace {

class TextWriter {
 public:
  explicit TextWriter(std::size_t width) : width_(width) {}

  void items(const std::vector<Item>& items, std::size_t depth) {
    for (const Item& item : items) {
      const std::string number = item.number != 0 ? label(item.number) + " " : "";
      paragraph(number + render_line(item, view_), depth, number.size());
      for (const Block& block : item.blocks) {
        const std::string heading = render_heading(block, view_);
        if (!heading.empty()) paragraph(heading, depth + 2, 0);
        this->items(block.items, depth + (heading.empty() ? 2 : 4));
      }
    }
  }

  /// Broken at spaces; lines after the first stand further in.
  void paragraph(const std::string& text, std::size_t depth, std::size_t hanging) {
    std::string line(depth, ' ');
    std::size_t begin = 0;
    bool fresh = true;
    while (begin < text.size()) {
      std::size_t end = text.find(' ', begin);
      if (end == std::string::npos) end = text.size();
      const std::string word = text.substr(begin, end - begin);
      if (!fresh && line.size() + 1 + word.size() > width_) {
        lines.push_back(line);
        line = std::string(depth + (hanging > 0 ? hanging : 2), ' ');
        fresh = true;
      }
      line += (fresh ? "" : " ") + word;
      fresh = false;
      begin = end + 1;
    }
    lines.push_back(line);
  }

  [[nodiscard]] const View& view() const { return view_; }
  std::vector<std::string> lines;

 private:
  std::size_t width_;
  View view_{[](const std::string& text) { return text; }, [](const Formula& formula) { return formula.text; }};
};

}  // namespace

std::vector<std::string> text_of(const Outline& outline, std::size_t width) {
  TextWriter writer(width);
  if (!outline.title.empty()) writer.paragraph(outline.title + ":", 0, 0);
  if (!outline.variables.empty()) writer.paragraph(render(outline.variables, writer.view()), 0, 0);
  if (!outline.motion.empty()) writer.paragraph(render(outline.motion, writer.view()), 0, 0);
  writer.items(outline.equations, 2);
  if (!outline.abbreviations.empty()) writer.paragraph("We write", 0, 0);
  writer.items(outline.abbreviations, 2);
  if (!outline.assumptions.empty()) writer.paragraph("Given:", 0, 0);
  writer.items(outline.assumptions, 2);
  if (!outline.items.empty()) writer.paragraph("Proof:", 0, 0);
  writer.items(outline.items, 2);
  if (!outline.remark.empty()) writer.paragraph(outline.remark, 0, 0);
  return writer.lines;
}

}  // namespace flowcert::reports::proof
