// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace tmss10 {

/// How the page looks: light or dark as the reader's system is, on a narrow screen, and
/// on paper. Contrasts are those of WCAG 2.1, level AA.
inline constexpr std::string_view page_style = R"(
:root { color-scheme:light; --ink:#1b1f24; --soft:#57606a; --line:#d0d7de; --paper:#fff; --panel:#f6f8fa;
  --good:#1a7f37; --bad:#cf222e; --warn:#9a6700; --accent:#0969da }
@media screen and (prefers-color-scheme:dark) { :root { color-scheme:dark; --ink:#e6edf3; --soft:#9aa4af; --line:#3d444d;
  --paper:#0d1117; --panel:#161b22; --good:#3fb950; --bad:#ff7b72; --warn:#d29922; --accent:#58a6ff } }
* { box-sizing:border-box }
body { margin:0 auto; max-width:62rem; padding:1.75rem 1.25rem 4rem; font:16px/1.5 system-ui,"Segoe UI",sans-serif;
  color:var(--ink); background:var(--paper); overflow-wrap:anywhere }
h1 { font-size:1.3rem; line-height:1.3; margin:0 } h2 { font-size:1.05rem; margin:2.25rem 0 .6rem } p { margin:.4rem 0 }
.when { color:var(--soft); font-size:.9rem; margin:.2rem 0 1.1rem }
.verdict { border:1px solid var(--line); border-left:.45rem solid var(--tone); background:var(--panel);
  padding:1rem 1.25rem; border-radius:.4rem }
.verdict .label { margin:0; color:var(--tone); font-weight:700; font-size:.9rem }
.verdict .say { margin:.15rem 0 0; font-size:1.35rem; line-height:1.35; font-weight:600 }
.verdict .ask { margin:.6rem 0 0 } .verdict ul { margin:.6rem 0 0; padding-left:1.2rem; font-size:.92rem }
.good { --tone:var(--good) } .warning, .troubled { --tone:var(--warn) } .bad, .failed { --tone:var(--bad) }
.unknown, .not_reached { --tone:var(--soft) }
.stages { display:grid; grid-template-columns:repeat(auto-fit,minmax(8.2rem,1fr)); gap:.4rem; margin:1.1rem 0 0; padding:0;
  list-style:none }
.stages li { border:1px solid var(--line); border-top:.3rem solid var(--tone); border-radius:.3rem; padding:.45rem .6rem;
  font-size:.86rem; line-height:1.4 }
.stages b, .stages span { display:block } .stages .mark { display:inline; color:var(--tone); font-weight:700 }
.stages .failed { border:2px solid var(--bad); border-top-width:.3rem } .stages .not_reached { color:var(--soft) }
table { border-collapse:collapse; width:100%; font-size:.92rem }
th { text-align:left; font-weight:600; color:var(--soft) }
th, td { padding:.32rem .7rem .32rem 0; border-bottom:1px solid var(--line); vertical-align:top }
.facts th { width:14rem } td.n, th.n { text-align:right; font-variant-numeric:tabular-nums; padding-right:0 }
.tone { color:var(--tone) } .soft { color:var(--soft) } .note { font-size:.92rem; color:var(--soft) }
pre { font:12.5px/1.5 ui-monospace,Consolas,monospace; background:var(--panel); border:1px solid var(--line);
  padding:.8rem 1rem; border-radius:.4rem; white-space:break-spaces; margin:0 }
.path { list-style:none; margin:0; padding:0 }
.path li { display:grid; grid-template-columns:1.9rem minmax(0,1fr) auto; gap:.7rem; padding:.3rem 0; position:relative }
.path li::before { content:""; position:absolute; left:.91rem; top:2.2rem; bottom:-.3rem; border-left:2px solid var(--line) }
.path li:last-child::before { display:none }
.path i { width:1.9rem; height:1.9rem; border-radius:50%; background:var(--panel); border:2px solid var(--line);
  text-align:center; font-style:normal; font-size:.85rem; line-height:1.6rem }
.path .failed i { border:3px solid var(--bad); color:var(--bad); line-height:1.5rem; font-weight:700 }
.path .end i { border-color:var(--good) }
figure { margin:0 } figcaption { font-size:.88rem; color:var(--soft); margin-top:.3rem }
svg { display:block; width:100%; height:auto } svg text { fill:var(--soft); paint-order:stroke; stroke:var(--paper); stroke-width:3px; font:12px system-ui,"Segoe UI",sans-serif }
.grid { stroke:var(--soft); stroke-opacity:.35; fill:none } .line { stroke:var(--accent); stroke-width:1.5; fill:none }
.dots { fill:var(--accent) } .bar { fill:var(--accent) } .lost { stroke:var(--bad); stroke-width:2.2; fill:none }
.unsent { stroke:var(--warn); stroke-width:1.8; fill:none } .narrow { display:none } .bars { max-width:30rem }
@media screen and (max-width:46rem) {
  body { padding:1rem .9rem 3rem } .verdict { padding:.8rem .9rem } .verdict .say { font-size:1.15rem }
  .wide { display:none } .narrow { display:block } .facts th { width:9rem }
  .ways, .ways tbody, .ways tr, .ways td { display:block; width:auto } .ways thead { display:none }
  .ways tr { border-bottom:1px solid var(--line); padding:.4rem 0 } .ways td, .ways td.n { border:0; padding:.05rem 0; text-align:left }
  .ways td::before { content:attr(data-label) ": "; color:var(--soft) }
}
@page { size:A4; margin:14mm }
@media print { body { max-width:none; padding:0; font-size:10.5pt } .verdict, pre { background:none }
  h2 { break-after:avoid } tr, figure, .path li, .verdict, .stages { break-inside:avoid } pre { font-size:8pt } }
)";

}  // namespace tmss10
