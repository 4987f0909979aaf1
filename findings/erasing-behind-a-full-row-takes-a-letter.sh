#!/usr/bin/env bash
# ghostty-web 0.4.0 (Ghostty's own parser, as WebAssembly) and @xterm/headless 6.0.0: a row of just
# as many letters as there are columns, then ESC [ K, "erase to the end of the line", as programs
# write that redraw without flicker (and grep, with colours). The cursor still stands on the last
# letter, since a terminal wraps before the next one only. Ghostty erases that letter, and goes on
# in its column; xterm.js leaves it, and wraps. ESC [ J does the same. With an ESC 7 and an ESC 8
# behind the row, as a status line is drawn, it is the other way about: xterm.js forgets that it was
# to wrap, and the next letter takes the place of the last. So of a full row one letter is lost in
# the one or in the other; a row of one column less, or ESC [ K before the text, is safe in both.
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
const [COLS, ROWS] = [10, 3]
const file = readFileSync(new URL(import.meta.resolve('ghostty-web/ghostty-vt.wasm')))
const { instance } = await WebAssembly.instantiate(file, { env: { log() {} } })
const ghostty = new Ghostty(instance)
const rows = (of) => Array.from({ length: ROWS }, (_, y) => of(y).trimEnd()).join('|')

const SCREENS = {
  'xterm.js': async (text) => {
    const terminal = new Terminal({ cols: COLS, rows: ROWS, allowProposedApi: true })
    await new Promise((done) => terminal.write(text, done))
    return rows((y) => terminal.buffer.active.getLine(y).translateToString())
  },
  Ghostty: (text) => {
    const terminal = ghostty.createTerminal(COLS, ROWS)
    terminal.write(text)
    const letter = ({ codepoint }) => String.fromCodePoint(codepoint || 32)
    return rows((y) => terminal.getLine(y).map(letter).join(''))
  },
}
const FULL = 'abcdefghij'
for (const [name, text] of [
  ['ESC [ K behind a full row', `${FULL}\u001b[KX`],
  ['ESC [ J behind a full row', `${FULL}\u001b[JX`],
  ['ESC 7, a status line, ESC 8', `${FULL}\u001b7\u001b[3;1Hbusy\u001b8X`],
  ['ESC [ K behind one column less', `${FULL.slice(1)}\u001b[KX`],
  ['ESC [ K before a full row', `\u001b[K${FULL}X`],
])
  for (const [terminal, screen] of Object.entries(SCREENS))
    console.log(`${name}, ${terminal}: ${await screen(text)}`)
JS
node try.mjs | tee seen
diff seen - <<'EXPECTED'
ESC [ K behind a full row, xterm.js: abcdefghij|X|
ESC [ K behind a full row, Ghostty: abcdefghiX||
ESC [ J behind a full row, xterm.js: abcdefghij|X|
ESC [ J behind a full row, Ghostty: abcdefghiX||
ESC 7, a status line, ESC 8, xterm.js: abcdefghiX||busy
ESC 7, a status line, ESC 8, Ghostty: abcdefghij|X|busy
ESC [ K behind one column less, xterm.js: bcdefghijX||
ESC [ K behind one column less, Ghostty: bcdefghijX||
ESC [ K before a full row, xterm.js: abcdefghij|X|
ESC [ K before a full row, Ghostty: abcdefghij|X|
EXPECTED
