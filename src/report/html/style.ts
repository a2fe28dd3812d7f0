/** Text on its ground has a contrast of 4.5 : 1 or better, in both themes. */
const light = `
--ground:#f4f5f7;--paper:#fff;--ink:#18202c;--muted:#566070;--line:#dde1e7;--soft:#eef0f4;--link:#1a57b5;
--good:#16693a;--good-soft:#e6f3eb;--bad:#b0231b;--bad-soft:#fcebe9;--warn:#855400;--warn-soft:#fbf1de;--idle:#566070;
--waiting:#fff;--waiting-ink:#8b95a4;--snapshot:#bcd7f5;--snapshot-ink:#6fa3dd;--conversion:#5b93d6;--conversion-ink:#8fb8e8;
--launch:#27548f;--verification:#8fd3c4;--verification-ink:#2f8f7f;--action:#ddccf2;--action-ink:#8d68c4;--up:#c9e6d3;--down:#f3c2bd;--down-ink:#c8473d;
--band:#eef1f6;--grid:#dde1e7;--edge:#3a4658;--rto:#b0231b;--budget:#855400`

/** Links are not coloured on paper, and lines are a little darker. */
const onPaper = `${light};--ground:#fff;--line:#cfd5dd;--link:#18202c`

/** The style of the report: light and dark, screen and A4. It names no address and no font that is not there already. */
export const style = `
:root{color-scheme:light dark;${light}}
@media (prefers-color-scheme:dark){:root{
--ground:#0e1319;--paper:#161c25;--ink:#e7ebf1;--muted:#a0abba;--line:#2b3441;--soft:#1e2631;--link:#8ab8ff;
--good:#63cf91;--good-soft:#15291f;--bad:#ff938a;--bad-soft:#331a1a;--warn:#f0bc5e;--warn-soft:#2f2614;--idle:#a0abba;
--waiting:#161c25;--waiting-ink:#748093;--snapshot:#27486d;--snapshot-ink:#4d81ba;--conversion:#4a83c6;--conversion-ink:#2d598f;
--launch:#a9cdfa;--verification:#1d5f54;--verification-ink:#4fb8a5;--action:#43306a;--action-ink:#9c7ed6;--up:#1f4a33;--down:#5a2724;--down-ink:#d8655c;
--band:#1e2631;--grid:#2b3441;--edge:#8794a6;--rto:#ff938a;--budget:#f0bc5e}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.55 -apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","Liberation Sans",Arial,system-ui,sans-serif;font-variant-numeric:tabular-nums}
a{color:var(--link);text-underline-offset:2px}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--link);outline-offset:2px}
code{font:0.875em/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
.skip{position:absolute;left:-100vw;top:0;background:var(--paper);padding:8px 16px;z-index:1}
.skip:focus{left:0}
.page{max-width:1100px;margin:0 auto;padding:32px 28px 56px}
header{margin-bottom:20px}
.kicker{margin:0 0 6px;color:var(--muted);font-size:13px;letter-spacing:0.01em}
h1{margin:0;font-size:30px;line-height:1.2;font-weight:650;letter-spacing:-0.015em;overflow-wrap:anywhere}
.about{margin:6px 0 0;color:var(--muted);max-width:46em;overflow-wrap:anywhere}
h2{margin:0 0 14px;font-size:19px;line-height:1.3;font-weight:650;letter-spacing:-0.01em}
h3{margin:26px 0 8px;font-size:15.5px;line-height:1.35;font-weight:650;overflow-wrap:anywhere}
p{margin:0 0 10px;max-width:46em;overflow-wrap:anywhere}
p:last-child{margin-bottom:0}
.scroll+p{margin-top:12px}
ul{margin:0 0 10px;padding-left:20px;max-width:46em}
li,summary{overflow-wrap:anywhere}
section{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:22px 24px 24px;margin:0 0 16px}
.quiet{color:var(--muted)}
.good{color:var(--good)}.bad{color:var(--bad)}.warn{color:var(--warn)}.idle{color:var(--idle)}
.verdict{border-left:6px solid currentColor;padding:20px 24px 22px}
.verdict>*{color:var(--ink)}
.verdict h2{display:flex;align-items:center;gap:10px;margin:0 0 6px;font-size:25px;color:inherit}
.verdict h2 svg{flex:none}
.icon{stroke:var(--paper)}
.verdict.good{background:linear-gradient(var(--good-soft),var(--good-soft)) no-repeat,var(--paper)}
.verdict.bad{background:linear-gradient(var(--bad-soft),var(--bad-soft)) no-repeat,var(--paper)}
.verdict.warn{background:linear-gradient(var(--warn-soft),var(--warn-soft)) no-repeat,var(--paper)}
.verdict .reason{font-size:16px;max-width:52em}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(132px,1fr));gap:14px 24px;margin:18px 0 0}
.figures dt{color:var(--muted);font-size:13px}
.figures dd{margin:1px 0 0;font-size:21px;line-height:1.25;font-weight:600;letter-spacing:-0.01em}
.figures small{display:block;font-size:13px;line-height:1.4;font-weight:400;letter-spacing:0;color:var(--muted)}
.verdict .figures dt,.verdict .figures small{color:var(--ink)}
nav{margin:0 0 16px;padding:0 2px;font-size:13.5px}
nav a{text-decoration:none}
nav a:hover{text-decoration:underline}
nav ul{display:flex;flex-wrap:wrap;gap:4px 18px;margin:0;padding:0;list-style:none;max-width:none}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:12px 32px;margin:0}
.facts dt{color:var(--muted);font-size:13px}
.facts dd{margin:0;overflow-wrap:anywhere}
.facts .long{grid-column:span 2}
.facts+.scroll{margin-top:18px}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr));gap:8px 36px}
.columns h3:first-child{margin-top:6px}
.scroll{overflow-x:auto;margin:0 0 4px}
.scroll+.scroll{margin-top:20px}
.narrow{max-width:430px}
table{border-collapse:collapse;width:100%;font-size:13.5px;line-height:1.45}
caption{text-align:left;color:var(--muted);font-size:13px;padding:0 0 6px;overflow-wrap:anywhere}
th,td{text-align:left;vertical-align:top;padding:7px 14px 7px 0;border-bottom:1px solid var(--line)}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--muted);font-weight:500;font-size:12.5px;border-bottom-color:var(--edge);white-space:nowrap;vertical-align:bottom}
tbody th{font-weight:500;overflow-wrap:break-word}
td{overflow-wrap:break-word}
.long{overflow-wrap:anywhere;min-width:180px}
.when{min-width:100px}
.number{text-align:right;white-space:nowrap}
th.number:not(:last-child),td.number:not(:last-child){padding-right:26px}
.tight{white-space:nowrap}
.wide{min-width:230px}
td small,th small{display:block;color:var(--muted);font-size:12.5px;font-weight:400}
.has-below>*{border-bottom:0;padding-bottom:1px}
.below td{padding-top:2px}
.word{font-weight:600;white-space:nowrap}
.blank{min-width:120px}
.blank span,.line span{display:block;border-bottom:1px dotted var(--edge);height:1.45em}
.sign{display:grid;grid-template-columns:repeat(auto-fit,minmax(200px,1fr));gap:18px 32px;margin:14px 0 0}
.sign dt{color:var(--muted);font-size:13px}
.sign dd{margin:0}
.sign dd span{display:block;border-bottom:1px dotted var(--edge);height:1.9em}
details{margin:12px 0 0}
summary{cursor:pointer;padding:2px 0}
summary b{font-weight:650}
details>.scroll,details>p{margin-top:8px}
.alarm{border-left:4px solid var(--warn);background:var(--warn-soft);padding:10px 14px;margin:0 0 14px;max-width:none}
pre{margin:8px 0 10px;padding:10px 14px;background:var(--soft);border-radius:6px;white-space:pre-wrap;overflow-wrap:anywhere;font-size:13px}
.meter{display:block;width:180px;height:14px}
.meter .track{fill:var(--soft)}.meter .bar-good{fill:var(--good)}.meter .bar-bad{fill:var(--bad)}.meter .bar-idle{fill:var(--idle)}
.meter line{stroke:var(--ink);stroke-width:2}
figure{margin:0}
.plot{min-width:900px}
.plot svg{display:block;width:100%;height:auto;overflow:visible}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;margin:0 0 14px;padding:0;list-style:none;max-width:none;font-size:13px}
.legend li{display:flex;align-items:center;gap:7px}
.legend svg{width:26px;height:12px;flex:none}
.wave{padding:10px 0 8px;border-top:1px solid var(--line)}
.wave-title{display:flex;flex-wrap:wrap;gap:0 12px;margin:0 0 4px;max-width:none;font-size:13.5px}
.wave-title b{font-weight:650}
.wave-title span:not(.word){color:var(--muted)}
.wave details{margin:4px 0 0;font-size:13px}
.defs{position:absolute}
svg text{font-size:12px;fill:var(--ink)}
svg .tick{text-anchor:middle}
svg .clock{fill:var(--muted);font-size:11px;text-anchor:middle}
svg .side{text-anchor:start;fill:var(--muted)}
svg .end{font-weight:600}
svg .end.good,svg .flag.good{fill:var(--good)}svg .end.bad{fill:var(--bad)}svg .end.warn{fill:var(--warn)}svg .end.idle{fill:var(--idle)}
svg .flag{font-size:11.5px;font-weight:600}
svg .flag.rto{fill:var(--rto)}svg .flag.budget{fill:var(--budget)}
.band{fill:var(--band)}
.grid{stroke:var(--grid);stroke-width:1}
.limit{stroke-width:1.6;fill:none}
.limit.rto{stroke:var(--rto)}
.limit.budget{stroke:var(--budget);stroke-dasharray:7 4}
.limit.wave-budget{stroke:var(--edge);stroke-dasharray:2 3}
.bar{stroke:var(--edge);stroke-width:0.7}
.flow{stroke:var(--edge);stroke-width:0.5}
.g-waiting{fill:var(--waiting)}.i-waiting{fill:var(--waiting-ink)}
.g-snapshot{fill:var(--snapshot)}.i-snapshot{fill:var(--snapshot-ink)}
.g-conversion{fill:var(--conversion)}.i-conversion{fill:var(--conversion-ink)}
.g-launch{fill:var(--launch)}
.g-verification{fill:var(--verification)}.i-verification{fill:var(--verification-ink)}
.g-action{fill:var(--action)}.i-action{fill:var(--action-ink)}
.g-up{fill:var(--up)}.g-down{fill:var(--down)}.i-down{fill:var(--down-ink)}
.mark path{fill:none;stroke:var(--paper);stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}
.mark circle,.mark rect{stroke:var(--paper);stroke-width:1.2}
.mark.good>:first-child{fill:var(--good)}.mark.bad>:first-child{fill:var(--bad)}.mark.warn>:first-child{fill:var(--warn)}.mark.idle>:first-child{fill:var(--idle)}
footer{color:var(--muted);font-size:13px;margin-top:20px}
@media (max-width:640px){.page{padding:20px 14px 40px}section{padding:18px 16px;border-radius:8px}h1{font-size:25px}.facts,.columns{grid-template-columns:1fr}.facts .long{grid-column:auto}}
@page{size:A4;margin:15mm 14mm 18mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt Arial,sans-serif;color:#566070}}
@media print{
:root{color-scheme:light;${onPaper}}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{font-size:9.5pt;line-height:1.45}
.page{max-width:none;padding:0}
section{border:0;border-radius:0;padding:0;margin:0 0 18pt;background:none}
.verdict{border-left:5pt solid currentColor;padding:10pt 14pt}
h1{font-size:20pt}h2{font-size:13pt;margin-bottom:7pt}.verdict h2{font-size:17pt}h3{font-size:10.5pt;margin-top:12pt}
h2,h3,caption,summary,.wave-title,.lead,.legend,.axis,.limits{break-after:avoid}
.legend{font-size:8pt}
table{font-size:8pt}
caption,thead th,td small,th small{font-size:7.5pt}
thead{display:table-header-group;break-after:avoid}
tbody tr:first-child{break-before:avoid}
tr,.wave,.whole,.lead,.verdict,.sign,.alarm,.facts>div,pre{break-inside:avoid}
.has-below{break-after:avoid}
.scroll{overflow:visible}
.plot{min-width:0}
th,td{padding:3pt 7pt 3pt 0}
th.number:not(:last-child),td.number:not(:last-child){padding-right:11pt}
.scroll:not(.narrow) td.number{white-space:normal}
.wide{min-width:0}
.long{min-width:88pt}
.when{min-width:56pt}
tbody th:not(.tight){min-width:88pt;overflow-wrap:anywhere}
.blank{min-width:84pt}
svg text,svg .end{font-size:14px}svg .clock,svg .flag{font-size:13px}
.sign{grid-template-columns:repeat(4,1fr)}
.facts,.columns{grid-template-columns:1fr 1fr;gap:6pt 18pt}
.figures{grid-template-columns:repeat(4,1fr);gap:8pt 14pt}
.figures dd{font-size:13pt}
.figures small,.facts dt,.figures dt,.sign dt{font-size:8pt}
nav,.skip,.screen{display:none}
details{display:block}
details::details-content{content-visibility:visible;block-size:auto;display:block}
summary{list-style:none}
summary::-webkit-details-marker{display:none}
a{color:inherit;text-decoration:none}
}
`
