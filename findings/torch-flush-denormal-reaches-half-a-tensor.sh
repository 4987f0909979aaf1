#!/usr/bin/env bash
# PyTorch 2.13.0 (CPU): torch.set_flush_denormal(True) holds for the thread that calls it, and for
# threads made after it. Once the pool that shares out large tensors exists (filling one makes it),
# the call changes one part of each: of 200,000 equal products of 5e-39, with two threads, 100,000
# become 0 and 100,000 do not, while a small tensor (one thread) becomes 0 wholly. So a gradient
# that has vanished is 0 or not by its place in the tensor. Called before the first tensor it holds
# for all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet torch==2.13.0 numpy==2.4.6
cat > try.py <<'PY'
import sys

import torch

torch.set_num_threads(2)
first = "first" in sys.argv
if first:
    torch.set_flush_denormal(True)
large = torch.full((200_000,), 2e-38)
small = torch.full((1_000,), 2e-38)


def zeros(tensor):
    return f"{int((tensor * 0.25 == 0).sum())} of {len(tensor)}"


if first:
    print("set before any tensor:", zeros(large), "and", zeros(small))
else:
    print("not set:", zeros(large), "and", zeros(small))
    torch.set_flush_denormal(True)
    print("set later:", zeros(large), "and", zeros(small))
PY
{ venv/bin/python try.py && venv/bin/python try.py first; } 2>/dev/null | tee seen
diff seen - <<'EXPECTED'
not set: 0 of 200000 and 0 of 1000
set later: 100000 of 200000 and 1000 of 1000
set before any tensor: 200000 of 200000 and 1000 of 1000
EXPECTED
