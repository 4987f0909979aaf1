#!/usr/bin/env bash
# PyTorch 2.13.0 (CPU), nn.LSTM in bfloat16, by .to() or under torch.autocast: the cell state and
# the forget gate are bfloat16, too, and between 0.996 and 1 bfloat16 has no number. So no cell
# halves every 500 steps: what was written as 1 is 1 after 1,000. One that should halve every 300
# is at 0.84 after 300 and still after 600: where it stops a step takes off less than half a unit in
# the last place. A cell that adds 1 a step stops at 256, one that adds 0.1 at 32. Memories of 20
# steps are hardly touched, so a test on short sequences passes, and a long one looks as if the net
# had become better at remembering. autocast keeps in float32 what needs it; the state of a
# recurrent net, a sum over time, isn't counted among that. float16, by .to(), has three bits more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet torch==2.13.0 numpy==2.4.6
cat > try.py <<'PY'
import math

import torch
from torch import nn


def cell(forget, write, c0, steps, way):
    """The cell state of one unit without weights, whose biases make the gates."""
    net = nn.LSTM(1, 1)
    with torch.no_grad():
        for one in net.parameters():
            one.zero_()
        logit = 100.0 if forget == 1 else math.log(forget / (1 - forget))
        candidate = 100.0 if write == 1 else math.atanh(write)
        net.bias_ih_l0.copy_(torch.tensor([100.0 if write else -100.0, logit, candidate, 0.0]))
        x, h, c = torch.zeros(steps, 1, 1), torch.zeros(1, 1, 1), torch.full((1, 1, 1), c0)
        if way == "autocast":
            with torch.autocast("cpu", torch.bfloat16):
                _, (_, c) = net(x, (h, c))
        else:
            _, (_, c) = net.to(way)(x.to(way), (h.to(way), c.to(way)))
    return c.item()


ways = {
    "float32": torch.float32,
    "float16": torch.float16,
    "bfloat16": torch.bfloat16,
    "autocast": "autocast",
}
print("left of 1 after one and two half-lives")
for life in (20, 100, 300, 500, 1000):
    gate = 0.5 ** (1 / life)
    left = [
        f"{name} {cell(gate, 0, 1.0, life, way):.2f} {cell(gate, 0, 1.0, 2 * life, way):.2f}"
        for name, way in ways.items()
    ]
    print(f"{life} steps: " + ", ".join(left))
for write in (1, 0.1):
    counts = [f"{name} {cell(1, write, 0.0, 1000, way):.0f}" for name, way in ways.items()]
    print(f"{write} added 1,000 times: " + ", ".join(counts))
PY
venv/bin/python try.py 2>/dev/null | tee seen
diff seen - <<'EXPECTED'
left of 1 after one and two half-lives
20 steps: float32 0.50 0.25, float16 0.50 0.25, bfloat16 0.50 0.25, autocast 0.50 0.25
100 steps: float32 0.50 0.25, float16 0.50 0.25, bfloat16 0.53 0.28, autocast 0.53 0.28
300 steps: float32 0.50 0.25, float16 0.48 0.23, bfloat16 0.84 0.84, autocast 0.84 0.84
500 steps: float32 0.50 0.25, float16 0.47 0.22, bfloat16 1.00 1.00, autocast 1.00 1.00
1000 steps: float32 0.50 0.25, float16 0.51 0.26, bfloat16 1.00 1.00, autocast 1.00 1.00
1 added 1,000 times: float32 1000, float16 1000, bfloat16 256, autocast 256
0.1 added 1,000 times: float32 100, float16 105, bfloat16 32, autocast 32
EXPECTED
