#!/usr/bin/env bash
# PyTorch 2.13.0, torch.onnx.export(dynamo=True) of an LSTM whose length T is asked to be free by
# dynamic_shapes: the first export of a process reads any length; each later one, of another net,
# reads the length of its example only, without an error. A script that exports one net after the
# other (folds, seeds, languages) tests the first and ships the others fixed. A Linear in its place
# is free each time.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet torch==2.13.0 onnxscript==0.7.2 onnx==1.23.1 numpy==2.4.6
cat > try.py <<'PY'
import sys

import torch
from torch import nn

for n, length in enumerate((5, 6, 7), 1):
    net = nn.LSTM(2, 8, batch_first=True) if sys.argv[1] == "LSTM" else nn.Linear(2, 8)
    program = torch.onnx.export(
        net.eval(),
        (torch.randn(1, length, 2),),
        dynamo=True,
        verbose=False,
        dynamic_shapes=({1: torch.export.Dim("T", min=2, max=1000)},),
    )
    reads = program.model.graph.inputs[0].shape
    print(f"{sys.argv[1]}, export {n}: reads", "×".join(str(size) for size in reads))
PY
{ venv/bin/python try.py LSTM && venv/bin/python try.py Linear; } 2>/dev/null | tee seen
diff seen - <<'EXPECTED'
LSTM, export 1: reads 1×T×2
LSTM, export 2: reads 1×6×2
LSTM, export 3: reads 1×7×2
Linear, export 1: reads 1×T×2
Linear, export 2: reads 1×T×2
Linear, export 3: reads 1×T×2
EXPECTED
