#include "reports/html/context.hpp"

namespace flowcert::reports::html {

std::string script() {
  return R"js(
(function () {
  "use strict";
  var box = document.getElementById("search-text");
  var count = document.getElementById("search-count");
  if (!box) return;
  document.getElementById("search").hidden = false;
  document.querySelector(".filters").addEventListener("submit", function (event) { event.preventDefault(); });
  var rows = Array.prototype.slice.call(document.querySelectorAll(".claims tbody tr:not(.paper)"));
  var folds = rows.map(function (row) {
    return document.getElementById(row.querySelector("a").hash.slice(1)).closest("details");
  });
  function texts(items) { return items.map(function (item) { return item.textContent.toLowerCase(); }); }
  var foldTexts = texts(folds);
  var rowTexts = texts(rows);
  function search() {
    var words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    function misses(text) { return !words.every(function (word) { return text.indexOf(word) >= 0; }); }
    var shown = 0;
    rows.forEach(function (row, i) {
      var hide = misses(rowTexts[i] + " " + foldTexts[i]);
      row.classList.toggle("found", hide);
      folds[i].classList.toggle("found", hide);
      if (!hide) shown += 1;
    });
    count.textContent = words.length ? shown + " of " + rows.length + " claims" : "";
  }
  box.addEventListener("input", search);
  function reveal() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var fold = target && target.closest("details");
    if (fold) { fold.open = true; target.scrollIntoView(); }
  }
  window.addEventListener("hashchange", reveal);
  reveal();
  document.querySelector(".folds").hidden = false;
  function setAll(open) { folds.forEach(function (fold) { fold.open = open; }); }
  document.getElementById("open-all").addEventListener("click", function () { setAll(true); });
  document.getElementById("close-all").addEventListener("click", function () { setAll(false); });
})();
)js";
}

}  // namespace flowcert::reports::html
