#!/usr/bin/env bash
# jstat 1.9.6: the middle value that jStat.quartiles gives is an element of the data, the one at
# round(n / 2), and not the median that jStat.median and percentile give: for [1, 2, 3, 4] it is 2
# and not 2.5. The quarters are taken in the same way and lie unequally far out: of 1 … 5 they are
# 1 and 4, of 1 … 6 they are 2 and 5. So a box plot made of it sits to the left of what the same
# package says of the same numbers, and its "interquartile range" of five values is 3, not 2.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts jstat@1.9.6
cat > try.cjs <<'JS'
const { jStat } = require('jstat')
for (const n of [4, 5, 6, 7]) {
  const x = Array.from({ length: n }, (_, k) => k + 1)
  const byPercentile = [0.25, 0.5, 0.75].map((p) => jStat.percentile(x, p))
  console.log(`1 … ${n}: quartiles ${jStat.quartiles(x)}, median ${jStat.median(x)}, percentiles ${byPercentile}`)
}
JS
node try.cjs | tee seen
diff seen - <<'EXPECTED'
1 … 4: quartiles 1,2,3, median 2.5, percentiles 1.75,2.5,3
1 … 5: quartiles 1,3,4, median 3, percentiles 2,3,4
1 … 6: quartiles 2,3,5, median 3.5, percentiles 2.25,3.5,4.75
1 … 7: quartiles 2,4,5, median 4, percentiles 2.5,4,5.5
EXPECTED
