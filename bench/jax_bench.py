"""The training step in JAX: one jit over a scan, with derivatives with respect to zeros added to h_t and c_t.

    python3 jax_bench.py THREADS
"""

import os
import sys

from contestant import say, serve

# XLA takes as many threads as the process may use cores, so that is what is set, and before it is loaded.
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(sys.argv[1])])
elif int(sys.argv[1]) < (os.cpu_count() or 1):
    say({"note": "number of threads can't be set on this system"})
    sys.exit()
try:
    import jax
    import jax.numpy as jnp
    import numpy as np
except ImportError:
    say({"note": "not installed"})
    sys.exit()

jax.config.update("jax_platforms", "cpu")
LEARNING_RATE, CLIP = 0.001, 1.0


def predict(w, x, zeros_h, zeros_c, lstm):
    """The readout of h_T. zeros_h and zeros_c are [T, B, H] (zeros_c is None for the RNN)."""
    T, B, H = zeros_h.shape
    from_input = x @ w["wih"].T + w["bias"]

    def lstm_step(state, at):
        h, c = state
        z, zero_h, zero_c = at
        i, f, g, o = jnp.split(z + h @ w["whh"].T, 4, axis=-1)
        c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g) + zero_c
        h = jax.nn.sigmoid(o) * jnp.tanh(c) + zero_h
        return (h, c), None

    def rnn_step(h, at):
        z, zero_h = at
        return jnp.tanh(z + h @ w["whh"].T) + zero_h, None

    zero = jnp.zeros((B, H))
    if lstm:
        (h, _), _ = jax.lax.scan(lstm_step, (zero, zero), (from_input, zeros_h, zeros_c))
    else:
        h, _ = jax.lax.scan(rnn_step, zero, (from_input, zeros_h))
    return h @ w["wout"].T + w["bout"]


def adam(w, gradients, first, second, count):
    """Clipping by global norm, then Adam."""
    tree = jax.tree_util.tree_map
    norm = jnp.sqrt(sum(jnp.sum(g * g) for g in jax.tree_util.tree_leaves(gradients)))
    clip = jnp.minimum(1.0, CLIP / (norm + 1e-6))
    gradients = tree(lambda g: g * clip, gradients)
    first = tree(lambda m, g: 0.9 * m + 0.1 * g, first, gradients)
    second = tree(lambda v, g: 0.999 * v + 0.001 * g * g, second, gradients)
    rate = LEARNING_RATE / (1 - 0.9**count)
    scale = 1 / jnp.sqrt(1 - 0.999**count)
    w = tree(lambda p, m, v: p - rate * m / (jnp.sqrt(v) * scale + 1e-8), w, first, second)
    return w, first, second


def start(sizes, arrays):
    T, H, B, I, O = (sizes[name] for name in "THBIO")
    lstm = sizes["cell"] == "lstm"
    shapes = {"x": (T, B, I), "y": (B, O), "wih": (-1, I), "whh": (-1, H), "bias": (-1,), "wout": (O, H), "bout": (O,)}
    array = {name: jnp.array(np.frombuffer(arrays[name], np.float32).reshape(shapes[name])) for name in shapes}
    x, y = array.pop("x"), array.pop("y")
    zeros_h = jnp.zeros((T, B, H))
    zeros = (zeros_h, jnp.zeros((T, B, H)) if lstm else None)

    @jax.jit
    def train(w, first, second, count, x, y, zeros):
        def loss_of(w, zeros):
            return jnp.mean((predict(w, x, *zeros, lstm) - y) ** 2)

        loss, (gradients, of_states) = jax.value_and_grad(loss_of, argnums=(0, 1))(w, zeros)
        norms = jax.tree_util.tree_map(lambda g: jnp.sqrt(jnp.sum(g * g, axis=(1, 2))), of_states)
        return (loss, norms, *adam(w, gradients, first, second, count))

    moments = jax.tree_util.tree_map(jnp.zeros_like, array)
    state = [array, moments, moments]
    count = 0

    def step():
        nonlocal count
        count += 1
        loss, (hidden, cell), *state[:] = jax.block_until_ready(train(*state, jnp.float32(count), x, y, zeros))
        return float(loss), np.asarray(hidden).tolist(), np.asarray(cell).tolist() if lstm else None

    return step


serve(jax.__version__, start)
