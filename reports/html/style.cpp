#include "reports/html/context.hpp"

namespace flowcert::reports::html {

std::string style() {
  return R"css(
:root{color-scheme:light dark;--ink:#1a1d21;--soft:#4f5761;--page:#fff;--panel:#f5f6f8;--line:#cfd4da;--link:#0b57a4;
--proved:#0a6b3d;--certified:#0d6470;--confirmed:#0b57a4;--undecided:#7a5200;--refuted:#a3271c;--on:#fff}
@media (prefers-color-scheme:dark){:root{--ink:#e8eaed;--soft:#b3bac2;--page:#15181c;--panel:#1e2228;--line:#3b424b;--link:#8ab8f5;
--proved:#7fd6a4;--certified:#7ad3df;--confirmed:#8ab8f5;--undecided:#f0c35e;--refuted:#ff9d90;--on:#15181c}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,"Segoe UI","DejaVu Sans",sans-serif}
header,nav,main,footer{max-width:84rem;margin:0 auto;padding:0 1rem}
h1{font-size:1.8rem;line-height:1.2;margin:1.5rem 0 .5rem}
h2{font-size:1.4rem;margin:2.5rem 0 .75rem;padding-top:.5rem;border-top:2px solid var(--line)}
h3{font-size:1.1rem;margin:1rem 0 .5rem}
h4{font-size:1rem;margin:1rem 0 .4rem}
a{color:var(--link)}
a:focus-visible,button:focus-visible,summary:focus-visible,input:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-100rem}
.skip:focus{left:1rem;top:1rem;background:var(--page);padding:.5rem;z-index:2}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:.5rem 0;margin:.5rem 0;border-block:1px solid var(--line)}
.tiles{list-style:none;display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.75rem;padding:0;margin:1rem 0}
.tile{background:var(--panel);border:1px solid var(--line);border-radius:.5rem;padding:.75rem 1rem}
.number{display:block;font-size:2rem;font-weight:700;line-height:1.1;font-variant-numeric:tabular-nums}
.badge{display:inline-block;white-space:nowrap;font-size:.85em;font-weight:600;padding:.05rem .5rem;border-radius:1rem;color:var(--on);border:1px solid transparent}
.badge.proved{background:var(--proved)}.badge.certified{background:var(--certified)}.badge.confirmed{background:var(--confirmed)}
.badge.undecided{background:var(--undecided)}.badge.refuted{background:var(--refuted)}
.banner{border-left:.4rem solid;background:var(--panel);padding:.6rem 1rem;margin:1rem 0}
.banner.good{border-color:var(--proved)}.banner.bad{border-color:var(--refuted)}
.banner ul{margin:.25rem 0;padding-left:1.2rem}
.wide{overflow-x:auto;margin:.5rem 0}
table{border-collapse:collapse;font-size:.92em}
caption{text-align:left;color:var(--soft);padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--line)}
thead th{border-bottom:2px solid var(--line)}
.counts td,.counts thead th:not(:first-child){text-align:right;font-variant-numeric:tabular-nums}
.claims{width:100%;table-layout:fixed;min-width:56rem}
.claims col:nth-child(1){width:17%}.claims col:nth-child(2){width:38%}.claims col:nth-child(3){width:9.5%}.claims col:nth-child(4){width:10%}
.claims col:nth-child(5){width:11%}.claims col:nth-child(6){width:8.5%}.claims col:nth-child(7){width:6%}
.claims th[scope=row]{font-weight:600;overflow-wrap:anywhere}
.claims .paper th{background:var(--panel);font-size:1.02rem}
.claims tbody{scroll-margin-top:1rem}
.evidence,.accuracy{color:var(--soft);overflow-wrap:anywhere}
.time{white-space:nowrap;font-variant-numeric:tabular-nums;text-align:right}
.source,.note{color:var(--soft);font-size:.9em;font-weight:400}
th .source{display:block}
.unexpected{display:block;color:var(--refuted);font-weight:600}
.math{overflow-x:auto;overflow-y:hidden;padding:.15rem 0}
.math math{font-size:1.08em}
.filters{display:flex;flex-wrap:wrap;gap:.75rem;margin:.5rem 0}
.filters p{flex-basis:100%;margin:0}
.filters fieldset{border:1px solid var(--line);border-radius:.4rem;margin:0;padding:.2rem .75rem .4rem}
.filters label{margin-right:.75rem;display:inline-block}
button{font:inherit;padding:.3rem .75rem;border:1px solid var(--soft);border-radius:.3rem;background:var(--panel);color:var(--ink)}
input[type=search]{font:inherit;padding:.3rem .5rem;border:1px solid var(--soft);border-radius:.3rem;background:var(--page);color:var(--ink);min-width:16rem;max-width:100%}
.pair{border:1px solid var(--line);border-radius:.5rem;padding:.25rem 1rem 1rem;margin:1rem 0}
.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr));gap:1.5rem}
.side{min-width:0}
.holds{margin-bottom:.75rem}
.holds p{margin:.2rem 0}
.claim{border:1px solid var(--line);border-radius:.5rem;margin:.5rem 0;background:var(--panel)}
.claim summary{cursor:pointer;padding:.5rem .75rem}
.claim summary h3{display:inline;font-size:1rem;margin:0}
.claim .id{overflow-wrap:anywhere}
.body{background:var(--page);border-top:1px solid var(--line);border-radius:0 0 .5rem .5rem;padding:.5rem 1rem 1rem;scroll-margin-top:4rem}
.check{border-top:1px solid var(--line);margin-top:1rem}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.2rem 1rem;margin:.5rem 0}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
code,pre{font:.88em/1.45 ui-monospace,"DejaVu Sans Mono",monospace}
td code{overflow-wrap:anywhere}
pre{background:var(--panel);border:1px solid var(--line);border-radius:.4rem;padding:.75rem;overflow-x:auto}
.proof li{overflow-wrap:anywhere}
.outline{max-width:70rem}
.outline ol{list-style:none;padding:0;margin:.25rem 0}
.outline li{margin:.3rem 0;overflow-x:auto;overflow-y:hidden}
.outline .block{margin:.2rem 0 .4rem .4rem;padding-left:.9rem;border-left:2px solid var(--line)}
.outline .block>p{margin:.2rem 0}
.outline .no{color:var(--soft);font-variant-numeric:tabular-nums}
figure{margin:1rem 0;max-width:40rem}
figure svg{width:100%;height:auto;display:block}
figcaption{color:var(--soft);font-size:.9rem}
svg g{font:13px system-ui,"DejaVu Sans",sans-serif}
svg .k{fill:none;stroke:currentColor}
svg .w{fill:currentColor;stroke:none}
svg .gridline{opacity:.25}
footer{color:var(--soft);margin-top:3rem;padding-block:1rem;border-top:1px solid var(--line)}
.found{display:none!important}
@media (max-width:44rem){
body{font-size:15px}
h1{font-size:1.45rem}
.claims,.claims tbody,.claims tr,.claims th,.claims td{display:block;width:auto;max-width:none;min-width:0;border:0;padding:.1rem 0;text-align:left}
.claims{min-width:0}
.claims caption{display:block}
.claims thead{position:absolute;left:-100rem}
.claims tr{border-bottom:1px solid var(--line);padding:.6rem 0}
.claims .paper th{padding:.4rem .5rem}
.claims td:empty{display:none}
.claims td.accuracy::before{content:"resolution or margin: "}
.claims td.time::before{content:"time: "}
dl{grid-template-columns:minmax(0,1fr)}
dt{margin-top:.4rem}
}
@media print{
:root{color-scheme:light;--ink:#000;--soft:#333;--page:#fff;--panel:#fff;--line:#999;--link:#000;
--proved:#0a6b3d;--certified:#0d6470;--confirmed:#0b57a4;--undecided:#7a5200;--refuted:#a3271c;--on:#fff}
body{font-size:10pt}
header,nav,main,footer{max-width:none;padding:0}
nav,.filters,.skip,.folds,figcaption a{display:none}
.wide,.math,pre{overflow:visible}
.badge{background:none!important;color:var(--ink);border-color:var(--ink)}
pre{white-space:pre-wrap}
table{font-size:8.5pt}
.claims{min-width:0}
tr,figure,.pair{break-inside:avoid}
h2,h3,h4{break-after:avoid}
}
)css";
}

}  // namespace flowcert::reports::html
