#!/usr/bin/env bash
# ghostty-web 0.4.0 (Ghostty's own parser) and @xterm/headless 6.0.0: ESC [ ! p, the soft reset, is
# how a terminal is brought back without losing what it shows; `is2` of xterm in terminfo, which
# `tput init` sends, begins with it. In this build of Ghostty it changes nothing: insert mode, a
# scroll region, origin mode, no wrapping, the DEC graphics and the saved cursor all stay. In
# xterm.js these go, but tab stops and newline mode (ESC [ 20 h) stay, the latter even behind ESC c,
# which takes the screen and, in Ghostty, everything. So neither reset brings back both: who tidies
# up behind a program that was killed has to switch off each mode by name.
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
const [SOFT, HARD] = ['\u001b[!p', '\u001bc']
const CASES = {
  'insert mode': ['\u001b[4h', 'ab\u001b[1;1HX'],
  'scroll region': ['\u001b[2;3r', '\u001b[3;1Ha\nb\nc'],
  'origin mode': ['\u001b[2;3r\u001b[?6h', '\u001b[1;1HX'],
  'no wrapping': ['\u001b[?7l', 'abcdefghijklX'],
  'DEC graphics': ['\u001b(0', 'q'],
  'saved cursor': ['\u001b[3;3H\u001b7\u001b[1;1H', '\u001b8X'],
  'tab stops': ['\u001b[3g', '\tX'],
  'newline mode': ['\u001b[20h', 'ab\nX'],
}
for (const [name, [set, probe]] of Object.entries(CASES))
  for (const [terminal, screen] of Object.entries(SCREENS)) {
    const [plain, kept] = [await screen(probe), await screen(set + probe)]
    if (plain === kept) throw new Error(`${name} shows nothing in ${terminal}`)
    const after = async (reset) =>
      ({ [plain]: 'is reset', [kept]: 'stays' })[await screen(set + reset + probe)] ?? 'is another'
    console.log(`${name}, ${terminal}: ${await after(SOFT)}; behind ESC c it ${await after(HARD)}`)
  }
JS
node try.mjs | tee seen
diff seen - <<'EXPECTED'
insert mode, xterm.js: is reset; behind ESC c it is reset
insert mode, Ghostty: stays; behind ESC c it is reset
scroll region, xterm.js: is reset; behind ESC c it is reset
scroll region, Ghostty: stays; behind ESC c it is reset
origin mode, xterm.js: is reset; behind ESC c it is reset
origin mode, Ghostty: stays; behind ESC c it is reset
no wrapping, xterm.js: is reset; behind ESC c it is reset
no wrapping, Ghostty: stays; behind ESC c it is reset
DEC graphics, xterm.js: is reset; behind ESC c it is reset
DEC graphics, Ghostty: stays; behind ESC c it is reset
saved cursor, xterm.js: is reset; behind ESC c it is reset
saved cursor, Ghostty: stays; behind ESC c it is reset
tab stops, xterm.js: stays; behind ESC c it is reset
tab stops, Ghostty: stays; behind ESC c it is reset
newline mode, xterm.js: stays; behind ESC c it stays
newline mode, Ghostty: stays; behind ESC c it is reset
EXPECTED
