#!/usr/bin/env bash
# @xterm/headless 6.0.0 and ghostty-web 0.4.0 (Ghostty's own parser): ESC [ n b repeats the letter
# before it n times, which terminfo calls `rep` and which saves most of a ruler's bytes. In xterm.js
# the letter has to stand right before it: a colour, a title, a carriage return, a saved cursor, the
# begin of a synchronized frame, or another ESC [ n b between the two, and nothing is drawn at all.
# Ghostty repeats across all of these; and it keeps the byte and not the picture: a line drawn with
# the DEC graphics (ESC ( 0, q) and repeated after ESC ( B goes on as "qqq". So a ruler in two
# colours, or one longer than a program lets a single repeat be, is whole in one terminal and an
# empty row in the other.
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
for (const [name, between] of [
  ['nothing', ''],
  ['a colour', '\u001b[31m'],
  ['a title', '\u001b]0;title\u0007'],
  ['a saved cursor', '\u001b7'],
  ['a frame begun', '\u001b[?2026h'],
  ['a repeat of 2', '\u001b[2b'],
])
  for (const [terminal, screen] of Object.entries(SCREENS))
    console.log(`between: ${name}, ${terminal}: ${await screen(`a${between}\u001b[3b`)}`)
for (const [terminal, screen] of Object.entries(SCREENS))
  console.log(`DEC graphics, ${terminal}: ${await screen('\u001b(0q\u001b[2b\u001b(B\u001b[3b')}`)
JS
node try.mjs | tee seen
diff seen - <<'EXPECTED'
between: nothing, xterm.js: aaaa
between: nothing, Ghostty: aaaa
between: a colour, xterm.js: a
between: a colour, Ghostty: aaaa
between: a title, xterm.js: a
between: a title, Ghostty: aaaa
between: a saved cursor, xterm.js: a
between: a saved cursor, Ghostty: aaaa
between: a frame begun, xterm.js: a
between: a frame begun, Ghostty: aaaa
between: a repeat of 2, xterm.js: aaa
between: a repeat of 2, Ghostty: aaaaaa
DEC graphics, xterm.js: ───
DEC graphics, Ghostty: ───qqq
EXPECTED
