#!/usr/bin/env bash
# On Linux, what a process says that it has taken at most (process.resourceUsage().maxRSS of Node
# 20.20 and 24.21.0, the same of Python's resource) is never less than what the process that started
# it had: the kernel carries the mark over from the copy that becomes the program. A benchmark that
# has read a large file itself measures its own memory in every program that it starts, and finds
# all of them alike. VmHWM in /proc/self/status begins anew with the program.
# Here a program of 40 MB, started by execa 9.6.0 from a parent before and after it has filled
# 600 MB.
set -euo pipefail
[ "$(uname)" = Linux ] || { echo 'about Linux only'; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save execa@9.6.0
cat > child.mjs <<'JS'
import { readFileSync } from 'node:fs'
const status = readFileSync('/proc/self/status', 'utf8')
console.log(process.resourceUsage().maxRSS, Number(/^VmHWM:\s*(\d+)/m.exec(status)[1]))
JS
cat > parent.mjs <<'JS'
import { execa } from 'execa'
const above = (kilobytes) => (kilobytes > 300_000 ? 'more than 300 MB' : 'less than 300 MB')
async function ask(when) {
  const { stdout } = await execa(process.execPath, ['child.mjs'])
  const [maxRss, highWater] = stdout.split(' ').map(Number)
  console.log(`${when}: maxRSS ${above(maxRss)}, VmHWM ${above(highWater)}`)
}
await ask('before')
const filled = Buffer.alloc(600e6, 1)
await ask(`after ${filled.length / 1e6} MB`)
JS
node parent.mjs | tee seen
diff seen - <<'EXPECTED'
before: maxRSS less than 300 MB, VmHWM less than 300 MB
after 600 MB: maxRSS more than 300 MB, VmHWM less than 300 MB
EXPECTED
