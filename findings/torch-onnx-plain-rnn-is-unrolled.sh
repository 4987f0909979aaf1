#!/usr/bin/env bash
# PyTorch 2.13.0, torch.onnx.export(dynamo=True) of nn.LSTM, nn.GRU and nn.RNN, the length T asked
# to be free by dynamic_shapes: LSTM and GRU come out as one LSTM or GRU node that reads any length
# (though the declared length of their output is the example's). The plain RNN, the simplest of the
# three, comes out with every time step written out (T = 5: 5 MatMul, T = 50: 50), no RNN node, and
# the length of the example for ever, without an error. Whoever looks for recurrent nodes finds
# none in the file.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet torch==2.13.0 onnxscript==0.7.2 onnx==1.23.1 numpy==2.4.6
cat > try.py <<'PY'
import sys
from collections import Counter

import torch
from torch import nn

LENGTH = torch.export.Dim("T", min=2, max=1000)


def shape(value):
    return [str(size) for size in value.shape]


kind, length = getattr(nn, sys.argv[1]), int(sys.argv[2])
net = kind(2, 8, batch_first=True).eval()
program = torch.onnx.export(
    net,
    (torch.randn(1, length, 2),),
    dynamo=True,
    verbose=False,
    dynamic_shapes=({1: LENGTH},),
)
graph = program.model.graph
nodes = Counter(node.op_type for node in graph)
print(
    f"nn.{kind.__name__} from T = {length}:",
    ", ".join(f"{nodes[name]} {name}" for name in (kind.__name__, "MatMul", "Tanh")),
    "reads",
    "×".join(shape(graph.inputs[0])),
    "declares",
    "×".join(shape(graph.outputs[0])),
)
PY
for kind in LSTM GRU RNN; do
  for length in 5 50; do
    # Each in a process of its own: of a second export in one the length is fixed for another reason.
    venv/bin/python try.py "$kind" "$length" 2>/dev/null
  done
done | tee seen
diff seen - <<'EXPECTED'
nn.LSTM from T = 5: 1 LSTM, 0 MatMul, 0 Tanh reads 1×T×2 declares 1×5×8
nn.LSTM from T = 50: 1 LSTM, 0 MatMul, 0 Tanh reads 1×T×2 declares 1×50×8
nn.GRU from T = 5: 1 GRU, 0 MatMul, 0 Tanh reads 1×T×2 declares 1×5×8
nn.GRU from T = 50: 1 GRU, 0 MatMul, 0 Tanh reads 1×T×2 declares 1×50×8
nn.RNN from T = 5: 0 RNN, 5 MatMul, 5 Tanh reads 1×5×2 declares 1×5×8
nn.RNN from T = 50: 0 RNN, 50 MatMul, 50 Tanh reads 1×50×2 declares 1×50×8
EXPECTED
