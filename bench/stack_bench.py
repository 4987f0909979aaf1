"""A net of several LSTM layers in PyTorch: a loop over LSTMCells with retain_grad on every h_t and c_t, no training.

    python3 stack_bench.py LAYERS T B H ROUNDS   -> {"version", "ms": [of each round]}
"""

import json
import sys
import time

try:
    import torch
except ImportError:
    print(json.dumps({"version": "not installed", "ms": []}))
    sys.exit()

layers, T, B, H, rounds = map(int, sys.argv[1:])
torch.set_num_threads(1)
cells = [torch.nn.LSTMCell(H, H) for _ in range(layers)]
x = torch.rand(T, B, H) * 2 - 1
zero = torch.zeros(B, H)


def step():
    for cell in cells:
        cell.zero_grad()
    states = [(zero, zero)] * layers
    kept = []
    for t in range(T):
        below = x[t]
        for n, cell in enumerate(cells):
            h, c = cell(below, states[n])
            h.retain_grad()
            c.retain_grad()
            kept += [h, c]
            states[n] = h, c
            below = h
    below.norm().backward()
    return torch.stack([state.grad for state in kept]).flatten(1).norm(dim=1).tolist()


times = []
for _ in range(rounds + 1):
    start = time.perf_counter()
    step()
    times.append((time.perf_counter() - start) * 1000)
print(json.dumps({"version": torch.__version__, "ms": times[1:]}))
