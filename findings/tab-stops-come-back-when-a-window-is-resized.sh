#!/usr/bin/env bash
# @xterm/headless 6.0.0 and ghostty-web 0.4.0 (Ghostty's own parser): a program clears all tab stops
# (ESC [ 3 g) and sets its own (ESC H), as `tabs` does for the columns of a table. Where the window
# gets wider or narrower by one column, Ghostty puts back the usual stops, every 8, and the program's
# are gone; xterm.js keeps these and adds others, every 8 from the last of them. Of a table laid out
# by tabs what is printed before and behind the resize does not line up, in each in another way.
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
const [COLS, ROWS] = [40, 2]
const file = readFileSync(new URL(import.meta.resolve('ghostty-web/ghostty-vt.wasm')))
const { instance } = await WebAssembly.instantiate(file, { env: { log() {} } })
const ghostty = new Ghostty(instance)

const OPEN = {
  'xterm.js': () => {
    const terminal = new Terminal({ cols: COLS, rows: ROWS, allowProposedApi: true })
    return {
      write: (text) => new Promise((done) => terminal.write(text, done)),
      resize: (cols) => terminal.resize(cols, ROWS),
      column: () => terminal.buffer.active.cursorX,
    }
  },
  Ghostty: () => {
    const terminal = ghostty.createTerminal(COLS, ROWS)
    return {
      write: (text) => terminal.write(text),
      resize: (cols) => terminal.resize(cols, ROWS),
      column: () => terminal.getCursor().x,
    }
  },
}

/** Where each of the first four tabs of a line leads, counted from 0. */
async function stops(open, cols) {
  const terminal = open()
  await terminal.write('\u001b[3g\u001b[1;4H\u001bH\u001b[1;13H\u001bH')
  if (cols) terminal.resize(cols)
  await terminal.write('\r')
  const found = []
  for (let k = 0; k < 4; k++) {
    await terminal.write('\t')
    found.push(terminal.column())
  }
  return found.join(' ')
}
for (const [name, cols] of [
  ['stops at 3 and 12'],
  ['then 41 columns', 41],
  ['then 39 columns', 39],
])
  for (const [terminal, open] of Object.entries(OPEN))
    console.log(`${name}, ${terminal}: ${await stops(open, cols)}`)
JS
node try.mjs | tee seen
diff seen - <<'EXPECTED'
stops at 3 and 12, xterm.js: 3 12 39 39
stops at 3 and 12, Ghostty: 3 12 39 39
then 41 columns, xterm.js: 3 12 20 28
then 41 columns, Ghostty: 8 16 24 32
then 39 columns, xterm.js: 3 12 20 28
then 39 columns, Ghostty: 8 16 24 32
EXPECTED
