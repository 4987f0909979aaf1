#!/usr/bin/env bash
# string-width 8.3.0 and @xterm/headless 6.0.0 (its default table, and its Unicode 11 add-on
# 0.9.0): the trigrams U+2630 to U+2637, whose first is what many programs draw as a menu, the
# digrams U+268A to U+268F and the hexagrams U+4DC0 to U+4DFF were made wide by Unicode 16 (2024).
# string-width follows; the terminal gives trigrams and digrams one column by both tables, and
# hexagrams two by its default table and one by that of Unicode 11. None of them is an emoji, so
# no table of emoji tells. A frame that was padded by string-width breaks its border by one column
# for each, and text that was cut to fit is too short.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts string-width@8.3.0 @xterm/headless@6.0.0 @xterm/addon-unicode11@0.9.0
cat > try.mjs <<'JS'
import { createRequire } from 'node:module'
import stringWidth from 'string-width'
const require = createRequire(import.meta.url)
globalThis.self = globalThis // the add-on is built for browsers
const { Terminal } = require('@xterm/headless')
const { Unicode11Addon } = require('@xterm/addon-unicode11')

async function columns(text, version) {
  const terminal = new Terminal({ cols: 40, rows: 2, allowProposedApi: true })
  terminal.loadAddon(new Unicode11Addon())
  terminal.unicode.activeVersion = version
  await new Promise((done) => terminal.write(text, done))
  return terminal.buffer.active.cursorX
}
for (const [name, point] of [
  ['trigram', 0x2630],
  ['digram', 0x268a],
  ['hexagram', 0x4dc0],
  ['ideograph', 0x6613],
  ['letter', 0x41],
]) {
  const text = String.fromCodePoint(point).repeat(3)
  const terminal = [await columns(text, '6'), await columns(text, '11')]
  console.log(
    name,
    point.toString(16),
    'three of them: string-width',
    stringWidth(text),
    'terminal',
    terminal.join(' and '),
  )
}
JS
node try.mjs | tee seen
diff seen - <<'EXPECTED'
trigram 2630 three of them: string-width 6 terminal 3 and 3
digram 268a three of them: string-width 6 terminal 3 and 3
hexagram 4dc0 three of them: string-width 6 terminal 6 and 3
ideograph 6613 three of them: string-width 6 terminal 6 and 6
letter 41 three of them: string-width 3 terminal 3 and 3
EXPECTED
