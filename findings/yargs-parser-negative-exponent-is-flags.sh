#!/usr/bin/env bash
# yargs-parser 22.0.0: an option declared as a number takes -0.001 and -.5 as its value, but not
# -1e-3: that is read as the flags -1 and -e, and the option has no value at all, without an error.
# Numbers get this form by themselves as soon as they are small: String(-1e-7) is '-1e-7', so a
# program that passes its own small negative number on to another loses it. `--at=-1e-3` works,
# and so does `nargs`. The same for a lone dash: `--in -` leaves '-' with the positionals and the
# option empty, while the short `-i -` takes it. minimist 1.2.8, from which it descends, takes the
# dash, and loses the number in the same way.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts yargs-parser@22.0.0 minimist@1.2.8
cat > try.mjs <<'JS'
import minimist from 'minimist'
import parse from 'yargs-parser'
const show = (name, result) => console.log(name.padEnd(18), JSON.stringify(result))
const number = { number: ['at'] }
for (const value of ['-0.001', '-.5', String(-1e-7)])
  show(`--at ${value}`, parse(['--at', value], number))
show('--at=-1e-7', parse(['--at=-1e-7'], number))
show('nargs, --at -1e-7', parse(['--at', '-1e-7'], { ...number, narg: { at: 1 } }))
const text = { string: ['in'], alias: { in: ['i'] } }
show('--in -', parse(['--in', '-'], text))
show('-i -', parse(['-i', '-'], text))
const { _, at, in: input } = minimist(['--at', '-1e-7', '--in', '-'], { string: ['at', 'in'] })
show('minimist', { _, at, in: input })
JS
node try.mjs | tee seen
diff seen - <<'EXPECTED'
--at -0.001        {"_":[],"at":-0.001}
--at -.5           {"_":[],"at":-0.5}
--at -1e-7         {"1":true,"_":[],"e":-7}
--at=-1e-7         {"_":[],"at":-1e-7}
nargs, --at -1e-7  {"_":[],"at":-1e-7}
--in -             {"_":["-"],"in":"","i":""}
-i -               {"_":[],"i":"-","in":"-"}
minimist           {"_":[],"at":"","in":"-"}
EXPECTED
