/**
 * The style of an HTML report. Pictures are drawn for paper; on a dark page, everything in them but
 * the data takes the page's colours.
 */
import { INK } from '../shared/palette.ts'
import { GRID, PAPER, TEXT } from '../svg/document.ts'

const LIGHT =
  'color-scheme:light;--paper:#fff;--text:#1f2328;--soft:#59636e;--rule:#d9dee3;--tint:#f5f7f9'
/** The background of a dark page. */
export const DARK_PAPER = '#15181c'
const DARK = `color-scheme:dark;--paper:${DARK_PAPER};--text:#e3e6ea;--soft:#9aa4af;--rule:#343a42;--tint:#1d2127`

/** The colours of the cells, which read on either shade. */
const HUES = `--rnn:${INK.rnn};--lstm:${INK.lstm}`

const sansSerif =
  'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",sans-serif'
const monospace = 'ui-monospace,SFMono-Regular,Menlo,Consolas,"Noto Sans Mono CJK SC",monospace'

export const STYLE = `:root{${LIGHT};${HUES}}
@media (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:2.5rem 1.25rem 4rem;max-width:54rem;background:var(--paper);color:var(--text);font:1rem/1.6 ${sansSerif};font-variant-numeric:tabular-nums;overflow-wrap:break-word}
:lang(zh){line-height:1.75}
h1{margin:0 0 1rem;font-size:1.9rem;line-height:1.25;text-wrap:balance}
h2{margin:3rem 0 1rem;padding-top:.6rem;border-top:1px solid var(--rule);font-size:1.3rem;line-height:1.3}
h3{margin:1.75rem 0 .5rem;font-size:1.05rem;line-height:1.4}
p{margin:.6rem 0;text-wrap:pretty}
header p{color:var(--soft)}
nav ol{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;margin:1.25rem 0 0;padding:0;list-style:none;font-size:.9rem}
a{color:inherit;text-decoration-color:var(--lstm);text-underline-offset:.2em}
article{margin:1rem 0;padding:1rem 1.25rem;background:var(--tint);border:1px solid var(--rule);border-left:.3rem solid var(--soft);border-radius:.4rem}
article.rnn{border-left-color:var(--rnn)}
article.lstm{border-left-color:var(--lstm)}
article h3{margin:0;font-weight:500;color:var(--soft)}
article .answer{margin:.1rem 0 .6rem;font-size:1.25rem;font-weight:700;letter-spacing:.02em}
article.rnn .answer{color:var(--rnn)}
article.lstm .answer{color:var(--lstm)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.25rem;margin:.5rem 0}
dt{color:var(--soft)}
dd{margin:0;min-width:0}
figure{margin:1.5rem 0}
figure svg{display:block;width:100%;height:auto;max-width:720px;margin:0 auto}
figcaption{margin-top:.4rem;color:var(--soft);font-size:.92rem}
.quote figcaption{margin:0;font-size:.85rem;font-weight:600}
blockquote{margin:.25rem 0 0;padding-left:1rem;border-left:.2rem solid var(--rule)}
blockquote p{margin:0}
.wide{margin:1rem 0;overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.85rem;line-height:1.45}
caption{padding:0 0 .5rem;text-align:left;color:var(--soft);caption-side:top}
th,td{padding:.28rem .6rem;border-bottom:1px solid var(--rule);text-align:left;white-space:nowrap;font-weight:400}
thead th{border-bottom:2px solid var(--rule);font-weight:600;vertical-align:bottom}
.n{text-align:right}
th:first-child,td:first-child{padding-left:0}
th:last-child,td:last-child{padding-right:0}
details{margin:1rem 0}
summary{cursor:pointer;font-weight:600}
pre{overflow-x:auto;margin:1rem 0;padding:.8rem 1rem;background:var(--tint);border:1px solid var(--rule);border-radius:.4rem;font:.85rem/1.5 ${monospace}}
.command{white-space:pre-wrap;overflow-wrap:anywhere}
.command span,.option{display:inline-block;max-width:100%}
footer{margin-top:3rem;padding-top:.6rem;border-top:1px solid var(--rule);color:var(--soft);font-size:.9rem}
:focus-visible{outline:2px solid var(--lstm);outline-offset:2px}
caption{position:sticky;left:0;max-width:calc(100vw - 2.5rem)}
@media (max-width:34rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}svg g[font-size]{font-size:16px}figure svg{width:calc(100% + 1.5rem);max-width:none;margin:0 -.75rem}}
@media screen{
svg [fill="${PAPER}"]{fill:var(--paper)}
svg [stroke="${PAPER}"]{stroke:var(--paper)}
svg [fill="${TEXT}"]{fill:var(--text)}
svg [fill="${INK.quiet}"]{fill:var(--soft)}
svg [stroke="${GRID}"]{stroke:var(--rule)}
svg [stroke="${INK.quiet}"]{stroke:var(--soft)}
}
@media print{
:root{${LIGHT}}
@page{margin:16mm}
body{max-width:none;padding:0;font-size:10pt}
nav{display:none}
h2,h3,summary,p:has(+.command){break-after:avoid}
h2{margin:1.6rem 0 .6rem}
dl{gap:.1rem 1.25rem}
footer{margin-top:1.2rem;break-before:avoid}
figure,article,table,tr,blockquote,dl,pre,li{break-inside:avoid}
p{orphans:3;widows:3}
figure svg{max-width:125mm}
.wide,pre{overflow:visible}
pre{white-space:pre-wrap}
table{font-size:8.5pt}
th,td{padding:.15rem .5rem}
details::details-content{content-visibility:visible;height:auto}
}`
