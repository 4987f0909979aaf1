#!/usr/bin/env bash
# simple-statistics 7.12.1: cumulativeStdNormalProbability rounds z to two decimals and looks it
# up in a printed table, which ends at 3.09: every larger z gets 0.999, so no two-sided p below
# 0.002 can come of it, at z = 8 as at z = 3.1. Its probit(0.975), which 95 % intervals are made
# with, is 1.9572 and not 1.9600, and its errorFunction(0) is not 0 (an approximation with a
# stated absolute error, which near 0 is all there is). 0.5 · (1 + errorFunction(z/√2)) of the
# same package is good to 1e-7 and beyond 3.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts simple-statistics@7.12.1
cat > try.mjs <<'JS'
import { cumulativeStdNormalProbability as table, errorFunction, probit } from 'simple-statistics'
for (const z of [1.2345, 3, 3.1, 4, 8]) {
  console.log(
    `z = ${z}: table ${table(z)}, two-sided p ${(2 * (1 - table(z))).toFixed(4)}, by errorFunction ${(1 - errorFunction(z / Math.SQRT2)).toExponential(2)}`,
  )
}
console.log(
  'probit(0.975)',
  probit(0.975).toFixed(4),
  'errorFunction(0)',
  errorFunction(0).toExponential(1),
)
JS
node try.mjs | tee seen
diff seen - <<'EXPECTED'
z = 1.2345: table 0.8907, two-sided p 0.2186, by errorFunction 2.17e-1
z = 3: table 0.9987, two-sided p 0.0026, by errorFunction 2.70e-3
z = 3.1: table 0.999, two-sided p 0.0020, by errorFunction 1.94e-3
z = 4: table 0.999, two-sided p 0.0020, by errorFunction 6.33e-5
z = 8: table 0.999, two-sided p 0.0020, by errorFunction 1.22e-15
probit(0.975) 1.9572 errorFunction(0) -3.0e-8
EXPECTED
