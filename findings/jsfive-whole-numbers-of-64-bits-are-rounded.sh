#!/usr/bin/env bash
# jsfive 0.4.2 reads 64-bit whole numbers of an HDF5 file, data and attributes alike, as ordinary
# numbers: beyond 2^53 they come out rounded, without a word. h5wasm 0.10.3 gives BigInts of the
# same file. In a Keras file these are step counters and seeds of random streams; a seed that is
# read and written back is another one. Small values look right in both, so a test with small
# values passes; but `===` between the two readers' values never holds (1 and 1n).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts jsfive@0.4.2 h5wasm@0.10.3
cat > try.mjs <<'JS'
import { readFileSync } from 'node:fs'
import h5wasm from 'h5wasm/node'
import { File } from 'jsfive'
await h5wasm.ready
const seeds = new BigInt64Array([1n, 9007199254740993n, -5n, 4611686018427387905n])
const made = new h5wasm.File('seeds.h5', 'w')
made.create_dataset({ name: 'seeds', data: seeds })
made.create_attribute('iterations', 9007199254740993n, [], '<q')
made.close()
const read = new h5wasm.File('seeds.h5', 'r')
console.log('h5wasm', read.get('seeds').value.join(' '), typeof read.get('seeds').value[0], String(read.attrs.iterations.value))
read.close()
const bytes = readFileSync('seeds.h5')
const file = new File(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length), 'seeds.h5')
console.log('jsfive', file.get('seeds').value.join(' '), typeof file.get('seeds').value[0], String(file.attrs.iterations))
JS
node try.mjs | tee seen
diff seen - <<'EXPECTED'
h5wasm 1 9007199254740993 -5 4611686018427387905 bigint 9007199254740993
jsfive 1 9007199254740992 -5 4611686018427388000 number 9007199254740992
EXPECTED
