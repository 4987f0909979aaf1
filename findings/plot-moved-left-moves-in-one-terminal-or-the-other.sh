#!/usr/bin/env bash
# @xterm/headless 6.0.0 and ghostty-web 0.4.0 (Ghostty's own parser): a plot that grows to the right
# is moved one column left with a few bytes in a VT420, in either of two ways, and each terminal has
# the half of it that the other has not. xterm.js moves columns (SL, SR, DECDC, DECIC) and knows no
# left and right margins; Ghostty scrolls within margins (DECLRMM and DECSLRM, then SU, DL) and moves
# no column. Both leave out the other half without a word, and where xterm.js leaves out the margins
# a scroll meant for the plot takes its axis along. Worse, CSI 6;12 s, which sets them, is in xterm.js
# a cursor saved: what was saved before is lost, and the next restore lands elsewhere. What moves a
# plot in both is DCH, row by row.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts ghostty-web@0.4.0 @xterm/headless@6.0.0
cat > try.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
globalThis.self = globalThis
const { Ghostty } = await import('ghostty-web')
const { Terminal } = createRequire(import.meta.url)('@xterm/headless')
const [COLS, ROWS] = [12, 4]
const file = readFileSync(new URL(import.meta.resolve('ghostty-web/ghostty-vt.wasm')))
const { instance } = await WebAssembly.instantiate(file, { env: { log() {} } })
const ghostty = new Ghostty(instance)
const rows = (of) =>
  Array.from({ length: ROWS }, (_, y) => of(y).trimEnd()).join('|').replace(/\|+$/, '')

const SCREENS = {
  'xterm.js': async (text) => {
    const terminal = new Terminal({ cols: COLS, rows: ROWS, allowProposedApi: true })
    await new Promise((done) => terminal.write(text, done))
    const { active } = terminal.buffer
    return rows((y) => active.getLine(active.baseY + y).translateToString())
  },
  Ghostty: (text) => {
    const terminal = ghostty.createTerminal(COLS, ROWS)
    terminal.write(text)
    const letter = ({ codepoint }) => String.fromCodePoint(codepoint || 32)
    return rows((y) => terminal.getLine(y).map(letter).join(''))
  },
}
const PLOT = 'axis 123456\r\naxis abcdef'
/** Where the plot begins. */
const AT = '\u001b[1;6H'
const MARGINS = '\u001b[?69h\u001b[6;12s'
for (const [name, text] of [
  ['SL 2', `${PLOT}\u001b[2 @`],
  ['SR 2', `${PLOT}\u001b[2 A`],
  ['DECDC 2', `${PLOT}${AT}\u001b[2'~`],
  ['DECIC 2', `${PLOT}${AT}\u001b[2'}`],
  ['margins, SU', `${PLOT}${MARGINS}\u001b[S`],
  ['margins, DL', `${PLOT}${MARGINS}${AT}\u001b[M`],
  ['saved, margins, restored', `ab\u001b[sc\u001b[4;1H${MARGINS}\u001b[ux`],
  ['DCH 2 in each row', `${PLOT}${AT}\u001b[2P\u001b[2;6H\u001b[2P`],
])
  for (const [terminal, screen] of Object.entries(SCREENS))
    console.log(`${name}, ${terminal}: ${await screen(text)}`)
JS
node try.mjs | tee seen
diff seen - <<'EXPECTED'
SL 2, xterm.js: is 123456|is abcdef
SL 2, Ghostty: axis 123456|axis abcdef
SR 2, xterm.js:   axis 12345|  axis abcde
SR 2, Ghostty: axis 123456|axis abcdef
DECDC 2, xterm.js: axis 3456|axis cdef
DECDC 2, Ghostty: axis 123456|axis abcdef
DECIC 2, xterm.js: axis   12345|axis   abcde
DECIC 2, Ghostty: axis 123456|axis abcdef
margins, SU, xterm.js: axis abcdef
margins, SU, Ghostty: axis abcdef|axis
margins, DL, xterm.js: axis abcdef
margins, DL, Ghostty: axis abcdef|axis
saved, margins, restored, xterm.js: abc|||x
saved, margins, restored, Ghostty: abx
DCH 2 in each row, xterm.js: axis 3456|axis cdef
DCH 2 in each row, Ghostty: axis 3456|axis cdef
EXPECTED
