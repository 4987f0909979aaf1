#!/usr/bin/env bash
# Keras 3.15.1 and Flax 0.12.8 (nnx), recurrent matrices that start "orthogonal": a plain RNN's is
# (all singular values 1). An LSTM or GRU gets one orthogonal matrix of [H, 4H] or [H, 3H], of
# which each gate has a slice, and no slice is: its largest singular value is 0.8 to 0.9, and the
# geometric mean of all is a third, so that a signal through the candidate's matrix shrinks
# threefold a step. Flax has both: nnx.LSTMCell makes each gate's own matrix orthogonal,
# nnx.OptimizedLSTMCell, the same equations, only the whole; so the two begin to train elsewhere.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet keras==3.15.1 flax==0.12.8 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6
cat > try.py <<'PY'
import keras
import numpy as np
from flax import nnx
from keras import layers

H, SEEDS = 32, 10


def describe(name, matrices):
    """Singular values of the gates' own [H, H] over ten seeds."""
    values = [np.linalg.svd(one.astype("float64"), compute_uv=False) for one in matrices]
    mean = np.exp(np.mean([np.log(one).mean() for one in values]))
    largest = np.mean([one[0] for one in values])
    print(f"{name}: largest {largest:.2f}, geometric mean {mean:.2f}")


def gates(matrix):
    return [matrix[:, at : at + H] for at in range(0, matrix.shape[1], H)]


def of_keras(kind):
    for seed in range(SEEDS):
        keras.utils.set_random_seed(seed)
        layer = kind(H)
        layer.build((None, 10, 4))
        yield from gates(keras.ops.convert_to_numpy(layer.cell.recurrent_kernel))


def of_flax(kind, names):
    for seed in range(SEEDS):
        cell = kind(4, H, rngs=nnx.Rngs(seed))
        for name in names:
            yield from gates(np.asarray(getattr(cell, name).kernel[...]))


describe("Keras SimpleRNN", of_keras(layers.SimpleRNN))
describe("Keras GRU", of_keras(layers.GRU))
describe("Keras LSTM", of_keras(layers.LSTM))
describe("Flax LSTMCell", of_flax(nnx.LSTMCell, ["hi", "hf", "hg", "ho"]))
describe("Flax OptimizedLSTMCell", of_flax(nnx.OptimizedLSTMCell, ["dense_h"]))
PY
JAX_PLATFORMS=cpu KERAS_BACKEND=numpy venv/bin/python try.py 2>/dev/null | tee seen
diff seen - <<'EXPECTED'
Keras SimpleRNN: largest 1.00, geometric mean 1.00
Keras GRU: largest 0.93, geometric mean 0.38
Keras LSTM: largest 0.84, geometric mean 0.32
Flax LSTMCell: largest 1.00, geometric mean 1.00
Flax OptimizedLSTMCell: largest 0.85, geometric mean 0.32
EXPECTED
