#!/usr/bin/env bash
# Node 20 to 26 (V8 11.3 to 14.6) on x86-64: a NaN has other bits by how it came about. The
# literal NaN is 7ff8…, 0/0, Infinity - Infinity and Math.sqrt(-1) are fff8… (the processor's
# own), Math.log(-1) is 7ffc… (the library's). A typed array keeps them, in float32 too, although
# Object.is calls them all the same. So a digest or a byte-by-byte comparison of the weights of a
# run that diverged tells apart runs that no JavaScript value tells apart, and files of weights
# with NaN in them differ between a run and its own re-run in another code path.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > try.mjs <<'JS'
import { createHash } from 'node:crypto'
const bits = (x) =>
  Buffer.from(new Float64Array([x]).buffer)
    .reverse()
    .toString('hex')
    .slice(0, 4)
const zero = Number(process.argv.length > 9) // nothing that a compiler could fold
const infinite = 1 / zero
const all = {
  literal: NaN,
  '0/0': zero / zero,
  'Inf-Inf': infinite - infinite,
  sqrt: Math.sqrt(zero - 1),
  log: Math.log(zero - 1),
}
for (const [name, value] of Object.entries(all)) console.log(name, bits(value))
const single = new Float32Array([all.literal, all['0/0']])
console.log('float32', [...new Uint32Array(single.buffer)].map((one) => one.toString(16)).join(' '))
console.log('Object.is', Object.is(single[0], single[1]))
const digest = (x) =>
  createHash('sha256')
    .update(new Uint8Array(new Float32Array([x]).buffer))
    .digest('hex')
    .slice(0, 8)
console.log('digests are equal', digest(all.literal) === digest(all['0/0']))
JS
node try.mjs | tee seen
diff seen - <<'EXPECTED'
literal 7ff8
0/0 fff8
Inf-Inf fff8
sqrt fff8
log 7ffc
float32 7fc00000 ffc00000
Object.is true
digests are equal false
EXPECTED
