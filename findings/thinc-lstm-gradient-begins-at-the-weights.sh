#!/usr/bin/env bash
# thinc 8.3.13 (the library of nets under spaCy), its own LSTM on the CPU: what backprop gives for
# the weights is their gradient plus the weights themselves (for the first bias plus the sum of
# both, for the second 0), and the first step of a sequence has no part in it: dX there is 0. The
# forward pass is an LSTM's, shapes fit, nothing warns. Steps along that "gradient" are in the main
# a decay of weights: a net that is to answer 0.5 gets worse the longer it is trained, where along
# differences of its own loss it learns it. (PyTorchLSTM, also thinc's, leaves the gradient to
# PyTorch.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet thinc==8.3.13 numpy==2.4.6
cat > try.py <<'PY'
import numpy as np
from thinc.api import LSTM, with_padded

EPS = 1e-2


def fresh():
    """A net of one unit that reads one number a step, and its weights."""
    net = with_padded(LSTM(1, 1, bi=False, depth=1))
    net.initialize(X=[X])
    inner = next(one for one in net.walk() if one.has_param("LSTM"))
    # Wx of four gates, their bias, Wh of four gates, their other bias.
    inner.set_param("LSTM", WEIGHTS.copy())
    return net, inner


def losses(net, inner, weights):
    inner.set_param("LSTM", weights.astype("f"))
    return float(np.square(net.predict([X])[0].astype("d") - 0.5).sum() / 2)


def by_differences(net, inner, weights):
    def slope(i):
        step = EPS * np.eye(len(weights))[i]
        ends = [losses(net, inner, weights + sign * step) for sign in (1, -1)]
        return (ends[0] - ends[1]) / (2 * EPS)

    found = np.array([slope(i) for i in range(len(weights))])
    inner.set_param("LSTM", weights.astype("f"))
    return found


def by_backprop(net, inner):
    Y, backprop = net.begin_update([X])
    [dX] = backprop([Y[0] - np.float32(0.5)])
    found = inner.get_grad("LSTM").copy()
    inner.set_grad("LSTM", np.zeros_like(found))
    return found, dX


def show(name, numbers):
    print(f"{name}:", *[f"{one + 0:.2f}" for one in np.round(numbers, 2)])


X = np.array([[1.0], [0.5], [-1.0]], "f")
WEIGHTS = np.array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], "f") / 10 - 0.8
net, inner = fresh()
found, dX = by_backprop(net, inner)
right = by_differences(net, inner, WEIGHTS)
for name, at in (("Wx", 0), ("bx", 4), ("Wh", 8), ("bh", 12)):
    part = slice(at, at + 4)
    show(f"{name} of thinc", found[part])
    show(f"{name} in truth", right[part])
    show(f"{name} themselves", WEIGHTS[part])
show("dX of thinc", dX.ravel())
for i in range(3):
    X[i] += EPS
    above = losses(net, inner, WEIGHTS)
    X[i] -= 2 * EPS
    below = losses(net, inner, WEIGHTS)
    X[i] += EPS
    dX[i] = (above - below) / (2 * EPS)
show("dX in truth", dX.ravel())
for way in ("thinc", "differences"):
    net, inner = fresh()
    seen = []
    for step in range(301):
        weights = inner.get_param("LSTM").copy()
        if step in (0, 10, 300):
            seen.append(f"{losses(net, inner, weights):.4f}")
        if way == "thinc":
            gradient, _ = by_backprop(net, inner)
        else:
            gradient = by_differences(net, inner, weights)
        inner.set_param("LSTM", (weights - 0.1 * gradient).astype("f"))
    print(f"loss after 0, 10, 300 steps by {way}:", *seen)
PY
venv/bin/python try.py 2>/dev/null | tee seen
diff seen - <<'EXPECTED'
Wx of thinc: -0.70 -0.61 -0.52 -0.43
Wx in truth: 0.00 -0.04 -0.04 -0.14
Wx themselves: -0.70 -0.60 -0.50 -0.40
bx of thinc: 0.20 0.38 0.58 0.76
bx in truth: 0.00 -0.04 -0.04 -0.16
bx themselves: -0.30 -0.20 -0.10 0.00
Wh of thinc: 0.10 0.20 0.30 0.39
Wh in truth: 0.00 0.00 0.00 0.00
Wh themselves: 0.10 0.20 0.30 0.40
bh of thinc: 0.00 0.00 0.00 0.00
bh in truth: 0.00 -0.04 -0.04 -0.16
bh themselves: 0.50 0.60 0.70 0.80
dX of thinc: 0.00 0.05 -0.01
dX in truth: 0.07 0.05 -0.01
loss after 0, 10, 300 steps by thinc: 0.1266 0.2086 0.2620
loss after 0, 10, 300 steps by differences: 0.1266 0.0814 0.0031
EXPECTED
