#!/usr/bin/env bash
# SciPy 1.17.1 and statsmodels 0.15.0. The Brunner-Munzel test of two groups that don't overlap at
# all, the clearest case there is, has the statistic inf and the p-value NaN (a RuntimeWarning says
# that degrees of freedom are undefined; distribution="normal" says 0). Given to multipletests among
# others, that NaN turns every adjusted p-value into NaN in simes-hochberg, hommel and the fdr_…
# ways, without a word, and hommel rejects nothing any more, not even p = 6e-13; bonferroni and holm
# keep the others, and count it as one test. Which of the numbers of a study survive is so decided
# by its best result. (scipy.stats.false_discovery_control refuses a NaN with a clear error.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet scipy==1.17.1 statsmodels==0.15.0 numpy==2.4.6
cat > try.py <<'PY'
import numpy as np
from scipy import stats
from statsmodels.stats.multitest import multipletests

group = np.arange(20.0)
found = []
for shift in (30, 12, 10, 9, 0):
    test = stats.brunnermunzel(group, group + shift)
    rank = stats.mannwhitneyu(group, group + shift).pvalue
    found.append(test.pvalue)
    print(f"apart by {shift}: {test.statistic:.1f}, p {test.pvalue:.0e}, Mann-Whitney {rank:.0e}")
normal = stats.brunnermunzel(group, group + 30, distribution="normal").pvalue
print(f"apart by 30, by the normal distribution: p {normal:.0e}")
for way in ("bonferroni", "holm", "simes-hochberg", "hommel", "fdr_bh", "fdr_by"):
    reject, adjusted, *_ = multipletests(found, method=way)
    alone, _, *_ = multipletests(found[1:], method=way)
    lost = int(np.isnan(adjusted).sum())
    print(f"{way}: {lost} of 5 are NaN, rejects {sum(reject)} (without the clearest {sum(alone)})")
PY
venv/bin/python try.py 2>/dev/null | tee seen
diff seen - <<'EXPECTED'
apart by 30: inf, p nan, Mann-Whitney 7e-08
apart by 12: 10.6, p 6e-13, Mann-Whitney 6e-06
apart by 10: 7.2, p 1e-08, Mann-Whitney 5e-05
apart by 9: 6.0, p 6e-07, Mann-Whitney 2e-04
apart by 0: 0.0, p 1e+00, Mann-Whitney 1e+00
apart by 30, by the normal distribution: p 0e+00
bonferroni: 1 of 5 are NaN, rejects 3 (without the clearest 3)
holm: 1 of 5 are NaN, rejects 3 (without the clearest 3)
simes-hochberg: 5 of 5 are NaN, rejects 3 (without the clearest 3)
hommel: 5 of 5 are NaN, rejects 0 (without the clearest 3)
fdr_bh: 5 of 5 are NaN, rejects 3 (without the clearest 3)
fdr_by: 5 of 5 are NaN, rejects 3 (without the clearest 3)
EXPECTED
