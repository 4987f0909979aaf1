#!/usr/bin/env bash
# @stdlib/stats-wilcoxon 0.2.3: with `exact: true` and ties or zeros among the differences the
# p-value is nevertheless the normal approximation: no error, no note, the same `method`. Seeds of
# a comparison often tie. Seven equal differences of one sign have p = 2/2^7 = 0.0156 (counted out
# below over all signs); it says 0.0107, which a level of 0.0125 (0.05 for four comparisons, after
# Bonferroni) calls a difference. Without ties it is exact.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts @stdlib/stats-wilcoxon@0.2.3
cat > try.cjs <<'JS'
const wilcoxon = require('@stdlib/stats-wilcoxon')

/** Two-sided p of the signed ranks, over all 2^n signs; ties share their mean rank, zeros are left out. */
function counted(differences) {
  const values = differences.filter((one) => one !== 0)
  const sizes = values.map(Math.abs).sort((a, b) => a - b)
  const ranks = values.map(
    (one) => (sizes.indexOf(Math.abs(one)) + sizes.lastIndexOf(Math.abs(one))) / 2 + 1,
  )
  const sumOf = (positive) => ranks.reduce((sum, rank, n) => sum + (positive(n) ? rank : 0), 0)
  const found = sumOf((n) => values[n] > 0)
  const least = Math.min(found, sumOf(() => true) - found)
  let few = 0
  for (let signs = 0; signs < 2 ** ranks.length; signs++)
    if (sumOf((n) => (signs >> n) & 1) <= least + 1e-9) few++
  return Math.min(1, (2 * few) / 2 ** ranks.length)
}

for (const differences of [
  [1, 2, 3, 4, 5, 6, 7],
  [1, 1, 1, 1, 1, 1, 1],
  [0, 1, 2, 3, 4, 5, 6, 7],
  [1, 1, 2, 2, 3, 3, 4, 4],
]) {
  const { pValue, method } = wilcoxon(differences, { exact: true })
  console.log(
    differences.join(' '),
    '| counted',
    counted(differences).toFixed(4),
    '| exact: true',
    pValue.toFixed(4),
    '|',
    method,
  )
}
JS
node try.cjs | tee seen
diff seen - <<'EXPECTED'
1 2 3 4 5 6 7 | counted 0.0156 | exact: true 0.0156 | One-Sample Wilcoxon signed rank test
1 1 1 1 1 1 1 | counted 0.0156 | exact: true 0.0107 | One-Sample Wilcoxon signed rank test
0 1 2 3 4 5 6 7 | counted 0.0156 | exact: true 0.0225 | One-Sample Wilcoxon signed rank test
1 1 2 2 3 3 4 4 | counted 0.0078 | exact: true 0.0138 | One-Sample Wilcoxon signed rank test
EXPECTED
