#!/usr/bin/env bash
# seaborn 0.13.2, the band of lineplot (errorbar=("ci", 95), a bootstrap of the mean): of three
# seeds its ends are the smallest and the largest of the three values, nothing else, since 1 of 27
# resamples is three times the same seed and that is more than 2.5 %. It covers the true mean where
# the three lie on both sides of it: in 3 of 4 cases, not in 95 of 100. Of two seeds it is 1 of 2.
# Here, over 1,000 points of normal values, five seeds cover 82 % and ten 92 %; Student's interval of
# the same values covers what it says. "95 % over three seeds" under a learning curve is 75 %, and a
# gap between two bands says less than it seems to.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet seaborn==0.13.2 scipy==1.17.1 numpy==2.4.6 pandas==3.0.6 \
  matplotlib==3.11.2
cat > try.py <<'PY'
import matplotlib

matplotlib.use("Agg")
import numpy as np
import pandas as pd
import seaborn
from matplotlib import pyplot
from scipy import stats

POINTS = 1000  # of one curve, each with seeds of its own
draw = np.random.default_rng(0)
for seeds in (2, 3, 5, 10):
    values = draw.normal(size=(POINTS, seeds))
    step = np.repeat(np.arange(POINTS), seeds)
    pyplot.figure()
    axes = seaborn.lineplot(
        data=pd.DataFrame({"step": step, "loss": values.ravel()}), x="step", y="loss", seed=0
    )
    corners = axes.collections[0].get_paths()[0].vertices
    ends = [corners[corners[:, 0] == at, 1] for at in range(POINTS)]
    low, high = np.array([[one.min(), one.max()] for one in ends]).T
    covers = np.mean((low < 0) & (high > 0))
    whole = np.mean(np.isclose(low, values.min(1)) & np.isclose(high, values.max(1)))
    student = stats.ttest_1samp(values, 0, axis=1).confidence_interval()
    right = np.mean((student.low < 0) & (student.high > 0))
    print(
        f"{seeds} seeds: covers {covers:.0%}, from least to most at {whole:.0%} of the points,",
        f"Student's t covers {right:.0%}",
    )
PY
venv/bin/python try.py 2>/dev/null | tee seen
diff seen - <<'EXPECTED'
2 seeds: covers 51%, from least to most at 100% of the points, Student's t covers 96%
3 seeds: covers 74%, from least to most at 100% of the points, Student's t covers 94%
5 seeds: covers 82%, from least to most at 0% of the points, Student's t covers 94%
10 seeds: covers 92%, from least to most at 0% of the points, Student's t covers 96%
EXPECTED
