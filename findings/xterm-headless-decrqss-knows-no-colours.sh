#!/usr/bin/env bash
# @xterm/headless 6.0.0: DECRQSS for SGR (DCS $ q m ST) answers "1$r0m", a valid report of plain
# text, whatever attributes are set. Programs that ask for true colour in the documented way (set
# a colour, ask for the attributes, look whether it comes back) so conclude that there is none, in
# a terminal that draws it: the cell below holds the 24-bit colour. An answer that says "not
# supported" (0$r) would have been harmless. The cursor's style, too, is reported as a block after
# a bar was set; the margins are reported as they are.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts @xterm/headless@6.0.0
cat > try.mjs <<'JS'
import { createRequire } from 'node:module'
const { Terminal } = createRequire(import.meta.url)('@xterm/headless')
const terminal = new Terminal({ cols: 20, rows: 4, allowProposedApi: true })
let answer = ''
terminal.onData((data) => {
  answer += data
})
async function ask(setting, what) {
  answer = ''
  await new Promise((done) => terminal.write(`${setting}\u001bP$q${what}\u001b\\`, done))
  return JSON.stringify(answer)
}
console.log('bold and red', await ask('\u001b[1;31m', 'm'))
console.log('24-bit colour', await ask('\u001b[38;2;1;2;3mx', 'm'))
const cell = terminal.buffer.active.getLine(0).getCell(0)
console.log('the cell is of a 24-bit colour:', cell.isFgRGB(), cell.getFgColor().toString(16))
console.log('margins 2 to 3', await ask('\u001b[2;3r', 'r'))
console.log('cursor a bar', await ask('\u001b[6 q', ' q'))
JS
node try.mjs | tee seen
diff seen - <<'EXPECTED'
bold and red "\u001bP1$r0m\u001b\\"
24-bit colour "\u001bP1$r0m\u001b\\"
the cell is of a 24-bit colour: true 10203
margins 2 to 3 "\u001bP1$r2;3r\u001b\\"
cursor a bar "\u001bP1$r2 q\u001b\\"
EXPECTED
